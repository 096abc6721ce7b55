"""What each file of a Jekyll, Hugo or Pelican site is, told from its path, and where its settings stand."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from msgspec import Struct

from newsdigest.convert.document import OldSite, Place
from newsdigest.convert.old_addresses import Post, hugo_address, jekyll_address, pelican_address
from newsdigest.convert.old_settings import hugo_site, jekyll_site, pelican_site

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
MARKUP = (*MARKDOWN, ".html", ".htm")

MEDIA = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico",
    ".pdf", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4", ".webm", ".ogv", ".mov",
    ".zip", ".gz", ".xz", ".odt", ".ods", ".odp", ".epub", ".csv",
)  # fmt: skip

_OTHER_MARKUP = {
    ".rst": "reStructuredText", ".textile": "Textile", ".org": "Org", ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc", ".ipynb": "a notebook", ".pandoc": "Pandoc's Markdown",
}  # fmt: skip
_LOOKS = (".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".woff", ".woff2", ".ttf", ".otf", ".eot")

_POSTS = ("_posts", "_drafts")
_JEKYLL_MACHINERY = ("_layouts", "_includes", "_sass", "_data", "_plugins", "_config", "_site")

DAY_IN_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ]?(.*)", re.DOTALL)
_TORN_DAY_IN_NAME = re.compile(r"(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])-(?=\D)")


class Generator(Struct, frozen=True):
    """How one generator lays out a site."""

    name: str
    settings: tuple[str, ...]
    """Files of settings, the first that is there counts."""
    read_site: Callable[[str, str], OldSite]
    """File and text of the settings -> what they tell; an empty text where there are none."""
    place: Callable[[str, OldSite, bool], Place]
    """Path, site, and whether the whole site is here (and not a folder of posts alone) -> what it is."""
    address: Callable[[OldSite, Post], str]
    """Where the old site served a post; empty where that is not known."""
    whole: Callable[[str], bool]
    """Whether a path shows that the whole site is here."""
    headers: bool = False
    """Whether front matter may be bare lines of `Key: value`."""


def name_of(path: str) -> tuple[str, str]:
    """The day in a file's name (empty if it has none) and the name without it and without ending."""
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem == "index" and pure.parent.name else pure.stem
    match = DAY_IN_NAME.fullmatch(stem)
    if match and match[2]:
        return match[1], match[2]
    return "", _TORN_DAY_IN_NAME.sub("", stem) or stem


def day_is_torn(path: str) -> bool:
    """Whether a file's name begins with a month and day and no year."""
    return bool(_TORN_DAY_IN_NAME.match(PurePosixPath(path).stem))


def _by_ending(path: str, media: str, address: str) -> Place:
    """What a file is that is neither post nor page."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in MEDIA:
        return Place("asset", media=media, address=address)
    if ending in _LOOKS:
        return Place("other", "look or script of the old site")
    if ending in _OTHER_MARKUP:
        return Place("other", f"{_OTHER_MARKUP[ending]}: turn it into Markdown first (pandoc does)")
    return Place("other", "no content of entries or pages")


def _jekyll_place(path: str, site: OldSite, whole: bool) -> Place:
    parts = path.split("/")
    ending = PurePosixPath(path).suffix.lower()
    if "_drafts" in parts and ending in MARKUP:
        return Place("draft")
    if ("_posts" in parts or not whole) and ending in MARKUP:
        return Place("post", categories=tuple(parts[: parts.index("_posts")]) if "_posts" in parts else ())
    hidden = next((part for part in parts if part.startswith(("_", ".")) and part not in _POSTS), "")
    if hidden and ending in MARKUP and not hidden.startswith((".", *_JEKYLL_MACHINERY)):
        return Place("other", f"of a collection ({hidden}): put it into _posts to import it")
    if hidden:
        return Place("other", f"machinery of the old site ({hidden})")
    if ending in MARKUP and len(parts) <= 2:
        return _page(path)
    kept = "/".join(part for part in parts if part not in _POSTS)
    return _by_ending(path, kept, f"/{path}")


def _page(path: str) -> Place:
    stem = PurePosixPath(path).stem.lower()
    if stem in ("readme", "license", "contributing", "changelog", "code_of_conduct", "404"):
        return Place("other", "no content of entries or pages")
    return Place("page")


def _hugo_place(path: str, site: OldSite, whole: bool) -> Place:
    inner = path.removeprefix(site.folder)
    if not whole or path.startswith(site.folder):
        inner = inner if whole else path
        name = PurePosixPath(inner)
        if name.suffix.lower() in MARKUP:
            if name.stem.split(".")[0] == "_index":
                return Place("other", "page of a section: lists make themselves here")
            alone = len(name.parts) == 1 or (len(name.parts) == 2 and name.stem.split(".")[0] == "index")
            return _page(inner) if whole and alone else Place("post")
        return _by_ending(path, inner, f"/{inner}")
    if path.startswith("static/"):
        return _by_ending(path, path[7:], path[6:])
    return Place("other", f"machinery of the old site ({path.split('/')[0]})")


def _pelican_place(path: str, site: OldSite, whole: bool) -> Place:
    if whole and not path.startswith(site.folder):
        return Place("other", f"machinery of the old site ({path.split('/')[0]})")
    inner = path.removeprefix(site.folder) if whole else path
    if PurePosixPath(inner).suffix.lower() in MARKUP:
        pages = any(inner.startswith(f"{folder}/") for folder in site.page_folders)
        return _page(inner) if pages else Place("post", categories=tuple(inner.split("/")[-2:-1]))
    return _by_ending(path, inner, f"/{inner}")


JEKYLL = Generator(
    "jekyll",
    ("_config.yml", "_config.yaml", "_config.toml"),
    jekyll_site,
    _jekyll_place,
    lambda site, post: jekyll_address(site.permalink or "date", post) if site.known else "",
    lambda path: path.startswith("_config.") or "_posts" in path.split("/") or "_drafts" in path.split("/"),
)

HUGO = Generator(
    "hugo",
    (
        "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml",
        "config.json", "config/_default/hugo.toml", "config/_default/config.toml",
        "config/_default/hugo.yaml", "config/_default/config.yaml",
    ),
    hugo_site,
    _hugo_place,
    lambda site, post: (
        hugo_address(site.permalinks.get(post.path.split("/")[0], site.permalink), post) if site.known else ""
    ),
    lambda path: path.startswith("content/"),
)  # fmt: skip

PELICAN = Generator(
    "pelican",
    ("pelicanconf.py",),
    pelican_site,
    _pelican_place,
    lambda site, post: pelican_address(site.permalink, post) if site.known else "",
    lambda path: path == "pelicanconf.py",
    headers=True,
)

GENERATORS = {generator.name: generator for generator in (JEKYLL, HUGO, PELICAN)}
