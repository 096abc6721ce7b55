"""The words around a quotation: verbs of saying, what ends their subject, and what is no speaker.

One row of alternatives a language, in the order English, German, Dutch, French, Spanish, Portuguese, Italian,
Swedish, Norwegian and Danish, Polish, Russian, Ukrainian.
"""

import re


def _any(*rows: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rows)})\b", re.IGNORECASE)


VERB = _any(
    r"said|says|told|tells|added|adds|wrote|writes|tweeted|warned|warns|argued|argues|explained|explains"
    r"|insisted|insists|noted|announced|declared|stated|asked|asks|replied|responded|recalled|recalls"
    r"|continued|concluded|commented|remarked|claimed|claims|stressed|suggested|admitted|acknowledged|joked"
    r"|testified|quipped",
    r"sagte|sagt|sagten|erklärten?|erklärt|betonten?|betont|meinte|meint|schrieb|schreibt|warnten?|warnt|ergänzte"
    r"|ergänzt|kritisierte|kritisiert|berichtete|berichtet|forderte|fordert|erzählt|erzählte|erläuterte|erläutert"
    r"|teilte|kündigte|räumte|fügte|stellte|mahnte|mahnt|lobte|lobt|versicherte|versichert|bekräftigte"
    r"|unterstrich|behauptete|urteilte|bilanzierte|resümierte|antwortete|entgegnete|äußerte|verkündete|gestand",
    r"zei|zegt|vertelde|vertelt|schreef|schrijft|stelt|stelde|reageert|reageerde|benadrukt|benadrukte"
    r"|concludeert|waarschuwt|meldt",
    r"(?:a|ont) (?:déclaré|dit|affirmé|expliqué|ajouté|estimé|souligné|assuré|précisé|indiqué|lancé|répondu"
    r"|rappelé|annoncé|reconnu|insisté|écrit|poursuivi|conclu|regretté|dénoncé|salué|commenté|raconté|confié|jugé"
    r"|prévenu|averti|martelé|réagi|plaidé)",
    r"déclare|dit|affirme|explique|ajoute|estime|souligne|assure|précise|raconte|confie|indique|lance|résume|déplore"
    r"|regrette|rappelle|poursuit|conclut|analyse|témoigne|insiste|prévient|plaide|reconnaît|dénonce|souffle",
    r"(?:ha|han) (?:dicho|afirmado|señalado|explicado|asegurado|declarado|añadido|indicado|destacado|apuntado"
    r"|recordado|subrayado|manifestado|comentado|insistido|concluido|reconocido|advertido|escrito|anunciado"
    r"|lamentado|defendido|reclamado|contado)",
    r"dijo|dice|afirmó|afirma|señaló|señala|explicó|explica|declaró|declara|aseguró|asegura|añadió|añade|agregó"
    r"|agrega|sostuvo|sostiene|indicó|indica|destacó|destaca|apuntó|apunta|recordó|subrayó|subraya|manifestó"
    r"|comentó|expresó|insistió|insiste|concluyó|reconoció|advirtió|advierte|contó|cuenta|escribió|anunció"
    r"|detalló|lamentó|lamenta|remarcó|resaltó|relató|relata",
    r"disse|diz|afirmou|explicou|declarou|acrescentou|ressaltou|contou|conta|completou|destacou|ressalta|escreveu"
    r"|comentou|lembrou|avaliou|avalia|concluiu|relatou|anunciou|garantiu|alertou|reforçou|defendeu",
    r"ha (?:detto|dichiarato|spiegato|aggiunto|affermato|commentato|raccontato|osservato|ribadito"
    r"|sottolineato|precisato|concluso|scritto|ricordato)|spiega|dichiara|afferma|sottolinea|racconta|commenta|osserva|ricorda"
    r"|ribadisce|aggiunge",
    r"säger|sade|skriver|berättar|förklarar|menar|kommenterar",
    r"sier|siger|sagde|forteller|fortæller|forklarer|mener|uttaler|udtaler|opplyser|oplyser",
    r"(?:powiedział|dodał|podkreślił|zaznaczył|stwierdził|napisał|wyjaśnił|ocenił|poinformował|przyznał)[ao]?"
    r"|mówi|dodaje|podkreśla|tłumaczy",
    r"(?:сказал|заявил|отметил|сообщил|добавил|рассказал|подчеркнул|пояснил|написал|заметил|объяснил|уточнил"
    r"|признал|напомнил)[аи]?|говорит|пишет|отмечает|рассказывает|считает|утверждает|подч[её]ркивает|поясняет",
    r"(?:сказа|зазначи|заяви|повідоми|дода|наголоси|розпові|написа|підкресли)(?:в|ла|ли)|каже|пише|додає|розповідає",
)

