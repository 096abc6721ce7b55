"""Pages as clippers save them, in Markdown: what they have noted above the text, and the text itself."""

import re
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from newsdigest.extract.dates import read_date, read_machine_date
from newsdigest.extract.names import clean_names
from newsdigest.model.article import Article, Found
from newsdigest.model.url import canonical

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.{1,8000}?)\n---[ \t]*\n", re.S)
_FIELDS = re.compile(r"\s*(?:(?:Title|URL Source|Published Time): .*\s*\n){2,}(?:Markdown Content:[ \t]*\n)?")
_FIELD = re.compile(r"^(Title|URL Source|Published Time): (.*)$", re.M)
_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
"""A name as a link to a note of its own: `[[Jane Roe]]`."""
_NAMES = {
    "title": ("title", "Title"),
    "authors": ("author", "authors", "byline"),
    "date": ("published", "date", "Published Time"),
    "canonical": ("source", "url", "canonical", "URL Source"),
}
"""Field of an article -> what clippers of pages call it."""


def noted(text: str) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """The fields that a tool has noted above a text, and the text with empty lines in their place."""
    if block := _FRONT_MATTER.match(text):
        told = _front_matter(block[1])
    elif block := _FIELDS.match(text):
        told = {name: (value.strip(),) for name, value in _FIELD.findall(block[0])}
    else:
        return {}, text
    if not any(re.match("https?://", value) for name in _NAMES["canonical"] for value in told.get(name, ())):
        return {}, text
    return told, "\n" * block[0].count("\n") + text[block.end() :]


def is_article(text: str) -> bool:
    """Whether a clipper has left out all but the article, as those do that write front matter."""
    return bool(_FRONT_MATTER.match(text))


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


def with_noted(article: Article, told: Mapping[str, tuple[str, ...]]) -> Article:
    """The article with what was noted of its page, which a clipper read in the page's markup."""
    values = {
        field: next((told[name] for name in names if told.get(name)), ()) for field, names in _NAMES.items()
    }
    names = tuple(name for value in values["authors"] for name in clean_names(_LINKED.sub(r"\1", value)))
    first = {field: value[0] for field, value in values.items() if value}
    moment = first.get("date", "")
    read: dict[str, str | tuple[str, ...] | date | None] = {
        "title": first.get("title", ""),
        "authors": tuple(dict.fromkeys(names)),
        "date": read_machine_date(moment) or read_date(moment),
        "canonical": canonical(first.get("canonical", "")),
    }
    kept = {field: value for field, value in read.items() if value}
    found = dict.fromkeys(kept, Found("noted by the clipper", sure=True))
    return replace(article, **kept, found_in={**article.found_in, **found})


def _front_matter(text: str) -> dict[str, tuple[str, ...]]:
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
