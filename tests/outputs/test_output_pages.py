"""Every kind of page, over a small invented site."""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from msgspec.structs import replace
from sample_site import (
    CONFIG,
    NOW,
    PAGES,
    VOCABULARY,
    Rendering,
    edited,
    entries,
    entry,
    rendered,
    site,
)

from newsdigest.model.config import Link
from newsdigest.model.entry import Correction, Image, Source
from newsdigest.model.site import Site
from newsdigest.model.vocabulary import Tag, Vocabulary
from newsdigest.outputs.plan import KINDS, plan

PAGE_KINDS = (
    "home", "entries", "tags", "publishers", "stories", "years", "months", "days",
    "archive", "corrections", "follow", "pages", "not_found",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return rendered(site())


def tree(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode())


def links(page: bytes) -> list[str]:
    found = tree(page).xpath("//*[@href]/@href | //img/@src")
    return [unquote(urlsplit(link).path) for link in found if not urlsplit(link).scheme]


def dead_links(files: dict[str, bytes], prefix: str = "/") -> list[tuple[str, str]]:
    dead = []
    for path, page in files.items():
        if path.endswith(".html"):
            for link in links(page):
                target = link.removeprefix(prefix) if link.startswith(prefix) else None
                if link and (
                    target is None or (target + ("index.html" if link.endswith("/") else "")) not in files
                ):
                    dead.append((path, link))
    return dead


def test_addresses(pages: dict[str, bytes]) -> None:
    for path in (
        "index.html", "page/1/index.html", "2023/index.html", "2024/05/index.html", "2024/05/30/index.html",
        "2024/05/30/lock-keepers/index.html", "tags/index.html", "tags/rivers/index.html",
        "tags/rivers/page/1/index.html", "publishers/index.html", "publishers/harbour-post/index.html",
        "stories/the-ferry-line/index.html", "archive/index.html", "corrections/index.html",
        "about/index.html", "404.html", "ar/index.html", "ar/tags/cities/index.html",
        "ja/2024/05/30/渡し船/index.html",
    ):  # fmt: skip
        assert path in pages


def test_no_file_is_planned_twice() -> None:
    paths = [output.path for output in plan(site())]
    assert len(paths) == len(set(paths))


def test_every_link_works(pages: dict[str, bytes]) -> None:
    assert dead_links(pages) == []


def test_every_link_works_below_a_path() -> None:
    files = rendered(site(base_url="https://digest.example.com/repo/"))
    assert dead_links(files, "/repo/") == []


@pytest.mark.parametrize("kind", sorted(CONFIG.outputs - {"home", "entries"}))
def test_nothing_links_to_a_kind_that_is_off(kind: str) -> None:
    without = site(outputs=CONFIG.outputs - {kind})
    assert not [output for output in plan(without) if output.kind == kind]
    assert dead_links(rendered(without)) == []


def test_a_site_without_entries() -> None:
    files = rendered(site([], pages=[]))
    assert "index.html" in files
    assert dead_links(files) == []


def test_every_page_is_described_and_no_older_one_like_another(pages: dict[str, bytes]) -> None:
    told = {
        path: tree(page).xpath("//meta[@name='description']/@content")
        for path, page in pages.items()
        if path.endswith(".html") and b'http-equiv="refresh"' not in page
    }
    assert [path for path, about in told.items() if len(about) != 1 or not about[0].strip()] == []
    older = [about[0] for path, about in told.items() if path.startswith("page/")]
    assert len(set(older)) == len(older) > 2


def test_bodies_stand_unescaped_and_titles_escaped(pages: dict[str, bytes]) -> None:
    page = pages["2024/05/30/lock-keepers/index.html"].decode()
    assert "with <em>markup</em>" in page
    assert "Lock keepers walk out &lt;over&gt;" in page
    assert "<over>" not in page


def test_an_entry_tells_all_of_its_source(pages: dict[str, bytes]) -> None:
    text = tree(pages["2024/05/30/bridge/index.html"]).text_content()
    for words in ("Ferry to sail again", "Harbour Post", "Northern Wire", "Ada Quill and Ben Lode", "©"):
        assert words in text


def test_a_correction_stands_on_its_entry_and_on_the_page_of_corrections(pages: dict[str, bytes]) -> None:
    for path in ("2024/05/30/lock-keepers/index.html", "corrections/index.html"):
        assert "The strike began on Monday" in pages[path].decode()


def test_titles_of_another_language_say_so(pages: dict[str, bytes]) -> None:
    (link,) = tree(pages["2024/05/20/index.html"]).xpath("//a[text()='Le bac reprend du service']")
    assert (link.get("lang"), link.get("dir")) == ("fr", "ltr")
    (arabic,) = tree(pages["2024/05/30/bridge/index.html"]).xpath(
        "//article//a[@hreflang='ar' and @dir='rtl' and @lang='ar']"
    )
    assert arabic.text


def test_a_page_from_right_to_left(pages: dict[str, bytes]) -> None:
    root = tree(pages["ar/index.html"])
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert "3 مواد" in pages["ar/archive/index.html"].decode()


def test_lists_tell_machines_their_name_and_when_each_entry_came(
    pages: dict[str, bytes],
) -> None:
    for path, name in {
        "index.html": CONFIG.title,
        "tags/rivers/index.html": "Rivers",
        "publishers/harbour-post/index.html": "Harbour Post",
        "2024/05/30/index.html": "May 30, 2024",
    }.items():
        (feed,) = tree(pages[path]).xpath("//*[contains(@class, 'h-feed')]")
        assert feed.xpath(".//data[@class='p-name']/@value") == [name]
        listed = feed.xpath(".//*[contains(@class, 'h-entry')]")
        assert listed
        for one in listed:
            (moment,) = one.xpath(".//*[@class='dt-published']")
            assert dt.datetime.fromisoformat(moment.get("value") or moment.get("datetime"))


def test_front_pages_name_one_another(pages: dict[str, bytes]) -> None:
    base = "https://digest.example.com/"
    wanted = [("en", base), ("ar", f"{base}ar/"), ("ja", f"{base}ja/"), ("x-default", base)]
    for path in ("index.html", "ar/index.html", "ja/index.html"):
        found = tree(pages[path]).xpath("//link[@hreflang]")
        assert [(link.get("hreflang"), link.get("href")) for link in found] == wanted
    assert not tree(pages["page/1/index.html"]).xpath("//link[@hreflang]")
    alone = rendered(site(languages=("en",)), paths=["index.html"])["index.html"]
    assert not tree(alone).xpath("//link[@hreflang]")


def test_several_corrections_stand_in_one_landmark() -> None:
    notes = tuple(Correction(dt.date(2024, 5, 31), f"Note {number}.") for number in (1, 2))
    path = "2024/05/30/bridge/index.html"
    page = tree(rendered(site(edited("bridge", corrections=notes)), paths=[path])[path])
    (aside,) = page.xpath("//aside[@class='correction']")
    assert [note.text_content() for note in aside.xpath("p/span")] == ["Note 1.", "Note 2."]


def test_navigation_says_which_links_leave_the_site() -> None:
    given = {"/about/": None, "https://far.example.com/": "external noopener", "mailto:a@example.com": None}
    links = tuple(Link(url, url) for url in given)
    for path in ("404.html", "index.html"):
        page = tree(rendered(site(navigation=links), paths=[path])[path])
        told = {a.text: a.get("rel") for a in page.xpath("//nav[@class='sections']//a") if a.text in given}
        assert told == given


def test_navigation_of_the_configuration_stands_below_the_base() -> None:
    links = (Link("Inside", "/about/"), Link("Also", "about/"), Link("Outside", "https://example.com/"))
    page = rendered(site(navigation=links, base_url="https://digest.example.com/repo/"))["404.html"]
    found = {a.text: a.get("href") for a in tree(page).xpath("//nav[@class='sections']//a")}
    assert (found["Inside"], found["Also"]) == ("/repo/about/", "/repo/about/")
    assert found["Outside"] == "https://example.com/"


def test_no_script_and_a_policy_that_allows_none(pages: dict[str, bytes]) -> None:
    for path, page in pages.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in page:
            root = tree(page)
            (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert "default-src 'none'" in policy
            searches = path.endswith("search/index.html")
            assert ("script-src 'self' 'wasm-unsafe-eval';" in policy) == searches
            assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")
            scripts = root.xpath("//script[not(@type='application/ld+json')]")
            assert [script.get("src") for script in scripts] == (["/static/search.js"] if searches else [])
            assert not root.xpath("//style | //*[@style]"), path


def linked_data(page: bytes) -> dict[str, Any]:
    """Type -> thing, of the graph in a page."""
    (text,) = tree(page).xpath("//script[@type='application/ld+json']/text()")
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


def test_machines_are_told_of_an_entry(pages: dict[str, bytes]) -> None:
    things = linked_data(pages["2024/05/30/lock-keepers/index.html"])
    told = things["NewsArticle"]
    assert told["headline"] == "Lock keepers walk out <over> “night shifts” & pay"
    assert told["author"]["name"] == "The Evening Sieve"
    assert [person["name"] for person in told["isBasedOn"][0]["author"]] == ["Ada Quill", "Ben Lode"]
    assert told["correction"][0]["text"].startswith("The strike began")
    assert told["image"] == "https://digest.example.com/media/lock.png"
    assert [item["name"] for item in things["BreadcrumbList"]["itemListElement"]] == [
        "Home",
        "2024",
        "May",
        "30",
    ]


def test_machines_are_told_of_a_list(pages: dict[str, bytes]) -> None:
    told = linked_data(pages["tags/rivers/index.html"])["CollectionPage"]
    items = told["mainEntity"]["itemListElement"]
    assert told["mainEntity"]["numberOfItems"] == len(items)
    assert items[0]["url"].startswith("https://digest.example.com/2024/05/30/")


def test_what_machines_are_told_cannot_end_its_element() -> None:
    page = rendered(site(edited("bridge", title="</script><b>")))["2024/05/30/bridge/index.html"]
    assert linked_data(page)["NewsArticle"]["headline"] == "</script><b>"
    assert b"</script><b>" not in page


def test_only_web_addresses_become_links() -> None:
    sources = (
        Source(title="Bad", url="javascript:alert(1)", publisher="Harbour Post", archived="data:text/html,x"),
    )
    page = rendered(site(edited("bridge", sources=sources)))["2024/05/30/bridge/index.html"].decode()
    assert "javascript:" not in page
    assert "data:" not in page


def test_a_picture_from_elsewhere_is_not_shown() -> None:
    image = Image("https://pictures.example.com/a.png", "A")
    page = rendered(site(edited("bridge", image=image)))["2024/05/30/bridge/index.html"]
    assert not tree(page).xpath("//img")


def test_drafts_and_scheduled_entries_are_marked_in_a_preview() -> None:
    written = [
        *entries(),
        entry(200, dt.date(2024, 5, 31), slug="rough", draft=True),
        entry(201, dt.date(2024, 6, 9), slug="soon"),
    ]
    files = rendered(site(written, drafts=True))
    assert ">Draft<" in files["2024/05/31/rough/index.html"].decode()
    assert ">Scheduled<" in files["2024/06/09/soon/index.html"].decode()
    assert "2024/05/31/rough/index.html" not in rendered(site(written))


def test_the_words_of_a_site_may_be_its_own() -> None:
    files = rendered(site(extra={"strings": {"en": {"tags": "Fields"}}}))
    assert ">Fields<" in files["index.html"].decode()


def test_own_templates_go_before_the_shipped_ones() -> None:
    own = {"404.html": '{% extends "default/404.html" %}{% block body %}<p>Lost at sea</p>{% endblock %}'}
    page = rendered(site(), Rendering(own))["404.html"].decode()
    assert "Lost at sea" in page
    assert "This page is not here" in page


# What makes a page stale


def inputs(one: Site) -> dict[str, object]:
    return {output.path: output.inputs for output in plan(one) if output.kind in PAGE_KINDS}


def stale(before: Site, after: Site) -> set[str]:
    old, new = inputs(before), inputs(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def test_an_edited_body_makes_only_its_page_stale() -> None:
    after = site(bodies={"content/entries/bridge.md": b"other"})
    assert stale(site(), after) == {"2024/05/30/bridge/index.html"}


def test_an_edited_title_leaves_counts_alone() -> None:
    changed = stale(site(), site(edited("bridge", title="Another")))
    assert "2024/05/30/index.html" in changed
    assert not changed & {"2024/index.html", "archive/index.html", "tags/index.html", "publishers/index.html"}


def test_a_new_entry_leaves_full_pages_alone() -> None:
    new = entry(300, dt.date(2024, 6, 1), slug="new")
    changed = stale(site(), site([*entries(), new]))
    assert "2024/06/01/new/index.html" in changed
    assert not {path for path in changed if "/page/" in path or path.startswith(("page/", "2023/", "ar/"))}


CHANGES = {
    "title": {"written": edited("lock-keepers", title="Other <title>")},
    "summary": {"written": edited("lock-keepers", summary="Other.")},
    "rights": {"written": edited("lock-keepers", sources=(Source(publisher="Harbour Post", rights="©"),))},
    "corrections": {"written": edited("bridge", corrections=(Correction(dt.date(2024, 5, 31), "New."),))},
    "correction's words": {
        "written": edited("lock-keepers", corrections=(Correction(dt.date(2024, 5, 31), "Other."),))
    },
    "updated": {"written": edited("bridge", updated=NOW)},
    "extra": {"written": edited("bridge", extra={"a": 1})},
    "story": {"written": edited("bridge", story="Fog")},
    "story's spelling": {"written": edited("older-ferry", story="The Ferry Line")},
    "section": {"written": edited("bridge", section="Fog")},
    "tags": {"written": edited("bridge", tags=("Fog",))},
    "date": {"written": edited("bridge", date=dt.date(2021, 1, 1))},
    "language": {"written": edited("bridge", lang="ja")},
    "no translation": {"written": edited("渡し船", translates="")},
    "deleted": {"written": entries()[1:]},
    "added": {"written": [*entries(), entry(400, dt.date(2020, 1, 1), slug="oldest")]},
    "tag label": {"vocabulary": replace(VOCABULARY, tags=(Tag("rivers", "Streams"), *VOCABULARY.tags[2:]))},
    "tag description": {
        "vocabulary": replace(
            VOCABULARY, tags=(replace(VOCABULARY.tags[0], description="Other."), *VOCABULARY.tags[1:])
        )
    },
    "no vocabulary": {"vocabulary": Vocabulary()},
    "standing page": {"pages": [replace(PAGES[0], title="Imprint")]},
    "author": {"author": "Others"},
    "id": {"written": edited("bridge", id="tag:example.com,2020:x")},
    "no standing page": {"pages": []},
    "site title": {"title": "Other"},
    "base": {"base_url": "https://other.example.com/x/"},
    "languages": {"languages": ("en", "ja")},
    "own language": {"languages": ("ar", "en")},
    "per page": {"per_page": 3},
    "related": {"related": 1},
    "config extra": {"extra": {"strings": {"en": {"tags": "Fields"}}}},
    "off": {"outputs": CONFIG.outputs - {"days", "static", "atom"}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_looks_different_has_other_inputs(change: str, pages: dict[str, bytes]) -> None:
    """Two equal inputs make equal bytes: else an incremental build would differ from a clean one."""
    after = site(**CHANGES[change])  # type: ignore[arg-type]
    old, new = inputs(site()), inputs(after)
    kept = {path for path in old.keys() & new.keys() if old[path] == new[path]}
    assert {path for path, page in rendered(after, paths=kept).items() if page != pages[path]} == set()
    assert old != new


def test_every_kind_is_registered_once() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert set(names) >= CONFIG.outputs


def test_years_have_every_day_of_the_year(pages: dict[str, bytes]) -> None:
    cells = tree(pages["2023/index.html"]).xpath("//td[normalize-space()]")
    assert len(cells) == 365
    assert len(tree(pages["2023/index.html"]).xpath("//td/a")) == 16


def test_ids_are_unique_on_each_page(pages: dict[str, bytes]) -> None:
    for path, page in pages.items():
        ids = re.findall(r'\bid="([^"]+)"', page.decode()) if path.endswith(".html") else []
        assert len(ids) == len(set(ids)), path
