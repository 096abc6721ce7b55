"""Bytes of a saved page -> text, and whether it is HTML, MHTML, plain text or neither."""

import codecs
import re
from typing import Literal

from newsdigest.extract.mhtml import is_mhtml

Kind = Literal["html", "mhtml", "text", "neither"]

_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"BM6",
    b"II*\x00", b"MM\x00*",
    b"\x00\x00\x01\x00", b"\x7fELF", b"MZ", b"wOFF", b"wOF2", b"OggS", b"ID3", b"\x00\x00\x00\x1cftyp",
    b"\x00\x00\x00\x20ftyp", b"7z\xbc\xaf", b"Rar!", b"BZh",
)  # fmt: skip
"""First bytes of pictures, archives, sound and programs."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip

_ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252",
    "ascii": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252", "x-cp1252": "cp1252", "ansi": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "chinese": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "iso-8859-8-i": "iso-8859-8",
    "utf8": "utf-8", "unicode": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "x-euc-jp": "euc-jp",
}  # fmt: skip
"""What a declared charset means to a browser (WHATWG Encoding): a page read as bytes is never UTF-16."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:+-]{2,40})""", re.I)
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|span|a|table|article|br|h[1-6])\b[^<>]*>", re.I
)


def kind_of(name: str, data: bytes) -> Kind:
    """What a saved file is, by its bytes first and then by its name; a dump named .txt may hold tags."""
    if not data.strip(b"\0 \t\r\n") or data.startswith(_MAGIC):
        return "neither"
    wide = _wide(data)
    if not wide and not data.startswith(tuple(bom for bom, _ in _BOMS)) and _looks_binary(data[:4096]):
        return "neither"
    if name.lower().endswith((".txt", ".text")):
        return "text"
    if is_mhtml(name, data):
        return "mhtml"
    start = decode(data[:20_000])
    named_html = name.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    return "html" if _TAG.search(start) or (named_html and "<" in start) else "text"


def decode(data: bytes, charset: str = "") -> str:
    """The text of a page in whatever encoding; no NUL, no lone surrogate, never an exception.

    A charset that a header declares goes before what the markup says.
    """
    return _decoded(data, charset).replace("\0", "")


def _decoded(data: bytes, charset: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    declared = _codec(charset) or _declared(data[:8192])
    if declared == "iso2022_jp":
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data) if declared in ("", "utf-8") else _as_declared(data, declared)


def _declared(head: bytes) -> str:
    """The codec for the charset that markup declares; empty where it declares none that exists."""
    names = (match[1].decode("ascii") for match in _DECLARED.finditer(head))
    return next((codec for name in names if (codec := _codec(name))), "")


def _codec(name: str) -> str:
    """The codec that a browser takes for a charset's name; empty for a name that nobody knows."""
    name = name.strip().lower()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
        b"a\xff".decode(codec, "replace")
    except (LookupError, ValueError):
        return ""
    return codec


def _as_declared(data: bytes, encoding: str) -> str:
    """In the declared encoding, unless that fits badly."""
    text = data.decode(encoding, "replace")
    wrong = text.count("\ufffd")
    return text if wrong <= 5 or wrong * 100 < len(data) - _ascii(data) else _not_quite_utf8(data)


def _not_quite_utf8(data: bytes) -> str:
    """UTF-8 with some foreign bytes, which are read as Windows-1252; else the encoding that fits best."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = len(re.findall("[\udc80-\udcff]", text))
    if foreign * 10 <= len(data) - _ascii(data):
        return text.translate(_AS_WINDOWS)
    return _best_fit(data)


def _best_fit(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_exclusion=["utf_7", "utf_16", "utf_32"]).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(_ALIASES.get(encoding.replace("_", "-"), encoding), "replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin markup is NUL."""
    start = data[:2000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half < 4 or max(even, odd) < half * 0.6 or min(even, odd) > half * 0.1:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _looks_binary(start: bytes) -> bool:
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in start)
    return controls * 10 > len(start)


def _ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(range(128))))


_AS_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
