"""What the files of another generator hold, before it is known what they mean to us."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from newsdigest.model.problem import Problem

Role = Literal["post", "draft", "page", "asset", "other"]


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
    folder: str = ""
    """Where content begins, as a path that ends in a slash or is empty."""
    page_folders: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
