"""The body of a page: what is kept, what is dropped, and that no tree is too much."""

import re
import time

import pytest
from lxml import etree, html

from newsdigest.extract.body import Body, read_body

PROSE = (
    "The harbour council of Eastvale voted to rebuild the northern pier, broken by a storm in March.",
    "Work is to begin in the autumn and take two years, the council said, and to cost eleven million crowns.",
    "Fishermen had asked for a longer pier; they got a stronger one, with a light at its end and a crane.",
    "“We waited long enough,” said Ada Brandt, who has sold fish there since 1987 and will go on.",
    "The old stones will be used again for a path along the shore, where two hundred trees will be planted.",
)
PAGE = """<html><head><title>Pier - Eastvale Post</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li></ul></nav>
<main><article class="article"><h1>Eastvale rebuilds its pier</h1><div class="article-body">
<p>{}</p><p>{} <a href="/crane">The crane</a> is old.</p>
<figure><img src="/pier.jpg" alt="The pier"><figcaption>The pier in March.</figcaption></figure>
<p class="related">Read more: <a href="/storm">How the storm came</a></p>
<h2>What the town gets</h2><p>{}</p>
<blockquote><p>{}</p></blockquote>
<ul><li>a pier of two hundred metres, built of granite from the hills above the town</li>
<li>a crane that lifts twelve tonnes, and that the harbour master will keep for all to use</li></ul>
<p>{}</p><p>(Reporting by Jo Marsh; editing by Lee Hart)</p></div></article>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>This is a waste of our
money, and I have said so at every meeting of the council since the storm, but nobody there has ever
listened to me or to my wife.</p></div>
</section></main><footer><p>© Eastvale Post. All rights reserved.</p></footer></body></html>""".format(*PROSE)


def read(markup: str, article_body: str = "", description: str = "") -> Body:
    tree = html.document_fromstring(markup)
    return read_body(
        tree,
        title="Eastvale rebuilds its pier",
        article_body=article_body,
        descriptions=[description],
        outlet="Eastvale Post",
        url="https://example.com/a",
    )


def test_a_standfirst_that_the_description_repeats_opens_the_body() -> None:
    deck = "Three years after the storm the first planks are laid, and half the town has come."
    markup = re.sub("</h1>", f"</h1><p class='article-lead'>{deck}</p>", PAGE, count=1)
    assert deck in markup
    assert read(markup, description=deck).markdown.startswith(deck)


def test_a_page_that_nobody_finds_an_article_on_gives_its_running_text() -> None:
    boxes = "".join(f"<div class='css-{n}'>{text}</div>" for n, text in enumerate(PROSE))
    markup = f"<body><div><h1>Eastvale rebuilds its pier</h1>{boxes}<div>Related stories</div></div></body>"
    body = read(markup)
    assert body.markdown.split("\n\n") == list(PROSE)
    assert not body.found_in.sure


@pytest.mark.parametrize(
    "line",
    ["Publicado em 12/05/2023 10h30 Atualizado em 15/05/2023 11h00", "Posted: May 12, 2023 | 5:00 a.m."],
)
def test_a_line_of_dates_above_the_text_is_no_part_of_it(line: str) -> None:
    markup = PAGE.replace('<div class="article-body">', f'<div class="article-body"><p>{line}</p>')
    assert read(markup).markdown.startswith(PROSE[0])


def test_an_invitation_to_subscribe_amid_the_text_is_no_part_of_it() -> None:
    invitation = "The Pier is a reader-supported publication. To receive new posts, become a subscriber."
    markdown = read(PAGE.replace("<blockquote>", f"<p>{invitation}</p><blockquote>")).markdown
    assert "reader-supported" not in markdown


def test_the_body_ends_at_a_heading_that_says_comments_follow() -> None:
    replies = (
        "<h2>12 Kommentare</h2><div>Mara 3.3.2021</div><p>Wir haben lange gewartet, und nun ist er da.</p>"
    )
    markdown = read(PAGE.replace("</article>", f"{replies}</article>")).markdown
    assert PROSE[-1][:60] in markdown
    assert "Mara" not in markdown
    assert "lange gewartet" not in markdown


def test_an_article_comes_out_whole_and_in_order() -> None:
    markdown = read(PAGE).markdown
    places = [markdown.find(text[:60]) for text in PROSE]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "kept",
    ["## What the town gets", "- a pier of two hundred", "> “We waited", "[The crane](https://example.com/crane)",
     "](https://example.com/pier.jpg)"],
)  # fmt: skip
def test_structure_is_kept(kept: str) -> None:
    assert kept in read(PAGE).markdown


@pytest.mark.parametrize(
    "dropped",
    ["Eastvale rebuilds its pier", "Read more", "Reporting by", "waste of our money", "rights", "Sport"],
)
def test_furniture_is_dropped(dropped: str) -> None:
    assert dropped not in read(PAGE).markdown


def test_lead_is_the_first_paragraph() -> None:
    assert read(PAGE).lead_text == PROSE[0]


