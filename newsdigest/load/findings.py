"""What a reading of YAML finds on its way, and the words in which it tells of faults."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo
from difflib import get_close_matches
from typing import Any, Final

from msgspec import Struct, field
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.load.yaml_lines import Document
from newsdigest.model.places import Place
from newsdigest.model.problem import Problem, Severity

FAULT: Final = None
"""In place of a value that could not be read; the problem has been told."""


class Findings(Struct):
    """What a reading finds on its way: where the fields stand, and what is wrong with them."""

    document: Document
    zone: tzinfo
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def tell(
        self, at: Node | Place, rule: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Add a problem at a node or place."""
        line, column = self.document.place(at) if isinstance(at, Node) else at
        self.problems.append(Problem(self.document.file, line, column, rule, message, hint, severity))

    def in_order(self) -> tuple[Problem, ...]:
        """The problems by line."""
        return tuple(sorted(self.problems))


Reader = Callable[[Node, str, Findings], Any]
"""Node, path of the field (`sources.0.url`), findings -> value or FAULT."""


def pairs(node: MappingNode, found: Findings) -> Iterator[tuple[ScalarNode, Node]]:
    """Keys and values in the order of the file; a key that comes again is told, and left out."""
    lines: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            found.tell(key, "yaml", "a key is a word, and here stands a list or mapping", "quote it")
        elif key.value in lines:
            first = lines[key.value]
            message = f"`{key.value}` stands here a second time; the first is on line {first}"
            found.tell(key, "duplicate-key", message, "keep one of the two")
        else:
            lines[key.value] = found.document.place(key)[0]
            yield key, value


def is_blank(node: Node) -> bool:
    """Whether a key was written without a value: `tags:`, `tags: ~`, `tags: []`, `summary: ""`."""
    if isinstance(node, ScalarNode) and not node.style:
        return node.value in ("", "~", "null")
    return not node.value


def wrong(node: Node, path: str, found: Findings, wanted: str, hint: str = "") -> Any:
    """Tell that a value is not what its key takes; returns FAULT."""
    label = f"`{path}`" if path else "what stands here"
    if isinstance(node, ScalarNode):
        what = f"`{node.value}`" if len(node.value) <= 60 else "text"
    else:
        what = "a list" if isinstance(node, SequenceNode) else "a mapping"
    found.tell(node, "type", f"{label} must be {wanted}, not {what}", hint)
    return FAULT


def nearest(word: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    """The known word that a misspelt one was meant to be; empty if none is near."""
    found = get_close_matches(word.lower(), list(known), 1, 0.6)
    return found[0] if found else ""


def listed(names: Mapping[str, Any] | Sequence[str]) -> str:
    """Names in backticks, for a message."""
    return ", ".join(f"`{name}`" for name in names)
