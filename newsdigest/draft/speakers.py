"""Who said a quotation: the subject of the verb of saying beside it, in the languages we know verbs of."""

import re

_SAID = (
    r"said|says|told|tells|added|adds|wrote|writes|tweeted|posted|warned|warns|argued|argues|explained|explains"
    r"|insisted|insists|noted|notes|announced|declared|stated|states|asked|asks|replied|responded|recalled"
    r"|continued|concluded|commented|remarked|claimed|stressed|suggested|admitted|acknowledged|joked"
    r"|sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|schrieb|schreibt|warnte|warnt|ergänzte|kritisierte"
    r"|forderte|kündigte|so|zei|zegt|vertelde|schreef"
    r"|a déclaré|déclare|a dit|dit|a affirmé|affirme|a expliqué|explique|a ajouté|ajoute|a estimé|estime"
    r"|a souligné|souligne|a assuré|assure|a précisé|précise|raconte|confie|indique|a indiqué|selon"
    r"|dijo|dice|afirmó|afirma|señaló|señala|explicó|explica|declaró|declara|aseguró|asegura|añadió|agregó"
    r"|ha dicho|ha afirmado|ha señalado|según"
    r"|disse|diz|afirmou|explicou|declarou|acrescentou"
    r"|ha detto|ha dichiarato|ha spiegato|ha aggiunto|spiega|dichiara"
    r"|сказал[аи]?|заявил[аи]?|отметил[аи]?|сообщил[аи]?|добавил[аи]?|рассказал[аи]?|подчеркнул[аи]?|пояснил[аи]?"
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|which|that|this|one|also|er|sie|es|ich|wir|il|elle|ils|elles|on|je|nous"
    r"|él|ella|ellos|ellas|ele|ela|egli|lui|lei|hij|zij|ze|он|она|они|я|мы|彼|彼女|他|她|私|هو|هي)\b",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w'’.\- ]{1,70}?[\w.]"
_SUBJECT_VERB = re.compile(rf"^[\s,–—-]*(?P<who>{_NAME})(?:, [^,]{{3,80}},)? (?:{_SAID})\b")
_VERB_SUBJECT = re.compile(
    rf"^[\s,–—-]*(?:{_SAID}) (?P<who>{_NAME})(?=\s*(?:$|[,;:()–—]|\b(?:{{ends}})\b))".replace(
        "{ends}",
        r"told|in|on|at|to|during|after|before|when|as|while|with|who|am|im|bei|gegenüber|nach|vor|dem|der|à|au|dans|lors"
        r"|devant|sur|ce|en|a|durante|tras|ante|al|em|aos|nel|alla|в|на|во",
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
_BEFORE = re.compile(
    rf"(?:^|[.!?;]\s+)(?:[^.!?;]{{0,60}}, )?"
    rf"(?P<who>{_NAME})(?:, [^,]{{3,80}},)? (?:{_SAID})\b[^.!?;]{{0,60}}[:,]\s*$"
)
_JAPANESE_BEFORE = re.compile(
    r"(?:^|[。、])(?P<who>[^。、「」]{2,24}?)(?:さん|氏)?[はが](?:[^。「」]{0,30}[、])?$"
)
_CHINESE_BEFORE = re.compile(
    r"(?:^|[。，；])(?P<who>[^。，「」“”]{2,16}?)(?:说|表示|指出|称|強調|强调|說|認為|认为)[：:，]?$"
)
_ARABIC_BEFORE = re.compile(
    r"(?:^|[.،؛]\s*)و?(?:قال|قالت|أضاف|أضافت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت)\s+(?P<who>[^\s،:.«]+(?:\s+[^\s،:.«]+){0,5}?)"
    r"\s*(?:[:،]|إن|أن)[^.]{0,40}$"
)


def speaker_after(text: str) -> str:
    """The speaker named between a quotation and the end of its sentence."""
    for pattern in (_SUBJECT_VERB, _VERB_SUBJECT):
        if (match := pattern.search(text)) and (who := _speaker(match["who"])):
            return who
    return ""


def speaker_before(text: str) -> str:
    """The speaker named in the words that introduce a quotation."""
    for pattern in (_BEFORE, _JAPANESE_BEFORE, _CHINESE_BEFORE, _ARABIC_BEFORE):
        if (match := pattern.search(text)) and (who := _speaker(match["who"])):
            return who
    return ""


def _speaker(who: str) -> str:
    """The name, unless it is a pronoun's place-holder for one."""
    bare = who.strip(" ,-–—")
    return "" if _PRONOUN.match(bare) or len(bare.split()) > 10 else bare
