"""What each file of a Jekyll, Hugo or Pelican site is, told from its path, and where its settings stand."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.convert.document import OldSite, Place
from newsdigest.convert.old_addresses import (
    Post,
    hugo_address,
    jekyll_address,
    jekyll_page_address,
    pelican_address,
)
from newsdigest.convert.old_settings import hugo_site, jekyll_site, pelican_site

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
MARKUP = (*MARKDOWN, ".html", ".htm")

MEDIA = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico",
    ".pdf", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4", ".webm", ".ogv", ".mov",
    ".m4a", ".aac", ".m4v", ".mkv", ".avi", ".mpg", ".mpeg", ".wmv", ".vtt", ".srt", ".apng", ".jxl", ".heic",
    ".zip", ".gz", ".xz", ".bz2", ".7z", ".tgz", ".tar", ".rar", ".odt", ".ods", ".odp", ".epub", ".csv",
    ".ics", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".ps",
)  # fmt: skip

_OTHER_MARKUP = {
    ".rst": "reStructuredText", ".textile": "Textile", ".org": "Org", ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc", ".ipynb": "a notebook", ".pandoc": "Pandoc's Markdown",
}  # fmt: skip
_LOOKS = (".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".woff", ".woff2", ".ttf", ".otf", ".eot")

_POSTS = ("_posts", "_drafts")
_JEKYLL_MACHINERY = ("_layouts", "_includes", "_sass", "_data", "_plugins", "_config", "_site")
_HIDDEN = "a hidden file or a copy of an editor's program: the old site had no page of it"

DAY_IN_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ]?(.*)", re.DOTALL)
_TORN_DAY_IN_NAME = re.compile(r"\A(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])-(?=\D)")


class Layout(Struct, frozen=True):
    """What is known of an old site's files before any is read."""

    whole: bool
    """Whether the whole site is here, and not a folder of posts alone."""
    bundles: frozenset[str] = frozenset()
    """Folders that are one document of Hugo with its pictures: others beside it are parts of it."""


class Generator(Struct, frozen=True):
    """How one generator lays out a site."""

    name: str
    settings: tuple[str, ...]
    """Files of settings, the first that is there counts."""
    further: tuple[str, ...]
    """Files that say more of them, each where it is there."""
    read_site: Callable[[str, str, Mapping[str, str]], OldSite]
    """File and text of the settings, and the further ones -> what they tell; no text where there are none."""
    place: Callable[[str, OldSite, Layout], Place]
    """Path, site and layout -> what it is."""
    address: Callable[[OldSite, Post], str]
    """Where the old site served a post; empty where that is not known."""
    page_address: Callable[[OldSite, Post], str]
    """The same of a standing page."""
    whole: Callable[[str], bool]
    """Whether a path shows that the whole site is here."""
    headers: bool = False
    """Whether front matter may be bare lines of `Key: value`."""
    bare: bool = False
    """Whether a text without front matter is a document too."""

    def layout(self, paths: Sequence[str]) -> Layout:
        """What the paths tell of the site."""
        folders = (PurePosixPath(path) for path in paths if path.endswith(MARKUP))
        bundles = {one.parent.as_posix() for one in folders if one.stem.split(".")[0] == "index"}
        return Layout(any(map(self.whole, paths)), frozenset(bundles))


def name_of(path: str) -> tuple[str, str]:
    """The day in a file's name (empty if it has none) and the name without it and without ending."""
    pure = PurePosixPath(path)
    first, _, rest = pure.stem.partition(".")
    bundled = first == "index" and pure.parent.name
    stem = ".".join(filter(None, (pure.parent.name, rest))) if bundled else pure.stem
    match = DAY_IN_NAME.fullmatch(stem)
    if match:
        return match[1], match[2] or stem
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


def _jekyll_place(path: str, site: OldSite, layout: Layout) -> Place:
    parts = path.split("/")
    markup = PurePosixPath(path).suffix.lower() in MARKUP
    if "_drafts" in parts and markup:
        return Place("draft")
    if ("_posts" in parts or not layout.whole) and markup:
        return Place("post", categories=tuple(parts[: parts.index("_posts")]) if "_posts" in parts else ())
    if parts[0] in site.collections and markup:
        return Place("either")
    shown = (*_POSTS, *site.collections, *site.included)
    hidden = next((part for part in parts if part.startswith(("_", ".")) and part not in shown), "")
    if hidden and markup and not hidden.startswith((".", *_JEKYLL_MACHINERY)):
        return Place("other", f"of a collection ({hidden}): put it into _posts to import it")
    if hidden:
        return Place("other", f"machinery of the old site ({hidden})")
    if markup:
        return _page(path)
    kept = "/".join(part for part in parts if part not in _POSTS)
    return _by_ending(path, kept, f"/{path}")


def _page(path: str) -> Place:
    stem = PurePosixPath(path).stem.lower()
    if stem in ("readme", "license", "contributing", "changelog", "code_of_conduct", "404"):
        return Place("other", "no content of entries or pages")
    return Place("page")


