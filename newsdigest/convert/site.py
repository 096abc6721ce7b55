"""All documents of an old site converted together, for some faults show only beside the others."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.convert.arrange import Arranged, address_of, arrange, free_pages
from newsdigest.convert.body import moved
from newsdigest.convert.dates import repeated_offsets
from newsdigest.convert.document import Document, OldSite, Place
from newsdigest.convert.fields import Fields, categories_and_tags
from newsdigest.convert.generators import Generator
from newsdigest.convert.post import Context, Converted, convert_page, convert_post, stamp_of
from newsdigest.convert.spellings import gather, label_by_name
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.page import Page
from newsdigest.model.problem import Problem, errors
from newsdigest.model.vocabulary import Tag


class OldFile(Struct, frozen=True):
    """A file of the old site with what it is; a document where it has text for us."""

    path: str
    place: Place
    document: Document | None = None


class NewPage(Struct, frozen=True):
    """A standing page as it will be written."""

    page: Page
    body: str
    problems: tuple[Problem, ...]


class NewSite(Struct, frozen=True):
    """What an old site becomes, by the path of each old file."""

    entries: Mapping[str, Arranged]
    pages: Mapping[str, NewPage]
    media: Mapping[str, str]
    """Old path -> file below the new site's folder."""
    tags: tuple[Tag, ...]
    """Those that are not listed yet."""


def convert_site(
    files: Sequence[OldFile], generator: Generator, old: OldSite, config: Config, listed: Sequence[Tag]
) -> NewSite:
    """Convert every document; `listed` are the tags that the new site has."""
    readable = [
        (file, file.document) for file in files if file.document and not errors(file.document.problems)
    ]
    posts = [(file, document) for file, document in readable if file.place.role in ("post", "draft")]
    pages = [(file, document) for file, document in readable if file.place.role == "page"]
    media = {f.path: f"content/media/{f.place.media}" for f in files if f.place.role == "asset"}
    words = generator.name == "jekyll"
    names = [name for file, document in posts for name in _tag_names(file, document, words=words)]
    tags = gather(names, listed)
    context = Context(
        zone=config.zone,
        old_zone=zone_of(old.timezone),
        repeated=repeated_offsets(stamp for _, document in posts if (stamp := stamp_of(document))),
        labels=label_by_name((*listed, *tags)),
        moves=_media_moves(files),
        own_hosts=frozenset(filter(None, (_host(old.url), _host(config.base_url)))),
    )
    converted = [
        (file.path, convert_post(file.path, document, context, file.place, words=words))
        for file, document in posts
    ]
    made_pages = [convert_page(file.path, document, context) for file, document in pages]
    placed_pages = free_pages([page for page, _, _ in made_pages])
    arranged = arrange(
        [(one, _old_address(generator, old, one)) for _, one in converted],
        placed_pages,
        config.zone,
        config.id_host,
    )
    moves = _post_moves([path for path, _ in converted], arranged, old, config)
    return NewSite(
        entries={path: _linked(path, one, moves) for (path, _), one in zip(converted, arranged, strict=True)},
        pages={
            file.path: NewPage(page, body, told)
            for (file, _), page, (_, body, told) in zip(pages, placed_pages, made_pages, strict=True)
        },
        media=media,
        tags=tags,
    )


def lacks(entry: Entry) -> tuple[str, ...]:
    """The fields that an entry should have and does not."""
    return tuple(name for name in ("date", "tags", "summary", "sources") if not getattr(entry, name))


def zone_of(name: str) -> ZoneInfo:
    """A time zone by name; UTC where there is none of that name."""
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


def _tag_names(file: OldFile, document: Document, *, words: bool) -> list[str]:
    categories, tags = categories_and_tags(Fields(document), file.place.categories, words=words)
    return [*categories, *tags]


def _old_address(generator: Generator, old: OldSite, converted: Converted) -> str:
    """Where the old site served a published post, told from its path below the folder of content."""
    if converted.entry.draft:
        return ""
    path = PurePosixPath(converted.post.path.removeprefix(old.folder))
    bundled = path.stem == "index" and len(path.parts) > 1
    inner = path.parent.with_name(f"{path.parent.name}{path.suffix}") if bundled else path
    return generator.address(old, replace(converted.post, path=inner.as_posix()))


def _media_moves(files: Sequence[OldFile]) -> dict[str, str]:
    """Addresses and paths of files that are copied -> where they are served."""
    moves = {}
    for file in files:
        if file.place.role == "asset":
            new = "/media/" + quote(file.place.media)
            moves[file.place.address] = moves[file.path] = new
    return moves


def _post_moves(
    paths: Sequence[str], arranged: Sequence[Arranged], old: OldSite, config: Config
) -> dict[str, str]:
    """Paths of published posts, as other posts link to them -> where they are served."""
    moves = {}
    for path, one in zip(paths, arranged, strict=True):
        address = address_of(one.entry, config.zone)
        if address and not one.entry.draft:
            moves[path] = moves[f"/{path.removeprefix(old.folder)}"] = address
    return moves


def _linked(path: str, one: Arranged, moves: Mapping[str, str]) -> Arranged:
    """The entry with its links to files of other posts led to where those are served."""
    body, count = moved(one.body, moves, path.rpartition("/")[0])
    if not count:
        return one
    message = f"{count} links to files of other posts lead to their entries"
    told = Problem(one.file, 1, 0, "import-moved", message, severity="warning")
    return replace(one, body=body, problems=(*one.problems, told))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
