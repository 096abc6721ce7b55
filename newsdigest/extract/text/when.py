"""When it was published, and when updated: dates between headline and body, or beside them."""

import re
from datetime import date, datetime

from newsdigest.extract.dates import read_date, western_digits
from newsdigest.extract.names import is_byline
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

ABOVE, BELOW = 12, 8
"""Lines above the headline and below the body in which a date may stand."""

INTO, SHORT = 26, 6
"""Lines of the body's beginning among which a date may stand by itself, and words of the longest such."""

LONGEST = 160
"""Signs of the longest line that tells a date."""

_UPDATED = re.compile(
    r"\bakt\.:|\b(?:updated?|last modified|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|"
    r"atualizado|aggiornato|"
    r"bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|aktualizováno|обновлено|"
    r"güncelle\w*)\b|更新|수정|تحديث|به.?روز.?رسانی",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|created|veröffentlicht|erstellt|publié|publicado|pubblicato|"
    r"gepubliceerd|publicerad|"
    r"publisert|opublikowano|опубликовано|yayınlanma)\b|公開|発布|发布|입력|نشر|انتشار",
    re.I,
)

MOST_WORDS = 12
"""Words of the longest line that is a date and little else."""

_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|1[34]\d\d(?!\d))")
_YEAR_AND_CLOCK = re.compile(r"((?<!\d)(?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_DATE_AND_MORE = re.compile(
    r"((?:\b[^\W\d_]{3,}\.? \d{1,2}, |\b\d{1,2}\.? [^\W\d_]{3,}\.? )(?:19|20)\d\d)(?=\d)"
)
"""A date to which text runs on: `May 21, 20250 views`, `2. Mai 20202. Mai 2020`."""
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d")
_SLASHED_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
When = tuple[date | datetime, int, bool]
"""A date, the index of its line, and whether it stands where article dates stand."""


def find_dates(
    lines: list[Line], looks: list[Look], title: int, body: list[int], languages: tuple[str, ...]
) -> tuple[When | None, When | None]:
    """First publication and update."""
    if not body:
        return None, None
    first, last = body[0], body[-1]
    inside = set(body)
    head = [*range(title, min(first + 6, len(lines)))]
    foot = [*range(last + 1, min(last + 1 + BELOW, len(lines)))]
    above = [*range(title - 1, -1, -1)]
    month_first = _month_first(lines)
    published: When | None = None
    updated: When | None = None
    wordy: When | None = None
    within = [
        index for index in range(first + 6, min(first + INTO, len(lines))) if looks[index].words <= SHORT
    ]
    for index in head + above[:ABOVE] + within + foot + above[ABOVE:]:
        if len(lines[index].text) > LONGEST:
            continue
        text = _ordered(western_digits(lines[index].text), month_first)
        if not _YEAR.search(text) or "rights" in looks[index].marks:
            continue
        if index in inside and looks[index].words > 8:
            continue
        sure = index in head
        before, after = _cut_update(text)
        if not after and index and _UPDATED.search(lines[index - 1].text) and len(lines[index - 1].text) < 30:
            before, after = "", text
        if before and published is None and (found := read_date(before, languages)):
            if looks[index].words <= MOST_WORDS or _PUBLISHED.search(text) or is_byline(text):
                published = (found, index, sure)
            elif sure and wordy is None and "credit" not in looks[index].marks:
                wordy = (found, index, False)
        if after and updated is None and (found := read_date(after, languages)):
            updated = (found, index, sure)
        if (published or updated) and not sure:
            break
    published = published or wordy
    if published is None:
        return updated, None
    if not published[2] and published[1] < first and _is_only_day(lines[:first], published[0], languages):
        published = (published[0], published[1], True)
    if updated and _day(updated[0]) < _day(published[0]):
        updated = None
    return published, updated


def _is_only_day(head: list[Line], moment: date | datetime, languages: tuple[str, ...]) -> bool:
    """Whether no line down to the text tells another day."""
    short = (western_digits(line.text) for line in head if len(line.text) <= LONGEST)
    found = {_day(other) for text in short if _YEAR.search(text) and (other := read_date(text, languages))}
    return found == {_day(moment)}


def _month_first(lines: list[Line]) -> bool | None:
    """Whether the page writes 12/31/2025 rather than 31/12/2025; None where none of its dates tells."""
    for line in lines:
        if "/" in line.text and len(line.text) <= LONGEST:
            for first, second in _SLASHED.findall(line.text):
                if (int(first) > 12) != (int(second) > 12):
                    return int(second) > 12
    return None


def _ordered(text: str, month_first: bool | None) -> str:
    """A text whose dates with slashes read one way only: 8/1/2025 as 2025-8-1 where the page tells."""
    text = _DATE_AND_MORE.sub(r"\1 ", _YEAR_AND_CLOCK.sub(r"\1 ", text))
    if month_first is None:
        return text
    return _SLASHED_DATE.sub(r"\3-\1-\2" if month_first else r"\3-\2-\1", text)


def _cut_update(text: str) -> tuple[str, str]:
    """A line parted into what tells the publication and what tells the update."""
    update = _UPDATED.search(text)
    if not update:
        return text, ""
    published = _PUBLISHED.search(text, update.end())
    if published and not any(sign.isdigit() for sign in text[: update.start()]):
        return text[published.start() :], text[update.start() : published.start()]
    return text[: update.start()], text[update.start() :]


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
