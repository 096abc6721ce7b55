"""YAML composed to nodes: values as the editor wrote them, each with its line and column.

Nodes are kept, and never constructed: so `no`, `2024` and `on` stay what was written, and no date rolls over.
"""

import re
from typing import Any

import yaml
from msgspec import Struct
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import Node

from newsdigest.load.yaml_faults import explain
from newsdigest.model.places import Place
from newsdigest.model.problem import Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml is some eight times as fast; where PyYAML was built without it, its own parser serves."""


class _Composer(Loader):  # type: ignore[misc]
    """Composes nodes without asking each what type YAML gives it: that is the field's own affair."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, node: object, index: object) -> None:
        """Keeps track of where it is, for the types."""

    def ascend_resolver(self) -> None:
        """The same."""


MAX_DEPTH = 40
"""Of nesting: the format needs four, and libyaml's composer exhausts the stack at some ten thousand."""

SURELY_SHALLOW = MAX_DEPTH
"""Openers (`[`, `{`, `- `, `? `) up to which nesting cannot be too deep, and is not measured."""

_TAB = re.compile(r"^(\t| *(?:- +)*[\w.-]+: *\t| *-\t)")
_OPENER = re.compile(r"[\[{]|[-?]\s")


class Document(Struct, frozen=True):
    """The root node of a text, if it has any, and where the text stands in its file."""

    file: str
    first_line: int
    root: Node | None

    def place(self, node: Node) -> Place:
        """Where a node stands in the file."""
        mark = node.start_mark
        return mark.line + self.first_line, mark.column + 1


def compose(file: str, text: str, first_line: int = 1) -> Document | Problem:
    """The nodes of a YAML text that begins on a line of its file, or what keeps it from being read."""
    fault = _tab(text) or _excess(text)
    if fault is not None:
        line, column, message, hint = fault
        return Problem(file, line + first_line, column, "yaml", message, hint)
    try:
        root = _root(text)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        line, column, message, hint = explain(error, text)
        return Problem(file, line + first_line, column, "yaml", message, hint)
    return Document(file, first_line, root)


def _root(text: str) -> Node | None:
    loader = _Composer(text)
    try:
        root: Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def _tab(text: str) -> tuple[int, int, str, str] | None:
    """A tab in the indentation or after a key: parsers disagree about the second, so none may stand there."""
    if "\t" not in text:
        return None
    for number, line in enumerate(text.split("\n")):
        if match := _TAB.match(line):
            return (
                number,
                match.end(),
                "a tab stands here, where YAML has only spaces",
                "replace the tab by spaces",
            )
    return None


def _excess(text: str) -> tuple[int, int, str, str] | None:
    """Nesting too deep, or an alias: a few of these can stand for billions of values."""
    deep = " " * MAX_DEPTH in text or len(_OPENER.findall(text)) > SURELY_SHALLOW
    if not deep and not ("*" in text and "&" in text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            mark = event.start_mark
            line, column = (mark.line, mark.column + 1) if mark else (0, 1)
            if isinstance(event, AliasEvent):
                message = f"`*{event.anchor}` refers to another value, and such references are not read"
                return line, column, message, "write the value out, or quote it if the `*` is part of it"
            if depth > MAX_DEPTH:
                return (
                    line,
                    column,
                    f"values are nested more than {MAX_DEPTH} deep",
                    "close brackets that are open",
                )
    except (yaml.YAMLError, UnicodeEncodeError):
        return None  # the composer meets the same fault, and it is told there
    return None
