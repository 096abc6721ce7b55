"""A page of the web is fetched politely, and whatever a server does, it ends soon and small."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hostile_server import (
    Server,
    bomb,
    cut_short,
    drip,
    endless,
    great_head,
    never_done,
    packed,
    page,
    redirect,
    serving,
    torn,
)

from newsdigest.fetch import network
from newsdigest.fetch.web import Fetched, Web
from newsdigest.model.problem import Problem

AGENT = "newsdigest/1.0 (+https://tiny.example.com/)"
PAGE = b"<!doctype html><title>Fog</title><p>The ferry turned back.</p>"


def web(**more: Any) -> Web:
    return Web(AGENT, **{"max_bytes": 100_000, "private": True, "pause_s": 0.0, **more})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/fog": page(PAGE, "text/html; charset=iso-8859-1")}) as server:
        yield server


def refused(found: Fetched | Problem) -> str:
    assert isinstance(found, Problem)
    return str(found)


def test_what_came_is_told_with_its_type_and_charset(server: Server) -> None:
    found = web().get(f"{server.url}/fog")
    assert found == Fetched(f"{server.url}/fog", 200, PAGE, "text/html", "iso-8859-1")
    assert {agent for _, agent in server.asked} == {AGENT}


def test_packed_pages_are_unpacked(server: Server) -> None:
    server.answers["/packed"] = packed(PAGE)
    found = web().get(f"{server.url}/packed")
    assert isinstance(found, Fetched)
    assert found.data == PAGE


def test_robots_txt_is_asked_once_and_obeyed(server: Server) -> None:
    server.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    server.answers["/private/fog"] = page(PAGE)
    reader = web()
    assert "leave" in refused(reader.get(f"{server.url}/private/fog"))
    assert isinstance(reader.get(f"{server.url}/fog"), Fetched)
    assert server.paths == ["/robots.txt", "/fog"]


def test_robots_txt_is_obeyed_where_a_redirect_leads(server: Server) -> None:
    server.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    server.answers["/open"] = redirect("/private/fog")
    assert "leave" in refused(web().get(f"{server.url}/open"))
    assert "/private/fog" not in server.paths


def test_a_site_in_trouble_is_left_alone(server: Server) -> None:
    server.answers["/robots.txt"] = page(b"", status=503)
    assert "503" in refused(web().get(f"{server.url}/fog"))
    assert server.paths == ["/robots.txt"]


def test_a_server_in_trouble_is_asked_for_its_robots_txt_once(server: Server) -> None:
    server.answers["/robots.txt"] = page(b"", status=503)
    reader = web()
    refused(reader.get(f"{server.url}/fog"))
    assert "503" in refused(reader.get(f"{server.url}/first"))
    assert server.paths == ["/robots.txt"]


def test_rules_for_another_program_are_not_ours_though_our_address_has_its_name(server: Server) -> None:
    rules = b"User-agent: tiny\nDisallow: /\n\nUser-agent: newsdigest\nDisallow: /private/\n"
    server.answers["/robots.txt"] = page(rules, "text/plain")
    assert isinstance(web().get(f"{server.url}/fog"), Fetched)
    assert "leave" in refused(web().get(f"{server.url}/private/fog"))


def test_robots_txt_may_ask_for_longer_pauses(server: Server) -> None:
    server.answers["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.4\n", "text/plain")
    reader = web()
    reader.get(f"{server.url}/fog")
    started = time.monotonic()
    reader.get(f"{server.url}/fog")
    assert time.monotonic() - started >= 0.35


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_patience_is_quoted(server: Server, status: int) -> None:
    server.answers["/busy"] = page(b"", status=status, Retry_After="120")
    told = refused(web().get(f"{server.url}/busy"))
    assert f"{status} " in told
    assert "Retry-After: 120" in told


def test_what_a_server_says_cannot_write_on_the_terminal(server: Server) -> None:
    server.answers["/odd"] = page(PAGE, "text/\x1b[2Jhtml")
    found = web().get(f"{server.url}/odd")
    assert isinstance(found, Problem) or found.media.isprintable()


@pytest.mark.parametrize(("status", "told"), [(404, "no such page"), (410, "no such page"), (403, "save it")])
def test_a_refusal_says_what_to_do(server: Server, status: int, told: str) -> None:
    server.answers["/gone"] = page(b"", status=status)
    assert told in refused(web().get(f"{server.url}/gone"))


def test_requests_to_one_host_are_apart(server: Server) -> None:
    reader = web(pause_s=0.3)
    started = time.monotonic()
    reader.get(f"{server.url}/fog")
    reader.get(f"{server.url}/fog")
    assert time.monotonic() - started >= 0.6  # robots.txt, and two pages


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433:1/",
     "http://0x7f.1:1/", "http://[::ffff:127.0.0.1]:1/", "http://0:1/"],
)  # fmt: skip
def test_this_machine_is_not_asked(url: str) -> None:
    assert "no public address" in refused(web(private=False).get(url))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "http://a:b@a.example/", "http://[/"]
)
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    refused(web().get(url))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://a.example/", "http://u:p@127.0.0.1/"])
def test_a_redirect_leads_nowhere_else(server: Server, target: str) -> None:
    server.answers["/away"] = redirect(target)
    refused(web().get(f"{server.url}/away"))


def test_a_redirect_into_a_private_network_is_not_followed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    port = server.url.rpartition(":")[2]
    server.answers["/in"] = redirect(f"http://127.0.0.2:{port}/fog")
    reader = web(private=False)
    assert isinstance(reader.get(f"{server.url}/fog"), Fetched)
    assert "127.0.0.2, which is no public address" in refused(reader.get(f"{server.url}/in"))


def test_a_ring_of_redirects_ends(server: Server) -> None:
    server.answers["/ring"] = redirect("/ring")
    assert "redirects more than" in refused(web().get(f"{server.url}/ring"))
    assert len(server.paths) < 15


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (endless, "larger"),
        (bomb, "larger"),
        (drip, "too long"),
        (never_done, "larger"),
        (torn, "ends in the middle"),
        (cut_short, "could not be asked"),
        (great_head, "could not be asked"),
        (page(PAGE, Content_Encoding="br"), "not asked for"),
        (page(b"no gzip at all", Content_Encoding="gzip"), "cannot be decoded"),
    ],
    ids=[
        "endless",
        "bomb",
        "drip",
        "never done",
        "torn",
        "cut short",
        "great head",
        "other encoding",
        "false encoding",
    ],
)
def test_the_worst_of_servers_are_done_with_soon(server: Server, answer: Any, told: str) -> None:
    server.answers["/worst"] = answer
    started = time.monotonic()
    assert told in refused(web(deadline_s=2.0).get(f"{server.url}/worst"))
    assert time.monotonic() - started < 10
