"""One line read as a byline, in every way that it can be read."""

import re

from msgspec import Struct

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.given import is_given
from newsdigest.extract.names import clean_names, is_byline, person_name, without_tail
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.place import SECTIONS
from newsdigest.extract.text.roles import has_role, is_role, without_role
from newsdigest.extract.text.rows import halves, is_joiner, names_apart, names_below
from newsdigest.extract.wordlists import alternatives

LONGEST_NAME = 4
"""Words of the longest name that is not rather several run together."""
ROWS = 6
"""Lines below a name that may name its co-authors, with what they do between."""
BOX, TOLD = 3, 40
"""Lines below a name that may tell of the person, and signs of the shortest that does."""
INITIALS = 3
"""Signs up to which a name in small letters is rather that of a desk: `von red`."""
LONGEST = 160
"""Signs of the longest line that is a byline; of a longer one, what stands before its first separator."""

BRACKETS = 100
"""Signs at a line's end among which names stand in brackets."""

_BY_ALONE = re.compile(
    rf"^(?:(?:(?:the\s+)?{alternatives('before lead')}\s+)?{alternatives('lead')}\s*:?|"
    rf"{alternatives('lead of rows')}\s*:?|{alternatives('lead with colon')}\s*[:：])$",
    re.I,
)
_AUTHOR = re.compile(rf"{alternatives('lead of rows')}", re.I)
_BY_WITHIN = re.compile(
    r"(?:^|[\d·|•,)]\s?|\b(?:Uhr|[ap]\.?m\.?|ago|author|updated|posted|published|written)\s)"
    r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]v)\s+(?=[^\W\d_a-z])"
)
_POSTED = re.compile(
    r"\b(?:posted|written|published|publiziert|veröffentlicht|geschrieben|gepostet|eingestellt|erstellt|verfasst|"
    r"publié|posté|écrit|publicado|escrito|pubblicato|scritto|postato|geplaatst|geschreven)\b.{0,40}?\s"
    r"(?:by|von|par|por|da|di|door)\s+(?=[^\W\d_])",
    re.I,
)
"""`Posted on 3 May 2021 by al`: behind such a word a pen name may be in small letters."""
_BY_BEHIND = re.compile(r"\s(?:by|von|par|por)\s(?=[^\W\d_a-z][^!?]{4,60}$)")
"""Behind a headline: `Mill to close by Jo Roe`."""
_BY_AT_END = re.compile(r"\d.*\s(?:by|von|par|por)$", re.I)
"""Before a name in the next line: `3 May 2021 by`."""
_HOLDER = re.compile(
    r"\W*(?:©|\([Cc]\)|[Cc]opyright\b)[\s©]*(?:19|20)\d\d(?:\s?[-–]\s?(?:\d{4}|[Pp]resent|heute))?[\s|,–—-]+(?:by\s)?"
    r"(?P<name>[^\W\d_a-z][^|·•,;:(©–—]+)"
)
_TWICE = re.compile(r"(.{4,40}) \1")
_ABOUT = re.compile(
    r"^(?:about the authors?|about|guest (?:author|post)|über (?:den autor|die autorin)|"
    r"à propos de l.auteure?|sobre (?:el autor|la autora|o autor|a autora))\s*[-–—:]*\s+(?=[^\W\d_])",
    re.I,
)
_DATE_BEFORE = re.compile(
    r"^(?:\w{3,9},?\s+)?"
    r"(?:\d{1,2}[./ -]\s?(?:\d{1,2}[./-]|[^\W\d_]{3,9}\.?,?\s)\s?|[^\W\d_]{3,9}\.?\s\d{1,2},\s)"
    r"(?:19|20)\d\d(?:,?\s+\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|uhr))?)?"
    r"[\s,|·•–—-]*(?=\w)(?!uhr\b|[ap]\.?m\b|\d{1,2}[:.]\d\d)",
    re.I,
)
_DATED = re.compile(r"\d.*\b(?:19|20)\d\d\b|\d[./-]\d")
_LABEL_BEHIND = re.compile(
    r"(?<=[\u3040-\u9fff])\s+(?!作者|[撰本]?文|记者|記者)[\u3040-\u9fff]{2,4}\s?[:：].*$"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")
"""Where a sentence follows the names: `By Jo Roe. This post has links.`"""
LEAD = 8
"""Signs of a byline's word and the shortest name, or of a word that is cut short: `Oprac. Jan Nowak`."""
_ABOUT_HIM = re.compile(
    r"^(?P<name>[^\W\d_a-z][\w.'’-]+(?:\s+[^\W\d_][\w.'’-]*){1,3}?)[,\s]+"
    r"(?:is|was|has|writes|wrote|covers|works|worked|joined|lives|reports|teaches|ist|war|hat|schreibt|"
    r"arbeitet|berichtet|est|a été|écrit|travaille|es|fue|escribe|trabaja|è|scrive|lavora|é|escreve|är|"
    r"skriver|er|werkt|schrijft|jest|pisze)\s"
)
_COUNTED = re.compile(
    r"\s\d+\s+(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties)\b.*$", re.I
)
_UNSPACED_ROLE = re.compile(
    r"(?:(?:记者|記者|編集委員|論説委員|聞き手|撰稿人?|通讯员|通訊員|作者|(?P<editor>(?:责任|責任|责|責)?(?:编辑?|編輯?)))[\s:：/／・]*|文[\s:：/／]+)"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、，]+[\u4e00-\u9fff]{2,4}(?![\s:：\[【(（]))*)(?![\u4e00-\u9fff])"
)
_ROLE_BEHIND = re.compile(r"([\uac00-\ud7a3]{2,4})\s?(?:\w{2}\s?)?(?:기자|특파원)(?![\uac00-\ud7a3])")
_EDITOR = re.compile(
    rf"\W*(?:{alternatives('editor with colon')}\s*[:：]|{alternatives('editor')}\s*:?(?!\w))\s*", re.I
)
_BESIDE_NAMES = re.compile(
    r"\s*\([^()]*\)|\s(?:in|à|en|aus)\s[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?(?=\s(?:and|und|et|y)\s|,|$)"
)
"""What stands beside names in a byline: something in brackets, or where they reported from."""
_LEADS_ON = re.compile(r"[»›→>]\s*$|^[—–-]+\s.*\(@\w+\)")
"""How a link ends that leads elsewhere, `Read on »`, or who posted what is shown of another site."""
_BRACKETED = re.compile(
    r"[（(\[【]\s*([\u4e00-\u9fff]{2,5}(?:[、・][\u4e00-\u9fff]{2,5})*)\s*[）)\]】]\s*$"
    r"|(?<=[.!?…»“”\"])\s*[(\[]((?:[^\W\d_][\w.'’-]*[ ,/&]+){1,7}[^\W\d_][\w.'’-]*)[)\]]\W*$"
)
"""Names in brackets at the end: of any line in signs without case, else of a sentence."""


