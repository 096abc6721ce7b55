"""Who said a quotation: the subject of the verb of saying beside it, in the languages we know verbs of.

Nobody is better than the wrong one: a pronoun is no speaker, nor is what looks like neither name nor office.
"""

import re

_VERB = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|tweeted|warned|warns|argued|argues|explained|explains"
    r"|insisted|insists|noted|announced|declared|stated|asked|asks|replied|responded|recalled|recalls"
    r"|continued|concluded|commented|remarked|claimed|claims|stressed|suggested|admitted|acknowledged|joked"
    r"|sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|schrieb|schreibt|warnte|warnt|ergänzte|kritisierte"
    r"|berichtete|berichtet|forderte|fordert|erzählt|erzählte|zei|zegt|vertelde|vertelt|schreef|schrijft"
    r"|(?:a|ont) (?:déclaré|dit|affirmé|expliqué|ajouté|estimé|souligné|assuré|précisé|indiqué|lancé)"
    r"|déclare|dit|affirme|explique|ajoute|estime|souligne|assure|précise|raconte|confie|indique|lance|résume"
    r"|(?:ha|han) (?:dicho|afirmado|señalado|explicado|asegurado|declarado|añadido)"
    r"|dijo|dice|afirmó|afirma|señaló|señala|explicó|explica|declaró|declara|aseguró|asegura|añadió|agregó|sostuvo"
    r"|disse|diz|afirmou|explicou|declarou|acrescentou|ressaltou"
    r"|ha (?:detto|dichiarato|spiegato|aggiunto|affermato)|spiega|dichiara|afferma|sottolinea"
    r"|(?:сказал|заявил|отметил|сообщил|добавил|рассказал|подчеркнул|пояснил|написал)[аи]?"
    r"|говорит|пишет|отмечает)\b",
    re.IGNORECASE,
)
_BY_WAY_OF = re.compile(
    r"(?:according to|so|laut|selon|d[’']après|según|segundo|secondo|volgens|aldus|по словам)\s+",
    re.IGNORECASE,
)
"""Directly before a speaker's name."""

_BOUNDARY = re.compile(
    r"[,;:()\[\]–—“”„«»\"]|\s-\s|\.\s|\b(?:told|in|on|at|to|during|after|before|when|as|while|with|who|from|about|for"
    r"|am|im|bei|beim|gegenüber|nach|vor|zu|zum|zur|mit|auf|über|à|au|aux|dans|lors|devant|sur|ce|en|pour|avant|après"
    r"|durante|tras|ante|al|sobre|em|aos|ao|nel|nella|alla|durante|tegen|op|tijdens|в|на|во|после|перед)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:an?|the|his|her|their|one|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|uno|o|os|um|uma|il|lo|gli"
    r"|de|het|een)\s|l[’']",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:he|she|they|it|i|we|you|who|which|that|this|these|those|there|here|also|and|but|or|so|if|what|why|how|not"
    r"|in|on|at|by|of|for|from|with|after|before|when|while|as|since|because|later|then|now|yet|still|asked|once"
    r"|er|sie|es|ich|wir|man|dies|dieser|diese|und|aber|am|im|in|an|auf|bei|nach|vor|über|zu|zur|zum|mit|dazu|auch"
    r"|seine?|ihre?|doch|dabei|dann|so|wie|für|gegen|il|elle|ils|elles|on|je|nous|vous|ce|cela|et|mais|dans|sur|pour"
    r"|avec|à|au|aux|en|selon|puis|él|ella|ellos|ellas|yo|y|pero|con|por|para|tras|ele|ela|eles|elas|eu|e|mas|com"
    r"|egli|lui|lei|loro|io|ma|per|hij|zij|ze|ik|wij|maar|ook|он|она|они|я|мы|это|и|но|а|в|на|по|с|о|как|при)\b",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?:^|[。、])(?P<who>[^。、「」]{2,24}?)(?:さん|氏)?[はが](?:[^。「」]{0,30}[、に])?$"
)
_KOREAN = re.compile(r"(?:^|[.,]\s+)(?P<who>[^.,\"“”]{2,30}?)(?:은|는|이|가)\s*$")
_CHINESE_VERB = "说|說|表示|指出|称|稱|强调|強調|认为|認為|坦言|介绍"
_CHINESE = re.compile(rf"(?:^|[。，；])(?P<who>[^。，；“”]{{2,16}}?)(?:{_CHINESE_VERB})[：:，]?$")
_CHINESE_AFTER = re.compile(rf"^[，,]?(?P<who>[^。，；：“”]{{2,16}}?)(?:{_CHINESE_VERB})(?=[，。：]|$)")
_ARABIC_NAME = r"(?P<who>[^\s،:.«»\"]+(?:\s+[^\s،:.«»\"]+){0,6}?)"
_ARABIC_VERB = r"و?(?:قال|قالت|أضاف|أضافت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|بحسب|حسب)"
_ARABIC = re.compile(rf"(?:^|[.،؛]\s*){_ARABIC_VERB}\s+{_ARABIC_NAME}\s*(?:[:،]|\s(?:إن|أن|في)\b[^.]*)\s*$")
_ARABIC_AFTER = re.compile(
    rf"^\s*[،,]?\s*(?:كما\s+)?{_ARABIC_VERB}\s+{_ARABIC_NAME}\s*(?:$|[،.]|\s(?:في|إن|أن)\b)"
)
_ARABIC_PRONOUN = re.compile(r"(?:هو|هي|هم|أنه|إنه|أنها|إنها|إن|أن)\b")