BY_WAY_OF = re.compile(
    r"(?:according to|so|laut|selon|d[’']après|según|segundo|secondo|volgens|aldus|enligt|ifølge|według"
    r"|по словам|за словами)\s+",
    re.IGNORECASE,
)
"""Directly before a speaker's name."""

_DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday",
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|heute|gestern|weiter|weiterhin|dazu|später|zuvor"
    r"|anschließend|demnach|jetzt|nun|hinzu|mit|fest|klar|(?:an|ein)(?=\s*(?:,|$))",
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|vandaag|gisteren|toe|daarop",
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|hier|aujourd[’']hui|ensuite",
    r"(?:el|este) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|hoy|ayer",
    r"(?:nesta|na|à) (?:segunda|terça|quarta|quinta|sexta)|ontem|hoje",
    r"(?:lune|marte|mercole|giove|vener)dì|ieri|oggi",
    r"(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn)dag(?:en)?|till|til|under|på",
)
"""Adverbs and parts of verbs behind a speaker's name: `said Falk Monday`, `räumte Falk ein`."""

BOUNDARY = re.compile(
    r"[,;:()\[\]–—“”„«»\"]|\s-\s|\.\s|\b(?:told|in|on|at|to|during|after|before|when|as|while|with|who|from|about"
    r"|for|am|im|bei|beim|gegenüber|nach|vor|zu|zum|zur|auf|über|à|au|aux|dans|lors|devant|sur|ce|en|pour|avant"
    r"|après|durante|tras|ante|al|sobre|em|aos|ao|nel|nella|alla|tegen|op|tijdens|w|в|на|во|после|перед"
    rf"|{'|'.join(_DAYS)})\b",
    re.IGNORECASE,
)
"""Where the subject of a verb of saying ends."""

DETERMINER = re.compile(
    r"(?:an?|the|his|her|their|one|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|uno|o|os|um|uma|il|lo|gli"
    r"|de|het|een)\s|l[’']",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"(?:he|she|they|it|i|we|you|who|which|that|this|these|those|there|here|also|and|but|or|so|if|what|why|how|not"
    r"|in|on|at|by|of|for|from|with|after|before|when|while|as|since|because|later|then|now|yet|still|asked|once"
    r"|er|sie|es|ich|wir|man|dies|dieser|diese|und|aber|am|im|in|an (?:de[mnr]|eine[mnr]?|diese[mnr])"
    r"|auf|bei|nach|vor|über|zu|zur|zum|mit|dazu|auch"
    r"|seine?|ihre?|doch|dabei|dann|so|wie|für|gegen|il|elle|ils|elles|on|je|nous|vous|ce|cela|et|mais|dans|sur|pour"
    r"|avec|à|au|aux|en|selon|puis|él|ella|ellos|ellas|yo|y|pero|con|por|para|tras|ele|ela|eles|elas|eu|e|mas|com"
    r"|egli|lui|lei|loro|io|ma|per|hij|zij|ze|ik|wij|maar|ook|jag|jeg|men|och|og|ale"
    r"|он|она|они|я|мы|это|и|но|а|в|на|по|с|о|как|при|він|вона|вони|ми|та|але)\b",
    re.IGNORECASE,
)
"""What a speaker's name never opens with: pronouns and particles."""
