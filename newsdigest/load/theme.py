"""The section `theme` of config.yaml: colours, faces and a logo."""

import re
from typing import Any

from yaml.nodes import Node

from newsdigest.load.fields import Field, record
from newsdigest.load.findings import FAULT, Findings
from newsdigest.load.readers import flag, text
from newsdigest.load.shape import WORD, shaped
from newsdigest.model.theme import DARK, FACES, LEAST, LIGHT, too_faint


@shaped(type=WORD, pattern=r"^\s*#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*$")
def colour(node: Node, path: str, found: Findings) -> Any:
    """A colour as `#rrggbb` or `#rgb`; the long form in small letters."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value.lower()):
        digits = match[1]
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    hint = 'write it in quotes, as "#96281b": without them YAML takes it for a comment'
    found.tell(node, "value", f"`{path}` is not a colour: `{value}`", hint)
    return FAULT


_NAME = r"""(?:"[^"\\;{}<>\n]+"|'[^'\\;{}<>\n]+'|-?[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*)"""
FONT_NAMES = rf"{_NAME}(?:, *{_NAME})*"


@shaped(type=WORD, pattern=rf"^\s*{FONT_NAMES}\s*$")
def face(node: Node, path: str, found: Findings) -> Any:
    """Names of fonts as CSS has them."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if re.fullmatch(FONT_NAMES, value):
        return value
    hint = 'write names with commas between, the last a kind such as serif: `Charter, "Noto Serif", serif`'
    found.tell(node, "value", f"`{path}` is not a list of fonts: `{value}`", hint)
    return FAULT


PICTURE = r"(?!.*/\.\./)/media/[^\s?#\\]+\.(?:svg|png|webp|avif|jpe?g|gif)"


@shaped(type=WORD, pattern=rf"^\s*{PICTURE}\s*$")
def picture(node: Node, path: str, found: Findings) -> Any:
    """A file of content/media, by its address."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if re.fullmatch(PICTURE, value):
        return value
    hint = "put a picture into content/media and write its address, such as /media/logo.svg"
    found.tell(node, "value", f"`{path}` is not the address of a picture of this site: `{value}`", hint)
    return FAULT


COLOURS = record("a set of colours", *(Field(name, colour) for name in LIGHT))
FONTS = record("`theme.fonts`", *(Field(name, face) for name in FACES))


def _colours(dark: bool) -> Any:
    """Colours by name; a warning for each that could not be read upon its ground."""

    @shaped(COLOURS)
    def read(node: Node, path: str, found: Findings) -> Any:
        values = COLOURS(node, path, found)
        for name, ground, ratio in too_faint(values or {}, DARK if dark else LIGHT):
            at = name if f"{path}.{name}" in found.places else ground
            message = f"`{name}` upon `{ground}` has a contrast of {ratio:.1f}, and text needs {LEAST}"
            found.tell(
                found.places[f"{path}.{at}"],
                "contrast",
                message,
                "choose one that is lighter or darker",
                "warning",
            )
        return values

    return read


THEME = record(
    "`theme`",
    Field(
        "colours",
        _colours(dark=False),
        'Colours by name, each as `"#rrggbb"`; one that cannot be read upon its ground is a warning.',
    ),
    Field("dark", _colours(dark=True), "The same where the reader's system is dark.", name="dark_colours"),
    Field("fonts", FONTS, "Names of fonts for `text`, `title`, `name`, `label` and `code`, as CSS has them."),
    Field(
        "logo",
        picture,
        "The address of a picture of `content/media` that stands for the name in the masthead.",
    ),
    Field(
        "social_cards",
        flag,
        "Whether each entry without a picture gets one that shows its title, for links that are shared.",
    ),
)
