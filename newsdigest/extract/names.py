"""Author names out of bylines, in many languages: found, split, cleaned; what is no person is left out."""

import html
import re
from collections.abc import Iterator

from newsdigest.extract.agencies import agency_in, is_agency, without_agency
from newsdigest.extract.wordlists import alternatives, terms

__all__ = [
    "agency_in",
    "clean_names",
    "given_names",
    "is_byline",
    "person_name",
    "proper_case",
    "with_letters",
    "without_tail",
]

_LEAD = re.compile(
    rf"^\W*(?:(?:{alternatives('before lead')}\s+)?{alternatives('lead')}\b\s*:?\s*"
    rf"|{alternatives('lead with colon')}\s*[:：●/／]\s*|{alternatives('lead with blank')}\s+)",
    re.I,
)
_GLUED_LEAD = re.compile(r"^([Bb]y|[Pp]or|[Pp]ar|[Vv]on)(?=[A-Z][a-z.])")
"""Such a word run into the name: `bySauli`."""
_SPLIT = re.compile(
    r"\s*(?:[;|•·、，\n\r\t／]|\s/\s|(?<=\w)/(?=\w)|,(?!\s*(?:Jr|Sr|II|III|IV)\b)|\s&\s|\s\+\s|\s[-–—]{1,2}\s"
    r"|(?<=[\w.)])\s+(?:and|und|et|og|och|és|y|e|и|та|i|en|with|mit|avec|con|com|med|ve|dan|ja|và|και)\s+(?=[\w\"(]))\s*"
)
_AND = re.compile(r"^(?:and|und|et|y|e|og|och|en)\s+(?=[^\W\d_])", re.I)
"""What a comma may leave before the last of several names."""
_SPLIT_UPPER = re.compile(r"(?<=\w)\s+(?:AND|UND|ET|OG|OCH|Y|E|И|ТА|WITH|And|Und|With)\s+(?=\w)")
_UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_SPLIT_CJK = re.compile(rf"(?<={_UNSPACED})\s*(?:と|及び|及|和|与|與|·|・)\s*(?={_UNSPACED})")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭"
    "廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文伊張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾譚鄒"
    "陸顧萬錢湯喬賀賴龔김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류진지엄채원천방공"
)
"""First signs of Chinese and Korean surnames: names in a row each open with one, a Japanese name with a blank
in its middle does not."""
_CJK = re.compile(_UNSPACED)
_CJK_ROLE = re.compile(
    rf"(?:本报|本網|本网|特约|驻\w{{2,4}}|見習|实习)?[\s=＝]*{alternatives('unspaced role')}\s*$"
)
_NOT_CJK_PERSON = re.compile(alternatives("not an unspaced person"))
_AGENCY_TAIL = re.compile(
    r"\s*(?:[\[(（【][^\])）】]{0,60}[\])）】]|\sspecial to\s.{2,60}"
    r"|\s(?:for|für|pour|para|per|voor|at|in|aus|à)\s.{2,60})\s*$",
    re.I,
)
_JUNK = re.compile(
    rf"https?:\S+|www\.\S+|\S+@\S+\.\w+|@\w+|\b{alternatives('then a button')}\b.*$|"
    rf"\b{alternatives('credit')}\s*(?:von|by|par|por|de|:).*$|"
    rf"\b{alternatives('then a date')}\b(?!\s+{alternatives('lead')}\b).*$",
    re.I | re.M,
)
_ENUMERATED = re.compile(r"\s*\([^()]*[,;/][^()]*\)")
"""What a person is, in brackets: `Jo Roe (Team, Example Inc.)`."""
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"
_DATE_TAIL = re.compile(
    r"\s*(?:\b(?:on|am|le|el|il|den|op|at|um|om)\s+)?(?:\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{4}[-/.年]|\b\d{1,2}:\d\d|"
    rf"\b{_MONTH}[a-zä]*\.?\s+\d{{1,2}}\b|\b\d{{1,2}}\.?\s+{_MONTH}|"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch))\b).*$",
    re.I | re.M,
)
_CREDIT = re.compile(rf"\b{alternatives('credit')}\b", re.I)
_NOT_PERSON = re.compile(rf"\b{alternatives('not a person')}\b", re.I)
_NO_NAME = re.compile(r"\d{3}|[<>{}=\[\]_#%$€?!]|\w['’]s\s|翻訳|\.(?:com|net|org|de|ch|at|tv|fr|uk)\b", re.I)
_PARTICLE = frozenset(terms("particles"))
_BEHIND_NAME = re.compile(alternatives("letters behind names"), re.I)
_LETTERS = re.compile(rf"(?:,?\s{alternatives('letters of a name')}(?![\w-]))+")
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|['’`´.\-‐‑\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e]|(?<=\.))*$"
)
"""Letters, and the marks that stand on them."""
LONGEST_NAME, LONGEST_BYLINE = 60, 600
"""Signs."""


