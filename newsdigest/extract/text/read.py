"""From the lines of a dump to the article: the model finds the body, the rest is read around it."""

from collections.abc import Mapping
from itertools import dropwhile
from types import MappingProxyType

from newsdigest.extract.agencies import agency_in
from newsdigest.extract.language import language_of
from newsdigest.extract.rights import agency_of_rights, rights_in
from newsdigest.extract.text.authors import find_authors
from newsdigest.extract.text.body import body_lines, standfirst_lines
from newsdigest.extract.text.clipping import clipped_article, clipping, with_notes
from newsdigest.extract.text.features import line_features
from newsdigest.extract.text.lines import Line, read_lines
from newsdigest.extract.text.look import Look, looks_of
from newsdigest.extract.text.markdown import body_markdown
from newsdigest.extract.text.model import Model, line_model
from newsdigest.extract.text.notation import heading_row
from newsdigest.extract.text.picture import find_picture
from newsdigest.extract.text.place import find_dateline, find_sections
from newsdigest.extract.text.publisher import find_publisher
from newsdigest.extract.text.title import find_headline
from newsdigest.extract.text.when import find_dates
from newsdigest.extract.text.words import folded
from newsdigest.model.article import Article, Found
from newsdigest.model.entry import Image

__all__ = ["read_article", "read_text"]

UNTITLED = 12
"""Lines above the body that may tell author and date where no headline was found."""


def read_text(name: str, text: str) -> Article:
    """The article that a plain-text dump of a news page shows; what is not visible stays empty."""
    saved = clipping(text)
    if saved and saved.is_article:
        return with_notes(clipped_article(name, saved.text), saved)
    shown = saved.text if saved else text
    lines = read_lines(shown)
    looks = looks_of(lines)
    features = line_features(lines, looks)
    article = read_article(name, lines, looks, features, line_model(), heading_row(shown))
    return with_notes(article, saved) if saved else article


def read_article(
    name: str,
    lines: list[Line],
    looks: list[Look],
    features: list[list[str]],
    model: Model,
    top_heading: int = 0,
) -> Article:
    """The same from lines, their looks and their features, with a given model.

    `top_heading` is the number of the line that markup has for the page's heading, where there is one.
    """
    states = model.states(features)
    body = _below(top_heading, lines, looks, body_lines(lines, looks, states))
    if not body:
        return Article(page=name)
    standfirst = standfirst_lines(looks, body)
    body = body[len(standfirst) :]
    language = language_of(" ".join(lines[index].text for index in body[:60]))
    headline = find_headline(lines, looks, body, model.headline, top_heading)
    title = headline.index if headline else max(body[0] - UNTITLED, 0)
    body = [index for index in body if not (headline and folded(lines[index].text) == folded(headline.text))]
    if not body:
        return Article(page=name)
    found: dict[str, Found] = {"markdown": Found("line model", True)}

    def note(field: str, index: int, sure: bool) -> None:
        found[field] = Found(f"line {lines[index].number}", sure)

    if headline:
        note("title", headline.index, headline.sure)
    if language:
        found["language"] = Found("text", True)
    authors, by, told = find_authors(lines, looks, title, body, model.authors)
    if authors:
        note("authors", by, told)
    published, updated = find_dates(lines, looks, title, body, (language,) if language else ())
    if published:
        note("date", published[1], published[2])
    if updated:
        note("updated", updated[1], updated[2])
    picture = find_picture(lines, looks, title, body)
    if picture:
        note("lead_image", picture[2], True)
    dateline = find_dateline(lines, looks, title, body)
    if dateline:
        note("dateline", dateline[2], True)
        body = [index for index in body if index != dateline[2] or len(lines[index].text) > len(dateline[0])]
    sections, above = find_sections(lines, looks, title) if headline else ((), 0)
    if sections:
        note("sections", above, True)
    inside = set(body)
    rights = rights_in(line.text for index, line in enumerate(lines) if index not in inside)
    if rights:
        found["rights"] = Found("notice", True)
    publisher, named, sure = find_publisher(lines, headline.site if headline else "", body)
    if publisher:
        note("publisher", named, sure)
    agency = (
        agency_of_rights(rights)
        or (dateline[1] if dateline else "")
        or _agency_beside(lines, looks, title, body)
    )
    if agency:
        found["agency"] = Found("notice, dateline or byline", True)
    if not standfirst and headline:
        standfirst = _standfirst(looks, title, body, picture[2] if picture else -1)
    if standfirst:
        note("description", standfirst[0], False)
    return Article(
        page=name,
        title=headline.text if headline else "",
        authors=authors,
        date=published[0] if published else None,
        updated=updated[0] if updated else None,
        publisher=publisher,
        agency=agency,
        dateline=dateline[0] if dateline else "",
        language=language,
        sections=sections,
        description=" ".join(lines[index].text for index in standfirst),
        lead_image=Image(src="", caption=picture[0], credit=picture[1]) if picture else None,
        rights=rights,
        markdown=body_markdown(lines[index] for index in body),
        found_in=_frozen(found),
    )


def _below(top_heading: int, lines: list[Line], looks: list[Look], body: list[int]) -> list[int]:
    """The body from its first running text below the page's heading on, if most of it stands there."""
    below = [index for index in body if lines[index].number > top_heading]
    if len(below) < len(body):
        below = list(dropwhile(lambda index: not looks[index].prose, below))
    size = sum(len(lines[index].text) for index in body)
    return below if sum(len(lines[index].text) for index in below) > size / 2 else body


def _frozen(found: dict[str, Found]) -> Mapping[str, Found]:
    return MappingProxyType(found)


def _agency_beside(lines: list[Line], looks: list[Look], title: int, body: list[int]) -> str:
    """The wire service that a line between headline and body names, or one right below the body."""
    below = range(body[-1] + 1, min(body[-1] + 3, len(lines)))
    for index in [*range(title + 1, body[0]), *below]:
        marks = looks[index].marks
        if looks[index].words < 12 and ("credit" not in marks or "byline" in marks) and not looks[index].kind:
            agency = agency_in(lines[index].text)
            if agency:
                return agency
    return ""


def _standfirst(looks: list[Look], title: int, body: list[int], caption: int) -> list[int]:
    """Index of the sentence between headline and body, if one stands there."""
    for index in range(title + 1, body[0]):
        seen = looks[index]
        if (
            index != caption
            and not seen.kind
            and 8 <= seen.words <= 70
            and not {"credit", "caption", "byline", "dated", "ago", "notice"} & set(seen.marks)
        ):
            return [index]
    return []
