"""HTML let through to readers: a list of elements and attributes, and nothing that acts or styles."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nh3 import Cleaner

HEADINGS = ("h2", "h3", "h4", "h5", "h6")

TAGS = frozenset(
    (
        *HEADINGS,
        *(
            "p",
            "br",
            "hr",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "div",
        ),
        *(
            "a",
            "em",
            "strong",
            "b",
            "i",
            "u",
            "s",
            "del",
            "ins",
            "mark",
            "small",
            "sub",
            "sup",
            "code",
            "kbd",
        ),
        *("samp", "var", "abbr", "cite", "q", "dfn", "time", "span", "bdi", "bdo", "ruby", "rt", "rp", "wbr"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img"),
    )
)

ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
    "div": {"aria-label"},
    **{heading: {"id"} for heading in HEADINGS},
}

VALUES = {
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "ol": {"reversed": {""}},
    "th": {"scope": {"col", "row", "colgroup", "rowgroup"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
}
"""Attributes of which only some values are let through."""

CLASSES = {
    "div": {"table-wrap"},
    "th": {"align-left", "align-center", "align-right"},
    "td": {"align-left", "align-center", "align-right"},
}

SCHEMES = frozenset(("http", "https", "mailto", "tel"))

WITHOUT_CONTENT = frozenset(
    ("script", "style", "template", "title", "textarea", "noscript", "iframe", "object")
)
"""Elements whose content goes with them: it is no text."""


def sanitise(html: str, base_path: str) -> str:
    """What may be published of some HTML; addresses from the site's root get `base_path` in front."""
    return _cleaner(base_path).clean(html)


@cache
def _cleaner(base_path: str) -> "Cleaner":
    """Made once for each base path, and so once a process."""
    from nh3 import Cleaner

    def prefix(element: str, attribute: str, value: str) -> str:
        if attribute in ("href", "src") and value.startswith("/") and not value.startswith("//"):
            return base_path + value[1:]
        return value

    return Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(WITHOUT_CONTENT),
        attributes=ATTRIBUTES,
        tag_attribute_values=VALUES,
        allowed_classes=CLASSES,
        attribute_filter=prefix,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
