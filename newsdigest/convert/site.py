"""All documents of an old site converted together, for some faults show only beside the others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.convert.arrange import Arranged, address_of, arrange, free_pages, page_address_of
from newsdigest.convert.body import foreign_marks, moved
from newsdigest.convert.dates import repeated_offsets
from newsdigest.convert.document import Default, Document, OldSite, Place, with_defaults
from newsdigest.convert.fields import Fields, categories_and_tags, local_path
from newsdigest.convert.generators import Generator, name_of
from newsdigest.convert.html_posts import in_markdown
from newsdigest.convert.moves import Moves
from newsdigest.convert.old_addresses import Post
from newsdigest.convert.pages import ConvertedPage, convert_page
from newsdigest.convert.post import (
    DATE,
    Context,
    Converted,
    convert_post,
    is_draft,
    is_unlisted,
    stamp_of,
)
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
    defaults = (*old.defaults, *_cascades(files))
    readable = [
        _with_role(file, file.document, defaults)
        for file in files
        if file.document and not errors(file.document.problems)
    ]
    posts = [(file, document) for file, document in readable if file.place.role in ("post", "draft")]
    pages = [(file, document) for file, document in readable if file.place.role == "page"]
    media = {f.path: f"content/media/{f.place.media}" for f in files if f.place.role == "asset"}
    words = generator.name == "jekyll"
    names = [name for file, document in posts for name in _tag_names(file, document, old, words=words)]
    tags = gather(names, listed)
    labels = label_by_name((*listed, *tags))
    moves = Moves(
        _media_moves(files),
        base_path=old.base_path,
        own_hosts=frozenset(filter(None, (_host(old.url), _host(config.base_url)))),
        tags=_tag_addresses((*listed, *tags)),
    )
    context = Context(
        zone=config.zone,
        old_zone=zone_of(old.timezone),
        repeated=repeated_offsets(stamp for _, document in posts if (stamp := stamp_of(document))),
        labels=labels,
        moves=moves,
        taxonomies=old.taxonomies,
        excerpt_mark=old.excerpt_mark,
        several_languages=len(old.languages) > 1,
    )
    converted = [
        (file, convert_post(file.path, document, context, file.place, words=words))
        for file, document in posts
    ]
    made_pages = [(file, convert_page(file.path, document, context, file.place)) for file, document in pages]
    page_addresses = [
        made.post.address
        or _below_language(old, file, generator.page_address(old, _seen(old, file, made.post)))
        for file, made in made_pages
    ]
    placed_pages = free_pages(
        [
            _with_alias(made.page, address)
            for (_, made), address in zip(made_pages, page_addresses, strict=True)
        ],
        config.languages,
    )
    addresses = [_old_address(generator, old, file, one) for file, one in converted]
    arranged = arrange(
        [(one, address) for (_, one), address in zip(converted, addresses, strict=True)], placed_pages, config
    )
    arranged = _translations([one for _, one in converted], arranged, old)
    found = dict(moves.table)
    for (file, one), address, placed in zip(converted, addresses, arranged, strict=True):
        new = address_of(placed.entry, config.zone, config.languages)
        if new and not one.entry.draft:
            found |= dict.fromkeys(_names(file, old, address), new)
    for (file, _), address, page in zip(made_pages, page_addresses, placed_pages, strict=True):
        found |= dict.fromkeys(_names(file, old, address), page_address_of(page, config.languages))
    moves = replace(moves, table=_by_bare_name(files, found) | found)
    return NewSite(
        entries={
            file.path: _linked(file, one, address, placed, moves)
            for (file, one), address, placed in zip(converted, addresses, arranged, strict=True)
        },
        pages={
            file.path: _linked_page(file, made, address, page, moves)
            for (file, made), address, page in zip(made_pages, page_addresses, placed_pages, strict=True)
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


def _cascades(files: Sequence[OldFile]) -> Iterator[Default]:
    """What pages of sections say of all that is below them: Hugo's `cascade`, one or several."""
    for file in files:
        given = (
            file.document.fields.get("cascade") if file.document and file.place.role == "section" else None
        )
        folder = file.path.rpartition("/")[0]
        for one in (
            given.value if given and isinstance(given.value, tuple) else (given.value,) if given else ()
        ):
            if isinstance(one, Mapping) and not ("target" in one or "_target" in one):
                yield Default(folder, {str(key).lower(): value for key, value in one.items()})


def _with_role(file: OldFile, document: Document, defaults: Sequence[Default]) -> tuple[OldFile, Document]:
    """The file as what its document shows it to be, with the fields that hold for all of its kind."""
    role = file.place.role
    if role == "either":
        dated = name_of(file.path)[0] or any(key in document.fields for key in DATE)
        role = "post" if dated else "page"
    document = with_defaults(document, file.path, role, defaults)
    if role == "page" and is_draft(Fields(document)) and not is_unlisted(Fields(document)):
        role = "draft"
        message = "a page cannot be a draft here: it became an entry, which can"
        told = Problem(document.file, 1, 0, "import-field", message, severity="warning")
        document = replace(document, problems=(*document.problems, told))
    return replace(file, place=replace(file.place, role=role)), document


