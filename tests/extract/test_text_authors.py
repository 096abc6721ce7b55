"""Bylines in every shape that dumps have them, and what is none."""

import pytest

from newsdigest.extract.text import read_text
from newsdigest.extract.text.byline import readings
from newsdigest.extract.text.lines import Line, read_lines


@pytest.mark.parametrize(
    ("rows", "kind", "names"),
    [
        (["By JO ROE and Al Poe"], "lead", ("Jo Roe", "Al Poe")),
        (["Von", "Ida Kern"], "alone", ("Ida Kern",)),
        (["29. Juni 2017, 23:39 · von Ole Brandt"], "within", ("Ole Brandt",)),
        (["Jo Roe, 21 May 2025"], "bare", ("Jo Roe",)),
        (["May 21, 2025Jo A. Roe"], "bare", ("Jo A. Roe",)),
        (["Jo Roe@joroe"], "bare", ("Jo Roe",)),
        (["Jo Roe Al Poe Ida Kern"], "run", ("Jo Roe", "Al Poe", "Ida Kern")),
        (["Jo Roe", "Al Poe", "Seven lamps hang over the quay"], "rows", ("Jo Roe", "Al Poe")),
        (["About the author - Jo Roe"], "about", ("Jo Roe",)),
        (["（责任编辑：王小明）"], "editor", ("王小明",)),
        (["김하나 기자"], "role", ("김하나",)),
        (["김하나 기자", "hana@example.com", "이두리 기자", "댓글"], "role", ("김하나", "이두리")),
        (["By Jo Roe. This post has links to shops."], "lead", ("Jo Roe",)),
        (["By", "Jo Roe0,", "Al Poe &", "…", "Ida Kern"], "alone", ("Jo Roe", "Al Poe", "Ida Kern")),
        (["2. Mai 20242. Mai 2024 Ida Kern 4 Kommentare"], "bare", ("Ida Kern",)),
        (["Jo Roe is a reporter for the Exford Echo"], "bio", ("Jo Roe",)),
        (["Ida Kern schreibt seit 2010 über Mühlen."], "bio", ("Ida Kern",)),
        (["By", "Jo Roe", "Harbour affairs writer", "7"], "alone", ("Jo Roe",)),
        (["By", "Jo Roe Reporter", "Al Poe Editor"], "alone", ("Jo Roe", "Al Poe")),
        (["By Ela on 3. May, 2024 | 18 Comments. This post may have links to shops."], "lead_pen", ("Ela",)),
        (["2024-05-03 阅读：819 来源：转载 作者：王小明"], "role", ("王小明",)),
        (["02日14:25 作者： 王小明 出自[小城出版社]"], "role", ("王小明",)),
        (["Ida", "Kern", "Anna Lena", "Voss", "published"], "halves", ("Ida Kern", "Anna Lena Voss")),
        (["by jo on December 4, 2021"], "lead_pen", ("jo",)),
        (["Geschrieben von:", "Ida Kern"], "alone", ("Ida Kern",)),
        (["Author(s)", "Jo A. Roe", "Al Poe"], "alone", ("Jo A. Roe", "Al Poe")),
        (["Reviewed by", "Jo Roe"], "editor", ("Jo Roe",)),
        (["Haber: Elif Doe"], "lead", ("Elif Doe",)),
        (["Jo (Ann) Roe Published: January 3, 2024"], "bare", ("Jo (Ann) Roe",)),
        (["Jo Roe (now) and Al Poe (earlier)"], "bare", ("Jo Roe", "Al Poe")),
        (["Jo RoeTransport correspondent"], "bare", ("Jo Roe",)),
        (["Jo Roe", "Data journalist", "Al Poe", "Court reporter"], "rows", ("Jo Roe", "Al Poe")),
        (["港の灯りは今夜もともる。" * 20 + "【王小明】"], "bracket", ("王小明",)),
        (["Ida Kern Anna Lena Voss Jan Brandt"], "run", ("Ida Kern", "Anna Lena Voss", "Jan Brandt")),
        (["Auteur(s) :", "Ida Kern"], "alone", ("Ida Kern",)),
        (["by Jo RoeNovember 21, 2025"], "lead", ("Jo Roe",)),
        (["IdaLamps 18.10.2019, 15:07 Uhr"], "pen", ("IdaLamps",)),
        (["Jo Roe", "Jo writes about mills and the people in them."], "box", ("Jo Roe",)),
        (["Jo Roe Mill Guide", "Jo Roe is a guide at the old mill of Exford."], "box", ("Jo Roe",)),
        (["Ida Kern", "Author"], "box", ("Ida Kern",)),
        (["Por", "Ida Kern e", "Jo Roe", "— Exford"], "alone", ("Ida Kern", "Jo Roe")),
        (["लेखक: अनिल शर्मा"], "lead", ("अनिल शर्मा",)),
        (["Elif Doe, muhabir"], "bare", ("Elif Doe",)),
        (["bySauli Doe"], "lead", ("Sauli Doe",)),
        (["von idalamps"], "lead_pen", ("idalamps",)),
        (["Posted on 3 May 2021 by idak"], "within_pen", ("idak",)),
        (["3. Mai 2021 von", "Ida Kern"], "alone", ("Ida Kern",)),
        (["Mill to close after a hundred years by Ida Kern"], "behind", ("Ida Kern",)),
        (["Le moulin ferme par Anna Roe, le 3 mai 2021"], "behind", ("Anna Roe",)),
        (["© 2019–2024 Ida Kern · Impressum"], "holder", ("Ida Kern",)),
        (["Das Wehr soll im Mai wieder öffnen. (Ida Kern/dpa) +++"], "bracket", ("Ida Kern",)),
        (["Ida Kern in Exford and Jo Roe in Northam"], "bare", ("Ida Kern", "Jo Roe")),
        (["3. Mai 2021 Ida Kern Kultur"], "bare", ("Ida Kern",)),
        (["3. Mai 2021 Ida Kern Schreibe einen Kommentar"], "bare", ("Ida Kern",)),
        (["Ida Kern Ida Kern"], "bare", ("Ida Kern",)),
        (["Ida KernTravel News Reporter"], "bare", ("Ida Kern",)),
        (["By", "Ida Kern", "Ports reporter", "Jo Roe", "Staff writer"], "alone", ("Ida Kern", "Jo Roe")),
    ],
)
def test_reading(rows: list[str], kind: str, names: tuple[str, ...]) -> None:
    lines = [Line(number, row) for number, row in enumerate(rows, 1)]
    assert (kind, names) in [(one.kind, one.names) for one in readings(lines, 0, set())]


