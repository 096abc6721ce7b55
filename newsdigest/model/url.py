"""Addresses: canonical form of cited pages, and addresses within the site."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from msgspec import Struct

TRACKING = frozenset((
    "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_medium", "cmpid", "dclid",
    "fbclid", "gbraid", "gclid", "guccounter", "guce_referrer", "guce_referrer_sig", "hsctatracking",
    "_hsenc",
    "_hsmi", "igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ncid", "ocid", "oly_anon_id", "oly_enc_id",
    "ref_src", "ref_url", "s_cid", "smid", "smtyp", "soc_src", "soc_trk", "spm", "sr_share", "ttclid",
    "twclid", "vero_id", "wbraid", "xtor", "yclid",
))  # fmt: skip
"""Query parameters that tell where a reader came from, and nothing about the page."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "hsa_", "wt_", "wt.", "itm_", "piwik_", "ga_")


_PLAIN = re.compile(r"https?://[a-z0-9.-]+(/[!$-;=@-Z_a-z~]*)?(?:\?([!$&-*,-;=?-Z_a-z~]+))?")
"""An address of which there is one way to write it, but for a missing slash and tracking; most are so."""


def canonical(url: str) -> str:
    """An address that two saves of one page share: no tracking, fragment, default port; host in lower case.

    Returns the text unchanged (stripped) if it is not an http address.
    """
    url = url.strip()
    plain = _PLAIN.fullmatch(url)
    if plain and plain[1] and not (plain[2] and _tracks(plain[2])):
        return url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    scheme = parts.scheme.lower()
    host = parts.hostname + (f":{port}" if port and port != {"http": 80, "https": 443}[scheme] else "")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not is_tracking(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def without_tracking(url: str) -> str:
    """The address without what tells where the reader came from; else as it was written."""
    head, _, fragment = url.partition("#")
    page, _, query = head.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not is_tracking(pair.partition("=")[0]))
    return page + (f"?{kept}" if kept else "") + (f"#{fragment}" if fragment else "")


def _tracks(query: str) -> bool:
    return any(is_tracking(pair.partition("=")[0]) for pair in query.split("&"))


def is_tracking(parameter: str) -> bool:
    """Whether a query parameter only says where the reader came from."""
    name = parameter.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


class Base(Struct, frozen=True):
    """The address at which the site stands: scheme, host and path, ending in a slash."""

    url: str

    @property
    def path(self) -> str:
        """The path alone: `/`, or `/repo/`."""
        return urlsplit(self.url).path or "/"

    def link(self, address: str) -> str:
        """The href of a page of the site: `/tags/` becomes `/repo/tags/`, percent-encoded."""
        return self.path + quote(address.lstrip("/"), safe="/#?&=:@!$'()*+,;~-._%")

    def absolute(self, address: str) -> str:
        """The same with scheme and host, for feeds and sitemaps."""
        return self.url.removesuffix(self.path) + self.link(address)
