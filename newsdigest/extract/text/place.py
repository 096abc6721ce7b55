"""Where it was reported from, and the section it stood in."""

import re

from newsdigest.extract.agencies import agency_in
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded

_CITY = r"[^\W\d_][\w.'’-]*(?:[ -][^\W\d_][\w.'’-]*){0,3}"
_OPENING = re.compile(
    rf"^(?P<place>{_CITY}(?:(?:, |/){_CITY})?)"
    rf"(?:,? (?:\w+\.? \d{{1,2}}|\d{{1,2}}\.? ?\w+)(?:,? \d{{4}})?)?"
    rf"(?P<agency> ?[(/（][\w /.,&-]{{2,40}}[)）])?,? ?(?:--?|[–—―:])\s+(?=\S)"
)
_CJK_OPENING = re.compile(
    r"^[【\[(（](?P<place>[\u3040-\u9fff]{2,10}?)(?P<agency>[=＝]?[\u3040-\u9fffA-Z]{2,8})?[】\])）]"
)
_CRUMBS = re.compile(r"\s*[»›>/]\s*")

SECTIONS = frozenset(
    [
        "world",
        "news",
        "politics",
        "business",
        "economy",
        "markets",
        "finance",
        "money",
        "technology",
        "tech",
        "science",
        "health",
        "environment",
        "climate",
        "sports",
        "sport",
        "football",
        "culture",
        "arts",
        "entertainment",
        "lifestyle",
        "travel",
        "opinion",
        "comment",
        "editorial",
        "education",
        "crime",
        "national",
        "nation",
        "city",
        "region",
        "state",
        "law",
        "war",
        "international",
        "local",
        "us",
        "u.s.",
        "uk",
        "asia",
        "europe",
        "africa",
        "americas",
        "middle",
        "east",
        "china",
        "india",
        "japan",
        "australia",
        "canada",
        "society",
        "media",
        "features",
        "politik",
        "wirtschaft",
        "kultur",
        "panorama",
        "gesellschaft",
        "wissen",
        "wissenschaft",
        "digital",
        "medien",
        "meinung",
        "ausland",
        "inland",
        "lokales",
        "regional",
        "gesundheit",
        "technik",
        "reise",
        "welt",
        "deutschland",
        "österreich",
        "schweiz",
        "feuilleton",
        "finanzen",
        "netzwelt",
        "politique",
        "économie",
        "monde",
        "société",
        "culture",
        "santé",
        "sciences",
        "planète",
        "france",
        "tribune",
        "faits-divers",
        "política",
        "economía",
        "mundo",
        "sociedad",
        "cultura",
        "deportes",
        "opinión",
        "ciencia",
        "tecnología",
        "salud",
        "españa",
        "internacional",
        "nacional",
        "economia",
        "esportes",
        "saúde",
        "ciência",
        "tecnologia",
        "brasil",
        "educação",
        "opinião",
        "politica",
        "cronaca",
        "esteri",
        "economia",
        "sport",
        "spettacoli",
        "scienza",
        "salute",
        "politiek",
        "economie",
        "buitenland",
        "binnenland",
        "wetenschap",
        "cultuur",
        "inrikes",
        "utrikes",
        "ekonomi",
        "kultur",
        "politikk",
        "økonomi",
        "nyheter",
        "nyheder",
        "indland",
        "udland",
        "innenriks",
        "utenriks",
        "polityka",
        "gospodarka",
        "świat",
        "kraj",
        "nauka",
        "kultura",
        "политика",
        "экономика",
        "мир",
        "общество",
        "культура",
        "спорт",
        "наука",
        "мнения",
        "происшествия",
        "світ",
        "політика",
        "економіка",
        "政治",
        "経済",
        "国際",
        "社会",
        "スポーツ",
        "文化",
        "科学",
        "地域",
        "国内",
        "海外",
        "国际",
        "财经",
        "体育",
        "娱乐",
        "科技",
        "社會",
        "國際",
        "財經",
        "정치",
        "경제",
        "사회",
        "국제",
        "문화",
        "스포츠",
        "سياسة",
        "اقتصاد",
        "العالم",
        "رياضة",
        "ثقافة",
        "أخبار",
    ]
)
"""Names of sections that stand alone above a headline."""


def find_dateline(
    lines: list[Line], looks: list[Look], title: int, body: list[int]
) -> tuple[str, str, int] | None:
    """Place, the agency named with it, and its line (index): `WASHINGTON (AP) —`, or a line of its own."""
    if not body:
        return None
    first = body[0]
    match = _OPENING.match(lines[first].text[:120]) or _CJK_OPENING.match(lines[first].text[:60])
    if match:
        agency = agency_in(match["agency"] or "")
        if agency or _in_capitals(match["place"]):
            return match["place"], agency, first
    for index in (first - 1, first - 2):
        if title < index < first and re.fullmatch(rf"{_CITY}(?:, {_CITY})?", lines[index].text):
            text = lines[index].text
            if (
                _in_capitals(text)
                and not looks[index].kind
                and looks[index].words <= 4
                and folded(text) not in SECTIONS
            ):
                return text, "", index
    return None


def _in_capitals(text: str) -> bool:
    first = text.split(",", maxsplit=1)[0]
    return first.isupper() and len(first) > 3


def find_sections(lines: list[Line], looks: list[Look], title: int) -> tuple[tuple[str, ...], int]:
    """The section named just above the headline, alone or as a trail from the home page."""
    for index in range(title - 1, max(-1, title - 5), -1):
        text = lines[index].text
        parts = [part for part in _CRUMBS.split(text) if part]
        if len(parts) > 2 and len(text) < 200 and looks[index].words < 30:
            named = tuple(
                part
                for part in parts[1:]
                if len(part.split()) <= 4 and folded(part) != folded(lines[title].text)
            )
            return named[:3], index
        if lines[index].mark or looks[index].words > 4 or looks[index].kind:
            continue
        if folded(text) in SECTIONS or text.casefold() in SECTIONS:
            # a menu names many, and none of them is this page's
            beside = [lines[at].text for at in range(max(0, index - 3), title) if at != index]
            if not any(folded(other) in SECTIONS for other in beside):
                return (text,), index
    return (), 0
