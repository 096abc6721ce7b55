"""One line read as a byline, in every way that it can be read."""

import re
from dataclasses import dataclass

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.names import clean_names, is_byline, person_name
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import folded

LONGEST = 160
"""Signs of the longest line that is a byline."""

_BY_ALONE = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words)\s+)?(?:by|von|par|por|di|door|av|af|"
    r"(?:article )?authors?|autor\w*|auteur|автор|text|kommentar von)\s*:?$",
    re.I,
)
_BY_WITHIN = re.compile(
    r"(?:^|[\d·|•,)]\s?|\b(?:Uhr|[ap]\.?m\.?|ago|author|updated|posted|published|written)\s)"
    r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]v)\s+(?=[^\W\d_a-z])"
)
_ABOUT = re.compile(
    r"^(?:about the authors?|about|guest (?:author|post)|über (?:den autor|die autorin)|"
    r"à propos de l.auteure?|sobre (?:el autor|la autora|o autor|a autora))\s*[-–—:]*\s+(?=[^\W\d_])",
    re.I,
)
_DATE_BEFORE = re.compile(
    r"^(?:\w{3,9},?\s+)?"
    r"(?:\d{1,2}[./ -]\s?(?:\d{1,2}[./-]|[^\W\d_]{3,9}\.?,?\s)\s?|[^\W\d_]{3,9}\.?\s\d{1,2},\s)"
    r"(?:19|20)\d\d(?:,?\s+\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|uhr))?)?[\s,|·•–—-]*(?=[^\W\d_])",
    re.I,
)
_LABEL_BEHIND = re.compile(r"(?<=[\u3040-\u9fff])\s+[\u3040-\u9fff]{2,4}\s?[:：].*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MORE = re.compile(r"(?:,|&|\b(?:and|und|et|y|e|og|och|en))\s*$|^(?:,|&|and|und|et|y|e|og|och|en)$", re.I)
_ROLE = re.compile(
    r"[\s,]+(?:(?:senior|staff|chief|deputy|executive|managing|associate|contributing|political|"
    r"politics|business|sports?|science|"
    r"health|tech(?:nology)?|lifestyle|travel|news|features?|foreign|national|world|education|"
    r"environment|crime|digital|freelance|"
    r"leitende[rn]?|stellv\w*|[a-zäöü]*politische[rn]?)\s+)*"
    r"(?:editor|reporter|writer|correspondent|columnist|journalist|contributor|critic|redakteur|"
    r"redaktor|korrespondent|reporterin|"
    r"journaliste|periodista|redactor|giornalista|jornalista|verslaggever|redacteur|volontär)(?:in|a|"
    r"en)?\b.*$",
    re.I,
)
_GLUED = re.compile(
    r"(?<=[a-zäöüéß])(?=(?:Korrespondent|Redakt|Reporter|Editor|Senior|Staff|Published|Updated|The [A-Z]))"
)

_UNSPACED_ROLE = re.compile(
    r"(?:记者|記者|撰稿人?|通讯员|通訊員|作者|责任编辑|責任編輯|责编|責編|编辑|編輯|文)[\s:：/／]*"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、，]+[\u4e00-\u9fff]{2,4})*)(?![\u4e00-\u9fff])"
)
_ROLE_BEHIND = re.compile(r"([\uac00-\ud7a3]{2,4})\s?(?:\w{2}\s?)?(?:기자|특파원)(?![\uac00-\ud7a3])")
_BRACKETED = re.compile(r"[（(\[【]\s*([\u4e00-\u9fff]{2,3})\s*[）)\]】]\s*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """Names in a line, and how they were read.

    Kinds: `lead` behind a byline's word, `within` the same amid the line, `alone` below such a word (each
    with `_pen` for a single word); `role` beside an unspaced word for a reporter, `bracket` alone in brackets
    at the end, `about` an author, as the box at the foot opens; `bare` with nothing that says so, `run`
    together, in `rows`, or a `pen` name.
    """

    kind: str
    names: tuple[str, ...]


def readings(lines: list[Line], index: int, shown: set[str]) -> list[Reading]:
    """Every reading of a line as a byline.

    `shown` are the page's lines, folded: they tell names apart that run together.
    """
    text = _LABEL_BEHIND.sub("", lines[index].text)
    if len(text) > LONGEST:
        return []
    found = _read(lines, index, text, shown)
    return [one for one in found if not any(sign.isdigit() for name in one.names for sign in name)]


def _read(lines: list[Line], index: int, text: str, shown: set[str]) -> list[Reading]:
    """The readings by the first way that fits."""
    if _BY_ALONE.match(text):
        names = _names_in_rows(lines, index + 1)
        if names:
            return [Reading("alone", names)]
        pen = person_name(lines[index + 1].text) if index + 1 < len(lines) else ""
        return [Reading("alone_pen", (pen,))] if pen and len(pen.split()) == 1 else []
    if is_byline(text):
        if names := clean_names(_without_role(text)):
            return [Reading("lead", (*names, *_names_in_rows(lines, index + 1, names, text)))]
        if pen := _pen_name(text):
            return [Reading("lead_pen", (pen,))]
    if within := _BY_WITHIN.search(text):
        rest = "By " + text[within.end() :]
        if names := clean_names(_without_role(rest)):
            return [Reading("within", names)]
        if pen := _pen_name(rest):
            return [Reading("within_pen", (pen,))]
    if (found := _UNSPACED_ROLE.search(text)) and (names := clean_names(found["names"])):
        return [Reading("role", names)]
    if names := tuple(dict.fromkeys(_ROLE_BEHIND.findall(text))):
        return [Reading("role", names)]
    if found := _BRACKETED.search(text):
        return [Reading("bracket", (found[1],))]
    if about := _ABOUT.match(text):
        names = clean_names(_bare_part(text[about.end() :]))
        if len(names) == 1:
            return [Reading("about", names)]
    return _bare(lines, index, shown)


def _bare(lines: list[Line], index: int, shown: set[str]) -> list[Reading]:
    """The readings of a line that nothing but its shape makes a byline."""
    alone = _bare_part(lines[index].text)
    if _UNSPACED.search(alone) and not re.fullmatch(r"[^\W\d_]{2,6}(?:[\s·・、][^\W\d_]{2,6}){0,3}", alone):
        return []
    if not alone or len(alone) > 90 or len(alone.split()) > 14 or is_agency(alone):
        return []
    names = clean_names(alone)
    if names and sum(map(len, names)) >= 0.6 * len(alone):
        out = [Reading("bare", names)]
        apart = _apart(names[0], shown) if len(names) == 1 else ()
        if apart:
            out.append(Reading("run", apart))
        rows: tuple[str, ...] = names
        for line in lines[index + 1 : index + 6]:
            part = _bare_part(line.text)
            more = clean_names(part)
            if not more or sum(map(len, more)) < 0.8 * len(part) or more[0] in rows:
                break
            rows += more
        return [*out, Reading("rows", rows)] if len(rows) > len(names) else out
    apart = _apart(alone, shown)
    if apart:
        return [Reading("run", apart)]
    pen = person_name(alone) if len(alone.split()) == 1 and 2 < len(alone) < 25 else ""
    return [Reading("pen", (pen,))] if pen and len(pen.split()) == 1 else []


def _bare_part(text: str) -> str:
    """A line up to the date, handle or separator behind the name."""
    behind = _without_role(_DATE_BEFORE.sub("", text, count=1))
    before = re.split(r"\s*[(\[,|·•]?\s*\d|\s?@|\s[|·•–—-]\s|\t", behind)[0]
    return before.strip(" ,|·•&")


def _apart(text: str, shown: set[str]) -> tuple[str, ...]:
    """Names run together, apart: where the page has each by itself, or two words make each."""
    words = text.split()
    if not 4 <= len(words) <= 10 or not all(word[:1].isupper() and word[-1:].isalpha() for word in words):
        return ()
    names: list[str] = []
    at = 0
    while at < len(words):
        size = next(
            (n for n in (2, 3, 4) if folded(" ".join(words[at : at + n])) in shown and at + n <= len(words)),
            0,
        )
        if not size:
            break
        names.append(" ".join(words[at : at + size]))
        at += size
    if at < len(words):
        if len(words) % 2:
            return ()
        names = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    return tuple(names) if len(names) > 1 and all(clean_names(name) == (name,) for name in names) else ()


def has_role(text: str) -> bool:
    """Whether a line names a role: `staff writer`, `Redakteurin`."""
    return bool(_ROLE.search(" " + text))


def _pen_name(text: str) -> str:
    """A byline's one word that may be a name: `von Kathrin`, `By Ela · 31 October 2023`."""
    name = person_name(re.split(r"\s[·|•]|\son\s|,|\d", text)[0])
    return name if len(name.split()) == 1 and name[:1].isupper() and len(text.split()) < 10 else ""


