"""Templates that say something else: pages are retouched, and are what a clean build would make."""

import os
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_site import REPOSITORY, TinySite, full_site

from newsdigest.build import pipeline
from newsdigest.model.report import Report

EXAMPLES = int(os.environ.get("NEWSDIGEST_EXAMPLES", "6"))
SHIPPED = {file.name: file.read_text("utf-8") for file in sorted((REPOSITORY / "templates").glob("*.html"))}
_CODE = re.compile(r"({[{%#].*?[}%#]})", re.DOTALL)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Report]]:
    """The reports of builds that were whole."""
    build, reports = pipeline._build, []

    def noted(*arguments):
        reports.append(build(*arguments))
        return reports[-1]

    monkeypatch.setattr(pipeline, "_build", noted)
    yield reports


def say(site: TinySite, words: str, name: str = "base.html", old: str = "</footer>") -> None:
    assert SHIPPED[name].count(old) == 1
    site.write(f"templates/{name}", SHIPPED[name].replace(old, f"<p>{words}</p>\n{old}"))


def test_words_of_the_frame(full: TinySite, whole: list[Report]) -> None:
    say(full, "First words")
    full.build()
    before, stats = full.published(), full.stats()
    assert len(whole) == 1
    say(full, "Other words")
    result = full.build()
    assert len(whole) == 1, "pages should have been retouched"
    after = full.published()
    changed = {path for path in after if after[path] != before[path]} - {".newsdigest-manifest"}
    pages = {path for path in after if path.endswith(".html") and "First words" not in full.public(path)}
    assert changed == {path for path in pages if "Other words" in full.public(path)}
    assert f"{len(changed)} pages written" in result.out
    assert {path for path in stats if stats[path] != full.stats()[path] and path.endswith(".xml")} == set()
    assert after == full.built_clean()
    stats = full.stats()
    assert " 0 pages written" in full.build().out
    assert full.stats() == stats
    full.entry("report-5", date="2026-02-05", title="Edited once more")
    full.build()
    assert "Edited once more" in full.public("2026/02/05/report-5/index.html")
    assert len(whole) == 2, "that of the clean build"
    full.write("content/pages/late.md", "---\ntitle: Late\n---\nA page.\n")
    full.build()
    assert len(whole) == 3
    assert full.published() == full.built_clean()


def test_words_of_one_kind_of_page(full: TinySite, whole: list[Report]) -> None:
    say(full, "First words", "entry.html", "<article")
    full.build()
    say(full, "Other words", "entry.html", "<article")
    full.build()
    assert len(whole) == 1
    assert "Other words" in full.public("2026/03/04/cranes-return/index.html")
    assert full.published() == full.built_clean()


def test_several_cores(full: TinySite, whole: list[Report]) -> None:
    for number in range(90):
        full.entry(f"more-{number}", date=f"2026-05-{number % 28 + 1:02}")
    say(full, "First words")
    full.build("--jobs", "2")
    say(full, "Other words")
    full.build("--jobs", "2")
    assert len(whole) == 1
    assert full.published() == full.built_clean()


def test_a_page_that_is_not_as_it_was_made(full: TinySite, whole: list[Report]) -> None:
    """Neither one that its stat gives away, nor one that has its stat kept."""
    say(full, "First words")
    full.build()
    page = full.root / "public/about/index.html"
    page.write_text("Other words stood here.", "utf-8")
    say(full, "Second words")
    full.build()
    assert len(whole) == 2
    stat, data = page.stat(), page.read_bytes()
    page.write_bytes(data.replace(b"Tiny", b"Tidy"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    say(full, "Third words")
    full.build()
    assert len(whole) == 3
    assert full.published() == full.built_clean()


def test_an_entry_that_says_what_its_template_says(full: TinySite, whole: list[Report]) -> None:
    say(full, "First words", "entry.html", "<article")
    full.build()
    full.entry("quoting", body="```\n</p>\n<article\n```\n<p>First words</p>\n<article>\n")
    full.build()
    say(full, "Other words", "entry.html", "<article")
    full.build()
    assert "&lt;article" in full.public("2026/03/04/quoting/index.html")
    assert full.published() == full.built_clean()


@pytest.mark.parametrize("delivery", ["minify: all", "compress: [gzip, br]"])
def test_pages_that_are_made_smaller(full: TinySite, whole: list[Report], delivery: str) -> None:
    config = (full.root / "config.yaml").read_text("utf-8")
    full.write("config.yaml", f"{config}delivery:\n  {delivery}\n")
    say(full, "First words")
    full.build()
    say(full, "Other   words")
    full.build()
    assert len(whole) == 2
    assert full.published() == full.built_clean()


def test_a_broken_template_publishes_nothing(full: TinySite, whole: list[Report]) -> None:
    say(full, "First words")
    full.build()
    before = full.published()
    say(full, "{% if %}")
    result = full.run("--date", "2026-06-01")
    assert result.status == 1
    assert "templates/base.html:" in result.err
    assert full.published() == before
    say(full, "Other words")
    full.build()
    assert full.published() == full.built_clean()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_words_anywhere(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever a template says, wherever it says it, the site is what a clean build makes."""
    site = full_site(tmp_path_factory.mktemp("words") / "site")
    now = dict(SHIPPED)
    for name in SHIPPED:
        site.write(f"templates/{name}", SHIPPED[name])
    site.build()
    for _ in range(4):
        for name in data.draw(st.sets(st.sampled_from(sorted(SHIPPED)), min_size=1, max_size=2), "names"):
            pieces = _CODE.split(now[name])
            place = data.draw(st.sampled_from(range(0, len(pieces), 2)), "piece")
            at = data.draw(st.integers(0, len(pieces[place])), "at")
            until = data.draw(st.sampled_from((at, at, at + 3)), "until")
            word = data.draw(st.sampled_from(("<!-- One -->", "Two", "\n", "")), "word")
            pieces[place] = pieces[place][:at] + word + pieces[place][until:]
            now[name] = "".join(pieces)
            site.write(f"templates/{name}", now[name])
        site.build()
        assert site.published() == site.built_clean()
