"""Faces in which pictures are lettered: files of packages, each with the signs that it is trusted with."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct


class Typeface(Struct, frozen=True):
    """A font file of a package that may be installed."""

    package: str
    file: str
    signs: str
    """A class of a regular expression: what it is asked to draw, which is less than what it has."""
    turned: bool = False
    """Whether its letters run from right to left, and join: both need a library that not every system has."""

    def draws(self, text: str) -> bool:
        """Whether it has all signs of a text."""
        return re.fullmatch(f"[{self.signs}]+", text) is not None

    def path(self) -> Path | None:
        """Where it stands; none where its package is not installed."""
        folder = _folder_of(self.package)
        return folder / self.file if folder else None


@cache
def _folder_of(package: str) -> Path | None:
    """Looked for once: each headline of a site asks, and looking takes longer than all else that it asks."""
    found = find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


_COMMON = r"\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026"

TYPEFACES = (
    Typeface(
        "fontpkg_noto_serif",
        "files/NotoSerif[wdth,wght].ttf",
        _COMMON + r"\u0100-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03df"
        r"\u0400-\u052f\u1e00-\u1eff\u20ac\u20b4\u20b9\u20bd\u2116\u2122\u2212",
    ),
    Typeface(
        "fontpkg_noto_sans_arabic",
        "files/NotoSansArabic[wdth,wght].ttf",
        r"\u0020-\u007e\u00a0\u00ab\u00bb\u00b7\u00c0-\u00ff\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u060c\u061b\u061f\u0620-\u065f\u0660-\u06d5\u06f0-\u06f9\u0750-\u077f",
        turned=True,
    ),
    Typeface(
        "noto_cjk_sans_jp_bold",
        "NotoSansCJKjp-Bold.otf",
        _COMMON + r"\u3000-\u3003\u3005-\u301f\u3041-\u3096\u309b-\u30ff\u3105-\u312d\u3131-\u318e"
        r"\u31f0-\u31ff\u3400-\u4db5\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff9f\uffe0-\uffe6",
    ),
)
"""The first that draws a text is taken: the design's own, before large ones that are optional."""


def typeface_for(text: str) -> Typeface | None:
    """The face for a text; none where no installed one draws all of it."""
    for face in TYPEFACES:
        if face.draws(text) and face.path() and not (face.turned and not _turns()):
            return face
    return None


@cache
def _turns() -> bool:
    """Whether this system can lay out writing from right to left."""
    from PIL import features

    return bool(features.check("raqm"))