class Reading(Struct, frozen=True):
    """Names in a line, and how they were read.

    Kinds: `lead` behind a byline's word, `within` the same amid the line, `alone` below such a word (each
    with `_pen` for a single word); `behind` a headline; `role` beside an unspaced word for a reporter,
    `editor` behind one for who edited it; `bracket` in brackets at the end; `about` an author, as the box at
    the foot opens; the `holder` of the page's rights; `bare` with nothing that says so, `run` together,
    in `rows`, in `halves` (given name and surname on a line each), or a `pen` name; `bio` at the opening of
    what is told about a person, `box` above it.
    """

    kind: str
    names: tuple[str, ...]


def readings(lines: list[Line], index: int, shown: set[str]) -> list[Reading]:
    """Every reading of a line as a byline.

    `shown` are the page's lines, folded: they tell names apart that run together.
    """
    text = _LABEL_BEHIND.sub("", lines[index].text)
    if len(text) > LONGEST:
        if (told := _ABOUT_HIM.match(text[:LONGEST])) and (names := clean_names(told["name"])):
            return [Reading("bio", names)]
        if names := _bracketed(text):
            return [Reading("bracket", names)]
        text = re.split(r"\s[|·•]\s|\t", text[: LONGEST * 2])[0]
        if len(text) > LONGEST or not is_byline(text):
            return []
    found = _read(lines, index, text, shown)
    return [one for one in found if not any(sign.isdigit() for name in one.names for sign in name)]


