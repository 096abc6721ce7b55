"""One line by itself: its marks, and whether it is furniture or running text."""

import re

from msgspec import Struct

from newsdigest.extract.dates import western_digits
from newsdigest.extract.rights import is_notice
from newsdigest.extract.text.captions import is_caption_line
from newsdigest.extract.text.furniture import furniture
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import ends_sentence, word_count

SEEN = 1000
"""Signs of a line that are looked at: the rest is more of the same."""

_VOTES = re.compile(
    r"[-+]?\d+ ?\( ?\+ ?\d+ ?/ ?[-\u2212]? ?\d+ ?\)|\+\d+ ?/ ?[-\u2212]\d+|(?:▲|△|👍|↑|"
    r"\+)\s*\d+\s*(?:(?:▼|▽|👎|↓|[-\u2212])\s*\d+)?|"
    r"\d+ (?:upvotes?|downvotes?|votes?|likes?|points?|replies|reply|restacks?|votos?|stimmen?|"
    r"antworten|réponses?|いいね)",
    re.I,
)
_AGO = re.compile(
    r"\b\d+ ?(?:s|m|h|d|w|mo|y|sec\w*|min\w*|hours?|hrs?|days?|weeks?|months?|years?) ago\b|\b(?:an?|"
    r"one|last) (?:hour|day|week|month|year)s? ago\b|"
    r"\bvor \d+ (?:sekunde|minute|stunde|tag|woche|monat|jahr)|\bil y a \d+|\bhace \d+|\bhá \d+|"
    r"\d+ (?:ore|giorni|minuti) fa\b|\d+ (?:uur|dagen|weken) geleden|"
    r"\bfor \d+ (?:timer|dager|dage) siden|\d+ (?:час|дн|мин|недел)\w* назад|"
    r"\d+ ?(?:秒|分|時間|小时|日|天|ヶ月|週間|个月|年)前|\d+ ?(?:분|시간|일) ?전|"
    r"منذ \d+|قبل \d+|\d+ (?:saat|gün|dakika) önce",
    re.I,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)(?:\s*(?:uhr|[ap]\.?m\b))?", re.I)
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d|13[7-9]|140)\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NOTICE = re.compile(r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b", re.I)
_HOLDER = re.compile(r"\W*(?:©|\(c\)|copyright\b)", re.I)
_RESERVED = re.compile(
    r"reserv|vorbehalten|voorbehouden|защищены|zastrzeżone|転載|版权|版權|전재|محفوظة|not be (?:published|"
    r"reproduced)",
    re.I,
)
_CREDIT = re.compile(
    r"\b(?:photos?|photograph\w*|pictures?|images?|illustration|courtesy|getty|reuters|afp|ap photo|"
    r"shutterstock|imago|foto\w*|bild|"
    r"quelle|crédit|credits?|file photo|screenshot|imagen|imagem|immagine)\b|"
    r"写真|撮影|图片|摄|사진|صورة|фото|©",
    re.I,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|words|autor\w*|author|автор|текст|作者|文|記者|记者|기자|بقلم|كتب)\b[\s:：]",
    re.I,
)
MENU, MENU_WORD = 4, 6
"""Words of the shortest menu on one line, and signs of the longest such word."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_QUOTES = tuple('"“„«「『‘‹”')
_LENGTHS = (
    (0, "words0"),
    (2, "words1"),
    (4, "words3"),
    (8, "words5"),
    (15, "words9"),
    (30, "words16"),
    (60, "words31"),
)


class Look(Struct, frozen=True):
    """One line by itself."""

    marks: tuple[str, ...]
    kind: str
    """Of furniture; else empty."""
    words: int
    prose: bool
    """Whether it reads as running text: a sentence or more."""


def looks_of(lines: list[Line]) -> list[Look]:
    """The look of each line; menus repeat theirs, so each text is looked at once."""
    known: dict[tuple[str, str], Look] = {}
    for line in lines:
        if (line.text, line.mark) not in known:
            known[line.text, line.mark] = look(line)
    return [known[line.text, line.mark] for line in lines]


def look(line: Line) -> Look:
    """The marks of a line that need nothing but the line."""
    text = line.text[:SEEN]
    words = word_count(line.text)
    ended = ends_sentence(line.text)
    letters = list(filter(str.isalpha, text))
    uppers = sum(map(str.isupper, letters))
    cased = uppers + sum(map(str.islower, letters[:200]))
    kind = furniture().kind(line.text) or ("menu" if _is_menu(text) else "")
    prose = not kind and ((words >= 12 and ended) or words >= 25)
    marks = [next((name for most, name in _LENGTHS if words <= most), "words61")]
    digits = sum(map(str.isdigit, text))
    numbers = western_digits(text) if digits else ""
    tests = (
        ("ended", ended),
        ("prose", prose),
        ("colon", text[-1:] in (":", "：")),
        ("ellipsis", line.text.endswith(("...", "…", "[...]", "[…]"))),
        ("question", line.text.endswith(("?", "？"))),
        ("lower_start", text[0].islower()),
        ("quote_start", text[0] in _QUOTES),
        ("capitals", uppers > 2 and uppers >= 0.8 * cased),
        ("title_case", _title_case(text) and words > 1),
        ("uncased", bool(letters) and not cased),
        ("commas", text.count(",") + text.count("、") + text.count("，") >= 2),
        ("digits", digits > 0.2 * len(text)),
        ("no_letters", not letters),
        ("dated", bool(_YEAR.search(numbers) and _DAY.search(numbers))),
        ("clock", bool(_CLOCK.search(numbers))),
        ("ago", bool((digits or "ago" in text) and _AGO.search(text[:200]))),
        ("votes", words < 14 and bool(_VOTES.match(text))),
        ("notice", words < 60 and bool(_NOTICE.search(text))),
        ("rights", _is_end_notice(line.text)),
        ("caption", words < 70 and is_caption_line(line.text)),
        ("credit", words < 45 and bool(_CREDIT.search(text))),
        ("byline", words < 16 and bool(_BYLINE.match(text))),
        ("address", "http" in text or "www." in text or "@" in text),
        ("bars", " | " in text or " » " in text or " > " in text or " / " in text or " · " in text),
        ("listed", line.mark in ("*", "")),
        ("numbered", line.mark not in ("*", "")),
        ("bullet", line.mark == "*"),
    )
    marks += [name for name, holds in tests if holds and name != "listed"]
    if kind:
        marks += ["furniture", kind]
    return Look(tuple(marks), kind, words, prose)


def _is_end_notice(text: str) -> bool:
    """Whether a line is a notice of rights such as closes an article or a page."""
    return is_notice(text) and bool((_HOLDER.match(text) and _YEAR.search(text)) or _RESERVED.search(text))


def _is_menu(text: str) -> bool:
    """Whether a line is a row of short words apart, in a script that is written without spaces."""
    parts = re.split(r"[\s|·/]+", text)
    return (
        len(parts) >= MENU and all(len(part) <= MENU_WORD for part in parts) and bool(_UNSPACED.match(text))
    )


def _title_case(text: str) -> bool:
    words = [word for word in text.split()[:12] if word[0].isalpha() and len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)
