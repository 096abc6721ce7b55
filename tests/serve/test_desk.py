"""The desk as editors and as others reach it: a real preview, asked over a real socket."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlencode

import pytest
from serving import browsed_folder
from tiny_site import REPOSITORY, TinySite

PATIENCE_S = 20
DRAFT = "content/entries/2026/03/ebb.md"
PAGE = """<html lang="en"><head><title>The long ebb | Harbour Courier</title></head><body><article>
<h1>The long ebb</h1><p>By Ines Falk</p><p>The water in the harbour of Brackwater fell lower on Thursday
than anybody on the quay could remember, and the boats lay on their sides until the evening.</p>
<script>fetch("/-/desk/").then(() => document.title = "reached")</script></article></body></html>"""


class Running:
    """A preview of a site in a process of its own."""

    def __init__(self, site: TinySite) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, str(REPOSITORY / "build.py"), "-C", str(site.root), "serve", "--port", "0"],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        lines: Queue[str] = Queue()
        self.listener = Thread(target=lambda: [*map(lines.put, self.process.stderr)], daemon=True)
        self.listener.start()
        while not (found := re.search(r"127\.0\.0\.1:(\d+)/", lines.get(timeout=PATIENCE_S))):
            pass
        self.port = int(found[1])
        while "entries:" not in lines.get(timeout=PATIENCE_S):
            pass
        self.own = f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if form is None:
            connection.request("GET", path, headers=named)
        else:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(form), {"Origin": self.own} | kind | named)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text, answer.headers

    def form(self, file: str = DRAFT) -> dict[str, str]:
        """The hidden fields of an entry's form."""
        text = self.ask(f"/-/desk/entry/{file}")[1]
        return {name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("token", "seen")}


@pytest.fixture
def desk(site: TinySite) -> Iterator[Running]:
    site.write("content/sources/ebb.html", PAGE)
    site.write("content/ingested.yaml", f"ebb.html:\n  hash: {'0' * 64}\n  entry: {DRAFT}\n")
    head = "# of the night desk\ntitle:   'The long ebb'  # keep\ndraft: true\ntags: []\n"
    source = "sources:\n  - publisher: Harbour Courier  # as printed\n    page: ebb.html\n"
    site.write(DRAFT, f"---\n{head}{source}---\n\nThe port lay  dry, and the port slept.\n")
    site.entry("flood", date="2099-01-02", title="A flood to come")
    running = Running(site)
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.wait(PATIENCE_S)
    running.listener.join(PATIENCE_S)
    running.process.stderr.close()


def test_the_desk_shows_what_waits(desk: Running) -> None:
    status, text, headers = desk.ask("/-/desk/")
    assert status == 200
    assert "The long ebb" in text and "date, summary, tags" in text
    assert "2099-01-02 00:00: <a" in text and "A flood to come" in text
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}")
    assert status == 200
    assert 'value="harbour"' in text and "<code>port</code> in the body, 2 times" in text
    assert '<iframe sandbox src="/-/desk/source/ebb.html"' in text and "<meter" in text


def test_the_desk_lists_links_that_died(desk: Running) -> None:
    assert "Links that died" not in desk.ask("/-/desk/")[1]
    url = "https://courier.example.com/cranes-return"
    seen = {"asked": "2026-06-02T00:00:00Z", "outcome": "gone", "said": "410 Gone"}
    gone = {"gone_since": "2026-06-01", "gone_again": "2026-06-02"}
    desk.site.write(".newsdigest/links.json", json.dumps({url: seen | gone, f"{url}?once": seen}))
    text = desk.ask("/-/desk/")[1]
    assert "Links that died" in text
    assert f"<code>{url}</code> is gone: 410 Gone, on 2026-06-01 and on 2026-06-02" in text
    assert 'href="/-/desk/entry/content/entries/2026/03/cranes-return.md"' in text


def test_the_desk_finds_dead_links_in_texts_where_they_stand_now(desk: Running) -> None:
    url = "https://gone.example.com/plans"
    file = desk.site.entry("repair", body=f"See [the plans]({url}#top).")
    page = desk.site.write("content/pages/about.md", f"---\ntitle: About\n---\n\n[Plans]({url}).\n")
    named_in = ["content/entries/2026/03/repair.md", "content/pages/about.md", "content/pages/away.md"]
    seen = {"asked": "2026-06-02T00:00:00Z", "outcome": "gone", "said": "410 Gone", "named_in": named_in}
    gone = {"gone_since": "2026-06-01", "gone_again": "2026-06-02"}
    desk.site.write(".newsdigest/links.json", json.dumps({url: seen | gone}))
    text = desk.ask("/-/desk/")[1]
    assert f"repair.md</a>, line 10: <code>{url}</code> is gone" in text
    assert f"content/pages/about.md, line 5: <code>{url}</code> is gone" in text
    file.write_text(file.read_text("utf-8").replace("See [", "\nSee ["), "utf-8")
    page.write_text("---\ntitle: About\n---\n\nAll new.\n", "utf-8")
    text = desk.ask("/-/desk/")[1]
    assert f"repair.md</a>, line 11: <code>{url}</code> is gone" in text
    assert "about.md" not in text


