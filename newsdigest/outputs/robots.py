"""/robots.txt: everything may be read, and where the sitemap is."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site


def _plan(site: Site) -> Iterator[Output]:
    inputs = (("settings", fingerprint(_sitemaps(site))),)
    yield Output("robots.txt", "/robots.txt", "robots", None, inputs)


def _view(site: Site, output: Output) -> View:
    return {"sitemaps": _sitemaps(site)}


def _sitemaps(site: Site) -> list[str]:
    """Absolute addresses of the sitemaps that there are."""
    files = (("sitemap", "/sitemap.xml"), ("news_sitemap", "/sitemap-news.xml"))
    return [site.config.base.absolute(url) for kind, url in files if kind in site.config.outputs]


def _render(view: View, tools: Tools) -> bytes:
    lines = [f"Sitemap: {url}\n" for url in view["sitemaps"]]
    return "".join(["User-agent: *\nAllow: /\n", *(["\n"] if lines else []), *lines]).encode()


ROBOTS = Kind("robots", _plan, _view, _render, apart=True)