_MOST_WORDS = 9
"""Of a name with its office; more are a clause."""


def speaker_after(rest: str) -> str:
    """The speaker named between a quotation and the end of its sentence."""
    for pattern in (_CHINESE_AFTER, _ARABIC_AFTER):
        if match := pattern.search(rest):
            return _foreign(match["who"])
    clause = rest.lstrip(" ,–—-")
    if match := _BY_WAY_OF.match(clause) or _VERB.match(clause):
        return _name(_first_part(clause[match.end() :]))
    if match := _VERB.search(clause):
        return _name(clause[: match.start()].split(",")[0])
    return ""


def speaker_before(introduction: str, rest: str) -> str:
    """The speaker named in the part of the sentence that introduces a quotation; `rest` follows it."""
    if rest.startswith("と") and (match := _JAPANESE.search(introduction)):
        return _foreign(match["who"])
    if re.match(r"이?라?고", rest) and (match := _KOREAN.search(introduction)):
        return _foreign(match["who"])
    for pattern in (_CHINESE, _ARABIC):
        if match := pattern.search(introduction):
            return _foreign(match["who"])
    verbs = list(_VERB.finditer(introduction))
    if not verbs or not re.search(r"[:,]\s*$|^\s*$", introduction[verbs[-1].end() :]):
        return ""
    before, after = introduction[: verbs[-1].start()].rstrip(), introduction[verbs[-1].end() :]
    # `Falk, who led the crew, said:` has its subject before what stands between the commas.
    parts = before.split(",")
    subject = parts[-3] if before.endswith(",") and len(parts) > 2 else parts[-1]
    return _name(subject) or (
        "" if verbs[-1][0].casefold() in ("told", "tells") else _name(_first_part(after))
    )


def full_name(speaker: str, body: str) -> str:
    """`Falk` as she was introduced, `Runa Falk`: with the capitalised word that first stands before it."""
    if not re.fullmatch(r"[^\W\d_][\w'’-]+", speaker) or not speaker[0].isupper():
        return speaker
    for match in re.finditer(rf"(?<=[\w,] )([^\W\d_][\w'’-]+|[^\W\d_]\.) {re.escape(speaker)}(?!\w)", body):
        if match[1][0].isupper() and not _NOBODY.match(match[1]):
            return match[0]
    return speaker


def _first_part(text: str) -> str:
    """Up to where the subject ends."""
    end = _BOUNDARY.search(text)
    return text[: end.start()] if end else text


def _name(text: str) -> str:
    """A text that looks like a name or an office; else nothing."""
    who = text.strip(" ,.:;–—-")
    looks = who[:1].isupper() or _DETERMINER.match(who)
    if not looks or not 1 < len(who) <= 80 or len(who.split()) > _MOST_WORDS:
        return ""
    return "" if _NOBODY.match(who) or _VERB.search(who) else who


def _foreign(who: str) -> str:
    """The same for scripts without capitals."""
    bare = who.strip(" 、，,")
    is_pronoun = re.fullmatch(
        r"彼女?|彼ら|他们?|她们?|他|私|我们?|それ|これ|그|그녀|그들", bare
    ) or _ARABIC_PRONOUN.match(bare)
    return "" if is_pronoun else bare
