"""/robots.txt: everything may be read, and where the sitemap is."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.news_sitemap import plan_news


def _plan(site: Site) -> Iterator[Output]:
    inputs = (("settings", fingerprint(_sitemaps(site))),)
    yield Output("robots.txt", "/robots.txt", "robots", None, inputs)


def _view(site: Site, output: Output) -> View:
    return {"sitemaps": _sitemaps(site)}


def _sitemaps(site: Site) -> list[str]:
    """Absolute addresses of the sitemaps that there are."""
    outputs = site.config.outputs
    urls = ["/sitemap.xml"] if "sitemap" in outputs else []
    if "news_sitemap" in outputs:
        urls += [output.url for output in plan_news(site)]
    return [site.config.base.absolute(url) for url in urls]


def _render(view: View, tools: Tools) -> bytes:
    lines = [f"Sitemap: {url}\n" for url in view["sitemaps"]]
    return "".join(["User-agent: *\nAllow: /\n", *(["\n"] if lines else []), *lines]).encode()


ROBOTS = Kind("robots", _plan, _view, _render)
