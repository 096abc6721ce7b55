"""Where the old site served a post: the permalink patterns of the three generators, filled in."""

import re
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from msgspec import Struct

from newsdigest.model.slug import slugify

JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


class Post(Struct, frozen=True):
    """What permalink patterns ask of a post."""

    path: str
    """Below the folder of posts, with its ending."""
    name: str
    """Its file's name without date and ending."""
    title: str
    slug: str
    """From its front matter, if it has one."""
    moment: date | datetime | None
    """As the old generator took it."""
    categories: tuple[str, ...] = ()
    lang: str = ""
    pattern: str = ""
    """Of its own, from its front matter."""
    address: str = ""
    """The same, where it is no pattern."""


def is_pattern(text: str) -> bool:
    """Whether a `permalink` of Jekyll is a pattern or the name of one, and no address."""
    return text in JEKYLL_STYLES or bool(re.search(r"/:[a-z]", text))


def jekyll_address(pattern: str, post: Post) -> str:
    """The address under a style or pattern; empty where it cannot be told."""
    pattern = JEKYLL_STYLES.get(pattern, pattern)
    values = _dates(post.moment) | {
        "title": _pretty(post.slug or post.name),
        "slug": slugify(post.slug or post.name),
        "slugified_title": slugify(post.title),
        "categories": "/".join(quote(name.lower(), safe="") for name in post.categories),
        "slugified_categories": "/".join(slugify(name) for name in post.categories),
        "output_ext": ".html",
        "name": slugify(post.name),
        "collection": post.path.split("/")[0].removeprefix("_") if post.path.startswith("_") else "posts",
        "path": re.sub(r"^_[^/]+/", "", post.path).rpartition(".")[0],
    }
    return _filled(pattern, values)


def _pretty(name: str) -> str:
    """A file's name as Jekyll has it in addresses: letters as they are, a hyphen for what is not fit."""
    return re.sub(r"[^\w.~!$&'()+,;=@-]+", "-", name).strip("-")


def jekyll_page_address(pattern: str, post: Post) -> str:
    """A page keeps its path; where posts end in a slash, so do pages."""
    path = post.path.rpartition(".")[0]
    if post.pattern:
        return _filled(
            post.pattern, {"path": path, "basename": post.name, "title": post.name, "output_ext": ".html"}
        )
    if PurePosixPath(path).name == "index":
        return f"/{path.removesuffix('index')}"
    return f"/{path}/" if JEKYLL_STYLES.get(pattern, pattern).endswith("/") else f"/{path}.html"


def hugo_address(pattern: str, post: Post) -> str:
    """The address under a pattern of `permalinks`; without one, that of its file."""
    folder, name = PurePosixPath(post.path).parent.as_posix().strip("."), post.name
    if not pattern:
        return re.sub(r"/+", "/", f"/{folder}/{post.slug or name}/").lower().replace(" ", "-")
    sections = [part for part in folder.split("/") if part]
    values = _dates(post.moment) | {
        "title": slugify(post.title),
        "slug": slugify(post.slug or post.title),
        "slugorfilename": post.slug or name,
        "slugorcontentbasename": post.slug or name,
        "filename": name,
        "contentbasename": name,
        "section": sections[0] if sections else "",
        "sections": "/".join(sections),
    }
    pattern = re.sub(r":sections\[(\d*|last)(:?)(\d*)\]", lambda match: _sliced(sections, match), pattern)
    address = _filled(pattern, values).lower()
    return address if address.endswith(("/", ".html")) or not address else f"{address}/"


def _sliced(sections: list[str], match: re.Match[str]) -> str:
    """`:sections[1:]`, `:sections[0]`, `:sections[last]`: some of the folders."""
    first, colon, end = match[1], match[2], match[3]
    if first == "last":
        return "/".join(sections[-1:])
    start = int(first or 0)
    return "/".join(sections[start : (int(end) if end else None) if colon else start + 1])


def pelican_address(pattern: str, post: Post) -> str:
    """The address under ARTICLE_URL: `{slug}`, `{category}`, `{lang}` and `{date:%Y}` filled in."""
    values = {
        "slug": post.slug or slugify(post.title),
        "category": slugify(post.categories[0]) if post.categories else "misc",
        "lang": post.lang,
    }

    def put(match: re.Match[str]) -> str:
        name, _, form = match[1].partition(":")
        if name == "date" and form and post.moment is not None:
            return post.moment.strftime(form)
        return values.get(name, match[0])

    address = "/" + re.sub(r"\{([^{}]*)\}", put, pattern).lstrip("/")
    return "" if "{" in address else address


def _dates(moment: date | datetime | None) -> dict[str, str]:
    if moment is None:
        return {}
    parts = {
        "year": "%Y", "short_year": "%y", "month": "%m", "day": "%d", "y_day": "%j", "yearday": "%j",
        "week": "%V", "short_day": "%a", "hour": "%H", "minute": "%M", "second": "%S", "monthname": "%B",
        "long_month": "%B", "short_month": "%b", "weekdayname": "%A",
    }  # fmt: skip
    values = {name: moment.strftime(form) for name, form in parts.items()}
    return values | {"i_month": str(moment.month), "i_day": str(moment.day)}


def _filled(pattern: str, values: dict[str, str]) -> str:
    """`:name` filled in; empty where a name is not known or has no value that could be known."""
    names = re.findall(r":([a-z_]+)", pattern)
    known = sorted(values, key=len, reverse=True)
    if any(not any(name.startswith(one) for one in known) for name in names):
        return ""
    form = re.compile(":(" + "|".join(known) + ")")
    return "/" + re.sub(r"/+", "/", form.sub(lambda match: values[match[1]], pattern)).lstrip("/")
