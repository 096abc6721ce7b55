"""The old site's own settings, as far as they are simple: name, address, language, zone, permalinks."""

import ast
import json
import tomllib
from collections.abc import Mapping
from typing import Any

from newsdigest.convert.document import OldSite
from newsdigest.convert.yaml_mends import read_yaml
from newsdigest.model.problem import Problem


def jekyll_site(file: str, text: str) -> OldSite:
    """From _config.yml; the address of the site is `url` and `baseurl` together."""
    values, problems = _values(file, text)
    author = values.get("author", "")
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "title", "name"),
        description=_text(values, "description"),
        url=(_text(values, "url").rstrip("/") + "/" + _text(values, "baseurl").strip("/")).rstrip("/"),
        author=_text(author, "name") if isinstance(author, Mapping) else str(author),
        language=_text(values, "lang", "locale", "language"),
        timezone=_text(values, "timezone"),
        permalink=_text(values, "permalink") or "date",
        problems=problems,
    )


def hugo_site(file: str, text: str) -> OldSite:
    """From hugo.toml and its kin; `permalinks` by section, plain or under `page`."""
    values, problems = _values(file, text)
    patterns = values.get("permalinks", {})
    patterns = patterns.get("page", patterns) if isinstance(patterns, Mapping) else {}
    params = values.get("params", {})
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "title"),
        description=_text(params, "description", "subtitle"),
        url=_text(values, "baseurl"),
        author=_text(params, "author"),
        language=_text(values, "defaultcontentlanguage") or _text(values, "languagecode"),
        timezone=_text(values, "timezone"),
        permalinks={key: value for key, value in patterns.items() if isinstance(value, str)},
        folder=f"{_text(values, 'contentdir').strip('/') or 'content'}/",
        problems=problems,
    )


def pelican_site(file: str, text: str) -> OldSite:
    """From pelicanconf.py, which is not run: only names that are given a plain value count."""
    problems: tuple[Problem, ...] = ()
    values: dict[str, Any] = {}
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        tree = ast.Module([], [])
        problems = (_unread(file, line, "this is not Python"),)
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            try:
                values[target.id] = ast.literal_eval(node.value)
            except (ValueError, TypeError, SyntaxError, RecursionError):
                continue
    folder = str(values.get("PATH", "content")).strip("./")
    pages = values.get("PAGE_PATHS", ["pages"])
    return OldSite(
        known=bool(text) and not problems,
        title=_text(values, "SITENAME"),
        description=_text(values, "SITESUBTITLE"),
        url=_text(values, "SITEURL"),
        author=_text(values, "AUTHOR"),
        language=_text(values, "DEFAULT_LANG"),
        timezone=_text(values, "TIMEZONE"),
        permalink=_text(values, "ARTICLE_URL", "ARTICLE_SAVE_AS") or "{slug}.html",
        folder=f"{folder}/" if folder else "",
        page_folders=tuple(map(str, pages)) if isinstance(pages, list | tuple) else ("pages",),
        problems=problems,
    )


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


def _text(values: Any, *keys: str) -> str:
    """The first of these that is text and not empty."""
    if isinstance(values, Mapping):
        for key in keys:
            value = values.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""