def test_the_desk_tells_what_is_told_twice_until_the_editors_say_that_it_may_be(desk: Running) -> None:
    text = " ".join(
        f"The {n}th crane on the quay was painted in the colour that the port had left." for n in range(9)
    )
    more = "draft: true\n"
    desk.site.entry("paint", title="Paint for the port", body=text, more=more)
    desk.site.entry("colours", title="What the cranes wear", body=text, date="2026-03-06", more=more)
    told = "most of the text stands in <code>content/entries/2026/03/paint.md</code>"
    assert told in desk.ask("/-/desk/")[1]
    desk.site.entry("colours", title="What the cranes wear", body="Other.", date="2026-03-06", more=more)
    assert told not in desk.ask("/-/desk/")[1]
    desk.site.entry("colours", title="What the cranes wear", body=text, date="2026-03-06", more=more)
    assert told in desk.ask("/-/desk/")[1]
    config = (desk.site.root / "config.yaml").read_text("utf-8")
    rule = "check: {rules: {same-story: {level: off, reason: We tell them on purpose.}}}\n"
    desk.site.write("config.yaml", config + rule)
    assert told not in desk.ask("/-/desk/")[1]


def test_what_is_changed_in_the_form_is_changed_in_the_file_and_nothing_else(desk: Running) -> None:
    before = (desk.site.root / DRAFT).read_text("utf-8")
    changed = {
        "title": "The long ebb",
        "tags": "",
        "accepted": "harbour",
        "summary": "Low water.",
        "do": "save",
    }
    status, _, headers = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | changed | {"do": "save"})
    assert status == 303 and headers["Location"].startswith("/-/desk/entry/")
    expected = before.replace("tags: []\n", "tags: [harbour]\nsummary: Low water.\n")
    assert (desk.site.root / DRAFT).read_text("utf-8") == expected


def test_an_entry_is_published_when_it_lacks_nothing(desk: Running) -> None:
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"do": "publish", "summary": "Low."})
    assert status == 422 and "Not published, for it lacks: date, tags" in text and ">Low.</textarea>" in text
    filled = {"summary": "Low.", "tags": "harbour, ebb tide", "date": "2026-03-05", "do": "publish"}
    status, _, headers = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | filled)
    assert status == 303 and headers["Location"] == f"/-/desk/entry/{DRAFT}?published"
    assert '<p class="done" role="status">Published' in desk.ask(headers["Location"])[1]
    text = (desk.site.root / DRAFT).read_text("utf-8")
    assert "draft" not in text and "date: 2026-03-05\n" in text and "tags: [harbour, ebb tide]\n" in text
    desk.site.build()
    assert (desk.site.root / "public/2026/03/05/ebb/index.html").is_file()


def test_a_file_changed_under_the_form_is_never_written_over(desk: Running) -> None:
    form = desk.form()
    desk.site.write(DRAFT, "---\ntitle: Another's words\ndraft: true\n---\nMeanwhile.\n")
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", form | {"do": "save", "summary": "My words."})
    assert status == 409
    assert "My words." in text and "Meanwhile." in text
    assert (desk.site.root / DRAFT).read_text("utf-8").endswith("Meanwhile.\n")


def test_a_value_that_cannot_be_read_is_told_and_not_saved(desk: Running) -> None:
    before = (desk.site.root / DRAFT).read_text("utf-8")
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"do": "save", "date": "2026-02-30"})
    assert status == 422 and "Not saved" in text and 'value="2026-02-30"' in text
    assert (desk.site.root / DRAFT).read_text("utf-8") == before


def test_what_is_discarded_is_kept_aside_and_not_drafted_again(desk: Running) -> None:
    before = (desk.site.root / DRAFT).read_bytes()
    assert desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"do": "discard"})[0] == 303
    assert not (desk.site.root / DRAFT).exists()
    assert (desk.site.root / ".newsdigest/discarded/ebb.md").read_bytes() == before
    desk.site.build()
    assert not (desk.site.root / DRAFT).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example.com"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Host": "evil.example.com"},
    ],
)
def test_other_sites_change_nothing(desk: Running, headers: dict[str, str]) -> None:
    before = (desk.site.root / DRAFT).read_bytes()
    status, *_ = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"do": "discard"}, **headers)
    assert status in (403, 404)
    assert (desk.site.root / DRAFT).read_bytes() == before


