"""Pictures: in sizes for screens, upright, without what the camera noted, made once."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from tiny_site import PICTURE, TinySite

GPS = 0x8825
ORIENTATION = 0x0112


def picture(width: int, height: int, form: str = "JPEG", mode: str = "RGB", turned: bool = False) -> bytes:
    """A picture of a slope of colours, as a camera makes it."""
    slope = Image.linear_gradient("L").resize((width, height))
    made = Image.merge("RGB", (slope, slope.rotate(180), slope)).convert(mode)
    exif = Image.Exif()
    if turned:
        exif[ORIENTATION] = 6
        exif.get_ifd(GPS)[1] = "N"
    file = io.BytesIO()
    made.save(file, form, exif=exif) if turned else made.save(file, form)
    return file.getvalue()


def read(site: TinySite, address: str) -> Image.Image:
    return Image.open(io.BytesIO((site.root / "public" / address.lstrip("/")).read_bytes()))


def show(site: TinySite, src: str, body: str = "Text.") -> None:
    site.entry("crane", body=body, more=f"image:\n  src: {src}\n  alt: A crane\n")


def test_a_picture_comes_in_the_sizes_that_screens_ask_for(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(1200, 800))
    show(site, "/media/crane.jpg")
    site.build()
    page = site.public("2026/03/04/crane/index.html")
    assert 'width="1200" height="800"' in page
    assert '<meta property="og:image" content="https://tiny.example.com/media/crane.jpg">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    (srcset,) = re.findall(r'<source type="image/webp" srcset="([^"]+)"', page)
    listed = [one.strip().split() for one in srcset.split(",")]
    assert [width for _, width in listed] == ["480w", "960w", "1200w"]
    for address, width in listed:
        copy = read(site, address)
        assert (copy.format, copy.width) == ("WEBP", int(width[:-1]))
        assert abs(copy.height - copy.width * 2 / 3) < 1


def test_pictures_of_the_text_have_the_same(site: TinySite) -> None:
    site.write("content/media/a b.png", picture(700, 350, "PNG"))
    site.entry("crane", body="![The “crane”](/media/a%20b.png)\n\nText.")
    site.build()
    page = site.public("2026/03/04/crane/index.html")
    assert 'srcset="/media/a%20b.png.480.webp 480w, /media/a%20b.png.700.webp 700w"' in page
    assert re.search(r'<img src="/media/a%20b.png" alt="The “crane”"[^>]* width="700" height="350">', page)
    assert "<picture>" not in site.public("feed.xml")


def test_a_picture_of_an_entry_that_is_not_there_is_told_until_it_is(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(300, 200))
    show(site, "craen.jpg")
    told = (
        "content/entries/2026/03/crane.md:10:8: warning[dead-link] no picture of the site is at `craen.jpg`\n"
        "  hint: did you mean `/media/crane.jpg`?"
    )
    assert told in site.build().err
    show(site, "https://elsewhere.example.com/craen.jpg")
    assert "no picture of the site" not in site.build().err
    show(site, "craen.jpg")
    assert told in site.build().err
    site.write("content/media/craen.jpg", picture(300, 200))
    assert "no picture of the site" not in site.build().err
    (site.root / "content/media/craen.jpg").unlink()
    assert told in site.build().err
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "outputs: [home, entries, static]\n")
    assert "no picture of the site" not in site.build().err


def test_a_name_with_a_question_mark_is_written_as_addresses_have_it(site: TinySite) -> None:
    site.write("content/media/who?.png", PICTURE)
    site.entry("who", body="![Who](/media/who?.png)")
    assert "hint: write the `?` and `#` of a file's name as `%3F` and `%23`" in site.build().err
    site.entry("who", body="![Who](/media/who%3F.png)")
    assert "dead-link" not in site.build().err


def test_a_photograph_is_upright_and_tells_nothing_of_its_place(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(400, 300, turned=True))
    show(site, "/media/crane.jpg")
    site.build()
    assert 'width="300" height="400"' in site.public("2026/03/04/crane/index.html")
    for address in ("media/crane.jpg", "media/crane.jpg.300.webp"):
        copy = read(site, address)
        assert copy.size == (300, 400)
        assert not copy.getexif()


def test_what_is_too_wide_is_made_smaller(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(4000, 1000))
    show(site, "/media/crane.jpg")
    site.build()
    assert 'width="1600" height="400"' in site.public("2026/03/04/crane/index.html")
    assert read(site, "media/crane.jpg").size == (1600, 400)


def test_a_plain_picture_is_published_as_it_is(site: TinySite) -> None:
    data = picture(300, 200)
    site.write("content/media/crane.jpg", data)
    site.build()
    assert (site.root / "public/media/crane.jpg").read_bytes() == data


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L")])
def test_every_kind_of_colour_has_copies(site: TinySite, form: str, mode: str) -> None:
    site.write("content/media/crane.img.png" if form == "PNG" else "content/media/crane.img.jpg",
               picture(600, 300, form, mode))  # fmt: skip
    site.build()
    (small,) = (site.root / "public/media").glob("*.480.webp")
    assert Image.open(io.BytesIO(small.read_bytes())).size == (480, 240)


def test_what_moves_stays_as_it_is(site: TinySite) -> None:
    frames = [Image.new("RGB", (700, 50), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    site.write("content/media/crane.gif", file.getvalue())
    show(site, "/media/crane.gif")
    site.build()
    assert 'width="700" height="50"' in site.public("2026/03/04/crane/index.html")
    assert [path.name for path in (site.root / "public/media").iterdir()] == ["crane.gif"]


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 dots wide and high."""
    whole = bytearray(picture(8, 8, "PNG"))
    whole[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no picture at all", "of no format"),
        (picture(300, 200)[:500], "cannot be read"),
        (b"", "cannot be read"),
        (bomb(), "cannot be read"),
    ],
    ids=["text", "cut short", "empty", "bomb"],
)
def test_a_damaged_picture_is_told_and_published(site: TinySite, data: bytes, told: str) -> None:
    site.write("content/media/crane.jpg", data)
    show(site, "/media/crane.jpg")
    result = site.build()
    assert "content/media/crane.jpg: warning[picture]" in result.err
    assert told in result.err
    assert (site.root / "public/media/crane.jpg").read_bytes() == data
    assert '<img src="/media/crane.jpg" alt="A crane"' in site.public("2026/03/04/crane/index.html")