def _read(lines: list[Line], index: int, text: str, shown: set[str]) -> list[Reading]:
    """The readings by the first way that fits."""
    if edited := _EDITOR.match(text):
        names = clean_names(without_role(text[edited.end() :])) or names_below(lines, index + 1)
        return [Reading("editor", names)] if names else []
    if is_label(text) or _BY_AT_END.search(text):
        names = names_below(lines, index + 1)
        if names:
            return [Reading("alone", names)]
        pen = person_name(lines[index + 1].text) if index + 1 < len(lines) else ""
        return [Reading("alone_pen", (pen,))] if pen and len(pen.split()) == 1 else []
    if is_byline(text):
        behind = _SENTENCE.search(text, LEAD)
        line = text[: behind.start()] if behind else text
        if names := clean_names(without_role(line)):
            return [Reading("lead", (*names, *names_below(lines, index + 1, names, text)))]
        if pen := _pen_name(line):
            return [Reading("lead_pen", (pen,))]
    for within in (_BY_WITHIN.search(text), _POSTED.search(text)):
        rest = "By " + text[within.end() :] if within else ""
        if names := clean_names(without_role(rest)):
            return [Reading("within", names)]
        if pen := _pen_name(rest):
            return [Reading("within_pen", (pen,))]
    if holder := _HOLDER.match(text):
        names = clean_names(_SENTENCE.split(holder["name"])[0])
        return [Reading("holder", names)] if len(names) == 1 and is_given(names[0]) else []
    if behind := _BY_BEHIND.search(text):
        names = clean_names(without_role(text[behind.end() :]))
        if names and all(map(is_given, names)):
            return [Reading("behind", names)]
    if (found := _UNSPACED_ROLE.search(text)) and (names := clean_names(found["names"])):
        return [Reading("editor" if found["editor"] else "role", names)]
    if names := tuple(dict.fromkeys(_ROLE_BEHIND.findall(text))):
        return [Reading("role", names), *_roles_in_rows(lines, index, names)]
    if (told := _ABOUT_HIM.match(text)) and (names := clean_names(told["name"])):
        return [Reading("bio", names)]
    if names := _bracketed(text):
        return [Reading("bracket", names)]
    if about := _ABOUT.match(text):
        names = clean_names(_bare_part(text[about.end() :]))
        if len(names) == 1:
            return [Reading("about", names)]
    return _bare(lines, index, shown)


def _bracketed(text: str) -> tuple[str, ...]:
    """The names in brackets at the end of a line."""
    found = _BRACKETED.search(text[-BRACKETS:])
    return clean_names(found[1] or found[2]) if found else ()