def test_without_the_token_nothing_changes(desk: Running) -> None:
    for token in ("", "x"):
        assert desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"token": token, "do": "discard"})[0] == 403
    assert (desk.site.root / DRAFT).is_file()


def test_words_written_before_a_new_start_are_not_lost(desk: Running) -> None:
    words = {"title": "Low water", "tags": "harbour", "summary": "It fell.", "body": "As never before."}
    old = desk.form() | {"token": "of another run", "do": "save"} | words
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", old)
    assert status == 403
    assert "started anew" in text and "As never before." in text and 'value="Low water"' in text
    fresh = {name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("token", "seen")}
    assert desk.ask(f"/-/desk/entry/{DRAFT}", old | fresh)[0] == 303
    assert "As never before." in (desk.site.root / DRAFT).read_text("utf-8")


def test_words_are_not_lost_with_their_file(desk: Running) -> None:
    form = desk.form() | {"do": "save", "title": "Low water", "tags": "", "body": "As never before."}
    (desk.site.root / DRAFT).rename(desk.site.root / "content/entries/2026/03/moved.md")
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", form)
    assert status == 404
    assert "renamed, moved or deleted meanwhile" in text and "As never before." in text
    assert not (desk.site.root / DRAFT).exists()
    assert desk.ask("/-/desk/entry/content/tags.yaml", form)[0] == 404


def test_a_file_that_is_not_utf_8_is_left_as_it_is(desk: Running) -> None:
    data = (desk.site.root / DRAFT).read_bytes().replace(b"slept", "schlüft".encode("latin-1"))
    (desk.site.root / DRAFT).write_bytes(data)
    status, text, _ = desk.ask(f"/-/desk/entry/{DRAFT}", desk.form() | {"do": "save", "body": "New."})
    assert status == 422
    assert "Not saved: the file is not UTF-8" in text and "New." in text
    assert (desk.site.root / DRAFT).read_bytes() == data


def test_scripts_and_other_names_do_not_read_the_desk(desk: Running) -> None:
    for headers in (
        {"Sec_Fetch_Mode": "cors", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Mode": "no-cors"},
        {"Host": f"desk.evil.example.com:{desk.port}"},
    ):
        for path in ("/-/desk/", f"/-/desk/entry/{DRAFT}", "/-/desk/receive"):
            status, text, _ = desk.ask(path, **headers)
            assert status in (403, 404) and "token" not in text


@pytest.mark.parametrize(
    "path",
    [
        "source/../tags.yaml",
        "source/%2e%2e/tags.yaml",
        "source/..%2f..%2fconfig.yaml",
        "source/%2fetc%2fpasswd",
        "source/link.html",
        "source/ebb.html%00.html",
        "entry/content/entries/../pages/about.md",
        "entry/content/entries/%2e%2e/%2e%2e/README.md",
        "entry/config.yaml",
        "entry/content/entries/link.md",
    ],
)
def test_names_lead_nowhere_else(desk: Running, path: str) -> None:
    secret = desk.site.root.parent / "secret.md"
    secret.write_text("---\ntitle: secret\n---\n")
    secret.with_suffix(".html").write_text("secret")
    (desk.site.root / "content/entries/link.md").symlink_to(secret)
    (desk.site.root / "content/sources/link.html").symlink_to(secret.with_suffix(".html"))
    status, text, _ = desk.ask(f"/-/desk/{path}")
    assert status in (400, 403, 404)
    assert "secret" not in text


def test_a_saved_page_is_shown_in_a_sandbox(desk: Running) -> None:
    status, text, headers = desk.ask("/-/desk/source/ebb.html")
    assert status == 200 and "The long ebb" in text
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox;") and "allow" not in policy and "script" not in policy


def test_a_page_that_was_sent_is_saved_with_its_address(desk: Running) -> None:
    form = {"token": desk.form()["token"], "html": PAGE, "title": "../../The long ebb"}
    sent = form | {"url": "https://courier.example.com/ebb"}
    assert desk.ask("/-/desk/receive", sent, Origin="https://courier.example.com")[0] == 403
    assert desk.ask("/-/desk/receive", form | {"url": "javascript:1"})[0] == 404
    assert desk.ask("/-/desk/receive", sent)[0] == 303
    saved = desk.site.root / "content/sources/the-long-ebb.html"
    assert saved.read_text("utf-8").startswith(
        f"<!-- saved from url=(0031){sent['url']} -->\n<!-- saved at 20"
    )
    assert saved.read_text("utf-8").endswith(f" -->\n{PAGE}")


@pytest.mark.xdist_group("browser")
def test_an_editor_drives_the_desk_in_a_browser(desk: Running, browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{desk.own}/-/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=summary]")
    page.fill("input[name=date]", "2026-03-05")
    page.check("input[value=harbour]")
    page.fill("textarea[name=summary]", "Low water.")
    shown = page.frame_locator("iframe").locator("h1")
    assert shown.inner_text() == "The long ebb"
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url.endswith("?published"), timeout=8000)
    assert "draft" not in (desk.site.root / DRAFT).read_text("utf-8")
    assert page.get_by_text("See it in the preview").get_attribute("href") == "/2026/03/05/ebb/"
    blocked = [line for line in said if "sandbox" in line or "script" in line]
    assert blocked, "the saved page's script was stopped"
    page.close()