def test_copies_are_made_once_and_again_from_nothing(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(1200, 800, turned=True))
    show(site, "/media/crane.jpg", "![A crane](/media/crane.jpg)")
    site.build()
    before = site.stats()
    site.entry("other")
    site.build()
    after = site.stats()
    assert {path for path in after if path.startswith("media/") and after[path] != before.get(path)} == set()
    assert site.published() == site.built_clean()


def test_another_picture_of_the_name_changes_the_pages_that_show_it(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(1200, 800))
    site.entry("ebb", body="![A crane](/media/crane.jpg)")
    show(site, "/media/crane.jpg")
    site.entry("other")
    site.build()
    site.write("content/media/crane.jpg", picture(500, 400))
    result = site.build("--json")
    assert "2026/03/04/other/index.html" not in result.out
    for slug in ("crane", "ebb"):
        assert 'width="500" height="400"' in site.public(f"2026/03/04/{slug}/index.html")
    assert not (site.root / "public/media/crane.jpg.960.webp").exists()
    assert site.published() == site.built_clean()


def test_an_edit_beside_pictures_is_narrow_and_right(site: TinySite) -> None:
    site.write("content/media/crane.jpg", picture(1200, 800))
    show(site, "/media/crane.jpg", "![A crane](/media/crane.jpg)")
    site.build("--no-ingest")
    show(site, "/media/crane.jpg", "![A crane](/media/crane.jpg)\n\nMore.")
    site.build("--no-ingest")
    assert site.published() == site.built_clean("--no-ingest")


def test_pictures_may_be_left_as_they_are(site: TinySite, tmp_path: Path) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "outputs: [home, entries, static, media]\n")
    site.write("content/media/crane.jpg", picture(1200, 800))
    show(site, "/media/crane.jpg")
    site.build()
    assert "<source" not in site.public("2026/03/04/crane/index.html")
    assert 'width="1200"' in site.public("2026/03/04/crane/index.html")
