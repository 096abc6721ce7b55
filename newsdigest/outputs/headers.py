"""Header files: what a host should send with the site's files, in the words of each kind of host.

Written where `delivery.headers` asks. Netlify and Cloudflare Pages read the same file.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from newsdigest.model.config import Config
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.policy import Rule, everything, rules

Write = Callable[[Config, Rule, Sequence[Rule]], Iterator[str]]
"""The lines of a file: what goes with everything, and what with some files."""


def _underscore(config: Config, always: Rule, some: Sequence[Rule]) -> Iterator[str]:
    """Both hosts join the values of a header that two rules give: each is given by one alone.

    What some files get another value of is left to the hosts for all others: they have browsers ask, too.
    """
    special = {name for rule in some for name, _ in rule.headers}
    general = tuple(header for header in always.headers if header[0] not in special)
    for rule in (Rule(always.address, general), *some):
        yield _place(config, rule)
        yield from (f"  {name}: {value}" for name, value in rule.headers)


def _apache(config: Config, always: Rule, some: Sequence[Rule]) -> Iterator[str]:
    """`.htaccess`: a later rule sets a header anew."""
    yield "DirectoryIndex index.html"
    if "not_found" in config.outputs:
        yield f"ErrorDocument 404 {config.base.path}404.html"
    yield "<IfModule mod_headers.c>"
    yield from _set_headers(always)
    for rule in some:
        yield f'<If "%{{REQUEST_URI}} =~ m#{_pattern(config, rule)}#">'
        yield from _set_headers(rule)
        yield "</If>"
    yield "</IfModule>"
    if config.compress:
        yield from _APACHE_COMPRESSED


def _set_headers(rule: Rule) -> Iterator[str]:
    """Content-Type belongs to the file's own type, which only ForceType changes."""
    for name, value in rule.headers:
        is_type = name == "Content-Type"
        yield f'ForceType "{value}"' if is_type else f'Header always set {name} "{value}"'


_APACHE_COMPRESSED = r"""<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{REQUEST_FILENAME} -d
RewriteCond %{REQUEST_FILENAME}/index.html -f
RewriteCond %{REQUEST_URI} /$
RewriteRule ^(.*)$ $1index.html
RewriteCond %{HTTP:Accept-Encoding} \bbr\b
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.*)$ $1.br [L]
RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
RewriteCond %{REQUEST_FILENAME}.gz -f
RewriteRule ^(.*)$ $1.gz [L]
</IfModule>
<IfModule mod_mime.c>
AddEncoding br .br
AddEncoding gzip .gz
RemoveType .gz
</IfModule>
<IfModule mod_headers.c>
Header append Vary Accept-Encoding
</IfModule>""".splitlines()
"""The compressed file in the place of the one that is asked for, where the browser can read it."""


def _nginx(config: Config, always: Rule, some: Sequence[Rule]) -> Iterator[str]:
    """For `include` in a server block: a location does not inherit headers, so each has them all."""
    yield "# include this file in the server block of the site"
    if "not_found" in config.outputs:
        yield f"error_page 404 {config.base.path}404.html;"
    if "gzip" in config.compress:
        yield "gzip_static on;"
    yield from _add_headers(dict(always.headers))
    for rule in some:
        address = _unquoted(config, rule)
        sign = "^~" if address.endswith("*") else "="
        page = "index.html" if address.endswith("/") else ""  # where nginx looks again for a folder's page
        yield f'location {sign} "{address.removesuffix("*")}{page}" {{'
        yield from _add_headers({**dict(always.headers), **dict(rule.headers)})
        yield "}"


def _add_headers(headers: dict[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        if name == "Content-Type":
            media, _, charset = value.partition("; charset=")
            yield f"types {{}} default_type {media}; charset {charset}; charset_types {media};"
        else:
            yield f'add_header {name} "{value}" always;'


def _unquoted(config: Config, rule: Rule) -> str:
    """The rule's address with the path of the site's base."""
    return config.base.path + rule.address.removeprefix("/")


def _place(config: Config, rule: Rule) -> str:
    return quote(_unquoted(config, rule), safe="/*~._-")


def _pattern(config: Config, rule: Rule) -> str:
    """As a regular expression of the address, which Apache compares unquoted."""
    whole = _unquoted(config, rule)
    end = "" if whole.endswith("*") else r"(index\.html)?$" if whole.endswith("/") else "$"
    return f"^{re.escape(whole.removesuffix('*'))}{end}".replace("#", r"\x23").replace('"', r"\x22")


FILES: tuple[tuple[str, tuple[str, ...], Write], ...] = (
    ("_headers", ("netlify", "cloudflare"), _underscore),
    (".htaccess", ("apache",), _apache),
    ("nginx-headers.conf", ("nginx",), _nginx),
)
"""File, the hosts that read it, and how it is written."""


def _plan(site: Site) -> Iterator[Output]:
    told = fingerprint(everything(), list(rules(site)), site.config.base.path, site.config.compress)
    for file, hosts, _ in FILES:
        if site.config.header_files & set(hosts):
            yield Output(file, f"/{file}", "headers", None, (("rules", told),))


def _view(site: Site, output: Output) -> View:
    return {
        "write": next(write for file, _, write in FILES if file == output.path),
        "config": site.config,
        "everything": everything(),
        "rules": tuple(rules(site)),
    }


def _render(view: View, tools: Tools) -> bytes:
    lines = view["write"](view["config"], view["everything"], view["rules"])
    return "".join(f"{line}\n" for line in lines).encode()


HEADERS = Kind("headers", _plan, _view, _render)
