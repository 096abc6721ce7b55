"""Files that are copied as they are: what templates need, and the editors' pictures."""

from collections.abc import Iterator

from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Asset, Site

MEDIA = "/media/"


def _kind(name: str, is_media: bool) -> Kind:
    def plan(site: Site) -> Iterator[Output]:
        for asset in site.assets:
            if asset.url.startswith(MEDIA) == is_media:
                inputs = ((asset.file, asset.fingerprint),)
                yield Output(asset.url.lstrip("/"), asset.url, name, asset, inputs, origin=asset.file)

    return Kind(name, plan, _view, _render, apart=True)


def _view(site: Site, output: Output) -> View:
    assert isinstance(output.subject, Asset)
    return {"file": output.subject.file}


def _render(view: View, tools: Tools) -> bytes:
    return tools.read(view["file"])


STATIC = _kind("static", is_media=False)
MEDIA_FILES = _kind("media", is_media=True)
