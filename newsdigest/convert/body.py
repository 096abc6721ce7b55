"""Bodies of another generator: what they link to, what is no Markdown in them, addresses that move."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from newsdigest.convert.marks import CODE
from newsdigest.convert.moves import Moves
from newsdigest.model.entry import Source
from newsdigest.model.problem import Problem
from newsdigest.model.url import canonical

MORE = re.compile(r"<!--\s*more\s*-->|\{\{<\s*more\s*>\}\}", re.IGNORECASE)

_ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*<?|\b(?:src|href)\s*=\s*["']?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?)"""
    r"""(?P<address>\{[a-z]+\}[^\s)"'>]*|[^\s)"'>{]+)"""
    r"""|\{%-?\s*(?:post_url|link)\s+(?P<liquid>[^%]*?)\s*-?%\}"""
    r"""|\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?"(?P<short>[^"\n]+)"[^>%]*[>%]\}\}""",
    re.MULTILINE | re.IGNORECASE,
)
"""Where a text names an address: link, picture, definition; a link of Liquid's, a reference of Hugo's."""

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.IGNORECASE)
_HEADING_LINK = re.compile(
    r"^#{1,6}[ \t]+\[(?P<title>[^\]\n]+)\]\(\s*<?(?P<url>https?://[^\s)>]+)", re.MULTILINE
)
_LINK = re.compile(
    r"""(?:\]\(\s*<?|<a\b[^>]*?\bhref\s*=\s*["']?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?|<)(?P<url>https?://[^\s)"'>]+)""",
    re.MULTILINE | re.IGNORECASE,
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "td", "th", "tr", "blockquote", "figure", "h1", "h2", "h3")
)
_FOREIGN = (
    ("a Liquid tag", re.compile(r"(?<!\{)\{%.*?%\}(?!\})", re.DOTALL)),
    ("a shortcode", re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)),
    ("a Liquid value", re.compile(r"\{\{(?![<%]).*?\}\}", re.DOTALL)),
    ("a kramdown attribute list", re.compile(r"^[ \t]*\{:.*?\}[ \t]*$", re.MULTILINE)),
)


def sources_of(body: str, own_hosts: frozenset[str]) -> tuple[Source, ...]:
    """What the body cites: each linked heading of a digest of links, else the first link to elsewhere."""
    text = _PICTURE.sub("", CODE.sub("", body))
    headings = [
        Source(title=plain_text(match["title"]), url=match["url"])
        for match in _HEADING_LINK.finditer(text)
        if _leaves(match["url"], own_hosts)
    ]
    links = (match["url"] for match in _LINK.finditer(text))
    first = next((Source(url=url) for url in links if _leaves(url, own_hosts)), None)
    found = headings or ([first] if first else [])
    once: dict[str, Source] = {}
    for source in found:
        once.setdefault(canonical(source.url), source)
    return tuple(once.values())


def _leaves(url: str, own_hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and host not in own_hosts and not re.search(r'[\s<>"\\]', url)


def foreign_marks(file: str, body: str, first_line: int) -> Iterator[Problem]:
    """What only the old generator could fill in; each kind is told once, with its number."""
    text = CODE.sub(lambda match: "\n" * match[0].count("\n"), body)
    for what, form in _FOREIGN:
        found = list(form.finditer(text))
        if found:
            line = text.count("\n", 0, found[0].start()) + first_line
            sample = " ".join(found[0][0].split())[:60]
            more = f" ({len(found)} in this file)" if len(found) > 1 else ""
            hint = "write what it stood for"
            message = f"{what} stays as text: `{sample}`{more}"
            yield Problem(file, line, 1, "import-foreign", message, hint, "warning")


def moved(body: str, moves: Moves, folder: str, page: str = "") -> tuple[str, int]:
    """The body with addresses of copied files and imported posts put right, and how many there were.

    `folder` is that of the body's file, `page` where the old site served it.
    """
    count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal count
        named = match["address"] or match["liquid"] or match["short"]
        address, mark, rest = _parted(named)
        new = moves.lead(address, folder, page) if address else None
        if new is None or new == address:
            return match[0]
        count += 1
        return f"{match['before'] or ''}{new}{mark}{rest}"

    pieces = []
    at = 0
    for code in CODE.finditer(body):
        pieces += [_ADDRESS.sub(put, body[at : code.start()]), code[0]]
        at = code.end()
    pieces.append(_ADDRESS.sub(put, body[at:]))
    return "".join(pieces), count


def _parted(address: str) -> tuple[str, str, str]:
    """An address, and what follows from `#` or `?` on."""
    match = re.search(r"[#?]", address)
    return (address[: match.start()], match[0], address[match.end() :]) if match else (address, "", "")


def excerpt_of(body: str, own_mark: str = "") -> str:
    """The text before the mark that ends the excerpt, plain; empty where there is no mark."""
    before, mark, _ = body.partition(own_mark) if own_mark.strip() else (body, "", "")
    if not mark and (more := MORE.search(body)):
        before, mark = body[: more.start()], more[0]
    return plain_text(before) if mark else ""


def plain_text(markdown: str) -> str:
    """Markdown or HTML as a sentence: no marks, links by their words, one line."""
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|\{[%{].*?[%}]\}|^\{:.*\}$", " ", text, flags=re.MULTILINE)
    text = _TAG.sub(lambda match: " " if match[1].lower() in _BLOCKS else "", text)
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return " ".join(unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text)).split())
