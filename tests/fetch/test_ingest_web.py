"""`ingest URL` and `ingest FEED`, on a whole site and a real server."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_server import Server, drip, page, redirect, serving
from tiny_site import CONFIG, TAGS, TinySite

from newsdigest.extract.page import read_page
from newsdigest.fetch.web import Web

TEXT = "The evening ferry to the outer islands turned back half way when fog came down on the sound. " * 4
STORY = """<!doctype html><html><head><title>{title}</title>
<meta property="article:published_time" content="2026-03-0{day}T09:00:00Z">
<meta property="og:site_name" content="Harbour Courier"></head>
<body><article><h1>{title}</h1><p>By Ida Quist</p><p>{text}</p></article></body></html>"""


def story(title: str, day: int = 3, text: str = TEXT) -> bytes:
    return STORY.format(title=title, day=day, text=f"{title}. {text}").encode()


FEED = """<rss version="2.0"><channel><title>C</title>
<item><title>Second tide</title><link>{url}/second</link>
<pubDate>Thu, 05 Mar 2026 09:00:00 GMT</pubDate></item>
<item><title>First tide</title><link>{url}/first</link>
<pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate></item>
</channel></rss>"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "pause_s", 0.0)
    with serving({"/news/ferry-in-fog.html": page(story("Ferry in fog"))}) as server:
        server.answers["/first"] = page(story("First tide", 3, "The first tide came over the quay. " * 9))
        server.answers["/second"] = page(story("Second tide", 5, "A second tide took the crane away. " * 9))
        server.answers["/feed"] = page(FEED.format(url=server.url).encode(), "application/rss+xml")
        yield server


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = TinySite(tmp_path / "site")
    site.write("config.yaml", CONFIG)
    site.write("content/tags.yaml", TAGS)
    return site


def ingest(site: TinySite, *arguments: str) -> tuple[int, str]:
    result = site.run("ingest", "--allow-private", *arguments)
    return result.status, result.out + result.err


def sources(site: TinySite) -> list[str]:
    folder = site.root / "content/sources"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def entries(site: TinySite) -> dict[str, str]:
    folder = site.root / "content/entries"
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}


def test_an_address_becomes_a_source_page_and_an_entry(site: TinySite, server: Server) -> None:
    url = f"{server.url}/news/ferry-in-fog.html?utm_source=mail"
    _, told = ingest(site, url)
    assert "1 entry drafted" in told
    assert sources(site) == ["ferry-in-fog.html"]
    saved = (site.root / "content/sources/ferry-in-fog.html").read_bytes()
    assert saved.endswith(story("Ferry in fog"))
    assert b"<!-- saved at 20" in saved
    assert f"url: {server.url}/news/ferry-in-fog.html\n" in entries(site)["ferry-in-fog"]


def test_what_the_site_has_is_not_fetched_again(site: TinySite, server: Server) -> None:
    url = f"{server.url}/news/ferry-in-fog.html"
    ingest(site, url)
    asked = len(server.asked)
    status, told = ingest(site, url)
    assert (status, len(server.asked)) == (0, asked)
    assert "fetched-before" in told
    ingest(site, "--again", url)
    assert sources(site) == ["ferry-in-fog-2.html", "ferry-in-fog.html"]


def test_one_that_fails_stops_no_other(site: TinySite, server: Server) -> None:
    status, told = ingest(site, f"{server.url}/nothing", f"{server.url}/first", "http://[/")
    assert status == 1
    assert "no such page: 404" in told
    assert list(entries(site)) == ["first-tide"]


def test_without_leave_no_private_network_is_asked(site: TinySite, server: Server) -> None:
    result = site.run("ingest", f"{server.url}/first")
    assert result.status == 1
    assert "no public address" in result.err
    assert server.asked == []
    assert sources(site) == []


def test_a_feed_offers_what_is_new(site: TinySite, server: Server) -> None:
    ingest(site, f"{server.url}/first")
    status, told = ingest(site, f"{server.url}/feed")
    assert status == 0
    assert "1  2026-03-05  Second tide" in told
    assert "First tide" not in told
    assert "--all" in told
    assert list(entries(site)) == ["first-tide"]


@pytest.mark.parametrize(
    ("option", "drafted"),
    [(("--all",), ["first-tide", "second-tide"]), (("--since", "2026-03-04"), ["second-tide"])],
)
def test_a_feed_is_taken_whole_or_from_a_day_on(
    site: TinySite, server: Server, option: tuple[str, ...], drafted: list[str]
) -> None:
    ingest(site, *option, f"{server.url}/feed")
    assert list(entries(site)) == drafted
    assert ingest(site, *option, f"{server.url}/feed")[1].startswith("0 entries drafted")


