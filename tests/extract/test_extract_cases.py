"""Whole invented pages: NAME.html, and NAME.yaml with what must be read of it and nothing beside."""

from pathlib import Path

import pytest
import yaml

from newsdigest.extract.page import read_page
from newsdigest.model.article import Article

CASES = Path(__file__).parent / "page_cases"
FIELDS = ("title", "authors", "date", "updated", "publisher", "agency", "dateline", "language", "canonical",
          "sections", "tags", "rights")  # fmt: skip


def shown(article: Article, field: str) -> object:
    value = getattr(article, field)
    return (
        list(value)
        if isinstance(value, tuple)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
    )


@pytest.mark.parametrize("page", sorted(CASES.glob("*.html")), ids=lambda page: page.stem)
def test_a_page_is_read_as_its_case_says(page: Path) -> None:
    case = yaml.safe_load(page.with_suffix(".yaml").read_text(encoding="utf-8"))
    article = read_page(page.name, page.read_bytes())
    read = {field: value for field in FIELDS if (value := shown(article, field))}
    image = article.lead_image
    if image:
        read["image"] = {k: v for k in ("src", "caption", "credit") if (v := getattr(image, k))}
    sure = case.pop("sure", [])
    assert read == case
    assert [field for field in sure if not article.found_in[field].sure] == []


@pytest.mark.parametrize("page", sorted(CASES.glob("*.html")), ids=lambda page: page.stem)
def test_every_field_read_says_where(page: Path) -> None:
    article = read_page(page.name, page.read_bytes())
    for field in (*FIELDS, "description", "lead_image", "markdown"):
        assert bool(getattr(article, field)) == (field in article.found_in)


def test_how_signs_are_read_stands_in_no_text_unless_in_brackets() -> None:
    page = CASES / "readings-above-signs.html"
    article = read_page(page.name, page.read_bytes())
    assert "北町の港に七つの灯り" in article.markdown
    assert "船長の林（はやし）さん" in article.markdown


def test_what_a_link_says_of_its_window_is_no_part_of_it() -> None:
    page = CASES / "links-that-tell-of-windows.html"
    text = read_page(page.name, page.read_bytes()).markdown
    assert "after [a report](https://example.com/report) found" in text
    assert "the [office](https://example.com/office) said" in text
    assert "[la presse locale](https://example.com/fr) reported" in text
    assert "this [external link](https://example.com/look), which" in text
    assert "external link [by this form]" in text
    assert "of the harbour" in text
