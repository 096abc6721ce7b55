"""The old site's own settings, as far as they are simple: name, address, language, zone, permalinks."""

import ast
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from newsdigest.convert.document import Default, OldSite
from newsdigest.convert.yaml_mends import read_yaml
from newsdigest.model.problem import Problem

NONE: Mapping[str, str] = MappingProxyType({})


def jekyll_site(file: str, text: str, further: Mapping[str, str] = NONE) -> OldSite:
    """From _config.yml; the address of the site is `url` and `baseurl` together."""
    values, problems = _values(file, text)
    author = values.get("author", "")
    collections = values.get("collections", {})
    folders = collections if isinstance(collections, Mapping) else {}
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "title", "name"),
        description=_text(values, "description"),
        url=(_text(values, "url").rstrip("/") + "/" + _text(values, "baseurl").strip("/")).rstrip("/"),
        author=_text(author, "name") if isinstance(author, Mapping) else str(author),
        language=_text(values, "lang", "locale", "language"),
        timezone=_text(values, "timezone"),
        permalink=_text(values, "permalink") or "date",
        collections={
            f"_{name}": _text(options, "permalink")
            for name, options in folders.items()
            if name != "posts" and isinstance(options, Mapping) and options.get("output") in ("true", True)
        },
        included=_texts(values.get("include")),
        defaults=tuple(_jekyll_defaults(values.get("defaults"))),
        excerpt_mark=_text(values, "excerpt_separator"),
        problems=problems,
    )


def _jekyll_defaults(given: Any) -> Iterator[Default]:
    """`defaults` of _config.yml: values for a path, a type, or both."""
    for one in given if isinstance(given, tuple | list) else ():
        scope, values = (one.get("scope"), one.get("values")) if isinstance(one, Mapping) else (None, None)
        if isinstance(scope, Mapping) and isinstance(values, Mapping):
            role = {"posts": "post", "drafts": "draft", "pages": "page"}.get(kind := _text(scope, "type"), "")
            path = _text(scope, "path").strip("/")
            yield Default(path or ("" if role or not kind else f"_{kind}"), _lower(values), role)


def hugo_site(file: str, text: str, further: Mapping[str, str] = NONE) -> OldSite:
    """From hugo.toml and its kin; `permalinks` by section, plain or under `page`.

    A further file beside it holds what stands under the key that is its name: permalinks.toml.
    """
    values, problems = _values(file, text)
    for name, more in further.items():
        inner, faults = _values(name, more)
        values = {**values, PurePosixPath(name).stem.split(".")[0].lower(): inner}
        problems += faults
    folder = f"{_text(values, 'contentdir').strip('/') or 'content'}/"
    languages = values.get("languages", {})
    languages = languages if isinstance(languages, Mapping) else {}
    own = _text(values, "defaultcontentlanguage") or "en"
    taxonomies = values.get("taxonomies", {})
    names = [str(one) for one in taxonomies.values()] if isinstance(taxonomies, Mapping) else []
    dates = values.get("frontmatter", {})
    patterns = values.get("permalinks", {})
    patterns = patterns.get("page", patterns) if isinstance(patterns, Mapping) else {}
    params = values.get("params", {})
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "title"),
        description=_text(params, "description", "subtitle"),
        url=_text(values, "baseurl"),
        author=_text(params, "author"),
        language=_text(values, "defaultcontentlanguage") or _text(values, "languagecode", "locale"),
        timezone=_text(values, "timezone"),
        permalinks={key: value for key, value in patterns.items() if isinstance(value, str)},
        folder=folder,
        day_in_names=isinstance(dates, Mapping) and ":filename" in _texts(dates.get("date")),
        languages=tuple(dict.fromkeys((own, *map(str, languages)))) if languages else (),
        language_folders={
            f"{place.strip('/')}/": str(code)
            for code, options in languages.items()
            if (place := _text(_lower(options) if isinstance(options, Mapping) else {}, "contentdir"))
        },
        taxonomies=tuple(name.lower() for name in names if name.lower() not in ("tags", "categories")),
        problems=problems,
    )


def pelican_site(file: str, text: str, further: Mapping[str, str] = NONE) -> OldSite:
    """From pelicanconf.py, which is not run: only names that are given a plain value count.

    Further files, such as publishconf.py, say last what holds.
    """
    problems: tuple[Problem, ...] = ()
    values: dict[str, Any] = {}
    try:
        tree = ast.Module([node for one in (text, *further.values()) for node in ast.parse(one).body], [])
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        tree = ast.Module([], [])
        problems = (_unread(file, line, "this is not Python"),)
    for node in tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                with suppress(ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                    values[name] = _plain(value, values)
    path = str(values.get("PATH", "content")).strip("./")
    metadata = values.get("DEFAULT_METADATA")
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "SITENAME"),
        description=_text(values, "SITESUBTITLE"),
        url=_text(values, "SITEURL"),
        author=_text(values, "AUTHOR"),
        language=_text(values, "DEFAULT_LANG"),
        timezone=_text(values, "TIMEZONE"),
        permalink=_text(values, "ARTICLE_URL", "ARTICLE_SAVE_AS") or "{slug}.html",
        foreign_permalink=_text(values, "ARTICLE_LANG_URL", "ARTICLE_LANG_SAVE_AS") or "{slug}-{lang}.html",
        page_permalink=_text(values, "PAGE_URL", "PAGE_SAVE_AS") or "pages/{slug}.html",
        folder=f"{path}/" if path else "",
        page_folders=_texts(values.get("PAGE_PATHS", ["pages"])),
        article_folders=tuple(one for one in _texts(values.get("ARTICLE_PATHS")) if one.strip("./")),
        folder_is_category=values.get("USE_FOLDER_AS_CATEGORY", True) is not False,
        defaults=(Default("", _lower(metadata)),) if isinstance(metadata, Mapping) else (),
        problems=problems,
    )


def _plain(node: ast.expr, values: Mapping[str, Any]) -> Any:
    """A literal, a name that was given one before, or texts of both put together."""
    match node:
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _plain(left, values) + _plain(right, values)
    return ast.literal_eval(node)


def _values(file: str, text: str) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """The settings with keys in lower case; a file that cannot be read is a warning."""
    if not text:
        return {}, ()
    try:
        if file.endswith(".toml"):
            return _lower(tomllib.loads(text)), ()
        if file.endswith(".json"):
            read = json.loads(text)
            return (_lower(read) if isinstance(read, dict) else {}), ()
    except ValueError as error:
        return {}, (_unread(file, 1, f"the settings cannot be read: {error}"),)
    fields, problems = read_yaml(file, text)
    faults = tuple(problem for problem in problems if problem.severity == "error")
    if faults:
        return {}, tuple(_unread(fault.file, fault.line, fault.message) for fault in faults)
    return {key: given.value for key, given in fields.items()}, ()


def _lower(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {str(key).lower(): value for key, value in values.items()}


def _unread(file: str, line: int, message: str) -> Problem:
    hint = "old addresses and the site's name are not known; write them into config.yaml"
    return Problem(file, line, 1, "import-settings", message, hint, "warning")


def _texts(value: Any) -> tuple[str, ...]:
    """A list of texts, or one alone."""
    items = value if isinstance(value, tuple | list) else (value,)
    return tuple(item.strip() for item in items if isinstance(item, str) and item.strip())


def _text(values: Any, *keys: str) -> str:
    """The first of these that is text and not empty."""
    if isinstance(values, Mapping):
        for key in keys:
            value = values.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""
