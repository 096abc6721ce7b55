"""Tags found in a page: whole words, any script, best first."""

from newsdigest.draft.tags import MAX_TAGS, candidates, tags_for
from newsdigest.model.article import Article
from newsdigest.model.vocabulary import Tag, Vocabulary

VOCABULARY = Vocabulary(
    (
        Tag("ports", "Ports", aliases=("port", "harbour")),
        Tag("dredging", "Dredging", aliases=("mud",), retired_into="ports"),
        Tag("us", "United States", aliases=("US", "U.S.")),
        Tag("tides", "Tides", labels={"ja": "潮", "ar": "المد"}),
        Tag("human-rights", "Human rights"),
    )
)


def tags(
    title: str = "", body: str = "", *, lead: str = "", keywords: tuple[str, ...] = ()
) -> tuple[str, ...]:
    return tags_for(Article("a.html", title=title, markdown=body, tags=keywords), lead, VOCABULARY)


def test_whole_words_only() -> None:
    assert tags("The harbour sleeps") == ("ports",)
    assert tags("The report on transport", "Reports and airports.") == ()


def test_case_width_and_hyphens_are_folded() -> None:
    assert tags("ＨＵＭＡＮ-ＲＩＧＨＴＳ first") == ("human-rights",)


def test_scripts_without_spaces_have_no_word_ends() -> None:
    assert tags("大潮の港") == ("tides",)
    assert tags("جداول المد في الميناء") == ("tides",)


def test_an_acronym_is_no_pronoun() -> None:
    assert tags("They told us nothing") == ()
    assert tags("They told the US nothing") == ("us",)
    assert tags("They told the U.S. nothing") == ("us",)


def test_the_names_of_a_retired_tag_lead_to_its_successor() -> None:
    assert tags("Mud in the river") == ("ports",)


def test_the_page_s_keywords_are_mapped() -> None:
    assert tags("Nothing", keywords=("Human Rights", "unlisted")) == ("human-rights",)


def test_the_headline_weighs_more_than_the_lead_and_both_more_than_the_body() -> None:
    body = "The tides. The tides. Human rights."
    assert tags("Port news", body, lead="On human rights.") == ("ports", "human-rights", "tides")


def test_named_once_in_passing_is_not_enough_but_a_candidate() -> None:
    article = Article("a.html", title="Fog", markdown="Some fog on the tides.", tags=("sea fog",))
    assert tags_for(article, "", VOCABULARY) == ()
    assert candidates(article, "", VOCABULARY) == ("tides", "sea fog")


def test_six_at_most() -> None:
    names = ["one", "two", "three", "four", "five", "six", "seven"]
    many = Vocabulary(tuple(Tag(name, name) for name in names))
    found = tags_for(Article("a.html", title="One two three four five six seven"), "", many)
    assert found == tuple(names[:MAX_TAGS])
    assert MAX_TAGS == 6
