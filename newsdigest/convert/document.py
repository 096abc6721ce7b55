"""What the files of another generator hold, before it is known what they mean to us."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Literal
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from newsdigest.model.problem import Problem

Role = Literal["post", "draft", "page", "either", "section", "asset", "other"]
"""`either` is a post if it has a date, else a page; a `section` is left out, and speaks for what is below."""


class Given(Struct, frozen=True):
    """A field of front matter: text as it was written, or tuples and mappings of such texts."""

    value: Any
    line: int
    """In its file, counted from 1."""


class Document(Struct, frozen=True):
    """A content file cut into its fields and its body."""

    file: str
    """Its path as messages show it."""
    fields: Mapping[str, Given] = field(default_factory=dict)
    """By key, in lower case."""
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    """What was mended to read it; with an error among them there is nothing else."""


class Place(Struct, frozen=True):
    """What a file is to the other generator."""

    role: Role
    reason: str = ""
    """Why it is left out, where its role is `other`."""
    media: str = ""
    """Its path below content/media, where its role is `asset`."""
    address: str = ""
    """Where the old site served it, where its role is `asset`."""
    categories: tuple[str, ...] = ()
    """Those that its folders stand for."""
    inner: str = ""
    """Its path as patterns of addresses see it, where that is another: below the folder of content and
    of its language, a bundle as one file."""
    lang: str = ""
    """The language that its folder or name says."""


class Default(Struct, frozen=True):
    """Fields of documents that do not have them themselves."""

    path: str
    """The folder or file for which it holds, or a pattern with `*`; empty for all."""
    values: Mapping[str, Any]
    role: str = ""
    """The kind of document, where it holds for one alone."""


class OldSite(Struct, frozen=True):
    """What the other generator's settings tell, where they are there and simple enough to read."""

    known: bool = False
    """Whether settings were found: without them the old addresses are not known."""
    title: str = ""
    description: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    timezone: str = ""
    permalink: str = ""
    """The pattern of a post's address."""
    permalinks: Mapping[str, str] = field(default_factory=dict)
    """The same by section."""
    foreign_permalink: str = ""
    """The pattern of a post in another language than the site's own, where it is another."""
    page_permalink: str = ""
    """The pattern of a standing page's address, where it has one."""
    folder: str = ""
    """Where content begins, as a path that ends in a slash or is empty."""
    page_folders: tuple[str, ...] = ()
    article_folders: tuple[str, ...] = ()
    """Outside of which nothing is published; empty where all of the content is."""
    collections: Mapping[str, str] = field(default_factory=dict)
    """Folders of documents beside the posts that are published too, and their patterns of addresses."""
    included: tuple[str, ...] = ()
    """Folders of pages whose names would hide them."""
    folder_is_category: bool = True
    day_in_names: bool = True
    """Whether the day in a file's name is no part of its address."""
    defaults: tuple[Default, ...] = ()
    languages: tuple[str, ...] = ()
    """The site's own first, where it has several."""
    language_folders: Mapping[str, str] = field(default_factory=dict)
    """Folder of content, ending in a slash -> language."""
    taxonomies: tuple[str, ...] = ()
    """Fields beside categories and tags that file a post."""
    excerpt_mark: str = ""
    """What ends an excerpt in a text, where it is not `<!--more-->`."""
    problems: tuple[Problem, ...] = ()

    @property
    def base_path(self) -> str:
        """The path below which the old site stood, without slashes around it."""
        try:
            return urlsplit(self.url).path.strip("/")
        except ValueError:
            return ""


MEANT = frozenset((
    "published", "draft", "status", "headless", "build", "_build", "permalink", "categories", "category",
    "tags", "lang", "language", "author", "authors", "image",
))  # fmt: skip
"""Fields that mean something here and are worth a default; others would only fill `extra`."""


def with_defaults(document: Document, path: str, role: str, defaults: Sequence[Default]) -> Document:
    """The document with the fields that hold for all of its kind or folder; those nearest to it count."""
    near = sorted((one for one in defaults if _holds(one, path, role)), key=lambda one: len(one.path))
    values: dict[str, Any] = {}
    for one in near:
        values |= one.values
    missing = {
        key: Given(value, 1) for key, value in values.items() if key in MEANT and key not in document.fields
    }
    return replace(document, fields={**document.fields, **missing}) if missing else document


def _holds(default: Default, path: str, role: str) -> bool:
    if default.role not in ("", role):
        return False
    if "*" in default.path:
        return fnmatchcase(path, default.path) or fnmatchcase(path, f"{default.path.rstrip('/')}/*")
    return not default.path or path == default.path or path.startswith(f"{default.path.rstrip('/')}/")
