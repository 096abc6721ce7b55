"""The lead picture: which one it is, and what of the words beside it is caption and what credit."""

import pytest

from newsdigest.extract.page import read_page
from newsdigest.model.entry import Image

HEAD = (
    '<html><head><meta property="og:image" content="https://example.com/i/harbour-1200x630.jpg"></head><body>'
)
PICTURE = '<img src="https://example.com/i/harbour-600x400.jpg">'
SOURCES = '<source srcset="/i/harbour-1.webp"><source srcset="/i/harbour-2.webp">'


def lead(body: str) -> Image:
    image = read_page("page.html", f"{HEAD}{body}".encode()).lead_image
    assert image is not None
    return image


@pytest.mark.parametrize(
    ("beside", "caption", "credit"),
    [
        (f"<figure>{PICTURE}<figcaption>The harbour at dawn. Photo: Jo Roe</figcaption></figure>",
         "The harbour at dawn.", "Jo Roe"),
        (f"<figure><picture>{SOURCES}{PICTURE}</picture><figcaption>The harbour.</figcaption></figure>",
         "The harbour.", ""),
        (f"<div><div>{PICTURE}</div><div>View 6 images</div><p class=caption>The harbour.</p></div>",
         "The harbour.", ""),
        (f"<figure>{PICTURE}</figure><figcaption>The harbour. Jo Roe/AFP</figcaption>",
         "The harbour.", "Jo Roe/AFP"),
        (f"<figure>{PICTURE}<figcaption>The harbour / Jo Roe</figcaption></figure>", "The harbour", "Jo Roe"),
        (f"<figure>{PICTURE}<figcaption>It was calm. Mike Bloomberg spoke of storms</figcaption></figure>",
         "It was calm. Mike Bloomberg spoke of storms", ""),
        (f"<div>{PICTURE}<div>The harbour at dawn</div></div><p>Text of the article.</p>",
         "The harbour at dawn", ""),
        (f"<div>{PICTURE}<h2>Another story</h2></div>", "", ""),
    ],
)  # fmt: skip
def test_caption_and_credit(beside: str, caption: str, credit: str) -> None:
    image = lead(f"<main><h1>The harbour of Anytown reopens</h1>{beside}<p>Ships came in again.</p></main>")
    assert image.src == "https://example.com/i/harbour-1200x630.jpg"
    assert (image.caption, image.credit) == (caption, credit)


def test_the_place_with_a_caption_counts_where_a_picture_stands_twice() -> None:
    body = f"<main><div>{PICTURE}</div><figure>{PICTURE}<figcaption>At dawn</figcaption></figure></main>"
    assert lead(body).caption == "At dawn"


def test_a_captioned_picture_that_opens_the_article_goes_before_the_named_one_further_down() -> None:
    opening = '<figure><img src="/i/mayor.jpg"><figcaption>The mayor. Photo: Jo Roe</figcaption></figure>'
    later = f"<p>Ships came in again.</p><figure>{PICTURE}<figcaption>The harbour</figcaption></figure>"
    image = lead(f"<main><h1>The harbour of Anytown reopens</h1>{opening}{later}</main>")
    assert (image.src, image.caption, image.credit) == ("/i/mayor.jpg", "The mayor.", "Jo Roe")


@pytest.mark.parametrize(
    "opening",
    [
        '<figure><img src="/i/face.jpg"><figcaption>By Jane Roe</figcaption></figure>',
        '<figure><img width=90 src="/i/face.jpg"><figcaption>Jane Roe</figcaption></figure>',
        '<figure><img sizes="9px"><figcaption>Loading</figcaption></figure>',
    ],
)
def test_a_face_beside_the_byline_does_not(opening: str) -> None:
    later = f"<p>Ships came in again.</p><figure>{PICTURE}<figcaption>The harbour</figcaption></figure>"
    image = lead(f"<main><h1>The harbour of Anytown reopens</h1>{opening}{later}</main>")
    assert (image.src, image.caption) == ("https://example.com/i/harbour-1200x630.jpg", "The harbour")


def test_the_large_picture_goes_before_its_thumbnail() -> None:
    head = HEAD.replace("/i/harbour-1200x630.jpg", "/i/thumbs/400x400/harbour.jpg")
    page = f'{head}<h1>The harbour</h1><img src="https://example.com/i/harbour.jpg&w=1000">'
    image = read_page("page.html", page.encode()).lead_image
    assert image is not None and image.src == "https://example.com/i/harbour.jpg&w=1000"


def test_a_last_part_that_is_a_size_tells_no_picture() -> None:
    head = HEAD.replace("harbour-1200x630.jpg", "4258/fill-1200x650/")
    shown = '<figure><img src="/i/4258/fill-640x426"><figcaption>The harbour</figcaption></figure>'
    image = read_page("page.html", f"{head}<h1>The harbour reopens</h1>{shown}".encode()).lead_image
    assert image is not None
    assert (image.src, image.caption) == ("https://example.com/i/4258/fill-1200x650/", "The harbour")


@pytest.mark.parametrize(
    ("beside", "caption", "credit"),
    [
        (f"<figure>{PICTURE}<figcaption>The harbour</figcaption><footer>Jo Roe/Example</footer></figure>",
         "The harbour", "Jo Roe/Example"),
        (f"<figure>{PICTURE}<figcaption>The harbour. — Picture by Jo Roe</figcaption></figure>",
         "The harbour.", "Jo Roe"),
        (f"<div><div>{PICTURE}</div><div class=c>The harbour</div><div class=d>Getty Images</div></div>",
         "The harbour", "Getty Images"),
        (f"<figure>{PICTURE[:-1]} title='The harbour | Foto: Jo Roe'></figure>",
         "The harbour", "Jo Roe"),
        (f"<div><div class=x-copyright>Der Hafen am Morgen</div>{PICTURE}"
         "<div class=x-copyright>Bildrechte: Jo Roe</div></div>", "", "Jo Roe"),
        (f"<div><figure><div><div><picture>{PICTURE}</picture></div></div></figure></div>"
         "<div class=caption><figcaption>The harbour</figcaption></div>", "The harbour", ""),
    ],
)  # fmt: skip
def test_credits_in_more_places(beside: str, caption: str, credit: str) -> None:
    image = lead(f"<main><h1>The harbour of Anytown reopens</h1>{beside}<p>Ships came in again.</p></main>")
    assert (image.caption, image.credit) == (caption, credit)


def test_the_markup_fills_in_what_the_page_does_not_show() -> None:
    picture = '{"url": "/i/harbour-900x900.jpg", "caption": "The harbour", "creditText": "Jo Roe"}'
    told = f'{{"@type": "NewsArticle", "headline": "The harbour reopens", "image": {picture}}}'
    image = lead(f'<script type="application/ld+json">{told}</script><h1>The harbour reopens</h1>{PICTURE}')
    assert (image.caption, image.credit) == ("The harbour", "Jo Roe")
