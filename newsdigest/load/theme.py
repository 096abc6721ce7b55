"""The section `theme` of config.yaml: colours, faces and a logo."""

import re
from typing import Any

from yaml.nodes import Node

from newsdigest.load.fields import Field, record
from newsdigest.load.findings import FAULT, Findings
from newsdigest.load.readers import text
from newsdigest.model.theme import DARK, FACES, LEAST, LIGHT, too_faint


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


def face(node: Node, path: str, found: Findings) -> Any:
    """Names of fonts as CSS has them."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    name = r"(?:\"[^\"\\;{}<>\n]+\"|'[^'\\;{}<>\n]+'|-?[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*)"
    if re.fullmatch(rf"{name}(?:, *{name})*", value):
        return value
    hint = 'write names with commas between, the last a kind such as serif: `Charter, "Noto Serif", serif`'
    found.tell(node, "value", f"`{path}` is not a list of fonts: `{value}`", hint)
    return FAULT


def picture(node: Node, path: str, found: Findings) -> Any:
    """A file of content/media, by its address."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if re.fullmatch(r"/media/[^\s?#\\]+\.(svg|png|webp|avif|jpe?g|gif)", value) and "/../" not in value:
        return value
    hint = "put a picture into content/media and write its address, such as /media/logo.svg"
    found.tell(node, "value", f"`{path}` is not the address of a picture of this site: `{value}`", hint)
    return FAULT


COLOURS = record("a set of colours", *(Field(name, colour) for name in LIGHT))
FONTS = record("`theme.fonts`", *(Field(name, face) for name in FACES))


def _colours(dark: bool) -> Any:
    """Colours by name; a warning for each that could not be read upon its ground."""

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


def _fonts(node: Node, path: str, found: Findings) -> Any:
    return FONTS(node, path, found)


THEME = record(
    "`theme`",
    Field("colours", _colours(dark=False)),
    Field("dark", _colours(dark=True), name="dark_colours"),
    Field("fonts", _fonts),
    Field("logo", picture),
)
