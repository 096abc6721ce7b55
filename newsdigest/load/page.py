"""Standing pages: the front matter of content/pages."""

from datetime import UTC

from newsdigest.load.entry import slug_of
from newsdigest.load.fields import Each, Field, record
from newsdigest.load.findings import Findings
from newsdigest.load.frontmatter import split
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import filled, flag, language, local, text
from newsdigest.load.yaml_lines import compose
from newsdigest.model.page import Page
from newsdigest.model.places import Places
from newsdigest.model.problem import Problem

PAGE = record(
    "a page",
    Field("title", filled, "The page's title.", needed=True),
    Field("summary", text, "One or two sentences, for search engines."),
    Field("lang", language, "The language that it is written in, as a code. Default: the site's."),
    Field("slug", filled, "The last part of its address. Default: the file's name."),
    Field("aliases", Each(local), "Old addresses that lead here, such as /old/address/."),
    Field("navigation", flag, "Whether the site's navigation links to it."),
)


def read_page(file: str, text: str) -> Loaded[Page]:
    """A standing page from its file's text."""
    parts = split(file, text)
    if isinstance(parts, Problem):
        return Loaded(None, (parts,))
    document = compose(file, parts.yaml, parts.yaml_line)
    if isinstance(document, Problem):
        return Loaded(None, (document,), parts.body)
    found = Findings(document, UTC)
    if document.root is None:
        found.tell((parts.yaml_line, 1), "missing-field", "a page needs `title`", "add `title: ...`")
        return Loaded(None, found.in_order(), parts.body)
    found.places[""] = document.place(document.root)
    values = PAGE(document.root, "", found)
    if values is None:
        return Loaded(None, found.in_order(), parts.body)
    slug = slug_of(file, values, found)
    page = Page(
        **{"title": "", **values, "slug": slug, "file": file},
        places=Places.of(found.places),
        body_line=parts.body_line,
    )
    return Loaded(page if slug else None, found.in_order(), parts.body)
