"""Who wrote it and when: bylines and dates between headline and body, or beside them."""

import re
from datetime import date, datetime

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.dates import read_date
from newsdigest.extract.names import clean_names, is_byline
from newsdigest.extract.text.features import Look
from newsdigest.extract.text.lines import Line

ABOVE, BELOW = 12, 8
"""Lines above the headline and below the body in which a byline or date may stand."""

LONGEST = 160
"""Signs of the longest line that is a byline or tells a date."""

_BY_ALONE = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words)\s+)?(?:by|von|par|por|di|door|av|af|author|autor\w*|auteur|автор|text)\s*:?$",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:updated?|last modified|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|atualizado|aggiornato|"
    r"bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|aktualizováno|обновлено|güncelle\w*)\b|更新|수정|تحديث",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|created|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|"
    r"publisert|opublikowano|опубликовано|yayınlanma)\b|公開|発布|发布|입력|نشر",
    re.I,
)

When = tuple[date | datetime, int, bool]
"""A date, the index of its line, and whether it stands where article dates stand."""


def find_authors(
    lines: list[Line], looks: list[Look], title: int, body: list[int]
) -> tuple[tuple[str, ...], int, bool]:
    """The names, the index of their line, and whether a word says that they are authors."""
    if not body:
        return (), 0, False
    first, last = body[0], body[-1]
    inside = set(body)
    near = [index for index in range(title + 1, min(first + 3, len(lines)))]
    around = near + [index for index in range(max(0, title - ABOVE), title)][::-1]
    around += [index for index in range(last + 1, min(last + 1 + BELOW, len(lines)))]
    for index in around:
        text = lines[index].text
        if len(text) > LONGEST or looks[index].prose:
            continue
        if _BY_ALONE.match(text) and index + 1 < len(lines):
            names = _names_in_rows(lines, index + 1)
            if names:
                return names, index + 1, True
        if is_byline(text) and "credit" not in looks[index].marks and (names := clean_names(text)):
            return names, index, True
    for index in near:
        text = lines[index].text
        if index in inside or looks[index].kind or not _is_bare_name(text, looks[index]):
            continue
        if names := clean_names(text):
            return names, index, False
    return (), 0, False


def _names_in_rows(lines: list[Line], start: int) -> tuple[str, ...]:
    """Names one to a line, as text nodes below a lone `By` have them: `Jo Roe`, `and`, `Al Poe`."""
    names = clean_names(lines[start].text)
    index = start + 1
    while (
        names
        and index + 1 < len(lines)
        and lines[index].text.casefold() in {"and", "und", "et", "y", "e", ",", "&", "og", "och"}
    ):
        names += clean_names(lines[index + 1].text)
        index += 2
    return names


def _is_bare_name(text: str, look: Look) -> bool:
    """Whether a line could be a name and little else: `Aaron Roe | Senior Writer | July 2, 2025`."""
    if len(text) > 90 or look.words > 14 or is_agency(text):
        return False
    return not ({"credit", "ended", "question", "ellipsis", "notice", "bullet"} & set(look.marks))


def find_dates(
    lines: list[Line], looks: list[Look], title: int, body: list[int], languages: tuple[str, ...]
) -> tuple[When | None, When | None]:
    """First publication and update."""
    if not body:
        return None, None
    first, last = body[0], body[-1]
    inside = set(body)
    head = [*range(title, min(first + 3, len(lines)))]
    foot = [*range(last + 1, min(last + 1 + BELOW, len(lines)))]
    above = [*range(title - 1, -1, -1)]
    published: When | None = None
    updated: When | None = None
    for index in head + above[:ABOVE] + foot + above[ABOVE:]:
        text = lines[index].text
        if len(text) > LONGEST or "notice" in looks[index].marks or looks[index].prose and index in inside:
            continue
        if "dated" not in looks[index].marks:
            continue
        sure = index in head
        before, after = _cut_update(text)
        if before and (found := read_date(before, languages)) and published is None:
            published = (found, index, sure)
        if (
            not before
            and _UPDATED.search(lines[index - 1].text if index else "")
            and len(lines[index - 1].text) < 30
        ):
            before, after = "", text
        if after and updated is None and (found := read_date(after, languages)):
            updated = (found, index, sure)
        if published and (updated or not sure):
            break
    if published is None and updated is not None:
        return updated, None
    if published and updated and _day(updated[0]) < _day(published[0]):
        updated = None
    return published, updated


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
