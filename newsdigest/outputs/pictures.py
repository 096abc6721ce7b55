"""Pictures of entries, in the sizes that screens ask for; a copy is made once for each content and width."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from urllib.parse import unquote

from msgspec import Struct

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Asset, Site

SIZES = "(min-width: 44rem) 42rem, 100vw"
"""How wide a picture is shown: as wide as the column of text."""


class _Copy(Struct, frozen=True):
    """A picture, and how wide its copy is."""

    asset: Asset
    width: int


_IMG = re.compile(r"<img src=\"([^\"]*)\"([^<>]*)>")


def smaller_address(asset: Asset, width: int) -> str:
    """Where a smaller copy stands: `/media/crane.jpg.480.webp`."""
    return f"{asset.url}.{width}.webp"


def plan(site: Site) -> Iterator[Output]:
    """A copy of each picture for each of its widths."""
    for asset in site.assets if "media" in site.config.outputs else ():
        for width in asset.picture.widths if asset.picture else ():
            url = smaller_address(asset, width)
            inputs = ((asset.file, asset.fingerprint), ("width", str(width).encode()))
            yield Output(url.lstrip("/"), url, "pictures", _Copy(asset, width), inputs, origin=asset.file)


def view(site: Site, output: Output) -> View:
    """The file, and how wide its copy is."""
    copy = output.subject
    assert isinstance(copy, _Copy)
    key = fingerprint("smaller", copy.asset.fingerprint, copy.width)
    return {"file": copy.asset.file, "width": copy.width, "key": key}


def render(view: View, tools: Tools) -> bytes:
    """The copy in WebP."""

    def make() -> bytes:
        from newsdigest.outputs.resizing import smaller

        return smaller(tools.read(view["file"]), view["width"])

    return tools.kept(view["key"], make)


def with_pictures(html: str, pictures: Mapping[str, View]) -> str:
    """A body whose pictures say how large they are, and which smaller copies there are.

    `pictures` are views by the address that the body has.
    """

    def full(found: re.Match[str]) -> str:
        picture = pictures.get(unquote(unescape(found[1])))
        if picture is None:
            return found[0]
        tag = f'<img src="{found[1]}"{found[2]} width="{picture["width"]}" height="{picture["height"]}">'
        if not picture["smaller"]:
            return tag
        srcset, sizes = escape(picture["smaller"]), escape(picture["sizes"])
        return f'<picture><source type="image/webp" srcset="{srcset}" sizes="{sizes}">{tag}</picture>'

    return _IMG.sub(full, html) if pictures else html


PICTURES = Kind("pictures", plan, view, render, apart=True)
