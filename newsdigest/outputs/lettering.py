"""A social card drawn by Pillow: the headline in large letters, between the site's name and the day."""

import io
from contextlib import suppress
from functools import lru_cache

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from newsdigest.outputs.typefaces import Typeface, typeface_for

MARGIN = 72
NAME, RULE = 90, 116
"""Where the site's name stands, and the rules below it."""
ABOVE, BELOW = 150, 130
"""What of the card's height is not the headline's."""
SIZES = range(92, 43, -4)
"""Of a headline's letters: the largest at which it fits."""
LINE = 1.18
"""From one line to the next, by the letters' size."""
SMALL = 32
"""Of the letters of all other lines."""

LONGEST = 26
"""Signs of a word that fits into a line even in middling letters; a longer one is broken."""

SHADES = 15
"""From ground to ink; one more colour is the accent, so that a dot takes half a byte."""

_BOLD = b"Bold"
_OPENING, _CLOSING = "「『（〈《【“‘([", "、。，．」』）〉》】！？：；・ー々”’)],.!?:;…"
"""Signs that do not end, and do not begin, a line where words have no blanks between them."""
_WIDE = "\u3000"
"""From here on, signs are words of their own."""


class Lettering(Struct, frozen=True):
    """What a card says, and in which colours (`#rrggbb`)."""

    title: str
    name: str
    foot: str
    turned: bool
    """Whether the page runs from right to left."""
    paper: str
    ink: str
    accent: str


def letter(card: Lettering, width: int, height: int) -> bytes:
    """The card as PNG; a line that no typeface draws is left out."""
    ink = Image.new("L", (width, height), 0)
    sheet = _Sheet(ImageDraw.Draw(ink), width, card.turned)
    sheet.small(card.name, SMALL + 4, NAME)
    sheet.small(card.foot, SMALL, height - MARGIN)
    sheet.headline(card.title, ABOVE, height - BELOW)
    picture = ink.point([level * (SHADES - 1) // 255 for level in range(256)])
    picture.putpalette(_palette(card))
    ruled = ImageDraw.Draw(picture)
    for top, thick in ((RULE, 2), (RULE + 6, 6)):
        ruled.rectangle((MARGIN, top, width - MARGIN - 1, top + thick - 1), fill=SHADES)
    written = io.BytesIO()
    picture.save(written, "PNG", bits=4)
    return written.getvalue()


class _Sheet(Struct, frozen=True):
    """What is drawn upon, and to which side lines begin."""

    draw: ImageDraw.ImageDraw
    width: int
    turned: bool

    def small(self, text: str, size: int, base: float) -> None:
        """One line, cut where it is too long."""
        if face := typeface_for(text):
            font = _font(face, size)
            self._line(self._shortened(text, font), font, base)

    def headline(self, text: str, top: float, bottom: float) -> None:
        """As large as it fits between two heights; cut where even the smallest letters are too large."""
        face = typeface_for(text)
        if face is None:
            return
        lines, size = self._set(_words(text), face, bottom - top)
        base = (top + bottom - len(lines) * size * LINE) / 2 + size
        for number, line in enumerate(lines):
            self._line(line, _font(face, size), base + number * size * LINE)

    def _line(self, text: str, font: ImageFont.FreeTypeFont, base: float) -> None:
        if self.turned:
            turns = font.layout_engine == ImageFont.Layout.RAQM
            at = (self.width - MARGIN, base)
            self.draw.text(at, text, 255, font, "rs", direction="rtl" if turns else None)
        else:
            self.draw.text((MARGIN, base), text, 255, font, "ls")

    def _set(self, words: list[str], face: Typeface, room: float) -> tuple[list[str], int]:
        """A headline as lines, and the size of its letters."""
        lines: list[str] = []
        for size in SIZES:
            lines = self._broken(words, _font(face, size))
            most = int(room / (size * LINE))
            if len(lines) <= most and all(self._fits(line, _font(face, size)) for line in lines):
                return lines, size
        cut = [*lines[: most - 1], f"{lines[most - 1]}…"] if len(lines) > most else lines
        return [self._shortened(line, _font(face, SIZES[-1])) for line in cut], SIZES[-1]

    def _broken(self, words: list[str], font: ImageFont.FreeTypeFont) -> list[str]:
        lines = [""]
        for word in words:
            if lines[-1] and not self._fits((lines[-1] + word).rstrip(), font):
                lines.append("")
            lines[-1] += word
        return [line.strip() for line in lines]

    def _fits(self, text: str, font: ImageFont.FreeTypeFont) -> bool:
        return font.getlength(text) <= self.width - 2 * MARGIN

    def _shortened(self, text: str, font: ImageFont.FreeTypeFont) -> str:
        if self._fits(text, font):
            return text
        while text and not self._fits(f"{text}…", font):
            text = text[:-1].rstrip(" …")
        return f"{text}…"


def _words(text: str) -> list[str]:
    """Pieces between which a line may break; a piece ends in its blank."""
    pieces = [""]
    for sign in text:
        last = pieces[-1]
        alone = sign >= _WIDE or last[-1:] >= _WIDE
        ends = last.endswith(" ") or (alone and sign not in _CLOSING and last[-1:] not in _OPENING)
        if last and (ends or len(last) == LONGEST):
            pieces.append("")
        pieces[-1] += sign
    return pieces


@lru_cache(maxsize=64)
def _font(face: Typeface, size: int) -> ImageFont.FreeTypeFont:
    """Laid out by the same engine everywhere, so that a card has the same dots on every machine."""
    engine = ImageFont.Layout.RAQM if face.turned else ImageFont.Layout.BASIC
    font = ImageFont.truetype(str(face.path()), size, layout_engine=engine)
    with suppress(OSError):  # of one weight
        font.set_variation_by_name(_BOLD)
    return font


def _palette(card: Lettering) -> list[int]:
    paper, ink, accent = (_parts(colour) for colour in (card.paper, card.ink, card.accent))
    shades = [
        round(ground + (line - ground) * shade / (SHADES - 1))
        for shade in range(SHADES)
        for ground, line in zip(paper, ink, strict=True)
    ]
    return [*shades, *accent]


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return red, green, blue