def _tag_names(file: OldFile, document: Document, old: OldSite, *, words: bool) -> list[str]:
    fields = Fields(document)
    categories, tags = categories_and_tags(fields, file.place.categories, words=words)
    further = (name for key in old.taxonomies for name in fields.texts(key, r"[,;]"))
    return [*categories, *tags, *further]


def _tag_addresses(tags: Sequence[Tag]) -> dict[str, str]:
    """Names of tags as links of Pelican have them -> address of the tag's page."""
    return {
        name.lower(): f"/tags/{tag.slug}/" for tag in tags for name in (tag.slug, tag.label, *tag.aliases)
    }


def _seen(old: OldSite, file: OldFile, post: Post) -> Post:
    """The post as patterns of addresses see it."""
    path = file.place.inner or post.path.removeprefix(old.folder)
    name = post.name if old.day_in_names or post.slug else PurePosixPath(path).stem
    return replace(post, path=path, name=name)


def _old_address(generator: Generator, old: OldSite, file: OldFile, converted: Converted) -> str:
    """Where the old site served a published post; empty where that is not known."""
    if converted.entry.draft:
        return ""
    post = converted.post
    return post.address or _below_language(old, file, generator.address(old, _seen(old, file, post)))


def _below_language(old: OldSite, file: OldFile, address: str) -> str:
    """The address below the code of its language, where that is not the site's own."""
    further = file.place.lang and old.languages and file.place.lang != old.languages[0]
    return f"/{file.place.lang}{address}" if address and further else address


def _with_alias(page: Page, address: str) -> Page:
    """The page with its old address among its aliases, where that is another than it gets."""
    path = local_path(address)
    return replace(page, aliases=tuple(dict.fromkeys((*page.aliases, path)))) if path else page


def _translations(
    converted: Sequence[Converted], arranged: Sequence[Arranged], old: OldSite
) -> list[Arranged]:
    """Of entries of one work, each in its language: the others name that in the site's own, or the first."""
    works: dict[str, list[int]] = {}
    for number, one in enumerate(converted):
        if one.work:
            works.setdefault(one.work, []).append(number)
    own = old.languages[0] if old.languages else old.language
    found = list(arranged)
    for numbers in works.values():
        languages = {number: converted[number].lang or own for number in numbers}
        if len(set(languages.values())) < len(numbers) or len(numbers) == 1:
            continue
        first = next((number for number in numbers if languages[number] == own), numbers[0])
        original = found[first].entry
        for number in numbers:
            if number != first and original.date is not None:
                entry = replace(found[number].entry, translates=original.id or original.slug)
                found[number] = replace(found[number], entry=entry)
    return found


def _media_moves(files: Sequence[OldFile]) -> dict[str, str]:
    """Addresses and paths of files that are copied -> where they are served."""
    moves = {}
    for file in files:
        if file.place.role == "asset":
            new = "/media/" + quote(file.place.media)
            moves[file.place.address] = moves[file.path] = new
    return moves


def _names(file: OldFile, old: OldSite, address: str) -> Iterator[str]:
    """All by which other documents of the old site link to one."""
    inner = file.path.removeprefix(old.folder)
    bare = PurePosixPath(inner).with_suffix("").as_posix()
    yield from (file.path, PurePosixPath(file.path).with_suffix("").as_posix(), f"/{inner}", f"/{bare}")
    if bare.startswith("_posts/"):
        yield bare.removeprefix("_posts/")
    if address:
        yield address


def _by_bare_name(files: Sequence[OldFile], found: Mapping[str, str]) -> dict[str, str]:
    """Names of files that only one of them has: Hugo finds them in whatever folder."""
    names = Counter(PurePosixPath(file.path).name for file in files)
    return {
        name: found[file.path]
        for file in files
        if file.path in found and names[name := PurePosixPath(file.path).name] == 1
    }


def _linked(file: OldFile, made: Converted, address: str, placed: Arranged, moves: Moves) -> Arranged:
    """The entry with its links to other documents led to where those are served."""
    body, told = _led(file, made, address, moves)
    return replace(placed, body=body, problems=(*placed.problems, *told))


def _linked_page(file: OldFile, made: ConvertedPage, address: str, page: Page, moves: Moves) -> NewPage:
    """The same of a page."""
    body, told = _led(file, made, address, moves)
    return NewPage(page, body, (*made.problems, *told))


def _led(
    file: OldFile, made: Converted | ConvertedPage, address: str, moves: Moves
) -> tuple[str, tuple[Problem, ...]]:
    """A body with its links led on, what only the old generator read in it, and HTML fit for Markdown."""
    body, count = moved(made.body, moves, file.path.rpartition("/")[0], address)
    told = tuple(foreign_marks(made.file, body, made.body_line))
    if count:
        many = "one link leads" if count == 1 else f"{count} links lead"
        message = f"{many} to where other posts and pages are now"
        told = (Problem(made.file, made.body_line, 0, "import-moved", message, severity="warning"), *told)
    return in_markdown(body) if file.path.lower().endswith((".html", ".htm")) else body, told


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
