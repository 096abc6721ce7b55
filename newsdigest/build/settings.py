"""Joins store and load: the site's settings and vocabulary, and the instant it is built for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec.structs import replace

from newsdigest.collect.moments import instant
from newsdigest.load.loaded import Loaded
from newsdigest.model.config import Config
from newsdigest.model.problem import Problem
from newsdigest.model.request import Request
from newsdigest.model.settings import Settings
from newsdigest.model.vocabulary import Vocabulary

Value = TypeVar("Value")

TAGS, PUBLISHERS = "content/tags.yaml", "content/publishers.yaml"


def read_settings(request: Request) -> Settings:
    """Read what stands above the entries; with faults, defaults stand in, so that all faults are found."""
    from newsdigest.load.config import read_config
    from newsdigest.load.vocabulary import read_publishers, read_tags

    told = _told(request.root, request.config)
    if request.config.is_file():
        config = read_config(told, request.config.read_text("utf-8", "replace"))
    else:
        hint = "a site's folder has config.yaml and content/; `-C` names another folder"
        config = Loaded(None, (Problem(told, 0, 0, "config", "there is no such file", hint),))
    tags = _read_optional(request.root, TAGS, read_tags)
    publishers = _read_optional(request.root, PUBLISHERS, read_publishers)
    value = _with_base_url(config.value or Config(), request.base_url)
    return Settings(
        config=value,
        vocabulary=Vocabulary(tags.value or (), publishers.value or ()),
        now=instant(request.moment, value.zone),
        problems=(*config.problems, *_logo(request.root, told, value), *tags.problems, *publishers.problems),
    )


def _read_optional(root: Path, file: str, read: Callable[[str, str], Loaded[Value]]) -> Loaded[Value]:
    path = root / file
    return read(file, path.read_text("utf-8", "replace")) if path.is_file() else Loaded(None)


def _logo(root: Path, told: str, config: Config) -> Iterator[Problem]:
    if config.logo and not (root / f"content{config.logo}").is_file():
        message = f"`theme.logo` names a picture that is not there: content{config.logo}"
        yield Problem(told, 0, 0, "logo", message, "put it there, or correct the name")


def _told(root: Path, file: Path) -> str:
    """A file's name in messages: below the site's folder where it lies there."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _with_base_url(config: Config, base_url: str) -> Config:
    """The address of this build; ids keep the host that config.yaml names, whatever the build's address."""
    id_host = config.id_host or urlsplit(config.base_url).hostname or ""
    base = base_url.rstrip("/") + "/" if base_url else config.base_url
    return replace(config, id_host=id_host, base_url=base)
