"""What the body's reader is given of a page of the development data."""

from measuring.corpus import Page
from newsdigest.extract.body import Evidence


def evidence(page: Page) -> tuple[Evidence, str]:
    """The page's blocks with what speaks for them, and its headline, as a reading finds them."""
    from newsdigest.extract.body import evidence_of
    from newsdigest.extract.decode import decode
    from newsdigest.extract.metadata.facts import gather
    from newsdigest.extract.metadata.jsonld import text
    from newsdigest.extract.metadata.origin import read_rights
    from newsdigest.extract.metadata.pick import value_of
    from newsdigest.extract.metadata.publisher import read_publisher
    from newsdigest.extract.metadata.title import read_title
    from newsdigest.extract.metadata.topics import descriptions, read_canonical
    from newsdigest.extract.tree import parse, visible_lines

    tree = parse(decode(page.data()))
    facts = gather(tree, page.id)
    lines = list(visible_lines(tree))
    title = value_of(read_title(facts, lines), "")
    outlet = read_publisher(facts, value_of(read_rights(facts, lines), ""))
    seen = evidence_of(
        tree,
        title=title,
        outlet=value_of(outlet, ""),
        article_body=text(facts.article.get("articleBody")),
        descriptions=descriptions(facts),
        url=value_of(read_canonical(facts), ""),
    )
    return seen, title
