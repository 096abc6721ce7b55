"""Readers of single values: text, flag, moment, address, ... each tells what its value should have been."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.load.findings import FAULT, Findings, Reader, listed, nearest, pairs, wrong
from newsdigest.load.moments import MomentError, read_moment

_LANGUAGE = re.compile(r"([a-z]{2,3})((?:-[a-z]{4})?)((?:-(?:[a-z]{2}|\d{3}))?)((?:-[a-z0-9]{5,8})*)", re.I)

_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:[/?#][^\s<>\"\\]*)?")
"""An address that need not be taken apart to be sure of."""


def text(node: Node, path: str, found: Findings) -> Any:
    """Text as it was written, without blanks around it."""
    if not isinstance(node, ScalarNode):
        return wrong(node, path, found, "text", "quote the value if it begins with `[` or `{`")
    value: str = node.value
    return value.strip()


def filled(node: Node, path: str, found: Findings) -> Any:
    """Text that is not empty."""
    value = text(node, path, found)
    if value == "":
        found.tell(node, "empty", f"`{path}` is empty", "write it, or leave the key away")
        return FAULT
    return value


def texts(node: Node, path: str, found: Findings) -> Any:
    """A list of texts; a blank item is told."""
    if not isinstance(node, SequenceNode):
        example = f"write `{path.rpartition('.')[2]}: [{node.value}]`" if isinstance(node, ScalarNode) else ""
        return wrong(node, path, found, "a list", example)
    values = []
    for number, item in enumerate(node.value):
        inner = f"{path}.{number}"
        found.places[inner] = found.document.place(item)
        if (value := filled(item, inner, found)) is not FAULT:
            values.append(value)
    return tuple(values)


def flag(node: Node, path: str, found: Findings) -> Any:
    """`true` or `false`, or one of YAML's other words for them."""
    word = node.value.lower() if isinstance(node, ScalarNode) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    return wrong(node, path, found, "true or false")


def moment(node: Node, path: str, found: Findings) -> Any:
    """A day, or an instant."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    try:
        return read_moment(value, found.zone)
    except MomentError as fault:
        found.tell(node, "date", f"`{path}`: {fault.message}", fault.hint)
        return FAULT


def address(node: Node, path: str, found: Findings) -> Any:
    """An absolute http address."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if is_web_address(value):
        return value
    found.tell(
        node, "address", f"`{path}` is not a web address: `{value}`", "begin it with https:// and a host"
    )
    return FAULT


def is_web_address(value: str) -> bool:
    """Whether a text is a whole http address: scheme, host, and no blank inside."""
    if _PLAIN_ADDRESS.fullmatch(value):
        return True
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not re.search(r"[\s<>\"\\]", value)


def local(node: Node, path: str, found: Findings) -> Any:
    """An address within the site: it begins with one slash, and has neither scheme nor query."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    plain_path = value.startswith("/") and not re.search(r"^/+$|^//|[?#\\\s]|/\.\.?(/|$)", value)
    if plain_path:
        return value
    found.tell(
        node,
        "address",
        f"`{path}` is not an address of this site: `{value}`",
        "write its path from the site's root, such as /old/address/",
    )
    return FAULT


def language(node: Node, path: str, found: Findings) -> Any:
    """A language code (BCP 47) in its usual case: `de`, `pt-BR`, `zh-Hant`."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    match = _LANGUAGE.fullmatch(value.replace("_", "-"))
    if match:
        return match[1].lower() + match[2].title() + match[3].upper() + match[4].lower()
    hint = "write a code such as en, ja, pt-BR or zh-Hant"
    found.tell(node, "language", f"`{path}` is not a language code: `{value}`", hint)
    return FAULT


def one_of(*choices: str) -> Reader:
    """One of a few words."""

    def read(node: Node, path: str, found: Findings) -> Any:
        if isinstance(node, ScalarNode) and node.value in choices:
            return str(node.value)
        return wrong(node, path, found, f"one of {listed(choices)}", _meant(node, choices))

    return read


def some_of(*choices: str) -> Reader:
    """A list of some of a few words, as a set."""

    def read(node: Node, path: str, found: Findings) -> Any:
        values = texts(node, path, found)
        if values is FAULT:
            return FAULT
        for number, value in enumerate(values):
            if value not in choices:
                near = nearest(value, choices)
                hint = f"did you mean `{near}`?" if near else f"known are {listed(choices)}"
                at = found.places.get(f"{path}.{number}", found.document.place(node))
                found.tell(at, "value", f"`{path}` cannot name `{value}`", hint)
        return frozenset(values) & frozenset(choices)

    return read


def whole(least: int, most: int) -> Reader:
    """A whole number within limits."""

    def read(node: Node, path: str, found: Findings) -> Any:
        value = node.value if isinstance(node, ScalarNode) else ""
        if re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most:
            return int(value)
        return wrong(node, path, found, f"a whole number from {least} to {most}")

    return read


def plain(node: Node, path: str, found: Findings) -> Any:
    """The editor's own value as Python has it; text unless it is plainly a number or true or false."""
    if isinstance(node, MappingNode):
        return {key.value: plain(value, path, found) for key, value in pairs(node, found)}
    if isinstance(node, SequenceNode):
        return tuple(plain(item, path, found) for item in node.value)
    if isinstance(node, ScalarNode) and not node.style:
        if node.value in ("true", "false"):
            return node.value == "true"
        if re.fullmatch(r"0|-?[1-9][0-9]{0,14}", node.value):
            return int(node.value)
        if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}", node.value):
            return float(node.value)
    return str(node.value)


def _meant(node: Node, choices: Sequence[str]) -> str:
    near = nearest(node.value, choices) if isinstance(node, ScalarNode) else ""
    return f"did you mean `{near}`?" if near else ""