def clean_names(text: str) -> tuple[str, ...]:
    """The persons that a byline names: `By MATTHEW LEE and Jo Roe, AP` -> Matthew Lee, Jo Roe.

    Strict: outlets, agencies, roles, credits, handles and anything not shaped like a name are left out.
    """
    names: dict[str, str] = {}
    for part in _parts(text):
        name = person_name(part)
        if name and _shaped_like_name(name):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def person_name(text: str) -> str:
    """One name as given in a field for names, cleaned of role, agency and case; empty where it is none.

    Lenient: a single word (a pen name) may be one.
    """
    name = _strip(text)
    if _CJK.search(name):
        name = _CJK_ROLE.sub("", name).strip(" 　:：=＝/／●【】[]（）()")
        length = len(re.sub(r"\s", "", name))
        return name if 1 < length <= 12 and not _NOT_CJK_PERSON.search(name) else ""
    name = _AGENCY_TAIL.sub("", name) or name
    name = without_agency(name) if name.count(" ") > 1 else name
    name = name.strip(' \u00a0,.:;|/–—-*•·"“”„»«')
    words = name.split()
    while len(words) > 2 and _BEHIND_NAME.fullmatch(words[-1].strip(",")):
        words.pop()
    if not words or len(words) > 6 or len(name) > LONGEST_NAME or is_agency(name):
        return ""
    if any(pattern.search(name) for pattern in (_NOT_PERSON, _CREDIT, _NO_NAME)):
        return ""
    if not any(sign.isalpha() for sign in name) or (len(words) == 1 and not _may_be_pen_name(name)):
        return ""
    return proper_case(" ".join(words).strip(" ,.;:") + ("." if _ends_initial(words[-1]) else ""))


