"""The sample site as readers see it: Chromium, narrow and wide, light and dark."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import TinySite

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]

PAGES = (
    "/", "/page/1/", "/2025/", "/2026/11/", "/tags/", "/tags/economy/", "/publishers/", "/archive/",
    "/corrections/", "/about/", "/follow/", "/stories/lantern-bridge/", "/404.html", "/ar/", "/ja/", "/de/",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site, served on loopback."""
    root = tmp_path_factory.mktemp("sample") / "site"
    for name in ("content", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "config.yaml", root)
    TinySite(root).build("--no-ingest", date="2026-11-24")
    handler = functools.partial(Quiet, directory=str(root / "public"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def entry_of(page: "sync_api.Page", address: str) -> str:
    page.goto(address)
    return str(page.locator("main h2 a, main h3 a").first.get_attribute("href"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
def test_pages_fit_and_are_quiet(browser: "sync_api.Browser", address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: answer.status < 400 or said.append(f"{answer.url}: {answer.status}"))
    wide = []
    for path in (*PAGES, entry_of(page, address)):
        answer = page.goto(address + path)
        assert answer is not None and answer.ok, path
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            wide.append((path, overflow))
    context.close()
    assert wide == []
    assert said == []


def test_dark_follows_the_system(browser: "sync_api.Browser", address: str) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        if colour == "rgba(0, 0, 0, 0)":
            colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness[scheme] = sum(int(part) for part in colour.strip("rgb()").split(","))
        context.close()
    assert brightness["light"] > 600 > 200 > brightness["dark"]


def test_nothing_runs_and_nobody_else_is_asked(browser: "sync_api.Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert page.locator("main h2, main h3").count() > 5
    assert {url.split("/")[2] for url in asked} == {address.removeprefix("http://")}
    assert not [url for url in asked if url.endswith(".js")]
    context.close()


def test_the_keyboard_reaches_the_first_entry(browser: "sync_api.Browser", address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    first = entry_of(page, address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main"
    page.keyboard.press("Enter")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == first:
            break
    assert page.evaluate("document.activeElement.getAttribute('href')") == first
    context.close()


def test_arabic_pages_run_from_right_to_left(browser: "sync_api.Browser", address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/ar/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    box = page.locator("main h2, main h3").first.bounding_box()
    assert box is not None and box["x"] + box["width"] > 640
    context.close()
