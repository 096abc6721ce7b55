"""Pictures made smaller, upright and without metadata, by Pillow, which is loaded here alone."""

import io
from collections.abc import Callable
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from newsdigest.model.site import Picture

Made = TypeVar("Made")

WIDTHS = (480, 960, 1600)
"""Of the smaller copies: a telephone, a column of text, the same on a screen of twice the dots."""

MOST_DOTS = 120_000_000
"""A picture with more is not opened: it is a mistake, or made to fill the memory."""

QUALITY = 82
"""Of JPEG and WebP: the loss cannot be seen at the size of a column."""

_ORIENTATION = 0x0112
_STILL = {"JPEG", "PNG", "WEBP"}


def measure(data: bytes) -> Picture | str:
    """What is to know of a picture, or why it cannot be read."""
    return _opened(data, _measured)


def smaller(data: bytes, width: int) -> bytes:
    """A copy of that width in WebP. Raises ValueError for what `measure` could not read."""
    return _made(data, "WEBP", width)


def upright(data: bytes) -> bytes:
    """A copy in the picture's own format, at most as wide as the widest of WIDTHS."""
    return _made(data, "", WIDTHS[-1])


def _measured(picture: Image.Image) -> Picture:
    picture.load()  # a file that was cut short tells so only now
    width, height = picture.size
    turned = picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    if turned:
        width, height = height, width
    if picture.format not in _STILL or getattr(picture, "n_frames", 1) > 1:
        return Picture(width, height, as_it_is=True)
    wide = width > WIDTHS[-1]
    told = bool(picture.getexif()) or picture.mode == "CMYK"
    widths = (*(one for one in WIDTHS if one < width), *(() if wide else (width,)))
    if wide:
        width, height = WIDTHS[-1], max(1, round(height * WIDTHS[-1] / width))
    return Picture(width, height, as_it_is=not (wide or told), widths=widths)


def _made(data: bytes, form: str, width: int) -> bytes:
    def copy(picture: Image.Image) -> bytes:
        own = form or str(picture.format)
        profile = picture.info.get("icc_profile")
        shown = ImageOps.exif_transpose(picture)
        mode = "RGBA" if shown.has_transparency_data else "RGB"
        if own == "JPEG" or shown.mode not in ("RGB", "RGBA", "L"):
            shown = shown.convert("RGB" if own == "JPEG" else mode)
            profile = None if picture.mode == "CMYK" else profile
        if shown.width > width:
            height = max(1, round(shown.height * width / shown.width))
            shown = shown.resize((width, height), Image.Resampling.LANCZOS)
        shown.info.clear()  # nothing of the place where it was taken
        options = {"icc_profile": profile} if profile else {}
        exact = [False, True] if (own, picture.format) == ("WEBP", "PNG") else [False]
        ways = (_saved(shown, own, {**options, "lossless": way} if way else options) for way in exact)
        return min(ways, key=len)  # a drawing is smaller without loss, a photograph with some

    made = _opened(data, copy)
    if isinstance(made, str):
        raise ValueError(made)
    return made


def _saved(picture: Image.Image, form: str, options: dict[str, object]) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, quality=QUALITY, optimize=True, **options)
    return written.getvalue()


def _opened(data: bytes, use: Callable[[Image.Image], Made]) -> Made | str:
    """What is made of a picture, or why nothing is: Pillow raises anything over a damaged one."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return f"it has {picture.width:,} × {picture.height:,} dots"
            return use(picture)
    except UnidentifiedImageError:
        return "it is of no format that is known"
    except Exception as error:
        return str(error) or type(error).__name__
