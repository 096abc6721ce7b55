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
