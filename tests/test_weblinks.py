"""`check --links`: what is asked, remembered and told; the server is one of this machine."""

import json
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "fetch"))
from link_server import LinkServer, link_server
from tiny_site import TinySite

from newsdigest.actions.weblinks import WebCheck, check_web_links
from newsdigest.cli.console import Console
from newsdigest.fetch.web import Web
from newsdigest.model.request import Request


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with link_server() as server:
        yield server


@pytest.fixture
def linked(site: TinySite, server: LinkServer) -> TinySite:
    """Entries whose every address is of this machine."""
    for name in ("cranes-return", "sturm-zieht-ab"):
        bring_home(site, server, name)
    return site


def bring_home(site: TinySite, server: LinkServer, name: str) -> None:
    """Let an entry's source stand on the server of this machine."""
    path = next(site.root.rglob(f"{name}.md"))
    text = path.read_text("utf-8").replace("https://courier.example.com/", server.url("/courier/"))
    path.write_text(text, "utf-8")
    server.said[f"/courier/{name}"] = 200


def ask(site: TinySite, day: str, **more: object) -> WebCheck:
    request = Request(site.root, site.root / "config.yaml", site.root / "public", moment=day)
    web = Web("newsdigest/1", max_bytes=0, private=True, pause_s=0.0, **more)  # type: ignore[arg-type]
    return check_web_links(request, Console(), web)


def test_an_address_is_dead_after_two_days_and_no_sooner(linked: TinySite, server: LinkServer) -> None:
    linked.entry("repair", body=f"See\n[the plans]({server.url('/plans')}#page-2).")
    bring_home(linked, server, "repair")
    first = ask(linked, "2026-06-01")
    assert first.problems == ()
    assert first.summary == "4 of 4 addresses of the web asked: 3 good, 1 gone once"
    again = ask(linked, "2026-06-01T12:00:00+00:00")
    assert again.summary == "0 of 4 addresses of the web asked: 3 good, 1 gone once"
    (dead,) = ask(linked, "2026-06-02").problems
    assert str(dead) == (
        f"content/entries/2026/03/repair.md:11: warning[link-gone] `{server.url('/plans')}` is gone: "
        "404 Not Found, on 2026-06-01 and on 2026-06-02\n"
        f"  hint: look for a copy at https://web.archive.org/web/{server.url('/plans')}, "
        "and link to that"
    )


def test_one_that_comes_back_is_well_again(linked: TinySite, server: LinkServer) -> None:
    server.said["/courier/cranes-return"] = 410
    for day in ("2026-06-01", "2026-06-02"):
        found = ask(linked, day)
    assert [problem.line for problem in found.problems] == [8]
    assert found.problems[0].hint.endswith("and keep it as the source's `archived`")
    server.said["/courier/cranes-return"] = 200
    assert ask(linked, "2026-06-05").summary == "0 of 2 addresses of the web asked: 1 good, 1 gone"
    assert ask(linked, "2026-06-10").problems == ()
    server.said["/courier/cranes-return"] = 404
    assert ask(linked, "2026-08-01").problems == ()


def test_faults_between_do_not_hide_what_is_gone(linked: TinySite, server: LinkServer) -> None:
    for day, said in (("2026-06-01", 404), ("2026-06-02", 500), ("2026-06-06", 403)):
        server.said["/courier/cranes-return"] = said
        assert ask(linked, day).problems == ()
    server.said["/courier/cranes-return"] = 404
    assert len(ask(linked, "2026-06-10").problems) == 1


def test_good_ones_are_asked_again_after_about_a_month(linked: TinySite, server: LinkServer) -> None:
    ask(linked, "2026-06-01")
    asked = len(server.asked)
    assert ask(linked, "2026-06-25").summary.startswith("0 of 2")
    assert len(server.asked) == asked
    assert ask(linked, "2026-07-06").summary.startswith("2 of 2")


def test_the_archived_copy_of_a_source_is_offered(linked: TinySite, server: LinkServer) -> None:
    copy = "https://archive.example.com/repair"
    linked.entry("repair", of_source=f"archived: {copy}\n")
    bring_home(linked, server, "repair")
    server.said["/courier/repair"] = 404
    for day in ("2026-06-01", "2026-06-02"):
        found = ask(linked, day)
    assert [problem.hint for problem in found.problems] == [f"its archived copy is {copy}"]


