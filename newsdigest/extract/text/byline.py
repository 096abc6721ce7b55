"""Who wrote it and when: bylines and dates between headline and body, or beside them."""

import re
from collections import Counter
from datetime import date, datetime

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.dates import read_date
from newsdigest.extract.names import clean_names, is_byline, person_name
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import terms

ABOVE, BELOW = 12, 8
"""Lines above the headline and below the body in which a date may stand."""

FAR_ABOVE, REACH, FAR_BELOW = 40, 12, 15
"""The same for a byline that says that it is one; and lines of the body's beginning."""

LONGEST = 160
"""Signs of the longest line that is a byline or tells a date."""

_BY_ALONE = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words)\s+)?(?:by|von|par|por|di|door|av|af|"
    r"(?:article )?authors?|autor\w*|auteur|автор|text|kommentar von)\s*:?$",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:updated?|last modified|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|"
    r"atualizado|aggiornato|"
    r"bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|aktualizováno|обновлено|"
    r"güncelle\w*)\b|更新|수정|تحديث",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|created|veröffentlicht|erstellt|publié|publicado|pubblicato|"
    r"gepubliceerd|publicerad|"
    r"publisert|opublikowano|опубликовано|yayınlanma)\b|公開|発布|发布|입력|نشر",
    re.I,
)

MOST_WORDS = 12
"""Words of the longest line that is a date and little else."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_YEAR_AND_CLOCK = re.compile(r"((?<!\d)(?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d")
_SLASHED_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_BY_WITHIN = re.compile(r"(?:^|[\s·|•])(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+(?=[^\W\d_a-z])")
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
    near = range(title + 1, min(first + REACH, len(lines)))
    above = range(max(0, title - FAR_ABOVE), title)
    foot = range(last + 1, min(last + 1 + FAR_BELOW, len(lines)))
    for index in [*near, *reversed(above), *foot]:
        text = lines[index].text
        if len(text) > LONGEST or looks[index].prose or {"credit", "caption"} & set(looks[index].marks):
            continue
        if index in inside and looks[index].words > MOST_WORDS:
            continue
        if _BY_ALONE.match(text) and (names := _names_in_rows(lines, index + 1)):
            return names, index + 1, True
        if is_byline(text) and (names := clean_names(_without_role(text))):
            return (*names, *_names_in_rows(lines, index + 1, names, text)), index, True
        if is_byline(text) and (pen := _pen_name(text)):
            return (pen,), index, True
        within = _BY_WITHIN.search(text) if {"dated", "ago", "clock"} & set(looks[index].marks) else None
        if within and (names := clean_names(_without_role("By " + text[within.end() :]))):
            return names, index, True
    return _bare_names(
        lines, looks, [index for index in near if index < first + 3 and index not in inside], body
    )


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


def _bare_names(
    lines: list[Line], looks: list[Look], near: list[int], body: list[int]
) -> tuple[tuple[str, ...], int, bool]:
    """A line of names and little else near headline and body, with something that speaks for it.

    That is a date beside it, or the name again elsewhere (above the author's portrait, say); words that the
    story uses speak against it.
    """
    story = {term for index in body[:40] for term in terms(lines[index].text)}
    copies = Counter(line.text for line in lines)
    best: tuple[int, tuple[str, ...], int] = (0, (), 0)
    for index in near:
        text = lines[index].text
        if looks[index].kind or looks[index].words > 14 or len(text) > 90 or is_agency(text):
            continue
        if {"credit", "question", "ellipsis", "notice", "bullet", "uncased"} & set(looks[index].marks):
            continue
        alone = re.split(r"\s*[,|·]?\s*\d", _without_role(text))[0]
        names = clean_names(alone)
        if not names or sum(map(len, names)) < 0.6 * len(alone):
            continue
        around = looks[max(0, index - 2) : index] + looks[index : index + 3]
        score = 2 if any({"dated", "ago", "clock"} & set(seen.marks) for seen in around) else 0
        score += (
            2 if copies[text] > 1 or any(line.text.startswith(names[0]) for line in lines[body[-1] :]) else 0
        )
        score += 1 if _ROLE.search(text) else 0
        score += 1 if index in (near[0], near[-1]) else 0
        used = [term in story for term in terms(names[0])]
        score -= 3 if used and all(used) else any(used)
        if score > best[0]:
            best = (score, names, index)
    return best[1], best[2], False


def _without_role(text: str) -> str:
    """A byline without what stands behind the name: a role, how long ago, how long to read."""
    text = re.sub(r"(?<=[^\W\d_])\d+(?=\s*(?:,|$))", "", text)
    text = _GLUED.sub(" ", text)
    return _ROLE.sub(
        "", re.split(r"\s*[—|]\s*(?=\d)|\s+\d+\s*(?:min|hour|day|week|hrs?|m|h|d)\w*\b", text)[0]
    ).strip()


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
    for index in head + above[:ABOVE] + foot + above[ABOVE:]:
        text = _ordered(lines[index].text, month_first)
        if len(text) > LONGEST or not _YEAR.search(text) or "rights" in looks[index].marks:
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
    if updated and _day(updated[0]) < _day(published[0]):
        updated = None
    return published, updated


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
    text = _YEAR_AND_CLOCK.sub(r"\1 ", text)
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