def test_the_page_stays_as_it_was() -> None:
    tree = html.document_fromstring(PAGE)
    before = etree.tostring(tree)
    read_body(tree, title="", outlet="", article_body="", descriptions=(), url="")
    assert etree.tostring(tree) == before


def test_a_second_copy_of_the_text_is_left_out() -> None:
    twice = PAGE.replace("</article>", f"</article><div class='mobile'><p>{'</p><p>'.join(PROSE)}</p></div>")
    assert read(twice).markdown.count(PROSE[0]) == 1


def test_what_an_article_asks_again_stays() -> None:
    question = (
        "<p>What would you tell a fisherman who has lost his berth to the storm in March, and his boat?</p>"
    )
    interview = PAGE.replace(f"<p>{PROSE[2]}</p>", f"{question}<p>{PROSE[2]}</p>{question}")
    assert read(interview).markdown.count("What would you tell a fisherman") == 2


def test_a_table_is_kept_whole() -> None:
    table = (
        "<table><tr><th>Part</th><th>Plan</th></tr>"
        "<tr><td>Pier</td><td>Two hundred metres of granite, open to all in the summer of 2027.</td></tr>"
        "<tr><td>Crane</td><td>It lifts twelve tonnes and stays where it has stood since the war.</td></tr>"
        "</table>"
    )
    markdown = read(PAGE.replace("<blockquote>", f"{table}<blockquote>")).markdown
    assert "| Part | Plan |\n| --- | --- |\n| Pier | Two hundred" in markdown


def test_a_table_of_figures_amid_the_text_is_kept() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{year % 7}.{year % 9}</td></tr>" for year in range(2019, 2025))
    table = f"<table><tr><th>Year</th><th>Tonnes</th></tr>{rows}</table>"
    markdown = read(PAGE.replace("<blockquote>", f"{table}<blockquote>")).markdown
    assert "| Year | Tonnes |\n| --- | --- |\n| 2019 | 3.3 |" in markdown
    assert "| 2024 | 1.8 |" in markdown


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>{}</p><footer>— <cite>Ada Brandt, fishmonger</cite></footer></blockquote>",
        "<blockquote class='twitter-tweet'><p>{}</p>— Ada Brandt <a href='/1'>May 3, 2025</a></blockquote>",
    ],
    ids=["in the quotation", "in a post"],
)
def test_a_quotation_is_kept_with_its_source(quotation: str) -> None:
    said = "A pier is a street that ends in the sea, and I want to sell fish on it until I am ninety."
    markdown = read(PAGE.replace("<blockquote>", f"{quotation.format(said)}<blockquote>")).markdown
    assert f"> {said}" in markdown
    assert markdown.index(said) < markdown.index("Ada Brandt") < markdown.index(PROSE[3])


def test_a_table_of_contents_is_dropped() -> None:
    heads = ("The storm in March", "What the town gets", "Who pays for the pier")
    contents = "".join(f"<li><a href='#part-{n}'>{head}</a></li>" for n, head in enumerate(heads))
    page = PAGE.replace("</h1>", f"</h1><ul>{contents}</ul>")
    assert "Who pays for the pier" not in read(page).markdown


def test_a_body_given_only_as_data_is_taken() -> None:
    body = read("<html><body><div id='app'></div></body></html>", "\n".join(PROSE))
    assert body.markdown == "\n\n".join(PROSE)
    assert body.found_in.where == "json-ld articleBody"


def test_a_right_to_left_and_an_unspaced_script() -> None:
    arabic = (
        "قرر مجلس الميناء يوم الاثنين إعادة بناء الرصيف الشمالي الذي حطمته العاصفة في شهر مارس الماضي، "
        "وقال إن العمل سيبدأ في الخريف ويستمر عامين."
    )
    japanese = (
        "港の評議会は月曜日、三月の嵐で壊れた北の桟橋を"
        "建て直すことを決めた。工事は秋に始まり、二年かかる見通しだ。"
    )
    for text in (arabic, japanese):
        prose = f"<p>{text}</p><p>{text[::-1]}</p>"
        page = f"<body><nav><a href='/'>x</a></nav><article><h1>題</h1>{prose}</article></body>"
        assert text in read(page).markdown


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<p></p>", "<body>word</body>", "<frameset><frame></frameset>"]
)
def test_a_page_without_an_article_gives_little(markup: str) -> None:
    assert len(read(markup).markdown) < 20
    assert not read(markup).found_in.sure


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "li", "a"])
def test_deep_trees(tag: str) -> None:
    root = inner = etree.SubElement(html.Element("html"), "body")
    for _ in range(20_000):
        inner = etree.SubElement(inner, tag)
        inner.text = "word"
    tree = root.getparent()
    assert tree is not None
    read_body(tree, title="", outlet="", article_body="", descriptions=(), url="")


def test_large_pages_take_seconds() -> None:
    page = f"<body><article>{f'<p>{PROSE[0]}</p>' * 40_000}</article></body>"
    started = time.process_time()
    read(page)
    assert time.process_time() - started < 20
