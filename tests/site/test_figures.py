"""Figures that the default site has to reach: accessibility, validity, weight, stillness, policy."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import quote

import pytest
from serving import browsed_folder
from tiny_site import REPOSITORY, TinySite

from newsdigest.outputs.policy import PAGE, SEARCH, UNFRAMED

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

MODULES = REPOSITORY / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

KINDS = (
    "/", "/page/1/", "/2026/", "/2026/11/", "/2026/11/23/", "/tags/", "/tags/ports/", "/publishers/",
    "/publishers/harbour-courier/", "/archive/", "/corrections/", "/search/", "/follow/", "/about/",
    "/stories/lantern-bridge/", "/404.html", "/ar/", "/ja/", "/ar/search/",
)  # fmt: skip

REACHED = "a[href]:not(details a), button:not([hidden] *), summary, input, select"

WIRE = 14_000
"""Bytes of the first round trip of a new connection."""

pytestmark = pytest.mark.xdist_group("browser")


def entry_pages(folder: Path) -> list[str]:
    """The addresses of a few entries: the longest page, and one each from right to left and of Japan."""
    pages = sorted(folder.glob("20*/*/*/*/index.html"), key=lambda file: -file.stat().st_size)
    others = [next(iter(sorted(folder.glob(f"{code}/20*/*/*/*/index.html")))) for code in ("ar", "ja")]
    return [quote(f"/{file.parent.relative_to(folder).as_posix()}/") for file in (pages[0], *others)]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm ci --ignore-scripts")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(
    browser: "sync_api.Browser", address: str, folder: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    found = []
    for path in (*KINDS, *entry_pages(folder)):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        result = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
            WCAG,
        )
        found += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]
    context.close()
    assert found == []


def test_nothing_moves_while_a_page_loads(browser: "sync_api.Browser", address: str, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    context.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
        "window.shift += one.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    moved = []
    for path in (*KINDS, *entry_pages(folder)):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        if shift := page.evaluate("window.shift"):
            moved.append((path, shift))
    context.close()
    assert moved == []


def test_an_entry_fits_into_the_first_round_trip(
    browser: "sync_api.Browser", address: str, folder: Path
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    for path in entry_pages(folder):
        asked.clear()
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        text = [url for url in asked if not url.endswith((".png", ".webp", ".jpg"))]
        assert len(text) <= 3 and not [url for url in text if url.endswith(".js")]
        wire = sum(len(gzip.compress(page.request.get(address + url).body(), 9)) for url in text)
        assert wire <= WIRE, (path, wire)
    page.close()


def test_long_words_wide_tables_and_code_fit_a_small_screen(
    browser: "sync_api.Browser", tmp_path: Path
) -> None:
    site = TinySite(tmp_path / "site")
    site.write("config.yaml", "site: {title: Overflow}\n")
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    table = "".join(
        f"| {' | '.join(cells)} |\n"
        for cells in ([f"column-{n}" for n in range(14)], ["---"] * 14, [word] * 14)
    )
    body = f"{word}\n\n{table}\n```\n{'x = 1; ' * 60}\n```\n\n`{word}` https://example.com/{word}\n"
    site.entry("wide", title=word, summary=word, tags=f"[{word}]", publisher=word, body=body)
    site.build()
    with browsed_folder(site.root / "public") as address:
        page = browser.new_page(viewport={"width": 320, "height": 700})
        for path in ("/", "/2026/03/04/wide/", "/tags/", "/publishers/", "/2026/03/04/", "/search/"):
            page.goto(address + path)
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide == 0, path
        page.close()


def test_the_keyboard_reaches_every_link(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    for path in ("/tags/ports/", "/2026/", "/search/"):
        page.goto(address + path)
        wanted = page.evaluate("wanted => document.querySelectorAll(wanted).length", REACHED)
        reached: list[int] = []
        for _ in range(wanted + 2):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "(() => { const all = [...document.querySelectorAll('*')];"
                    " return all.indexOf(document.activeElement); })()"
                )
            )
        assert len(set(reached) - {-1}) >= wanted, path
    page.close()


def node(*arguments: str) -> str:
    if shutil.which("node") is None or not (MODULES / "html-validate").is_dir():
        pytest.skip("the checkers are not here: npm ci --ignore-scripts")
    with TemporaryFile() as said:  # a program that ends before its pipe is empty loses the rest
        done = subprocess.run(
            ["node", *arguments], cwd=REPOSITORY, stdout=said, stderr=subprocess.PIPE, text=True, check=False
        )
        said.seek(0)
        text = said.read().decode()
    assert text, done.stderr
    return text


def test_html_validate_finds_no_error(folder: Path, tmp_path: Path) -> None:
    settings = {
        "root": True,
        "extends": ["html-validate:standard", "html-validate:a11y"],
        # The box in which a wide table scrolls is a region, but no section of the text.
        "rules": {"prefer-native-element": ["error", {"exclude": ["region"]}]},
    }
    config = tmp_path / "htmlvalidate.json"
    config.write_text(json.dumps(settings), "utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><html lang=en><title>T</title><body><img></body></html>", "utf-8")

    def errors(*paths: Path) -> list[Any]:
        command = "node_modules/html-validate/bin/html-validate.mjs"
        said = node(command, "--config", str(config), "--formatter", "json", *map(str, paths))
        return [
            (Path(one["filePath"]).as_posix()[-60:], fault["line"], fault["ruleId"], fault["message"])
            for one in json.loads(said)
            for fault in one["messages"]
        ]

    assert {rule for _, _, rule, _ in errors(bad)} >= {"element-required-attributes"}
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 100
    assert errors(*pages) == []


@pytest.mark.parametrize("policy", [PAGE, SEARCH])
def test_the_policy_has_no_hole(policy: str) -> None:
    script = (
        "const {CspEvaluator} = require('csp_evaluator/dist/evaluator.js');"
        "const {CspParser} = require('csp_evaluator/dist/parser.js');"
        "const found = text => new CspEvaluator(new CspParser(text).csp).evaluate();"
        "console.log(JSON.stringify(process.argv.slice(1).map(found)))"
    )
    loose, ours = json.loads(node("-e", script, "script-src * 'unsafe-inline'", policy + UNFRAMED))
    assert min(one["severity"] for one in loose) <= 40
    assert [one for one in ours if one["severity"] <= 40] == []
