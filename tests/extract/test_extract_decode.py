"""Bytes to text, whatever the charset; and what is no page."""

import pytest

from newsdigest.extract.decode import decode, kind_of
from newsdigest.extract.page import visible_text

TEXT = "<html><p>Grüße aus Köln – „schön“</p></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_needs_no_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_latin_1_means_windows_1252() -> None:
    page = '<meta charset="iso-8859-1">' + TEXT
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [("gb2312", "gb18030", "中文新闻"), ("shift_jis", "cp932", "日本の新聞"),
     ("euc-kr", "cp949", "한국 신문"),
     ("windows-1251", "cp1251", "Новости дня"), ("iso-2022-jp", "iso2022_jp", "日本の新聞")],
)  # fmt: skip
def test_a_declared_charset_is_taken(declared: str, encoding: str, text: str) -> None:
    page = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'><p>{text}</p>"
    assert text in decode(page.encode(encoding))


def test_a_wrong_declaration_does_not_hurt_utf_8() -> None:
    page = '<meta charset="iso-8859-1">' + TEXT
    assert decode(page.encode()) == page


def test_foreign_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    assert decode("Größe ".encode() * 20 + b"caf\xe9").endswith("café")


@pytest.mark.parametrize("charset", ["hex", "idna", "rot13", "undefined", "utf-99", "\0"])
def test_what_is_no_charset_is_passed_over(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>caf\u00e9'
    assert decode(page.encode("cp1252"), charset).endswith("caf\u00e9")


def test_no_nul_is_left() -> None:
    assert decode(b"a\0b") == "ab"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("page.html", b"\x89PNG\r\n\x1a\n....", "neither"),
        ("page.html", b"", "neither"),
        ("page.html", b"\0\0\0", "neither"),
        ("page.html", b"<p>Hello", "html"),
        ("page.html", "<p>Hello".encode("utf-16"), "html"),
        ("page", b"<!DOCTYPE html><p>Hello", "html"),
        ("dump.txt", b"<b>A dump</b> that holds tags", "text"),
        ("page.html", b"Only words", "text"),
    ],
)
def test_a_file_is_what_its_bytes_say(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data) == kind


def test_visible_text_has_a_line_for_each_block_and_no_script() -> None:
    page = b"<title>T</title><p>One <b>two</b><script>no()</script><p>three<br>four<style>p{}</style>"
    assert visible_text("a.html", page) == "One two\nthree\nfour"
    assert visible_text("a.txt", b"<p>as it is") == "<p>as it is"
    numbered = "".join(f"[{n}]Mill {n}\n" for n in range(1, 20))
    assert visible_text("a.txt", numbered.encode()).startswith("Mill 1\nMill 2\n")