@pytest.mark.parametrize(
    "text",
    [
        "By Reuters",
        "By 6 years ago",
        "Ludwig von Kern wrote it",
        "98%",
        "04音乐文化人类学",
        "Zum Deal »",
        "有料記事",
    ],
)
def test_nothing_says_that_it_is_a_byline(text: str) -> None:
    assert {one.kind for one in readings([Line(1, text)], 0, set())} <= {"bare", "bio", "pen"}


STORY = [
    "The mill at the edge of Exford burnt down on Sunday, and nobody knows yet how the fire began.",
    "Firemen from three towns fought the flames until the morning, a spokeswoman of the town said.",
    "The mill was built two hundred years ago and had ground no corn since the end of the war.",
    "A museum was to open in it next spring, and its tools had been brought there only last week.",
]


def test_a_headline_right_above_its_byline_and_the_only_date_are_sure() -> None:
    text = "\n\n".join(["Exford mill burns down", "By JO ROE", "May 3, 2021", *STORY])
    article = read_text("mill.txt", text)
    assert (article.title, article.authors) == ("Exford mill burns down", ("Jo Roe",))
    assert str(article.date) == "2021-05-03"
    assert article.found_in["title"].sure
    assert article.found_in["date"].sure


def test_a_bare_name_below_the_first_paragraph_of_a_short_text_is_its_author() -> None:
    rows = ["Exford mill burns down", STORY[0], "Jo Roe , 26.04.2024 10:00 Uhr", *STORY[1:]]
    assert read_text("mill.txt", "\n\n".join(rows)).authors == ("Jo Roe",)


