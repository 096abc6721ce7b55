"""The sample site as readers see it: Chromium, narrow and wide, light and dark."""

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.xdist_group("browser")

PAGES = (
    "/", "/page/1/", "/2025/", "/2026/11/", "/tags/", "/tags/economy/", "/publishers/", "/archive/",
    "/corrections/", "/search/", "/about/", "/follow/", "/stories/lantern-bridge/", "/404.html",
    "/ar/", "/ja/", "/de/",
)  # fmt: skip


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
