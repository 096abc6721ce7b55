"""What becomes the summary: a description that stands alone, else the lead."""

import pytest

from newsdigest.draft.limits import Limits
from newsdigest.draft.summary import lead_of, opening_of, summary_of
from newsdigest.model.article import Article

LEAD = "The old chain of the harbour lay on the quay on Monday. Nobody dared to touch it. It was rusty."
NO_LIMITS = Limits(1000, 1000, ())


def summary(description: str, lead: str = LEAD, language: str = "en") -> str:
    article = Article(
        "a.html", title="Harbour chain found", description=description, markdown=lead, language=language
    )
    return summary_of(article, lead_of(article), NO_LIMITS)


def test_a_description_that_stands_alone() -> None:
    description = "Divers found the chain that closed the harbour of Ellery."
    assert summary(description) == description
    assert summary("Divers found the chain that closed the harbour of Ellery") == description.removesuffix(
        "."
    )


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Harbour chain found",
        "The old chain of the harbour lay on the",
        "The old chain of the harbour lay on the…",
        "Chain news.",
        "News, sport, weather and more than one hundred recipes, every morning before breakfast.",
        "All about the old chain of the harbour and the quay at https://example.com/chain",
    ],
)
def test_otherwise_the_lead(description: str) -> None:
    assert (
        summary(description)
        == "The old chain of the harbour lay on the quay on Monday. Nobody dared to touch it."
    )


def test_whole_sentences_of_a_description_that_was_cut() -> None:
    cut = "Divers found the chain that closed the harbour of Ellery. It lay on the quay..."
    assert summary(cut) == "Divers found the chain that closed the harbour of Ellery."


def test_two_sentences_in_a_script_without_spaces() -> None:
    lead = "港の古い鎖が月曜日に岸壁で見つかった。誰も触ろうとしなかった。鎖はさびていた。"
    assert summary("", lead, "ja") == "港の古い鎖が月曜日に岸壁で見つかった。誰も触ろうとしなかった。"


@pytest.mark.parametrize(
    "dateline, opening",
    [
        ("ELLERY", "ELLERY (CW) — "),
        ("ELLERY", "ELLERY — "),
        ("", "PORT ELLERY (Coastal Wire) - "),
        ("Ellery", "Ellery, 3 March – "),
    ],
)
def test_the_dateline_is_no_part_of_the_lead(dateline: str, opening: str) -> None:
    article = Article(
        "a.html", title="T", dateline=dateline, markdown=f"## Head\n\nShort one.\n\n{opening}{LEAD}"
    )
    assert lead_of(article) == LEAD


def test_a_lead_without_dateline_keeps_its_dashes() -> None:
    text = "The chain – all nine pieces of it – lay on the quay of the old harbour."
    assert lead_of(Article("a.html", title="T", markdown=text)) == text


def test_an_interview_is_quoted_by_an_answer_and_not_by_what_was_asked() -> None:
    asked = "**Ms Holt, when did you know that the boat would not sail again?**"
    answer = "On the Friday. The divers rang me from the quay, and I knew from the first word."
    article = Article(page="a.html", language="en", markdown=f"{asked}\n\n{answer}")
    assert opening_of(article, "A ferry is out of service.") == answer


def test_of_a_list_of_pictures_a_caption_is_prose_but_no_number_is() -> None:
    caption = "Men carry the lamp of the lighthouse down to the boat on Sunday."
    items = "\n".join(f"{n}. ![x](https://img.example.com/{n}.jpg)\n\n   *{caption}*" for n in (1, 2))
    assert lead_of(Article(page="a.html", language="en", markdown=items)) == caption