def test_who_edited_it_is_no_author_where_someone_wrote_it() -> None:
    rows = ["Exford mill burns down", "Reviewed by", "Al Poe", *STORY, "Written by", "Ida Kern"]
    assert read_text("mill.txt", "\n\n".join(rows)).authors == ("Ida Kern",)


def test_a_text_goes_on_past_a_box_of_links() -> None:
    box = ["Read also", "Exford buys a third snow plough", "[Read: The long wait for a bridge]"]
    rows = ["Exford mill burns down", "By JO ROE", *STORY[:2], *box, *STORY[2:], "Comments"]
    body = read_text("mill.txt", "\n\n".join(rows)).markdown
    assert body.split("\n\n") == STORY


def test_a_link_amid_a_sentence_is_joined_and_a_byline_below_a_headline_is_not() -> None:
    rows = [
        "Il mulino di Exford brucia nella notte di domenica",
        "di Ida Kern e Jo Roe",
        "Il mulino ai margini della città è bruciato domenica, ha detto il sindaco",
        "Al Poe",
        "in una riunione con gli abitanti del quartiere vecchio.",
    ]
    assert [line.text for line in read_lines("\n".join(rows * 2))[:3]] == [
        rows[0],
        rows[1],
        " ".join(rows[2:]),
    ]


def test_a_date_above_the_headline_is_sure_only_where_no_other_stands_there() -> None:
    above = ["Today: May 9, 2021", "Log in", "Exford mill burns down", "By JO ROE"]
    alone = read_text("mill.txt", "\n\n".join([*above, *STORY]))
    assert alone.found_in["date"].sure
    two = read_text("mill.txt", "\n\n".join(["Archive: April 1, 2020", *above, *STORY]))
    assert not two.found_in["date"].sure


def test_reviews_below_their_ratings_are_no_text() -> None:
    ratings = ["98%", "(39)", "2%", "(1)", "0%", "(0)", "0%", "(0)"]
    review = "I have never had a better mill than this one, and I would buy it again at any time, truly."
    article = read_text("mill.txt", "\n\n".join(["Exford mill burns down", *STORY, *ratings, review]))
    assert "burnt down" in article.markdown
    assert "never had" not in article.markdown


def test_a_few_counts_in_brackets_are_no_reviews() -> None:
    rows = [
        "Exford mill burns down",
        "Mills",
        "(3)",
        "Fires",
        "(4)",
        "Towns",
        "(12)",
        "Firemen",
        "(2)",
        *STORY,
    ]
    assert "burnt down" in read_text("mill.txt", "\n\n".join(rows)).markdown


@pytest.mark.parametrize(
    "heading", ["1 Kommentar:", "One thought on “Exford mill burns down”", "1 commentaire"]
)
def test_a_single_comment_ends_the_article_as_many_do(heading: str) -> None:
    comment = (
        "I have always said that this would come, and now it has come, and nobody wants to have known it."
    )
    below = [heading, "Unknown", "May 4, 2021 at 18:12", comment, "Reply", "2 likes", "Reply"]
    article = read_text("mill.txt", "\n\n".join(["Exford mill burns down", "By JO ROE", *STORY, *below]))
    assert article.markdown.endswith("only last week.")


@pytest.mark.parametrize("style", ["\n\n", "\n"])
def test_the_headline_is_told_from_those_of_other_stories_around_it(style: str) -> None:
    others = [
        "Exford buys a third snow plough",
        "Why the river Ex turned green",
        "Mayor wants a longer bridge",
    ]
    above = ["News", *others, "Local", "Exford mill burns down", "Jo Roe", "3 hours ago"]
    below = ["More from Exford", *others, "Privacy policy"]
    rows = ["Exford mill burns down | The Exford Echo", *above, *STORY, *below]
    article = read_text("mill.txt", style.join(rows))
    assert article.title == "Exford mill burns down"
    assert article.authors == ("Jo Roe",)
