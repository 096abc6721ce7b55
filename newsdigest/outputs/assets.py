"""Files that are copied: what templates need, and the editors' pictures.

What pages load also stands under an address that names its contents, which browsers may keep for good.
The plain one stays, for templates that name it and for pages that were loaded before it changed.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from newsdigest.model.config import Config
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Asset, Site
from newsdigest.outputs.minify import minify_css
from newsdigest.outputs.theme import theme_css

MEDIA = "/media/"

STYLESHEET = "/static/style.css"
ICON = "/static/icon.svg"
SEARCH_SCRIPT = "/static/search.js"
LOADED = (STYLESHEET, ICON, SEARCH_SCRIPT)
"""What pages load: every page the first two, those of the search the third."""


def lasting_address(address: str, assets: Sequence[Asset], config: Config) -> str:
    """The address of a loaded file that changes with its contents: `/static/style.0a1b2c3d.css`."""
    asset = next((one for one in assets if one.url == address), None)
    if asset is None:
        return address
    path = PurePosixPath(address)
    mark = fingerprint(asset.fingerprint, _is_minified(asset, config), _theme(asset, config)).hex()[:8]
    return str(path.with_suffix(f".{mark}{path.suffix}"))


def _is_minified(asset: Asset, config: Config) -> bool:
    return asset.url.endswith(".css") and config.minify != "none"


def _theme(asset: Asset, config: Config) -> str:
    return theme_css(config) if asset.url == STYLESHEET else ""


def _static(site: Site) -> Iterator[Output]:
    for asset in site.assets:
        if not asset.url.startswith(MEDIA):
            inputs = (
                (asset.file, asset.fingerprint),
                ("minify", b"1" if _is_minified(asset, site.config) else b""),
                ("theme", _theme(asset, site.config).encode()),
            )
            urls = [asset.url]
            if asset.url in LOADED:
                urls.append(lasting_address(asset.url, [asset], site.config))
            for url in urls:
                yield Output(url.lstrip("/"), url, "static", asset, inputs, origin=asset.file)


def _media(site: Site) -> Iterator[Output]:
    for asset in site.assets:
        if asset.url.startswith(MEDIA):
            inputs = ((asset.file, asset.fingerprint),)
            yield Output(asset.url.lstrip("/"), asset.url, "media", asset, inputs, origin=asset.file)


def _view(site: Site, output: Output) -> View:
    asset = output.subject
    assert isinstance(asset, Asset)
    return {
        "file": asset.file,
        "upright": b"" if asset.picture is None or asset.picture.as_it_is else asset.fingerprint,
        "minify": _is_minified(asset, site.config),
        "theme": _theme(asset, site.config),
    }


def _upright(view: View, tools: Tools) -> bytes:
    def make() -> bytes:
        from newsdigest.outputs.resizing import upright

        return upright(tools.read(view["file"]))

    return tools.kept(fingerprint("upright", view["upright"]), make)


def _render(view: View, tools: Tools) -> bytes:
    if view["upright"]:
        return _upright(view, tools)
    theme: str = view.get("theme", "")
    data = tools.read(view["file"]) + theme.encode()
    if not view["minify"]:
        return data
    try:
        return minify_css(data.decode()).encode()
    except UnicodeDecodeError:  # a stylesheet in another encoding says so in a way that must stay
        return data


STATIC = Kind("static", _static, _view, _render, apart=True)
MEDIA_FILES = Kind("media", _media, _view, _render, apart=True)
