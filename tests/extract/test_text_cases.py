"""Invented dumps of many shapes, each a text and what is true of it, in text_cases/."""

from pathlib import Path

import pytest
import yaml

from newsdigest.extract.text import read_text
from newsdigest.model.article import Article

CASES = sorted((Path(__file__).parent / "text_cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    article = read_text(path.name, path.read_text(encoding="utf-8"))
    truth = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    for field, wanted in _fields(truth).items():
        assert _plain(article, field) == wanted, field
    paragraphs = article.markdown.split("\n\n")
    assert len(paragraphs) == truth["paragraphs"], article.markdown
    assert paragraphs[0].startswith(truth["first"])
    assert paragraphs[-1].startswith(truth["last"])
    for words in truth.get("once", []):
        assert article.markdown.count(words) == 1
    for words in truth["must_not"]:
        assert words not in article.markdown


def test_found_in_has_a_key_for_every_field_that_is_not_empty() -> None:
    for path in CASES:
        article = read_text(path.name, path.read_text(encoding="utf-8"))
        filled = {
            name for name in Article.__slots__ if getattr(article, name) and name not in ("page", "found_in")
        }
        assert set(article.found_in) == filled


def _fields(truth: dict) -> dict:
    return {
        key: truth[key] for key in truth if key not in ("paragraphs", "first", "last", "once", "must_not")
    }


def _plain(article: Article, field: str) -> object:
    if field in ("caption", "credit"):
        assert article.lead_image is not None
        return getattr(article.lead_image, field)
    value = getattr(article, field)
    return list(value) if isinstance(value, tuple) else value
