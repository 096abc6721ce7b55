"""/robots.txt: everything may be read, and where the sitemap is."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site


def _plan(site: Site) -> Iterator[Output]:
    inputs = (("settings", fingerprint(_sitemap(site))),)
    yield Output("robots.txt", "/robots.txt", "robots", None, inputs)


def _view(site: Site, output: Output) -> View:
    return {"sitemap": _sitemap(site)}


def _sitemap(site: Site) -> str:
    """Absolute address of the sitemap, if there is one."""
    return site.config.base.absolute("/sitemap.xml") if "sitemap" in site.config.outputs else ""


def _render(view: View, tools: Tools) -> bytes:
    sitemap = f"\nSitemap: {view['sitemap']}\n" if view["sitemap"] else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


ROBOTS = Kind("robots", _plan, _view, _render, apart=True)
