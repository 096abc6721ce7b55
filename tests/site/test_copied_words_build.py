"""Promise 6, end to end: an entry that takes too many words from its source page is not published."""

import pytest
from tiny_site import DATE, TinySite

WORDS = [f"word{number}" for number in range(200)]
FILE = "content/entries/2026/03/cranes-return.md"
LICENCE = "licence: CC BY 4.0\n"


def quote(site: TinySite, words: list[str], *, licence: str = "", suffix: str = ".html") -> None:
    """An entry whose body has these words of a source page, which shows all of WORDS."""
    shown = " ".join(WORDS)
    html = f"<!DOCTYPE html><html><head><title>T</title></head><body><p>{shown}</p></body></html>"
    site.write(f"content/sources/cranes{suffix}", html if suffix == ".html" else shown)
    site.entry("cranes-return", body=" ".join(words), of_source=f"page: cranes{suffix}\n{licence}")


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_run_that_is_too_long(site: TinySite, suffix: str) -> None:
    site.build()
    before = site.published()
    quote(site, WORDS[:51], suffix=suffix)
    result = site.run("--date", DATE, "--no-ingest")
    assert result.err == (
        f"{FILE}:11: error[copied-words] 51 words in one run stand in `cranes{suffix}`, "
        "more than the 50 allowed: “word0 word1 word2 word3 word4 … word46 word47 word48 word49 word50”\n"
        "  hint: cut the quotation, or say it in your own words\n"
    )
    assert result.status == 1
    assert site.published() == before
    quote(site, WORDS[:50], suffix=suffix)
    site.build("--no-ingest")


def test_too_many_words_in_all(site: TinySite) -> None:
    runs = [[*WORDS[start : start + 38], f"own{start}"] for start in range(0, 160, 40)]
    quote(site, [word for run in runs for word in run])
    result = site.run("--date", DATE, "--no-ingest")
    assert result.status == 1
    assert (
        f"{FILE}:11: error[copied-words] 152 words stand in `cranes.html` in runs of six or more, "
        "more than the 150 allowed; the longest run: “word0 word1 word2 word3 word4 … "
    ) in result.err


def test_limits_are_settings(site: TinySite) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    quote(site, WORDS[:51])
    site.write("config.yaml", f"{config}copied_words:\n  run: 51\n")
    site.build("--no-ingest")
    site.write("config.yaml", f"{config}copied_words:\n  run: 20\n")
    assert site.run("--date", DATE, "--no-ingest").status == 1


def test_a_licence_allows_it(site: TinySite) -> None:
    quote(site, WORDS, licence=LICENCE)
    assert site.build("--no-ingest").err == ""
    quote(site, WORDS, licence=LICENCE.replace("BY", "BY-NC"))
    assert site.run("--date", DATE, "--no-ingest").status == 1


def test_a_publishers_licence_allows_it(site: TinySite) -> None:
    quote(site, WORDS)
    site.write("content/publishers.yaml", "courier:\n  name: Harbour Courier\n  licence: CC0\n")
    assert site.build("--no-ingest").err == ""


def test_a_page_that_is_not_there_is_a_warning(site: TinySite) -> None:
    quote(site, WORDS)
    (site.root / "content/sources/cranes.html").unlink()
    result = site.build("--no-ingest")
    assert result.err == (
        f"{FILE}:9:11: warning[copied-words] the words copied from `cranes.html` cannot be counted: "
        "it is not in content/sources\n"
        "  hint: put the page back, or leave it at that if it is kept elsewhere\n"
    )


def test_a_page_that_changes_is_counted_anew(site: TinySite) -> None:
    quote(site, WORDS[:60], licence=LICENCE)
    site.build("--no-ingest")
    quote(site, WORDS[:60])
    assert site.run("--date", DATE, "--no-ingest").status == 1
    site.write("content/sources/cranes.html", "<p>Something else.</p>")
    site.build("--no-ingest")
