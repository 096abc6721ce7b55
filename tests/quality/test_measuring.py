"""The tools that measure the reader say what is so."""

from pathlib import Path

import pytest
from measuring import corpus, floor, misses, oracle, table

DOCS = Path(__file__).resolve().parents[2] / "docs" / "extraction.md"
needs_scorer = pytest.mark.skipif(
    not corpus.DATA.is_dir(), reason="the scorer is part of the shared development data"
)


def test_a_table_replaces_what_stands_between_its_marks() -> None:
    text = "Above.\n<!-- table -->\nold\n<!-- /table -->\nBelow.\n"
    assert (
        table.filled(text, {"table": "new"}) == "Above.\n<!-- table -->\n\nnew\n\n<!-- /table -->\nBelow.\n"
    )


def test_a_document_without_the_marks_is_told() -> None:
    with pytest.raises(ValueError, match="<!-- html time -->"):
        table.filled("No marks.\n", {"html time": "1 s"})


def test_every_figure_asked_for_is_one_of_the_table() -> None:
    assert {field for _, _, field in table.ASKED} <= set(table.FIELDS)


def test_the_docs_tell_the_size_of_the_sample() -> None:
    assert f"{floor.EACH} pages of a set" in DOCS.read_text("utf-8")


@needs_scorer
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("", "none read"),
        ("Live: Ferry turns back in fog", "with a kicker or the site's name"),
        ("Ferry turns back", "cut short"),
        ("Ferry turns around in fog", "another wording"),
        ("Trains are late", "another line"),
    ],
)
def test_a_wrong_title_is_classed(title: str, kind: str) -> None:
    truth = {"title": "Ferry turns back in fog"}
    assert misses.title_class(truth, {"title": title}, {}, " ferry turns back in fog sixty people ") == kind


@needs_scorer
@pytest.mark.parametrize(
    ("authors", "kind"),
    [
        ([], "none read"),
        (["Jane Roe", "John Doe", "Kim Poe"], "one too many"),
        (["Jane Roe"], "a co-author lost"),
        (["Jane Mary Roe"], "the name with more or less than it, or spelt otherwise"),
        (["Kim Poe"], "another name"),
    ],
)
def test_wrong_authors_are_classed(authors: list[str], kind: str) -> None:
    truth = {"authors": ["Jane Roe", "John Doe"]}
    assert misses.authors_class(truth, {"authors": authors}, {}, " by jane roe and john doe ") == kind


@needs_scorer
def test_the_best_choice_of_blocks_is_no_worse_than_ours() -> None:
    """The tools take a page apart as the reader does: they must keep up with it."""
    some = [page for page in corpus.pages("html", ["scrapinghub"]) if page.truth.get("body")][:2]
    header, _, row = oracle.table(some, jobs=1).splitlines()[:3]
    figures = dict(zip(header.strip("| ").split(" | "), row.strip("| ").split(" | "), strict=True))
    assert float(figures[oracle.BEST]) >= float(figures[oracle.CHOSEN]) > 0.8
