"""Search: in a browser as a reader uses it, and what a build makes of the index."""

import json
import sys
from pathlib import Path

import pytest
from serving import browsed_folder
from tiny_site import CONFIG, DATE, TinySite, full_site, tiny_site

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.xdist_group("browser")


def look_for(page: "sync_api.Page", words: str) -> list[str]:
    """Type words into the form; the headlines that are found."""
    page.get_by_role("searchbox").fill(words)
    page.locator(".result").first.wait_for()
    return page.locator(".result h2").all_text_contents()


@pytest.mark.parametrize(
    ("path", "words", "title"),
    [
        ("/search/", "torches", "The frost came before the apples were in"),
        ("/ja/search/", "変圧器", "停泊中はエンジン停止、エレリー港で陸上電源を義務化"),
        ("/ar/search/", "متقاعد", "قرن من قياسات المدّ والجزر في ملف واحد مفتوح للجميع"),
        ("/de/search/", "Anleger", "Im Winter fährt die Fähre auf Zuruf"),
    ],
)
def test_an_entry_is_found_by_a_word_of_its_body(
    browser: "sync_api.Browser", address: str, path: str, words: str, title: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + path)
    assert title in look_for(page, words)
    page.locator(".result h2 a", has_text=title).click()
    page.wait_for_url("**/20*/**")
    assert page.locator("h1").inner_text() == title
    assert words in page.locator(".e-content").inner_text()
    page.close()
    assert said == []


def test_nothing_is_loaded_before_the_form_is_used(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/search/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.startswith("/pagefind/")]
    look_for(page, "torches")
    assert "/pagefind/pagefind.js" in asked
    assert all(url.startswith(("/", "blob:")) for url in asked)
    page.close()


def test_filters_narrow_what_is_found(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search/")
    everything = look_for(page, "the")
    assert len(everything) == 10 and page.get_by_role("button", name="More").is_visible()
    page.get_by_label("Subjects", exact=True).last.select_option("Energy")
    sync_api.expect(page.locator(".result")).not_to_have_count(10)
    narrowed = page.locator(".result h2").all_text_contents()
    assert 0 < len(narrowed) < len(everything)
    days = page.locator(".result time").evaluate_all("all => all.map(time => time.dateTime)")
    year = days[0][:4]
    page.get_by_label("Year").select_option(year)
    sync_api.expect(page.locator(".result")).to_have_count(sum(day.startswith(year) for day in days))
    page.close()


def test_another_language_is_searched_from_the_same_page(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search/")
    page.locator("#search-language").select_option("日本語")
    assert "停泊中はエンジン停止、エレリー港で陸上電源を義務化" in look_for(page, "変圧器")
    page.close()


def test_the_keyboard_alone_finds_and_opens_an_entry(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("torches")
    page.keyboard.press("Enter")
    page.locator(".result").first.wait_for()
    page.wait_for_load_state("networkidle")
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.result') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/20*/**")
    page.close()


def test_a_question_in_the_address_is_asked(browser: "sync_api.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search/?q=torches")
    page.locator(".result").first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "torches"
    page.close()


def test_without_script_the_archive_is_offered(browser: "sync_api.Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search/")
    assert page.locator("main .without a").get_attribute("href") == "/archive/"
    assert not page.get_by_role("searchbox").is_visible()
    context.close()


def fragments(site: TinySite) -> str:
    """All texts of the index, which Pagefind packs by gzip."""
    import gzip

    files = sorted((site.root / "public/pagefind").rglob("*.pf_fragment"))
    return "\n".join(gzip.decompress(file.read_bytes()).decode() for file in files)


def test_an_edit_makes_only_its_own_part_anew(tmp_path: Path) -> None:
    site = full_site(tmp_path / "site")
    site.build()
    assert "invented" not in fragments(site)  # standing pages are not entries
    before = site.stats("public/pagefind")
    site.entry("report-1", date="2026-02-01", tags="[harbour]", body="A capstan.")
    site.build()
    after = site.stats("public/pagefind")
    assert "capstan" in fragments(site)
    changed = {
        path.split("/")[0] for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    assert "en-2026" in changed and not changed & {"en-2025", "de-2026"}
    assert site.published() == site.built_clean()


def test_drafts_and_deleted_entries_are_not_in_the_index(tmp_path: Path) -> None:
    site = tiny_site(tmp_path / "site")
    site.entry("hidden", date="2026-03-05", body="A capstan.", more="draft: true\n")
    site.entry("gone", date="2026-03-05", body="A windlass.")
    site.build()
    assert "windlass" in fragments(site) and "capstan" not in fragments(site)
    (site.root / "content/entries/2026/03/gone.md").unlink(missing_ok=True)
    for file in (site.root / "content/entries").rglob("gone.md"):
        file.unlink()
    site.build()
    assert "windlass" not in fragments(site)


def test_the_index_goes_with_its_kind(tmp_path: Path) -> None:
    site = tiny_site(tmp_path / "site")
    site.build()
    assert (site.root / "public/pagefind/pagefind.js").is_file()
    site.write("config.yaml", f"{CONFIG}outputs: [home, entries, static]\n")
    site.build()
    assert not (site.root / "public/pagefind").exists()
    assert not (site.root / "public/search").exists()


def test_a_check_looks_at_the_search_page_and_makes_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = full_site(tmp_path / "site")
    site.write("content/pages/find.md", "---\ntitle: Find\n---\n[Search](/search/), or not: [x](/serach/).\n")

    def made(texts: object) -> None:
        raise AssertionError("an index was made")

    monkeypatch.setattr("newsdigest.build.searching.make_index", made)
    told = site.run("--date", DATE, "check").err
    assert told.count("error") + told.count("warning") == 1 and "`/serach/`" in told
    with pytest.raises(AssertionError, match="an index was made"):
        site.build()


def test_without_pagefind_the_site_is_built_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tiny_site(tmp_path / "site")
    monkeypatch.setitem(sys.modules, "pagefind", None)
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    done = site.build("--json")
    (told,) = json.loads(done.out)["problems"]
    assert told["rule"] == "search" and told["severity"] == "warning" and "pip install" in told["hint"]
    assert (site.root / "public/index.html").is_file()
    assert "/search/" not in (site.root / "public/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "title", "body", "words"),
    [
        ("zh", "渡轮在浓雾中折返", "周二傍晚，开往外岛的渡轮因浓雾折返，港务长为乘客准备了热茶。", "港务长"),
        (
            "ko",
            "짙은 안개에 돌아온 연락선",
            "화요일 저녁 외딴섬으로 가던 연락선이 안개 때문에 돌아왔다.",
            "외딴섬으로",
        ),
    ],
)
def test_words_are_found_in_scripts_without_a_sample(
    browser: "sync_api.Browser", tmp_path: Path, language: str, title: str, body: str, words: str
) -> None:
    site = TinySite(tmp_path / "site")
    site.write("config.yaml", CONFIG.replace("languages: [en, de]", f"languages: [{language}]"))
    site.entry("fog", title=title, tags="[fog]", body=body)
    site.entry("other", title="Other", tags="[fog]", body="Nothing of it.")
    site.build("--no-ingest")
    with browsed_folder(site.root / "public") as address:
        page = browser.new_page()
        page.goto(f"{address}/search/")
        assert look_for(page, words) == [title]
        page.close()
