"""Standing pages of another generator: as a post, with fewer fields."""

from msgspec import Struct

from newsdigest.convert.body import plain_text
from newsdigest.convert.document import Document, Place
from newsdigest.convert.fields import Fields, old_paths
from newsdigest.convert.generators import name_of
from newsdigest.convert.old_addresses import Post
from newsdigest.convert.post import (
    ALIASES,
    LEFT,
    SUMMARY,
    Context,
    body_of,
    is_unlisted,
    language_said,
    own_address,
    title_of,
)
from newsdigest.model.page import Page
from newsdigest.model.problem import Problem
from newsdigest.model.slug import slugify


class ConvertedPage(Struct, frozen=True):
    """A standing page, not yet in its place."""

    file: str
    page: Page
    body: str
    body_line: int
    post: Post
    problems: tuple[Problem, ...]


def convert_page(path: str, document: Document, context: Context, place: Place) -> ConvertedPage:
    """A standing page, and what was mended; what pages have no field for is named."""
    fields = Fields(document)
    _, name = name_of(path)
    title = title_of(fields, name)
    given_slug = fields.text("slug")
    slug = slugify(given_slug) or slugify(name) or slugify(title) or "page"
    pattern, own = own_address(fields)
    page = Page(
        file="",
        title=title,
        slug=slug,
        summary=plain_text(fields.text(*SUMMARY)),
        lang=language_said(fields) or place.lang,
        aliases=tuple(dict.fromkeys((*old_paths(fields, ALIASES), *own))),
        navigation=not is_unlisted(fields),
    )
    body = body_of(fields, path, context)
    rest = fields.rest(LEFT)
    if rest:
        names = ", ".join(f"`{key}`" for key in rest)
        fields.tell(1, "import-field", f"a page has no place for {names}; left out")
    inner = name_of(place.inner)[1] if place.inner else name
    old = Post(path, given_slug or inner, title, given_slug, None, (), page.lang, pattern, "".join(own[:1]))
    problems = (*document.problems, *fields.problems)
    return ConvertedPage(document.file, page, body, document.body_line, old, problems)