def test_a_host_that_asks_to_be_left_alone_is_and_others_are_asked(
    linked: TinySite, server: LinkServer
) -> None:
    for number in range(5):
        linked.entry(f"report-{number}", body=f"See [it]({server.url(f'/{number}', host='localhost')}).")
        bring_home(linked, server, f"report-{number}")
        server.said[f"/{number}"] = (429, {"Retry-After": "3600"})
    assert ask(linked, "2026-06-01").summary == (
        "8 of 12 addresses of the web asked: 7 good, 1 unsure, 4 not asked yet"
    )


def nobody(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_machine_without_network_learns_nothing(linked: TinySite) -> None:
    for day in ("2026-06-01", "2026-06-02"):
        found = ask(linked, day, lookup=nobody)
        assert found.problems == ()
        assert found.summary.startswith("0 of 2 addresses")
        assert found.summary.endswith("no host was found, so this machine seems to be offline")
    assert not (linked.root / ".newsdigest/links.json").exists()


def test_a_host_that_is_gone_while_another_stands_is_gone(linked: TinySite, server: LinkServer) -> None:
    ask(linked, "2026-06-01")
    linked.entry("repair", body="It hung.")
    for day in ("2026-06-02", "2026-06-03"):
        found = ask(
            linked,
            day,
            lookup=lambda host, port: ["127.0.0.1"] if host == "127.0.0.1" else nobody(host, port),
        )
    assert ["courier.example.com" in problem.message for problem in found.problems] == [True]


def test_what_is_no_longer_named_is_forgotten_and_a_damaged_memory_is_none(linked: TinySite) -> None:
    ask(linked, "2026-06-01")
    memory = linked.root / ".newsdigest/links.json"
    assert len(json.loads(memory.read_bytes())) == 2
    (linked.root / "content/entries/2026/03/cranes-return.md").unlink()
    ask(linked, "2026-06-02")
    assert len(json.loads(memory.read_bytes())) == 1
    memory.write_bytes(memory.read_bytes()[:-9])
    assert ask(linked, "2026-06-03").summary.startswith("1 of 1")


def test_the_command_asks_no_private_network_unless_told_and_never_fails_for_a_link(
    linked: TinySite, server: LinkServer
) -> None:
    refused = linked.run("--date", "2026-06-01", "check", "--links")
    assert refused.status == 0
    assert "2 of 2 addresses of the web asked: 2 unsure" in refused.err
    assert server.asked == []
    server.said.clear()
    for day in ("2026-06-05", "2026-06-06"):
        told = linked.run("--date", day, "check", "--links", "--allow-private")
    assert told.status == 0
    assert told.err.count("warning[link-gone]") == 2
    assert "2 warnings" in told.out
    found = json.loads(linked.run("--date", "2026-06-06", "check", "--links", "--json").out)
    assert [problem["rule"] for problem in found["problems"]] == ["link-gone"] * 2
    assert found["published"] is False


def test_stopping_it_waits_for_no_server_and_keeps_what_was_learnt(
    linked: TinySite, server: LinkServer
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        links = "".join(f"- [{n}](http://localhost:{port}/{n})\n" for n in range(30))
        linked.entry("quiet", body=links)
        bring_home(linked, server, "quiet")
        with linked.start("--date", "2026-06-01", "check", "--links", "--allow-private") as process:
            until = time.monotonic() + 30
            while len(server.asked) < 4 and time.monotonic() < until:
                time.sleep(0.05)
            stopped = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
    assert time.monotonic() - stopped < 5
    assert "stopped" in err and process.returncode == 3
    known = json.loads((linked.root / ".newsdigest/links.json").read_bytes())
    assert known and all(url.startswith(server.url("/courier/")) for url in known)


def test_the_rule_can_be_turned_off(linked: TinySite, server: LinkServer) -> None:
    server.said.clear()
    config = (linked.root / "config.yaml").read_text("utf-8")
    linked.write("config.yaml", config + "check: {rules: {link-gone: {level: off, reason: Old news.}}}\n")
    ask(linked, "2026-06-01")
    assert ask(linked, "2026-06-02").problems == ()


def test_drafts_are_not_asked_for(linked: TinySite, server: LinkServer) -> None:
    linked.entry("idea", more="draft: true\n", body=f"See [it]({server.url('/idea')}).")
    ask(linked, "2026-06-01")
    assert server.methods("/idea") == []
