"""MHTML: the page in the message, whatever its encoding and however broken; and notes of other tools."""

import base64
import quopri
import time

import pytest

from newsdigest.extract.decode import kind_of
from newsdigest.extract.page import read_page, visible_text

URL = "https://news.example.com/2021/03/bridge?x=1"
PAGE = (
    "<html><head><title>Bridge über die Au</title></head><body><h1>Bridge über die Au</h1><p>Text.</p></body>"
)
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: " + URL + "\r\nSubject: Bridge\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    '\tboundary="----Multipart--x9"\r\n\r\n\r\n'
)
STYLE = "------Multipart--x9\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n"


def message(part: bytes, *, charset: str = "utf-8", encoding: str = "8bit", head: str = HEAD) -> bytes:
    inner = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return f"{head}{STYLE}------Multipart--x9\r\n{inner}".encode() + part + b"\r\n------Multipart--x9--\r\n"


@pytest.mark.parametrize(
    "data",
    [
        message(PAGE.encode()),
        message(quopri.encodestring(PAGE.encode()), encoding="quoted-printable"),
        message(base64.encodebytes(PAGE.encode()), encoding="BASE64"),
        message(PAGE.encode("cp1252"), charset="iso-8859-1"),
        message(PAGE.encode(), charset="no-such-charset"),
        message(PAGE.encode()).replace(b"\r\n", b"\n"),
        message(PAGE.encode()).replace(b"boundary=", b"limit="),
        message(PAGE.encode())[:-30],
        message(base64.encodebytes(PAGE.encode())[:-6] + b"\0%", encoding="base64"),
    ],
    ids="8bit quoted base64 latin-1 no-charset unix-lines no-boundary cut-off bad-base64".split(),  # noqa: SIM905
)
def test_the_page_in_the_message_is_read(data: bytes) -> None:
    assert kind_of("page.mhtml", data) == "mhtml"
    article = read_page("page.mhtml", data)
    assert (article.title, article.canonical) == ("Bridge über die Au", URL)
    assert "color" not in visible_text("page.mhtml", data)


def test_a_page_in_a_part_of_parts_is_read() -> None:
    inner = (
        "--inner\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
        f"--inner\r\nContent-Type: text/html\r\n\r\n{PAGE}\r\n--inner--\r\n"
    )
    part = f"------Multipart--x9\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n{inner}"
    assert read_page("page.mht", (HEAD + part).encode()).title == "Bridge über die Au"


def test_the_address_of_the_part_counts_where_the_message_tells_none() -> None:
    head = HEAD.replace("Snapshot-Content-Location: " + URL, "X-Note: none")
    data = message(PAGE.encode(), head=head).replace(
        b"Content-Type: text/html;", b"Content-Location: https://example.com/a\r\nContent-Type: text/html;"
    )
    assert read_page("page.mht", data).canonical == "https://example.com/a"


def test_the_page_itself_knows_its_address_best() -> None:
    page = PAGE.replace("<title>", "<link rel=canonical href=https://example.com/bridge><title>")
    assert read_page("page.mht", message(page.encode())).canonical == "https://example.com/bridge"


def test_a_message_without_a_page_is_an_empty_article() -> None:
    article = read_page("page.mhtml", (HEAD + STYLE).encode())
    assert (article.title, article.markdown) == ("", "")
    assert visible_text("page.mhtml", (HEAD + STYLE).encode()) == ""


def test_a_page_that_only_has_the_name_is_html() -> None:
    assert kind_of("page.mhtml", PAGE.encode()) == "html"
    assert kind_of("letter.txt", message(PAGE.encode())) == "text"


def test_a_large_message_is_read_in_linear_time() -> None:
    picture = base64.encodebytes(bytes(range(256)) * 40_000)
    part = b"------Multipart--x9\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    began = time.process_time()
    assert read_page("page.mhtml", HEAD.encode() + part + picture + message(PAGE.encode(), head="")).title
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "note",
    [
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed Mar 03 2021\n-->",
        f"<!-- saved from url=(0040){URL} -->",
        f"<html data-scrapbook-source='{URL}'>",
        f'<meta name="savepage-url" content="{URL}">',
        f"<!-- Mirrored from {URL.removeprefix('https://')} by HTTrack Website Copier/3.x -->",
    ],
)
def test_the_note_of_whatever_saved_the_page_tells_its_address(note: str) -> None:
    article = read_page("page.html", f"<!DOCTYPE html>{note}{PAGE}".encode())
    assert article.canonical == URL
    assert article.found_in["canonical"].where == "saved from"
