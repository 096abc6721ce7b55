"""Readers of single values: text, flag, moment, address, ... each tells what its value should have been."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.load.findings import FAULT, Findings, listed, nearest, pairs, wrong
from newsdigest.load.moments import FORM, MomentError, read_moment
from newsdigest.load.shape import TEXT, WORD, shaped

_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})((?:[-_][A-Za-z]{4})?)((?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?)((?:[-_][A-Za-z0-9]{5,8})*)"
)

_LOCAL = re.compile(r"(?!/+$|//|.*/\.\.?(?:/|$))/[^?#\\\s]*")

_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:[/?#][^\s<>\"\\]*)?")
"""An address that need not be taken apart to be sure of."""

WEB_ADDRESS = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\]+"""
"""What a web address looks like, for a schema."""

_FLAGS = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]"


@shaped(type=TEXT)
def text(node: Node, path: str, found: Findings) -> Any:
    """Text as it was written, without blanks around it."""
    if not isinstance(node, ScalarNode):
        return wrong(node, path, found, "text", "quote the value if it begins with `[` or `{`")
    value: str = node.value
    return value.strip()


@shaped(type=TEXT, minLength=1)
def filled(node: Node, path: str, found: Findings) -> Any:
    """Text that is not empty."""
    value = text(node, path, found)
    if value == "":
        found.tell(node, "empty", f"`{path}` is empty", "write it, or leave the key away")
        return FAULT
    return value


@shaped(type="array", items={"type": TEXT, "minLength": 1})
def texts(node: Node, path: str, found: Findings) -> Any:
    """A list of texts; a blank item is told."""
    if not isinstance(node, SequenceNode):
        example = "begin each item with `- `, on a line of its own"
        if isinstance(node, ScalarNode):
            example = f"write `{path.rpartition('.')[2]}: [{node.value}]`"
        return wrong(node, path, found, "a list", example)
    values = []
    for number, item in enumerate(node.value):
        inner = f"{path}.{number}"
        found.places[inner] = found.document.place(item)
        if (value := filled(item, inner, found)) is not FAULT:
            values.append(value)
    return tuple(values)


@shaped(type=["boolean", "string"], pattern=rf"^(?:{_FLAGS})$")
def flag(node: Node, path: str, found: Findings) -> Any:
    """`true` or `false`, or one of YAML's other words for them."""
    word = node.value.lower() if isinstance(node, ScalarNode) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    return wrong(node, path, found, "true or false", "write one of the two, or leave the key away")


@shaped(type=WORD, pattern=rf"^\s*(?:{FORM.pattern})\s*$")
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


@shaped(type=WORD, pattern=rf"^\s*{WEB_ADDRESS}\s*$")
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


@shaped(type=WORD, pattern=rf"^\s*{_LOCAL.pattern}\s*$")
def local(node: Node, path: str, found: Findings) -> Any:
    """An address within the site: it begins with one slash, and has neither scheme nor query."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    if _LOCAL.fullmatch(value):
        return value
    found.tell(
        node,
        "address",
        f"`{path}` is not an address of this site: `{value}`",
        "write its path from the site's root, such as /old/address/",
    )
    return FAULT


@shaped(type=WORD, pattern=rf"^\s*(?:{_LANGUAGE.pattern})\s*$")
def language(node: Node, path: str, found: Findings) -> Any:
    """A language code (BCP 47) in its usual case: `de`, `pt-BR`, `zh-Hant`."""
    value = text(node, path, found)
    if value is FAULT:
        return FAULT
    match = _LANGUAGE.fullmatch(value)
    if match:
        code: str = match[1].lower() + match[2].title() + match[3].upper() + match[4].lower()
        return code.replace("_", "-")
    hint = "write a code such as en, ja, pt-BR or zh-Hant"
    found.tell(node, "language", f"`{path}` is not a language code: `{value}`", hint)
    return FAULT


class OneOf(Struct, frozen=True):
    """One of a few words."""

    choices: tuple[str, ...]

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The word."""
        if isinstance(node, ScalarNode) and node.value in self.choices:
            return str(node.value)
        return wrong(node, path, found, f"one of {listed(self.choices)}", _meant(node, self.choices))


class SomeOf(Struct, frozen=True):
    """A list of some of a few words, as a set."""

    choices: tuple[str, ...]

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The words that are among the choices."""
        values = texts(node, path, found)
        if values is FAULT:
            return FAULT
        for number, value in enumerate(values):
            if value not in self.choices:
                near = nearest(value, self.choices)
                hint = f"did you mean `{near}`?" if near else f"known are {listed(self.choices)}"
                at = found.places.get(f"{path}.{number}", found.document.place(node))
                found.tell(at, "value", f"`{path}` cannot name `{value}`", hint)
        return frozenset(values) & frozenset(self.choices)


class Whole(Struct, frozen=True):
    """A whole number within limits."""

    least: int
    most: int

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The number."""
        value = node.value if isinstance(node, ScalarNode) else ""
        if re.fullmatch(r"[0-9]{1,9}", value) and self.least <= int(value) <= self.most:
            return int(value)
        hint = "write it in figures alone, or leave the key away"
        return wrong(node, path, found, f"a whole number from {self.least} to {self.most}", hint)


@shaped()
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
