"""What services show beside a link to an entry: its picture, or else a card that shows its title."""

import io
import json
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import html
from PIL import Image
from tiny_site import CONFIG, TinySite, full_site

from newsdigest.outputs.typefaces import TYPEFACES, typeface_for

CARD = "2026/02/01/report-1/card.png"
WITH_CARDS = f"{CONFIG}theme:\n  social_cards: true\n"


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = full_site(tmp_path / "site")
    site.write("config.yaml", WITH_CARDS)
    site.build()
    return site


def shared(site: TinySite, page: str) -> dict[str, str]:
    """What a page says of the picture that stands for it."""
    tree = html.fromstring((site.root / "public" / page).read_bytes())
    return {
        meta.get("property"): meta.get("content")
        for meta in tree.xpath("//meta[starts-with(@property, 'og:image')]")
    }


def test_an_entry_without_a_picture_has_a_card(site: TinySite) -> None:
    picture = Image.open(io.BytesIO((site.root / "public" / CARD).read_bytes()))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    told = shared(site, "2026/02/01/report-1/index.html")
    assert told.pop("og:image:alt")
    assert told == {
        "og:image": f"https://tiny.example.com/{CARD}",
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    tree = html.fromstring((site.root / "public/2026/02/01/report-1/index.html").read_bytes())
    (graph,) = (json.loads(text) for text in tree.xpath("//script[@type='application/ld+json']/text()"))
    assert graph["@graph"][0]["image"] == f"https://tiny.example.com/{CARD}"


def test_a_card_shows_its_title(site: TinySite) -> None:
    """Not a blank: as a picture it differs from the card of a day and outlet that say the same."""
    before = (site.root / "public" / CARD).read_bytes()
    text = (site.root / "content/entries/2026/02/report-1.md").read_text("utf-8")
    site.write("content/entries/2026/02/report-1.md", text.replace("title: ", "title: Once more ", 1))
    site.build()
    after = (site.root / "public" / CARD).read_bytes()
    assert before != after
    ink = Image.open(io.BytesIO(after)).convert("L").crop((0, 150, 1200, 500))
    assert sum(ink.histogram()[:100]) > 5_000


def test_no_card_unless_asked_for_or_where_an_entry_has_a_picture(site: TinySite) -> None:
    with_picture = "2026/03/04/cranes-return/index.html"
    assert shared(site, with_picture)["og:image"] == "https://tiny.example.com/media/crane.png"
    assert not (site.root / "public/2026/03/04/cranes-return/card.png").exists()
    site.write("config.yaml", CONFIG)
    site.build()
    assert not list((site.root / "public").rglob("card.png"))
    assert shared(site, "2026/02/01/report-1/index.html") == {}


def test_a_body_s_edit_leaves_the_card_alone_and_a_title_s_makes_it_anew(site: TinySite) -> None:
    card = site.root / "public" / CARD
    made = card.stat().st_mtime_ns
    text = (site.root / "content/entries/2026/02/report-1.md").read_text("utf-8")
    site.write("content/entries/2026/02/report-1.md", f"{text}\nOne more sentence.\n")
    site.build()
    assert card.stat().st_mtime_ns == made
    site.write("content/entries/2026/02/report-1.md", text.replace("title: ", "title: New ", 1))
    site.entry("brand-new", date="2026-03-09")
    (site.root / "content/entries/2026/02/report-2.md").unlink()
    site.build()
    assert card.stat().st_mtime_ns != made
    assert site.published() == site.built_clean()


def test_a_title_that_no_typeface_draws_has_no_card(site: TinySite) -> None:
    site.entry("hieroglyphs", title="𓂀 𓃠", date="2026-03-09")
    site.build()
    assert not (site.root / "public/2026/03/09/hieroglyphs/card.png").exists()
    assert shared(site, "2026/03/09/hieroglyphs/index.html") == {}


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("Ærø's “ferry” – łódź, Ωμέγα, паром", "fontpkg_noto_serif"),
        ("المرفأ يعود إلى العمل (Slack Water)", "fontpkg_noto_sans_arabic"),
        ("渡し船、冬も「運航」 2026", "noto_cjk_sans_jp_bold"),
        ("나룻배가 겨울에도 다닌다", "noto_cjk_sans_jp_bold"),
    ],
)
def test_a_title_is_drawn_in_a_face_that_has_its_letters(title: str, package: str) -> None:
    face = typeface_for(title)
    assert face is not None and face.package == package


@pytest.mark.parametrize("face", TYPEFACES, ids=lambda face: face.package)
def test_a_face_has_all_signs_that_it_is_trusted_with(face: object) -> None:
    assert isinstance(face, type(TYPEFACES[0]))
    path = face.path()
    assert path is not None
    with TTFont(path, lazy=True) as font:
        has = font.getBestCmap()
    missing = [chr(code) for code in range(sys.maxunicode) if face.draws(chr(code)) and code not in has]
    assert missing == []
