"""Who said a quotation: the subject of the verb of saying beside it, in the languages we know verbs of.

Nobody is better than the wrong one: a pronoun is no speaker, nor is what looks like neither name nor office.
"""

import re

from newsdigest.draft.saying import BOUNDARY, BY_WAY_OF, DETERMINER, NOBODY, VERB

_JAPANESE = re.compile(
    r"(?:^|[。、])(?P<who>[^。、「」]{2,24}?)(?:さん|氏)?[はが](?:[^。「」]{0,30}[、に])?$"
)
_JAPANESE_AFTER = re.compile(
    r"^と、?(?P<who>[^。、「」]{2,24}?)(?:さん|氏)?[はがも]"
    r"[^。「」]{0,30}(?:述べ|話|語|言う|言っ|説明|強調|指摘|明かし|コメント|訴え|呼び)"
)
_KOREAN = re.compile(r"(?:^|[.,]\s+)(?P<who>[^.,\"“”]{2,30}?)(?:은|는|이|가)\s*$")
_CHINESE_VERB = (
    "说|說|表示|指出|称|稱|强调|強調|认为|認為|坦言|介绍|解释|解釋|补充|補充|回应|回應|呼吁|呼籲|警告|透露"
)
_CHINESE = re.compile(rf"(?:^|[。，；])(?P<who>[^。，；“”]{{2,16}}?)(?:{_CHINESE_VERB})[：:，]?$")
_CHINESE_AFTER = re.compile(rf"^[，,]?(?P<who>[^。，；：“”]{{2,16}}?)(?:{_CHINESE_VERB})(?=[，。：]|$)")
_ARABIC_NAME = r"(?P<who>[^\s،:.«»\"]+(?:\s+[^\s،:.«»\"]+){0,6}?)"
_ARABIC_VERB = r"و?(?:قال|قالت|أضاف|أضافت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|بحسب|حسب)"
_ARABIC = re.compile(rf"(?:^|[.،؛]\s*){_ARABIC_VERB}\s+{_ARABIC_NAME}\s*(?:[:،]|\s(?:إن|أن|في)\b[^.]*)\s*$")
_ARABIC_AFTER = re.compile(
    rf"^\s*[،,]?\s*(?:كما\s+)?{_ARABIC_VERB}\s+{_ARABIC_NAME}\s*(?:$|[،.]|\s(?:في|إن|أن)\b)"
)
_ARABIC_PRONOUN = re.compile(r"(?:هو|هي|هم|أنه|إنه|أنها|إنها|إن|أن)\b")

_OFFICE = re.compile(r"(?:(?!\d)\w[\w'’-]*\s+){1,3}(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ][\w.'’-]*\s?){1,4}")

_AND_ON = re.compile(rf"\s+(?:and|und|et|y|e|en|i|og|och|и)\s+(?={VERB.pattern})", re.IGNORECASE)
"""Where the speaker goes on: `sagte Falk und fügte hinzu`."""
_AUXILIARY = re.compile(r"\s+(?:had|has|have|hat|hatte|habe)$")

_MOST_WORDS = 9
"""Of a name with its office; more are a clause."""


def speaker_after(rest: str) -> str:
    """The speaker named between a quotation and the end of its sentence."""
    for pattern in (_JAPANESE_AFTER, _CHINESE_AFTER, _ARABIC_AFTER):
        if match := pattern.search(rest):
            return _foreign(match["who"])
    clause = rest.lstrip(" ,–—-")
    if match := BY_WAY_OF.match(clause) or VERB.match(clause):
        who = _first_part(clause[match.end() :])
        return _name(who) or _name_behind_office(who)
    if match := VERB.search(clause):
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
    verbs = list(VERB.finditer(introduction))
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
        if match[1][0].isupper() and not NOBODY.match(match[1]):
            return match[0]
    return speaker


def _first_part(text: str) -> str:
    """Up to where the subject ends."""
    end = BOUNDARY.search(text)
    return text[: end.start()] if end else text


def _name(text: str) -> str:
    """A text that looks like a name or an office; else nothing."""
    who = _AUXILIARY.sub("", _AND_ON.split(text)[0].strip(" ,.:;–—-"))
    article = DETERMINER.match(who)
    if not (who[:1].isupper() or article) or not 1 < len(who) <= 80 or len(who.split()) > _MOST_WORDS:
        return ""
    # `il` is an article in one language and `he` in another; before a name it is no pronoun.
    named = article and re.search(r"\s[^\W\d_a-z]", who)
    return "" if (NOBODY.match(who) and not named) or VERB.search(who) else who


def _name_behind_office(text: str) -> str:
    """`burgemeester Rina Falk`: a name with its office in small letters, right behind the verb."""
    match = _OFFICE.fullmatch(text.strip(" ,.:;–—-"))
    return match[0] if match and not NOBODY.match(match[0]) and not VERB.search(match[0]) else ""


def _foreign(who: str) -> str:
    """The same for scripts without capitals."""
    bare = who.strip(" 、，,")
    is_pronoun = re.fullmatch(
        r"彼女?|彼ら|他们?|她们?|他|私|我们?|それ|これ|그|그녀|그들", bare
    ) or _ARABIC_PRONOUN.match(bare)
    return "" if is_pronoun else bare