def with_letters(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The names with the letters that a text has behind them: `Jo Roe, MD`."""
    lower = text.lower()
    return tuple(name + next(_letters_behind(name.lower(), lower, text), "") for name in names)


def _letters_behind(name: str, lower: str, text: str) -> Iterator[str]:
    """Behind each place at which a text, also given in lower case, has a name."""
    at = lower.find(name)
    while at >= 0:
        if letters := _LETTERS.match(text, at + len(name)):
            yield letters[0]
        at = lower.find(name, at + 1)


def without_tail(text: str) -> str:
    """A line up to what tells of something else than its names: a date, a button, an address."""
    return _DATE_TAIL.sub("", _JUNK.sub(" ", text)).strip()


def _may_be_pen_name(word: str) -> bool:
    """Not `first.last` of a login, and not the initials of a desk."""
    return not re.search(r"[a-z]\.[a-z]", word) and not (len(word) <= 4 and sum(map(str.isupper, word)) > 1)


def is_byline(text: str) -> bool:
    """Whether a short text opens as bylines do: `By ...`, `Von ...`, `作者：...`."""
    return len(text) < 200 and bool(_LEAD.match(text) or _GLUED_LEAD.match(text))


def proper_case(name: str) -> str:
    """`MATTHEW McDONALD-O'BRIEN` -> Matthew McDonald-O'Brien; a name not in capitals stays as it is."""
    words = name.split()
    if not any(len(re.sub(r"\W", "", word)) > 2 for word in words):
        return name
    if not all(word.isupper() or word.lower() in _PARTICLE or _mc(word) for word in words):
        return name
    return " ".join(_cased(word, first=index == 0) for index, word in enumerate(words))


def _parts(text: str) -> list[str]:
    """A byline cut into what should be one name each."""
    line = _strip(text)
    parts = [part for piece in _SPLIT.split(line) for part in _SPLIT_UPPER.split(piece)]
    return [
        name
        for part in (_AND.sub("", part) for part in parts)
        for name in (_unspaced_names(part) if _CJK.search(part) else [part])
        if name.strip()
    ]


def _unspaced_names(text: str) -> list[str]:
    """Names in a script without spaces; a blank parts names, or surname and given name."""
    names: list[str] = []
    for part in _SPLIT_CJK.split(text):
        words = part.split()
        apart = len(words) == 1 or all(word[0] in _SURNAMES or len(word) > 2 for word in words)
        names += words if apart else [part]
    return names


def _strip(text: str) -> str:
    """A byline without its lead word, addresses, handles and dates."""
    line = html.unescape(text[:LONGEST_BYLINE]).replace("\u00a0", " ").replace("\u200b", "")
    line = _GLUED_LEAD.sub(r"\1 ", re.sub(r"[ \f\v]+", " ", line))
    line = _JUNK.sub(" ", _ENUMERATED.sub("", line))
    for _ in range(3):
        shorter = _LEAD.sub("", line.strip(" \n\t|·•"), count=1)
        if shorter == line:
            break
        line = shorter
    return _DATE_TAIL.sub("", line).strip(" \n\t|·•,:—–-")


def _shaped_like_name(name: str) -> bool:
    """Two to five words, each a capital or a particle; or a few signs of a script without case."""
    if _CJK.search(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 6:
        return False
    for word in words:
        bare = word.strip("()\"“”'’,.")
        if not bare or not _WORD.match(bare):
            return False
        if (
            bare.lower() not in _PARTICLE
            and bare[0].islower()
            and not re.match(r"(?:d|l|al|el|o|v|t)['’-]", bare)
            and bare != "v"
        ):
            return False
    return words[-1].strip(".").lower() not in _PARTICLE


def _ends_initial(word: str) -> bool:
    return bool(re.fullmatch(r"(?:\w\.)+|[JS]r\.", word))


def _mc(word: str) -> bool:
    return bool(re.fullmatch(r"(?:Mc|Mac|De|Di|La|Le|O['’]|D['’])[^\W\d_a-z]+", word))


def _cased(word: str, first: bool) -> str:
    """A word of a name in capitals, in its usual form."""
    if word.lower() in _PARTICLE and not first:
        return word.lower()
    if re.fullmatch(r"(?:\w\.)+\w?|[A-Z]{1,2}|I{1,3}|IV", word) and (first or len(word) < 3 or "." in word):
        return (
            word
            if "." in word or not re.search(r"[AEIOUYÄÖÜ]", word) or len(word) == 1
            else word.capitalize()
        )
    if _mc(word):
        prefix = re.match(r"Mc|Mac|De|Di|La|Le|O['’]|D['’]", word)
        assert prefix is not None
        return prefix[0] + word[prefix.end() :].capitalize()
    parts = re.split(r"([-‐‑'’])", word)
    cased = "".join(part.capitalize() for part in parts)
    return re.sub(r"^Mc(\w)", lambda match: "Mc" + match[1].upper(), cased)


def given_names(text: str) -> tuple[str, ...]:
    """The persons in a field for names: lenient, so that a pen name counts if it stands alone."""
    names: dict[str, str] = {}
    parts = _parts(text)
    for part in parts:
        name = person_name(part)
        if name and (len(parts) == 1 or _shaped_like_name(name)):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())