def test_a_charset_that_only_the_server_tells_is_kept(site: TinySite, server: Server) -> None:
    latin = story("Æbelø i tåge", text="Færgen vendte om på vej til øen, for tågen var så tæt. " * 6)
    server.answers["/tåge"] = page(latin.decode().encode("iso-8859-1"), "text/html; charset=iso-8859-1")
    server.answers["/t%C3%A5ge"] = server.answers["/tåge"]
    ingest(site, f"{server.url}/t%C3%A5ge")
    (name,) = sources(site)
    article = read_page(name, (site.root / "content/sources" / name).read_bytes())
    assert article.title == "Æbelø i tåge"
    assert "på vej til øen" in article.markdown


@pytest.mark.parametrize("path", ["/..%2f..%2fconfig.yaml", "/a/%2e%2e", "/%00x", "/" + "long" * 200])
def test_no_address_names_a_file_elsewhere(site: TinySite, server: Server, path: str) -> None:
    before = (site.root / "config.yaml").read_bytes()
    server.answers[path] = page(story("Somewhere else"))
    ingest(site, server.url + path)
    assert (site.root / "config.yaml").read_bytes() == before
    assert all("/" not in name and len(name) < 100 for name in sources(site))


def test_a_text_page_keeps_its_address_beside_it(site: TinySite, server: Server) -> None:
    dump = f"Ferry in fog\n\nBy Ida Quist\n3 March 2026\n\n{TEXT}\n"
    server.answers["/dump.txt"] = page(dump.encode(), "text/plain; charset=utf-8")
    ingest(site, f"{server.url}/dump.txt")
    assert sources(site) == ["dump.txt", "dump.txt.yaml"]
    assert f"url: {server.url}/dump.txt" in entries(site)["ferry-in-fog"]


def test_what_is_no_page_is_told(site: TinySite, server: Server) -> None:
    server.answers["/report"] = page(b"%PDF-1.7", "application/pdf")
    status, told = ingest(site, f"{server.url}/report")
    assert status == 1
    assert "it is application/pdf, and no page" in told
    assert sources(site) == []


def test_the_address_is_where_the_page_was_in_the_end(site: TinySite, server: Server) -> None:
    server.answers["/short"] = redirect("/first")
    ingest(site, f"{server.url}/short")
    assert f"url: {server.url}/first\n" in entries(site)["first-tide"]


def test_two_addresses_of_one_page_save_it_once(site: TinySite, server: Server) -> None:
    server.answers["/short"] = redirect("/first")
    server.answers["/shorter"] = redirect("/short")
    ingest(site, f"{server.url}/short", f"{server.url}/shorter")
    status, told = ingest(site, f"{server.url}/short")
    assert status == 0
    assert "fetched-before" in told
    assert sources(site) == ["first.html"]


def test_what_a_feed_does_not_date_or_has_no_more_of_is_told(site: TinySite, server: Server) -> None:
    item = f"<item><title>First</title><link>{server.url}/first</link></item>"
    server.answers["/undated"] = page(f"<rss><channel>{item}</channel></rss>".encode(), "text/xml")
    assert "1 without a date left out" in ingest(site, "--since", "2026-01-01", f"{server.url}/undated")[1]
    ingest(site, "--all", f"{server.url}/undated")
    assert "nothing new" in ingest(site, "--all", f"{server.url}/undated")[1]


def test_a_page_in_xml_can_still_be_opened(site: TinySite, server: Server) -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + story("Ferry in fog")
    server.answers["/strict"] = page(data, "application/xhtml+xml")
    ingest(site, f"{server.url}/strict")
    assert sources(site) == ["strict.html"]
    assert list(entries(site)) == ["ferry-in-fog"]


def test_a_host_that_hangs_holds_up_no_other_and_stopping_keeps_what_came(
    site: TinySite, server: Server
) -> None:
    server.answers["/hangs"] = drip
    hangs = server.url.replace("127.0.0.1", "localhost") + "/hangs"
    with site.start("ingest", "--allow-private", hangs, f"{server.url}/first") as process:
        until = time.monotonic() + 30
        while not (sources(site) == ["first.html"] and "/hangs" in server.paths) and time.monotonic() < until:
            time.sleep(0.05)
        stopped = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert time.monotonic() - stopped < 5
    assert "stopped" in err
    assert process.returncode == 3
    assert sources(site) == ["first.html"]
    assert entries(site) == {}
    site.build()
    assert list(entries(site)) == ["first-tide"]


def test_new_begins_an_entry_from_a_page(site: TinySite, server: Server) -> None:
    result = site.run("new", "--allow-private", "--url", f"{server.url}/first")
    assert result.status == 0, result.err
    assert Path(result.out.strip()).read_text("utf-8") == entries(site)["first-tide"]
    assert site.run("new").status == 2
    named = site.run("new", "--allow-private", "A: title of ours", "--url", f"{server.url}/second")
    made = Path(named.out.strip())
    assert made.name == "a-title-of-ours.md"
    text = made.read_text("utf-8")
    assert text.startswith('---\ntitle: "A: title of ours"\n')
    assert f"url: {server.url}/second\n" in text
