"""One source page, read: the way from its bytes to an Article."""

from dataclasses import fields

from newsdigest.extract.decode import decode, kind_of
from newsdigest.model.article import Article, Found
from newsdigest.model.entry import Image


def read_page(name: str, data: bytes) -> Article:
    """The article on a page; empty but for its name where the file is no page."""
    kind = kind_of(name, data)
    if kind == "neither":
        return Article(page=name)
    if kind == "text":
        from newsdigest.extract.text import read_text

        return read_text(name, decode(data))
    return _read_html(name, decode(data))


def visible_text(name: str, data: bytes) -> str:
    """All that a reader of the page sees, a line for each block: for comparing copied words."""
    kind = kind_of(name, data)
    if kind != "html":
        return decode(data) if kind == "text" else ""
    from newsdigest.extract.tree import parse, visible_lines

    lines = (" ".join(line.split()) for line in visible_lines(parse(decode(data))))
    return "\n".join(line for line in lines if line)


def _read_html(name: str, text: str) -> Article:
    """Facts gathered once, each field ranked by its own module, the body by its own package."""
    from newsdigest.extract.body import read_body
    from newsdigest.extract.language import language_of
    from newsdigest.extract.metadata import origin, topics
    from newsdigest.extract.metadata.authors import read_authors
    from newsdigest.extract.metadata.facts import gather
    from newsdigest.extract.metadata.jsonld import text as json_text
    from newsdigest.extract.metadata.pick import Pick, pick
    from newsdigest.extract.metadata.picture import read_picture
    from newsdigest.extract.metadata.published import read_published, read_updated
    from newsdigest.extract.metadata.publisher import read_publisher
    from newsdigest.extract.metadata.title import read_title
    from newsdigest.extract.tree import parse, visible_lines

    tree = parse(text)
    facts = gather(tree, name)
    lines = [line for line in (" ".join(line.split()) for line in visible_lines(tree)) if line]
    declared = topics.declared_language(facts)
    language = language_of(" ".join(line for line in lines if len(line) > 60) or " ".join(lines), declared)
    title = read_title(facts)
    canonical = topics.read_canonical(facts)
    body = read_body(
        tree,
        title=title.value if title else "",
        article_body=json_text(facts.article.get("articleBody")),
        url=canonical.value if canonical else "",
        language=language,
    )
    rights = origin.read_rights(facts, lines)
    publisher = read_publisher(facts, rights.value if rights else "")
    agency = origin.read_agency(
        facts, rights.value if rights else "", body.lead_text, publisher.value if publisher else ""
    )
    picks: dict[str, Pick[object] | None] = {
        "title": title,
        "authors": read_authors(facts, lines),
        "date": read_published(facts, lines, title.value if title else "", language),
        "updated": read_updated(facts),
        "publisher": publisher,
        "agency": agency,
        "dateline": origin.read_dateline(facts, body.lead_text),
        "language": pick(language, "text and markup" if declared else "text", sure=bool(declared))
        if language
        else None,
        "canonical": canonical,
        "sections": topics.read_sections(facts),
        "tags": topics.read_tags(facts),
        "description": topics.read_description(facts, title.value if title else ""),
        "lead_image": read_picture(facts),
        "rights": rights,
        "markdown": Pick(body.markdown, body.found_in) if body.markdown else None,
    }
    chosen = {field: choice for field, choice in picks.items() if choice is not None}
    return Article(
        page=name, found_in={f: c.found for f, c in chosen.items()}, **{f: c.value for f, c in chosen.items()}
    )
