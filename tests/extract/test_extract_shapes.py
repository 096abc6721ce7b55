"""Shapes of whole pages that hide their text from a plain parser: frames, shadow roots, data, archives."""

import html
import json
import time

import pytest

from newsdigest.extract.page import read_page

PROSE = (
    "The ferry between Lowtide and Farshore will not run before the middle of next month, the board said.",
    "Divers found a crack in the hull on Friday that is longer than a man is tall, and wider than his hand.",
    "“Nobody here wants to sail with a hull like that,” said Maren Holt, who has chaired it since May.",
    "Passengers take the bus around the bay, a journey of two hours where the crossing took eleven minutes.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)
STORY = f"<h1>Ferry out of service</h1><p>By Ines Carrow</p>{PARAGRAPHS}"


def page(body: str, head: str = "") -> bytes:
    return f"<html lang='en'><head><title>Ferry out of service</title>{head}</head>{body}</html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f"<FRAMESET cols='150,*'><FRAME src='m.html'><NOFRAMES><body>{STORY}</body></NOFRAMES></FRAMESET>",
        f"<body><bt-app><template shadowrootmode='open'><bt-page><template shadowroot='open'>{STORY}"
        "</template></bt-page></template></bt-app></body>",
    ],
    ids=["frames", "shadow roots"],
)
def test_what_a_browser_shows_is_read(body: str) -> None:
    article = read_page("ferry.html", page(body))
    assert article.title == "Ferry out of service"
    assert article.authors == ("Ines Carrow",)
    assert all(text in article.markdown for text in PROSE)


def test_a_template_that_a_script_fills_is_no_text() -> None:
    body = f"<body>{STORY}<template id='card'><p>{PROSE[0].replace('ferry', 'tram')}</p></template></body>"
    assert "tram" not in read_page("ferry.html", page(body)).markdown


def test_a_picture_of_amp_is_a_picture() -> None:
    figure = (
        "<figure><amp-img src='https://img.example.com/ferry.jpg' width='900' height='600'></amp-img>"
        "<figcaption>The ferry at her berth. <span>Photograph: Lars Dunn</span></figcaption></figure>"
    )
    body = f"<body><article><h1>Ferry out of service</h1>{figure}{PARAGRAPHS}</article></body>"
    article = read_page("ferry.html", page(body))
    assert article.lead_image is not None
    assert (article.lead_image.src, article.lead_image.caption, article.lead_image.credit) == (
        "https://img.example.com/ferry.jpg",
        "The ferry at her berth.",
        "Lars Dunn",
    )


PARTS = [f"<p>{text} <a href='/yard'>The yard</a> agrees.</p>" for text in PROSE]
DATA = {
    "page": {"teasers": [{"text": PROSE[0]}], "title": "Ferry out of service"},
    "story": {"parts": [{"html": part} for part in PARTS]},
}
MARKUP = "".join(PARTS)
ROWS = (
    '1:I[9304,["chunk.js"],"Page"]\n',
    f'2:T{len(MARKUP.encode()):x},{MARKUP}3:["$","$L1",null,{{"markup":"$2","menu":["All the news"]}}]\n',
)
STREAM = "".join(f"<script>self.__next_f.push({json.dumps([1, row])})</script>" for row in ROWS)


@pytest.mark.parametrize(
    "script",
    [
        f"<script id='data' type='application/json'>{json.dumps(DATA)}</script>",
        f"<script>window.App=window.App||{{}};App.content={json.dumps(DATA)};App.on=false;</script>",
        f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{STREAM}",
        f"<iframe srcdoc='{html.escape(MARKUP)}'></iframe>",
    ],
    ids=["as JSON", "given to a variable", "in pieces", "in a frame"],
)
def test_a_text_that_is_data_alone_is_the_body_but_not_surely(script: str) -> None:
    article = read_page("ferry.html", page(f"<body><div id='root'>Loading…</div>{script}</body>"))
    assert article.markdown.split("\n\n") == [f"{text} [The yard](/yard) agrees." for text in PROSE]
    assert not article.found_in["markdown"].sure


def test_data_do_not_replace_a_text_that_the_page_shows() -> None:
    script = f"<script type='application/json'>{json.dumps({'other': [PROSE[0] * 9]})}</script>"
    article = read_page("ferry.html", page(f"<body>{STORY}{script}</body>"))
    assert article.markdown.split("\n\n") == list(PROSE)


def test_scripts_full_of_broken_values_take_linear_time() -> None:
    script = "<script>" + "x={[" * 200_000 + "</script>"
    begin = time.process_time()
    read_page("ferry.html", page(f"<body>{script}</body>"))
    assert time.process_time() - begin < 5


def test_a_heading_right_above_a_paragraph_amid_the_text_is_kept() -> None:
    parts = "".join(
        f"<h2>Item {n}: {name}</h2><p>{text}</p>"
        for n, (name, text) in enumerate(zip("abcd", PROSE, strict=True))
    )
    article = read_page(
        "ferry.html", page(f"<body><h1>Ferry out of service</h1><p>{PROSE[0]}</p>{parts}</body>")
    )
    assert article.markdown.count("## Item") == 4


def test_a_discussion_without_marks_is_known_by_its_offers_to_reply() -> None:
    remarks = "".join(
        f"<div class='m{n}'><div>gull{n} Feb 12, 2024</div><p>I said so for years: {text}</p>"
        "<div><a>Reply</a> <a>Quote</a> <a>+4</a></div></div>"
        for n, text in enumerate(PROSE)
    )
    body = f"<body><div>{STORY}</div><div><div>What readers think (4)</div>{remarks}</div></body>"
    assert "I said so" not in read_page("ferry.html", page(body)).markdown


@pytest.mark.parametrize(
    "line",
    ["EFE", "mh/tb/ic", "PAP/jk", "（责任编辑：王芳）", "저작권자 ⓒ 만일보, 무단 전재",
     "SOURCE Harbor Works Inc.", "انتهای پیام", "You are receiving this email as you signed up"],
)  # fmt: skip
def test_lines_that_close_a_report_are_no_part_of_it(line: str) -> None:
    article = read_page("ferry.html", page(f"<body><article>{STORY}<p>{line}</p></article></body>"))
    assert article.markdown.endswith(PROSE[-1])
