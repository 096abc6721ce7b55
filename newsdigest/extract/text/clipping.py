"""Pages as clippers save them, in Markdown: what they have noted above the text, and the text itself."""

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.extract.dates import read_date, read_machine_date
from newsdigest.extract.names import given_names
from newsdigest.model.article import Article, Found
from newsdigest.model.url import canonical

_FRONT_MATTER = re.compile(r"\s*---\s*\n(.{1,8000}?)\n---\s*\n", re.S)
"""What clippers write above a text that they have cut out of its page."""
_FIELDS = re.compile(r"\s*(?:(?:Title|URL Source|Published Time): .*\s*\n){2,}(?:Markdown Content:\s*\n)?")
_FIELD = re.compile(r"^(Title|URL Source|Published Time): (.*)$", re.M)
"""What converters write above the text of a whole page."""
_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
"""A name as a link to a note of its own: `[[Jane Roe]]`."""
_NAMES = {
    "title": ("title", "Title"),
    "authors": ("author", "authors", "byline"),
    "date": ("published", "date", "Published Time"),
    "canonical": ("source", "url", "canonical", "URL Source"),
}
"""Field of an article -> what such tools call it."""

Notes = Mapping[str, tuple[str, ...]]
"""Name of a field -> its values."""


class Clipping(Struct, frozen=True):
    """A text with what the tool that saved it has noted of its page."""

    notes: Notes
    text: str
    """With empty lines in the place of the notes."""
    is_article: bool
    """Whether all but the article is left out."""

    @property
    def address(self) -> str:
        """Of the page; without one nothing that stands above a text is a note of its page."""
        told = (value for name in _NAMES["canonical"] for value in self.notes.get(name, ()))
        return next((value for value in told if re.match("https?://", value)), "")


def clipping(text: str) -> Clipping | None:
    """A text that a tool has saved with notes of its page; None for any other."""
    if block := _FRONT_MATTER.match(text):
        notes = _front_matter(block[1])
    elif block := _FIELDS.match(text):
        notes = {name: (value.strip(),) for name, value in _FIELD.findall(block[0])}
    else:
        return None
    rest = "\n" * block[0].count("\n") + text[block.end() :]
    found = Clipping(notes, rest, is_article=block.re is _FRONT_MATTER)
    return found if found.address else None


def clipped_article(name: str, text: str) -> Article:
    """A text in Markdown that is all article: nothing is left out but a heading that repeats its title."""
    from markdown_it import MarkdownIt

    from newsdigest.extract.body.blocks import isolate_blocks, text_copy
    from newsdigest.extract.language import language_of
    from newsdigest.extract.markdown import to_markdown
    from newsdigest.extract.tree import parse

    root = text_copy(parse(MarkdownIt("commonmark").enable("table").render(text)))
    top = root.find("h1")
    title = " ".join(top.text_content().split()) if top is not None else ""
    if top is not None:
        top.drop_tree()
    language = language_of(" ".join(root.text_content().split()))
    isolate_blocks(root)
    found = {"markdown": Found("as clipped", sure=True)}
    found |= {"title": Found("# heading", sure=True)} if title else {}
    found |= {"language": Found("text", sure=True)} if language else {}
    return Article(page=name, title=title, language=language, markdown=to_markdown(root, ""), found_in=found)


def with_notes(article: Article, saved: Clipping) -> Article:
    """The article with what was noted of its page, which the tool read in the page's markup."""
    notes = {
        field: next((saved.notes[name] for name in names if saved.notes.get(name)), ())
        for field, names in _NAMES.items()
    }
    names = (name for value in notes["authors"] for name in given_names(_LINKED.sub(r"\1", value)))
    title, moment = (next(iter(notes[field]), "") for field in ("title", "date"))
    read: dict[str, str | tuple[str, ...] | date | None] = {
        "title": title,
        "authors": tuple(dict.fromkeys(names)),
        "date": read_machine_date(moment) or read_date(moment),
        "canonical": canonical(saved.address),
    }
    kept = {field: value for field, value in read.items() if value}
    found = dict.fromkeys(kept, Found("noted by the clipper", sure=True))
    return replace(article, **kept, found_in={**article.found_in, **found})


def _front_matter(text: str) -> Notes:
    """Its scalars and lists of them, as text; nothing where it is no mapping."""
    import yaml

    try:
        data = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return {}
    listed = data.items() if isinstance(data, dict) else ()
    return {
        str(name): tuple(str(one) for one in (value if isinstance(value, list) else [value]) if one)
        for name, value in listed
    }
