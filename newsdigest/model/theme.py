"""Colours of the site's look by name, and whether one can be read upon another."""

from collections.abc import Iterator, Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#fbf9f4", "sheet": "#f3efe6", "ink": "#1d1b18", "quiet": "#625c53", "line": "#d8d1c3",
    "rule": "#1d1b18", "accent": "#96281b", "tint-1": "#f2ddd5", "tint-2": "#e5b9ab", "tint-3": "#b85745",
    "tint-4": "#8a2417", "on-tint": "#fffaf5",
}  # fmt: skip
"""The custom properties of the shipped stylesheet that are colours."""

DARK: Mapping[str, str] = {
    "paper": "#161513", "sheet": "#201e1b", "ink": "#e9e4da", "quiet": "#a9a297", "line": "#3a3732",
    "rule": "#8d867a", "accent": "#f0978a", "tint-1": "#3a2420", "tint-2": "#63322a", "tint-3": "#d2796a",
    "tint-4": "#f3a99d", "on-tint": "#1b0f0c",
}  # fmt: skip
"""The same where the reader's system is dark."""

FACES = ("text", "title", "name", "label", "code")
"""What is set in a face of its own: running text, headings, the site's name, small print, code."""

READ = (
    ("ink", "paper"), ("ink", "sheet"), ("quiet", "paper"), ("quiet", "sheet"), ("accent", "paper"),
    ("accent", "sheet"), ("ink", "tint-1"), ("ink", "tint-2"), ("on-tint", "tint-3"), ("on-tint", "tint-4"),
)  # fmt: skip
"""What is written upon what."""

LEAST = 4.5
"""The contrast that text needs, by WCAG 2.2 (AA)."""


def too_faint(chosen: Mapping[str, str], defaults: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Text and ground of which one was chosen, and that cannot well be read; and the contrast."""
    colours = {**defaults, **chosen}
    for text, ground in READ:
        ratio = contrast(colours[text], colours[ground])
        if ratio < LEAST and not {text, ground}.isdisjoint(chosen):
            yield text, ground, ratio


def contrast(one: str, other: str) -> float:
    """By WCAG, from 1 to 21, of two colours written as `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
