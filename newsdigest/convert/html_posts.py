"""Posts in HTML: a whole page with its fields in `<meta>`, and HTML as it can stand in Markdown."""

import re
from html import unescape

from newsdigest.convert.document import Document, Given

_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"<(?:head|title|meta)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_VERBATIM = re.compile(r"(<(pre|textarea)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)


def read_page(file: str, text: str) -> Document | None:
    """A page of HTML: its title and what its `<meta>` name, and what stands in its body; else None."""
    if not _HEAD.search(text):
        return None
    fields: dict[str, Given] = {}
    title = _TITLE.search(text)
    if title:
        fields["title"] = Given(" ".join(unescape(title[1]).split()), _line(text, title.start()))
    for meta in _META.finditer(text):
        found = {
            match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(meta[1])
        }
        name = found.get("name", "").lower()
        if name:
            key = "tags" if name == "keywords" else name
            fields.setdefault(key, Given(unescape(found.get("content", "")), _line(text, meta.start())))
    body = _BODY.search(text)
    inner, start = (body[1], body.start(1)) if body else (_TITLE.sub("", _META.sub("", text)), 0)
    return Document(file, fields, inner.strip("\n"), _line(text, start))


def in_markdown(html: str) -> str:
    """HTML without what Markdown would take for code or for an end: blank lines, and blanks before lines."""
    pieces = _VERBATIM.split(html)  # between, verbatim, its name, between, ...
    for number, piece in enumerate(pieces):
        if number % 3 == 0:
            pieces[number] = re.sub(r"\s*\n\s*", "\n", piece)
        elif number % 3 == 1:
            pieces[number] = re.sub(r"\n(?=[ \t]*\n)[ \t]*\n", "\n&#10;", piece)
        else:
            pieces[number] = ""
    return "".join(pieces).strip("\n")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