def _hugo_place(path: str, site: OldSite, layout: Layout) -> Place:
    if path.startswith("static/"):
        return _by_ending(path, path[7:], path[6:])
    folder = next((one for one in site.language_folders if path.startswith(one)), "")
    below = folder or (site.folder if layout.whole else "")
    if not path.startswith(below):
        return Place("other", f"machinery of the old site ({path.split('/')[0]})")
    if _is_hidden(path):
        return Place("other", _HIDDEN)
    inner = path.removeprefix(below)
    name = PurePosixPath(inner)
    if name.suffix.lower() not in MARKUP:
        ahead = f"{site.language_folders[folder]}/" if folder else ""
        return _by_ending(path, f"{ahead}{inner}", f"/{inner}")
    stem, _, code = name.stem.rpartition(".")
    lang = code if stem and code in site.languages else site.language_folders.get(folder, "")
    name = name.with_name(f"{stem}{name.suffix}") if stem and lang == code else name
    if name.stem == "_index":
        return Place("section", "page of a section: lists make themselves here")
    bundle = name.stem == "index" and len(name.parts) > 1
    inner = f"{name.parent.as_posix()}{name.suffix}" if bundle else name.as_posix()
    if not bundle and any(parent in layout.bundles for parent in _folders_of(path)):
        return Place("draft", inner=inner, lang=lang)
    alone = layout.whole and "/" not in inner
    return replace(_page(inner) if alone else Place("post"), inner=inner, lang=lang)


def _folders_of(path: str) -> Iterator[str]:
    return (folder.as_posix() for folder in PurePosixPath(path).parents)


def _is_hidden(path: str) -> bool:
    """Whether generators pass it over: `.#post.md`, `post.md~`."""
    return path.endswith("~") or any(part.startswith(".") for part in path.split("/"))


def _pelican_place(path: str, site: OldSite, layout: Layout) -> Place:
    if layout.whole and not path.startswith(site.folder):
        return Place("other", f"machinery of the old site ({path.split('/')[0]})")
    if _is_hidden(path):
        return Place("other", _HIDDEN)
    inner = path.removeprefix(site.folder) if layout.whole else path
    if PurePosixPath(inner).suffix.lower() not in MARKUP:
        return _by_ending(path, inner, f"/{inner}")
    if any(inner.startswith(f"{folder.strip('/')}/") for folder in site.page_folders):
        return replace(_page(inner), inner=inner)
    published = not site.article_folders or any(
        inner.startswith(f"{folder.strip('/')}/") for folder in site.article_folders
    )
    folders = tuple(inner.split("/")[-2:-1]) if site.folder_is_category else ()
    return Place("post" if published else "draft", categories=folders, inner=inner)


def _pelican_pattern(site: OldSite, post: Post) -> str:
    foreign = post.lang and site.language and post.lang != site.language
    return site.foreign_permalink if foreign else site.permalink


def _jekyll_pattern(site: OldSite, post: Post) -> str:
    collection = post.path.split("/")[0]
    own = site.collections.get(collection)
    return post.pattern or (
        site.permalink or "date" if own is None else own or "/:collection/:path:output_ext"
    )


def _jekyll_page_address(site: OldSite, post: Post) -> str:
    if post.path.split("/")[0] in site.collections:
        return jekyll_address(_jekyll_pattern(site, post), post)
    return jekyll_page_address(site.permalink, post)


JEKYLL = Generator(
    "jekyll",
    ("_config.yml", "_config.yaml", "_config.toml"),
    (),
    jekyll_site,
    _jekyll_place,
    lambda site, post: jekyll_address(_jekyll_pattern(site, post), post) if site.known else "",
    lambda site, post: _jekyll_page_address(site, post) if site.known else "",
    lambda path: path.startswith("_config.") or "_posts" in path.split("/") or "_drafts" in path.split("/"),
)

HUGO = Generator(
    "hugo",
    (
        "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml",
        "config.json", "config/_default/hugo.toml", "config/_default/config.toml",
        "config/_default/hugo.yaml", "config/_default/config.yaml",
    ),
    tuple(
        f"config/_default/{key}.{ending}"
        for key in ("frontmatter", "languages", "params", "permalinks", "taxonomies")
        for ending in ("toml", "yaml", "yml", "json")
    ),
    hugo_site,
    _hugo_place,
    lambda site, post: (
        hugo_address(site.permalinks.get(post.path.split("/")[0], site.permalink), post) if site.known else ""
    ),
    lambda site, post: hugo_address("", post) if site.known else "",
    lambda path: path.startswith("content/"),
    bare=True,
)  # fmt: skip

PELICAN = Generator(
    "pelican",
    ("pelicanconf.py",),
    ("publishconf.py",),
    pelican_site,
    _pelican_place,
    lambda site, post: pelican_address(_pelican_pattern(site, post), post) if site.known else "",
    lambda site, post: pelican_address(site.page_permalink, post) if site.known else "",
    lambda path: path == "pelicanconf.py",
    headers=True,
)

GENERATORS = {generator.name: generator for generator in (JEKYLL, HUGO, PELICAN)}
