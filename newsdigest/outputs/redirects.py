"""Redirects: at an old address, a page that leads to the new one, without script or server."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Redirect, Site


def _plan(site: Site) -> Iterator[Output]:
    settings = ("settings", fingerprint(site.config.base_url, site.config.language))
    for redirect in site.redirects:
        inputs = (settings, (redirect.file, fingerprint(redirect.url, redirect.target)))
        path = _file(redirect.url)
        yield Output(path, redirect.url, "redirects", redirect, inputs, origin=redirect.file)


def _file(url: str) -> str:
    """`old.html` is a file of that name; `/old/` and `/old` are folders with a page."""
    path = url.strip("/")
    is_page = not url.endswith("/") and path.lower().endswith((".html", ".htm", ".xhtml"))
    return path if is_page else f"{path}/index.html"


def _view(site: Site, output: Output) -> View:
    redirect = output.subject
    assert isinstance(redirect, Redirect)
    base, target = site.config.base, redirect.target
    own = not urlsplit(target).scheme
    return {
        "href": base.link(target) if own else target,
        "canonical": base.absolute(target) if own else target,
        "language": site.config.language,
    }


def _render(view: View, tools: Tools) -> bytes:
    """No template: it is seen for a blink, and has to stay small and without anything to load."""
    href, canonical = escape(view["href"]), escape(view["canonical"])
    return f"""<!DOCTYPE html>
<html lang="{escape(view["language"])}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
<title>{canonical}</title>
</head>
<body>
<p><a href="{href}">{canonical}</a></p>
</body>
</html>
""".encode()


REDIRECTS = Kind("redirects", _plan, _view, _render, apart=True)
