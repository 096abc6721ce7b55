"""MHTML, a page and its pictures as one MIME message (RFC 2557): the part that is the page."""

import quopri
import re
from binascii import Error, a2b_base64
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser

from msgspec import Struct

_SIGN = re.compile(
    rb"^(?:mime-version\s*:|from\s*:\s*<(?:saved by|snapshot)|snapshot-content-location\s*:|"
    rb"content-type\s*:\s*multipart/related)",
    re.I | re.M,
)
_HEADER = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*[ \t]*:")
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body)\b", re.I)
_BOUNDARY = re.compile(r"\bboundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s\";]{1,200}))", re.I)
_FIRST_LINE = re.compile(r"^--([^\s]{6,200})[ \t]*\r?$", re.M)
"""A boundary that no header declares."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
DEEPEST = 3
LONGEST_HEAD = 16_384
"""Bytes among which a header ends."""
MOST_PARTS = 10_000


class Saved(Struct, frozen=True):
    """The page in a message."""

    data: bytes
    """Its markup, without the transfer encoding; empty where no part is markup."""
    charset: str
    """As the part's header declares it; empty if it does not."""
    url: str
    """Where the page was saved from; empty if no header tells."""


def is_mhtml(name: str, data: bytes) -> bool:
    """Whether a file is such a message, by its first lines; a name alone proves nothing."""
    head = data[:LONGEST_HEAD]
    if not _HEADER.match(head.removeprefix(b"\xef\xbb\xbf")):
        return False
    end = _BLANK_LINE.search(head)
    opening = head[: end.start()] if end else head
    return bool(_SIGN.search(opening)) and (
        name.lower().endswith((".mhtml", ".mht", ".eml")) or b"multipart/" in opening.lower()
    )


def page_in(data: bytes) -> Saved:
    """The first part that is HTML, or at least looks like it; a message cut off has parts too."""
    head, body = _split(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    url = _address(head)
    pages = [
        (kind == "text/plain", Saved(decoded, _charset(inner), url or _address(inner)))
        for inner, content in _parts(head, body, 0)
        if (kind := inner.get_content_type()) in _PAGES
        if (decoded := _decoded(inner, content)).strip()
        and (kind != "text/plain" or _MARKUP.search(decoded[:LONGEST_HEAD]))
    ]
    return min(pages, key=lambda page: page[0])[1] if pages else Saved(b"", "", url)


def _parts(head: Message, body: bytes, depth: int) -> Iterator[tuple[Message, bytes]]:
    """The parts that are no message of parts themselves, each with its header."""
    told = _BOUNDARY.search(str(head.get("Content-Type") or ""))
    if depth == 0 and not told:
        told = _FIRST_LINE.search(body[:LONGEST_HEAD].decode("latin-1"))
    if not told or depth > DEEPEST:
        yield head, body
        return
    boundary = re.escape((told[1] or told[told.lastindex or 1]).encode("latin-1", "replace"))
    _, *parts = re.split(rb"(?:^|\n)--" + boundary + rb"(?:--)?[ \t]*\r?(?=\n|$)", body, maxsplit=MOST_PARTS)
    for part in parts:
        yield from _parts(*_split(part.lstrip(b"\r\n")), depth + 1)


def _split(message: bytes) -> tuple[Message, bytes]:
    """Header and what stands below the first blank line; without one all is content."""
    end = _BLANK_LINE.search(message[:LONGEST_HEAD])
    if end is None or not _HEADER.match(message):
        return Message(policy.compat32), message
    head = BytesHeaderParser(policy=policy.compat32).parsebytes(message[: end.start()] + b"\r\n\r\n")
    return head, message[end.end() :]


def _decoded(head: Message, content: bytes) -> bytes:
    """Without the transfer encoding; what is broken in it is left out."""
    match str(head.get("Content-Transfer-Encoding") or "").strip().lower():
        case "quoted-printable":
            return quopri.decodestring(content)
        case "base64":
            signs = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
            try:
                return a2b_base64(signs[: len(signs) // 4 * 4] + _padded(signs[len(signs) // 4 * 4 :]))
            except Error:
                return b""
        case _:
            return content


def _padded(rest: bytes) -> bytes:
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _charset(head: Message) -> str:
    try:
        return head.get_content_charset("") or ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _address(head: Message) -> str:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        address = "".join(str(head.get(name) or "").split())
        if re.match(r"https?://[^/\s]+\.", address):
            return address
    return ""