def _names_in_rows(
    lines: list[Line], start: int, known: tuple[str, ...] = (), above: str = "and"
) -> tuple[str, ...]:
    """Names one to a line, as text nodes below a lone `By` have them: `Jo Roe,`, `and`, `Al Poe`."""
    names: tuple[str, ...] = ()
    for line in lines[start : start + 12]:
        text = _without_role(line.text)
        joined = bool(_MORE.search(above))
        above = line.text
        if _MORE.fullmatch(text):
            continue
        found = clean_names(text) if len(text) < 60 else ()
        if joined and not found and (single := person_name(text)) and len(text) < 30:
            found = (single,)
        if not found or (not joined and len(found[0]) < len(text) - 4):
            break
        if not joined and known:
            break
        names += tuple(name for name in found if name not in names + known)
    return names


def _without_role(text: str) -> str:
    """A byline without what stands behind the name: a role, how long ago, how long to read."""
    text = re.sub(r"(?<=[^\W\d_])\d+(?=\s*(?:,|$))", "", text)
    text = _GLUED.sub(" ", text)
    return _ROLE.sub(
        "", re.split(r"\s*[—|]\s*(?=\d)|\s+\d+\s*(?:min|hour|day|week|hrs?|m|h|d)\w*\b", text)[0]
    ).strip()
