"""One source page, read: the way from its bytes to an Article."""

from collections.abc import Iterator, Sequence

from newsdigest.extract.decode import Kind, decode, kind_of
from newsdigest.extract.mhtml import page_in
from newsdigest.extract.saved import saved_from
from newsdigest.model.article import Article
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Publisher

PROSE = 60
"""Signs from which on a line is likely a sentence, in the language of the article, and not a menu."""


def read_page(name: str, data: bytes, publishers: Sequence[Publisher] = ()) -> Article:
    """The article on a page; empty but for its name where the file is no page.

    What `publishers` say of the outlet goes before what the page says.
    """
    kind = kind_of(name, data)
    if kind == "text":
        from newsdigest.extract.text import read_text

        return read_text(name, decode(data))
    markup, url = _markup(kind, data)
    return _read_html(name, markup, url, publishers) if markup else Article(page=name)


def selectors_missed(article: Article, file: str) -> Iterator[Problem]:
    """A warning for each selector of the outlet's profile that gave nothing on the page in `file`."""
    for field, selector in sorted(article.missed.items()):
        read = article.found_in.get({"body": "markdown"}.get(field, field))
        instead = f"read instead: {read.where}" if read else "nothing was read instead"
        message = (
            f"`selectors.{field}` of {article.publisher} gives nothing on this page: `{selector}`; {instead}"
        )
        hint = "if the outlet has changed its pages, mend the selector in content/publishers.yaml"
        yield Problem(file, 0, 0, "selector-unmatched", message, hint, "warning")


def visible_text(name: str, data: bytes) -> str:
    """All that a reader of the page sees, a line for each block: for comparing copied words."""
    kind = kind_of(name, data)
    if kind == "text":
        from newsdigest.extract.text.notation import without_notation, without_numbers

        return "\n".join(without_numbers(without_notation(decode(data)).split("\n")))
    from newsdigest.extract.tree import parse, visible_lines

    markup, _ = _markup(kind, data)
    return "\n".join(visible_lines(parse(markup)))


def _markup(kind: Kind, data: bytes) -> tuple[str, str]:
    """The page's HTML, and the address that whatever saved it has noted; both empty for what is no page."""
    if kind == "html":
        markup = decode(data)
        return markup, saved_from(markup)
    if kind == "mhtml":
        page = page_in(data)
        markup = decode(page.data, page.charset)
        return markup, page.url or saved_from(markup)
    return "", ""


def _read_html(name: str, text: str, url: str, publishers: Sequence[Publisher]) -> Article:
    """Facts gathered once, each field ranked by its own module, the body by its own package."""
    from newsdigest.extract import profile
    from newsdigest.extract.body import read_body
    from newsdigest.extract.language import language_of
    from newsdigest.extract.metadata import (
        authors,
        jsonld,
        origin,
        picture,
        published,
        publisher,
        title,
        topics,
    )
    from newsdigest.extract.metadata.facts import gather
    from newsdigest.extract.metadata.pick import Pick, pick, value_of
    from newsdigest.extract.tree import parse, visible_lines

    tree = parse(text)
    facts = gather(tree, name, url)
    listed = profile.outlet_of(facts, publishers) if publishers else None
    if listed and listed.selectors.drop:
        tree = profile.without_dropped(tree, listed.selectors.drop)
        facts = gather(tree, name, url)
    lines = list(visible_lines(tree))
    declared = topics.declared_language(facts)
    language = language_of(" ".join(line for line in lines if len(line) > PROSE) or " ".join(lines), declared)
    canonical = topics.read_canonical(facts)
    own = profile.own_fields(tree, listed, value_of(canonical, ""), language) if listed else profile.NOTHING
    headline = own.title or title.read_title(facts, lines)
    rights = origin.read_rights(facts, lines)
    outlet = own.publisher or publisher.read_publisher(facts, value_of(rights, ""))
    body = own.body or read_body(
        tree,
        title=value_of(headline, ""),
        outlet=value_of(outlet, ""),
        article_body=jsonld.text(facts.article.get("articleBody")),
        descriptions=topics.descriptions(facts),
        url=value_of(canonical, ""),
    )
    beside = origin.lines_beside(lines, value_of(headline, ""), body.blocks)
    agency = (
        origin.read_agency(facts, value_of(rights, ""), body.lead_text, value_of(outlet, ""), beside)
        or own.agency
    )
    byline = own.authors or authors.read_authors(facts, lines, value_of(headline, ""), body.blocks)
    date = own.date or published.read_published(facts, lines, value_of(headline, ""), language, body.blocks)
    updated = published.read_updated(facts, lines, value_of(headline, ""), language, value_of(date, None))
    dateline = origin.read_dateline(facts, body.lead_text)
    sections, tags = topics.read_sections(facts, value_of(headline, "")), topics.read_tags(facts)
    description = topics.read_description(facts, value_of(headline, ""))
    image = picture.read_picture(facts)
    choices: dict[str, Pick[object] | None] = {
        "title": headline,
        "authors": byline,
        "date": date,
        "updated": updated,
        "publisher": outlet,
        "agency": agency,
        "dateline": dateline,
        "language": pick(language, "text and markup" if declared else "text", sure=bool(declared))
        if language
        else own.language,
        "canonical": canonical,
        "sections": sections,
        "tags": tags,
        "description": description,
        "lead_image": image,
        "rights": rights,
        "markdown": Pick(body.markdown, body.found_in) if body.markdown else None,
    }
    return Article(
        page=name,
        title=value_of(headline, ""),
        authors=value_of(byline, ()),
        date=value_of(date, None),
        updated=value_of(updated, None),
        publisher=value_of(outlet, ""),
        agency=value_of(agency, ""),
        dateline=value_of(dateline, ""),
        language=language or value_of(own.language, ""),
        canonical=value_of(canonical, ""),
        sections=value_of(sections, ()),
        tags=value_of(tags, ()),
        description=value_of(description, ""),
        lead_image=value_of(image, None),
        rights=value_of(rights, ""),
        markdown=body.markdown,
        missed=own.missed,
        found_in={field: choice.found for field, choice in choices.items() if choice is not None},
    )