@pytest.mark.xdist_group("browser")
def test_the_desk_shows_by_itself_what_came_in_and_leads_to_what_is_wrong(desk: Running, browser) -> None:
    page = browser.new_page()
    page.goto(f"{desk.own}/-/desk/")
    page.wait_for_selector("text=The long ebb")
    page.keyboard.press("j")
    desk.site.write("content/sources/spring.html", PAGE.replace("long ebb", "spring tide"))
    page.wait_for_selector("text=The spring tide", timeout=PATIENCE_S * 1000)
    page.wait_for_function("document.activeElement.textContent === 'The long ebb'")
    broken = desk.site.write("content/entries/2026/03/torn.md", "---\ntitle: [torn\n---\n")
    page.wait_for_selector("h3 >> text=torn.md", timeout=PATIENCE_S * 1000)
    page.get_by_role("link", name="torn.md").first.click()
    assert "error[yaml]" in page.inner_text("[role=alert]")
    broken.unlink()
    page.close()


@pytest.mark.xdist_group("browser")
def test_the_bookmarklet_sends_the_page_that_is_read(desk: Running, browser, tmp_path: Path) -> None:
    (tmp_path / "flood.html").write_text(re.sub("<script>.*</script>", "", PAGE), "utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk.own}/-/desk/")
    link = page.get_by_text("Send to the desk").get_attribute("href")
    with browsed_folder(tmp_path) as elsewhere:
        page.goto(f"{elsewhere}/flood.html")
        with context.expect_page() as opened:
            page.evaluate(link.removeprefix("javascript:"))
        sheet = opened.value
        sheet.wait_for_selector("button:enabled")
        assert sheet.input_value("input[name=url]") == f"{elsewhere}/flood.html"
        sheet.click("button")
        sheet.wait_for_url(lambda url: url.endswith("?sent"))
    saved = (desk.site.root / "content/sources/the-long-ebb-harbour-courier.html").read_text("utf-8")
    assert saved.startswith(f"<!-- saved from url=({len(elsewhere) + 11:04}){elsewhere}/flood.html -->")
    assert "fell lower on Thursday" in saved
    context.close()


def test_a_page_opened_before_its_build_comes_as_soon_as_that_is_done(desk: Running, browser) -> None:
    page = browser.new_page()
    address = "/2026/03/09/late-news/"

    def hold(route) -> None:
        """The script comes only when the build is over, and has missed what that told."""
        if not (desk.site.root / "content/entries/2026/03/late-news.md").exists():
            desk.site.entry("late-news", date="2026-03-09")
            while desk.ask(address)[0] == 404:
                pass
        route.continue_()

    page.route("**/livereload.js*", hold)
    assert page.goto(desk.own + address).status == 404
    page.get_by_role("heading", name="Late news").wait_for(timeout=PATIENCE_S * 1000)
    page.close()


def test_no_page_of_the_desk_is_wider_than_a_small_screen(desk: Running, browser) -> None:
    desk.site.write(
        "content/entries/2026/03/wide.md",
        f"---\ntitle: {'NoBlank' * 40}\ndraft: true\nlang: ar\ntags: [{'x' * 300}]\n---\n{'y' * 900}\n",
    )
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for path in ("", "entry/content/entries/2026/03/wide.md", f"entry/{DRAFT}"):
        page.goto(f"{desk.own}/-/desk/{path}")
        # A look that lasts, for the page may just be reloading.
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{desk.own}/-/desk/entry/content/entries/2026/03/wide.md")
    assert page.locator("[name=body]").get_attribute("dir") == "rtl"
    page.close()