def _bare(lines: list[Line], index: int, shown: set[str]) -> list[Reading]:
    """The readings of a line that nothing but its shape makes a byline."""
    above = lines[max(index - 2, 0) : index]
    if len(above) == 2 and is_joiner(above[1].text) and clean_names(_bare_part(above[0].text)):
        return []  # the rows above have it already
    if _LEADS_ON.search(lines[index].text):
        return []
    alone = _bare_part(lines[index].text)
    if _UNSPACED.search(alone) and not re.fullmatch(r"[^\W\d_]{2,6}(?:[\s·・、][^\W\d_]{2,6}){0,3}", alone):
        return []
    if not alone or len(alone) > 90 or len(alone.split()) > 14 or is_agency(alone):
        return []
    names = clean_names(alone)
    if names and sum(map(len, names)) >= 0.6 * len(_BESIDE_NAMES.sub("", alone)):
        apart = names_apart(names[0], shown) if len(names) == 1 else ()
        out = [Reading("run", apart)] if apart else []
        if not apart or len(alone.split()) <= LONGEST_NAME:
            boxed = _boxed(lines, index, names)
            out.append(Reading("box", boxed) if boxed else Reading("bare", names))
        rows: tuple[str, ...] = names
        joined, roles = False, has_role(lines[index].text)
        for line in lines[index + 1 : index + 1 + ROWS]:
            if is_joiner(line.text):
                joined = True
                continue
            if is_role(line.text):
                roles = True
                continue
            part = _bare_part(line.text)
            more = clean_names(part)
            if not more or sum(map(len, more)) < 0.8 * len(part) or more[0] in rows:
                break
            rows += more
            joined = joined or roles
        if len(rows) == len(names):
            return out
        return [Reading("rows", rows)] if joined else [*out, Reading("rows", rows)]
    apart = names_apart(alone, shown)
    if apart:
        return [Reading("run", apart)]
    pen = person_name(alone) if len(alone.split()) == 1 and 2 < len(alone) < 25 else ""
    out = [Reading("halves", parted)] if (parted := halves(lines, index)) else []
    return [*out, Reading("pen", (pen,))] if pen and len(pen.split()) == 1 else out


def _boxed(lines: list[Line], index: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """The name above what is told of the person: `Jo Roe`, `Jo writes about mills.`; or above `Author`."""
    below = [line.text for line in lines[index + 1 : index + 1 + BOX]]
    if len(names) > 1 or not below:
        return ()
    if _AUTHOR.fullmatch(below[0]):
        return names
    for text in below:
        if len(text) > TOLD and text.startswith((names[0] + " ", names[0].split()[0] + " ")):
            told = _ABOUT_HIM.match(text)
            if told and names[0].startswith(told["name"] + " "):
                return (told["name"],)
            words = names[0].split()
            return (" ".join(words[:2]),) if len(words) > LONGEST_NAME and is_given(names[0]) else names
    return ()


def _bare_part(text: str) -> str:
    """A line up to the date, handle, separator or section behind the name, which is told once."""
    behind = without_role(
        _DATE_BEFORE.sub("", _DATE_BEFORE.sub("", _COUNTED.sub("", text), count=1), count=1)
    )
    before = re.split(r"\s*[(\[,|·•]?\s*\d|\s?@|\s[|·•–—-]\s|\t", without_tail(behind))[0]
    words = before.strip(" ,|·•&–—-").split()
    while len(words) > 2 and words[-1].casefold() in SECTIONS:
        words.pop()
    return _TWICE.sub(r"\1", " ".join(words))


def _roles_in_rows(lines: list[Line], index: int, names: tuple[str, ...]) -> list[Reading]:
    """The same with those of the next lines, addresses between: `김하나 기자`, `hana@...`, `이두리 기자`."""
    for line in lines[index + 1 : index + 12]:
        more = _ROLE_BEHIND.findall(line.text) if len(line.text) < 30 else []
        if not more and "@" not in line.text:
            break
        names += tuple(name for name in more if name not in names)
    return [Reading("role", names)]


def is_label(text: str) -> bool:
    """Whether a line is the word of a byline and nothing else: `By`, `Author:`."""
    return bool(_BY_ALONE.match(text))


def _pen_name(text: str) -> str:
    """A byline's one word that may be a name: `von Kathrin`, `By Ela · 31 October 2023`."""
    parts = re.split(r"\s[·|•]|\son\s|,|\d", text)
    name = person_name(parts[0])
    told = (
        name[:1].isupper()
        or (len(text.split()) == 2 and len(name) > INITIALS)
        or (len(parts) > 1 and _DATED.search(text))
    )
    return name if len(name.split()) == 1 and told and len(text.split()) < 13 else ""
