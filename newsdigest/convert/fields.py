"""Fields taken from a document one after the other, each fault mended and told."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from newsdigest.convert.document import Document
from newsdigest.model.problem import Problem, Severity


class Fields(Struct):
    """A document's fields, of which the used ones are remembered."""

    document: Document
    used: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self, line: int, rule: str, message: str, hint: str = "", severity: Severity = "warning"
    ) -> None:
        """Add a problem on a line of the document."""
        self.problems.append(Problem(self.document.file, line, 0, rule, message, hint, severity))

    def line(self, *keys: str) -> int:
        """Where the first of these fields stands; the first line if none does."""
        return next((self.document.fields[key].line for key in keys if key in self.document.fields), 1)

    def text(self, *keys: str) -> str:
        """The first of these that is text and not empty, without blanks around it."""
        for key in keys:
            given = self.document.fields.get(key)
            if given is not None and isinstance(given.value, str) and given.value.strip():
                self.used.add(key)
                if given.value != given.value.strip():
                    self.tell(given.line, "import-blanks", f"blanks around `{key}` were taken away")
                return re.sub(r"\s*\n\s*", " ", given.value.strip())
        return ""

    def texts(self, key: str, separator: str) -> list[str]:
        """A list, or one text cut where the separator matches; blanks taken away, empty ones left out."""
        given = self.document.fields.get(key)
        if given is None or isinstance(given.value, Mapping):
            return []
        self.used.add(key)
        items = (
            list(_flat(given.value))
            if isinstance(given.value, tuple)
            else re.split(separator, str(given.value))
        )
        found = [item for item in items if isinstance(item, str)]
        blank = sum(item != item.strip() for item in found) if isinstance(given.value, tuple) else 0
        if blank:
            self.tell(given.line, "import-blanks", f"blanks around {blank} of `{key}` were taken away")
        if len(found) < len(items):
            names = ", ".join(f"`{name}`" for item in items if isinstance(item, Mapping) for name in item)
            self.tell(given.line, "import-value", f"`{key}` holds fields, and no text: {names}; left out")
        return [" ".join(item.split()) for item in found if item.strip()]

    def flag(self, key: str) -> bool | None:
        """True or false; None where the field is not there or neither."""
        given = self.document.fields.get(key)
        word = str(given.value).strip().lower() if given is not None else ""
        if given is not None:
            self.used.add(key)
        return True if word in ("true", "yes", "on") else False if word in ("false", "no", "off") else None

    def rest(self, without: frozenset[str]) -> dict[str, Any]:
        """The fields that nobody used, for `extra`, and not empty."""
        return {
            key: typed(given.value)
            for key, given in self.document.fields.items()
            if key not in self.used and key not in without and given.value not in ("", (), {})
        }


def _flat(items: tuple[Any, ...]) -> Iterator[Any]:
    """Items, and those of lists among them."""
    for item in items:
        if isinstance(item, tuple):
            yield from _flat(item)
        else:
            yield item


def typed(value: Any) -> Any:
    """A text that is plainly a number, true or false as such."""
    if isinstance(value, Mapping):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(typed, value))
    if value in ("true", "false"):
        return value == "true"
    return int(value) if re.fullmatch(r"0|-?[1-9][0-9]{0,14}", str(value)) else value


def categories_and_tags(
    fields: Fields, folders: tuple[str, ...], *, words: bool
) -> tuple[list[str], list[str]]:
    """Both lists; with `words`, as Jekyll does: one text is cut at blanks, and the folders always count.

    Else, as Pelican does, the folders stand in for a category that is not given.
    """
    separator = r"[,;]|\s+" if words else r"[,;]"
    given = fields.texts("categories", separator) + fields.texts("category", r"(?!)" if words else r";")
    categories = [*folders, *given] if words or not given else given
    return categories, fields.texts("tags", separator) + fields.texts("tag", separator)


def old_paths(fields: Fields, keys: tuple[str, ...]) -> Iterator[str]:
    """Old addresses that a document names itself, as paths from the site's root."""
    for key in keys:
        for text in fields.texts(key, r"[\n]"):
            path = local_path(text)
            if path:
                yield path
            else:
                fields.tell(
                    fields.line(key), "import-alias", f"`{text}` is no address within a site; left out"
                )


def local_path(text: str) -> str:
    """An address as a path that `aliases` takes: no percent signs, no blanks; empty if it is none."""
    try:
        path = unquote(urlsplit(text.strip()).path)
    except ValueError:
        return ""
    path = f"/{path.lstrip('/')}"
    wrong = re.search(r"[?#\\\s\x00-\x1f\x7f\ufffd]|/\.\.?(/|$)|/:[a-z]|//", path)
    return "" if wrong or not path.strip("/") else path


def language_code(text: str) -> str:
    """A code as `lang` takes it; empty where the text is none."""
    code = text.strip().replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", code) else ""
