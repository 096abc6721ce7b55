"""Where a report comes from: its wire service, the place it was filed from, and who holds the rights."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from newsdigest.extract.agencies import agency_in, is_agency
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.names import is_byline
from newsdigest.extract.rights import agency_of_rights, rights_in
from newsdigest.extract.wordlists import alternatives

_OPENING = re.compile(
    r"^((?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+|[A-ZÀ-Þ]\.)(?:[ ,]+(?:[A-ZÀ-Þ][\wÀ-ÿ.'’\-]*|[a-z]{2}))*?)\s*"
    r"(?:\(([^()]{2,40})\)\s*)?[—–-]{1,2}\s+\S"
)
_OPENING_AGENCY = re.compile(r"^([^\W\d_][^()—–:.]{1,40}?),?\s*\(([^()]{2,40})\)\s*[—–:.\-]")
_OPENING_UNSPACED = re.compile(
    r"^[(（](?P<place>[^()（）=＝]{1,20})[=＝](?P<agency>[^()（）]{2,20})[)）]"
    r"|^(?P<wire>\w{2,5}[社网網])(?P<from>\w{1,10}?)\d{1,2}月\d{1,2}日[电電讯訊]"
)
"""`(서울=연합뉴스) ...`, `新华社北京2月12日电 ...`."""

_HOST = re.compile(r"[\w-]+\.(?:com|co|net|org|id)(?:\.\w\w)?", re.I)
"""How outlets of Indonesia name themselves beside the place: `JAKARTA, example.com - ...`."""
_SOURCE = re.compile(
    rf"(?:^|\s)\W*{alternatives('source with colon')}\s*[:：]"
    r"|^\W*(?:con información|com informações|con informazioni|avec|mit (?:material|informationen)"
    r"|with (?:reporting|material|files) (?:by|from))\b|\(theo\s",
    re.I,
)
"""How a line or a part of one opens that says where the report comes from."""
BESIDE, LAST = 60, 3
"""Signs of the longest such line, and lines at the text's end among which it is looked for."""
LONGEST_OPENING = 200
"""Signs of a paragraph in which a dateline is looked for."""


def read_rights(facts: Facts, lines: Iterable[str]) -> Pick[str] | None:
    """The notices that stand on the page, else the one in its markup."""
    if notices := rights_in(lines):
        return pick(notices, "page", sure=True)
    told = text(facts.article.get("copyrightNotice")) or facts.meta(
        "copyright", "dc.rights", "dcterms.rights", "rights"
    )
    return pick(told, "meta copyright") if told and rights_in([told]) else None


def read_agency(
    facts: Facts, rights: str, lead: str, publisher: str, beside: Iterable[str]
) -> Pick[str] | None:
    """The wire service that supplied the report, told apart from the outlet that prints it.

    `beside` are the lines between headline and text, and those at the text's end.
    """
    opening = opening_of(lead)
    credits = [("dateline", agency_in(opening[1])), ("rights", agency_of_rights(rights))]
    for value in (
        *resolved(facts.article.get("author"), facts.index),
        *resolved(facts.article.get("sourceOrganization"), facts.index),
    ):
        name = text(value) if isinstance(value, str | Mapping) else ""
        credits.append(("json-ld author", agency_in(name) if len(name) < 60 else ""))
    credits += [("meta author", agency_in(name)) for name in facts.metas.get("author", ()) if len(name) < 60]
    credits += [
        (mark.mark, agency_in(mark.text)) for mark in facts.bylines if not mark.aside and len(mark.text) < 120
    ]
    credits += [
        ("line beside the text", agency_in(line))
        for line in beside
        if is_byline(line) or _SOURCE.search(line) or is_agency(line)
    ]
    for where, name in credits:
        if name and agency_in(publisher) != name and not is_agency(publisher):
            return pick(name, where, sure=where in ("dateline", "rights"))
    return None


def lines_beside(lines: Sequence[str], title: str, blocks: Set[str]) -> list[str]:
    """The short lines between headline and text, and about the text's end."""
    inside = [at for at, line in enumerate(lines) if len(line) > BESIDE and line in blocks]
    if not inside:
        return []
    top = max((at for at, line in enumerate(lines[: inside[0]]) if line == title), default=inside[0])
    near = [*lines[top + 1 : inside[0]], *lines[inside[-1] + 1 : inside[-1] + 1 + LAST]]
    return [line for line in near if len(line) <= BESIDE]


def read_dateline(facts: Facts, lead: str) -> Pick[str] | None:
    """The place in front of the first sentence: `WASHINGTON (AP) — ...`."""
    if place := text(facts.article.get("dateline")):
        return pick(place, "json-ld dateline")
    for mark in facts.datelines:
        if not mark.aside and 2 < len(mark.text) < 40 and not any(sign.isdigit() for sign in mark.text):
            return pick(mark.text.strip(" —–-,.|:"), mark.mark)
    place = opening_of(lead)[0]
    return pick(place, "opening", sure=True) if place else None


def opening_of(lead: str) -> tuple[str, str]:
    """Place and what stands in parentheses behind it, of a report's first paragraph."""
    lead = lead[:LONGEST_OPENING]
    if match := _OPENING.match(lead):
        places = (part for part in re.split(r",\s*", match[1].strip(" ,")) if not _HOST.fullmatch(part))
        return ", ".join(places), match[2] or ""
    if (match := _OPENING_AGENCY.match(lead)) and agency_in(match[2]):
        return match[1].strip(" ,"), match[2]
    if (match := _OPENING_UNSPACED.match(lead)) and agency_in(agency := match["agency"] or match["wire"]):
        return (match["place"] or match["from"]).strip(), agency
    return "", ""
