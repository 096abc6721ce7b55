"""The dump that the project began with: every field that its description lists."""

import re
from pathlib import Path

import pytest
import yaml

from newsdigest.extract.text import read_text
from newsdigest.model.article import Article

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "data" / "sources"
DUMP = SOURCES / "japantoday-pompeo.txt"

pytestmark = pytest.mark.skipif(not DUMP.exists(), reason="the sample lies in ../shared, which is not here")


@pytest.fixture(scope="module")
def truth() -> dict:
    return yaml.safe_load((SOURCES / "japantoday-pompeo.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article() -> Article:
    return read_text(DUMP.name, DUMP.read_text(encoding="utf-8"))


def test_fields(article: Article, truth: dict) -> None:
    assert article.title == truth["title"]
    assert article.sections == (truth["section"],)
    assert list(article.authors) == truth["authors"]
    assert article.agency == truth["agency"]
    assert article.dateline == truth["dateline"]
    assert article.date == truth["date"]
    assert article.publisher == truth["publisher"]
    assert article.language == truth["language"]
    assert article.rights.splitlines() == truth["rights"]
    assert article.lead_image is not None
    assert article.lead_image.caption == truth["image"]["caption"]
    assert article.lead_image.credit == truth["image"]["credit"]


def test_body(article: Article, truth: dict) -> None:
    paragraphs = article.markdown.split("\n\n")
    assert len(paragraphs) == truth["body"]["paragraphs"]
    assert paragraphs[0].startswith(truth["body"]["first"])
    assert paragraphs[-1].startswith(truth["body"]["last"])
    assert paragraphs[-1].endswith(truth["body"]["ends"])
    for words in truth["must_have"]:
        assert words in article.markdown
    for kind, foreign in truth["must_not"].items():
        for words in foreign:
            assert words not in article.markdown, kind
    for words in truth["comments_quoting_the_body"]:
        assert len(re.findall(re.escape(words), article.markdown)) == 1


def test_every_field_says_where_it_was_found(article: Article) -> None:
    for field in ("title", "authors", "agency", "dateline", "date", "publisher", "language", "sections",
                  "lead_image", "rights", "markdown"):  # fmt: skip
        assert field in article.found_in
    assert article.found_in["title"].where == "line 5"
