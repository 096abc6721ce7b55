"""The language in which the formats are written down: which keys a mapping has, and how each is read.

A reader takes a node and the findings so far and returns the value, or FAULT when it has told a problem.
A `Record` is a mapping with known keys; the tables of entry.py, config.py, ... are made of these.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.load.findings import FAULT, Findings, Reader, is_blank, listed, nearest, pairs, wrong


class Field(Struct, frozen=True):
    """A key of a mapping."""

    key: str
    read: Reader
    about: str = ""
    """What it is, in a sentence, for whoever writes it: editors' programs show it."""
    needed: bool = False
    name: str = ""
    """The attribute that takes the value, where it is not the key itself."""
    none_said: bool = False
    """Whether an empty list means none of the things, and not that nothing was said."""


class Record(Struct, frozen=True):
    """A mapping with known keys. Call it to read one: the values given, by attribute."""

    noun: str
    """For messages, with its article: `a source`."""
    fields: tuple[Field, ...]
    own_fields: str = ""
    """The key that takes whatever else the editor wants to keep, if there is one."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Keys that belong under one of its fields, and that editors write beside it: key -> field."""
    by_key: Mapping[str, Field] = field(default_factory=dict)
    """The fields again, to be found."""

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The values given, by attribute; FAULT if this is no mapping at all."""
        if not isinstance(node, MappingNode):
            return wrong(node, path, found, "a mapping, lines of `key: value`", _keys_hint(self))
        known = self.by_key
        values: dict[str, Any] = {}
        given = set()
        for key, value in pairs(node, found):
            one = known.get(key.value)
            if one is None:
                self._unknown(key, known, found)
            elif not is_blank(value) or (one.none_said and isinstance(value, SequenceNode)):
                given.add(one.key)
                inner = f"{path}.{one.key}" if path else one.key
                found.places[inner] = found.document.place(value)
                if (read := one.read(value, inner, found)) is not FAULT:
                    values[one.name or one.key] = read
        for one in self.fields:
            if one.needed and one.key not in given:
                found.tell(node, "missing-field", f"{self.noun} needs `{one.key}`", f"add `{one.key}: ...`")
        return values

    def _unknown(self, key: ScalarNode, known: Mapping[str, Field], found: Findings) -> None:
        if key.value in self.elsewhere:
            hint = f"it belongs under `{self.elsewhere[key.value]}`"
        elif near := nearest(key.value, known):
            hint = f"did you mean `{near}`?"
        elif self.own_fields:
            hint = f"fields of your own go under `{self.own_fields}`"
        else:
            hint = f"known are {listed(known)}"
        found.tell(key, "unknown-key", f"{self.noun} has no field `{key.value}`", hint)


def record(
    noun: str, *fields: Field, own_fields: str = "", elsewhere: Mapping[str, str] | None = None
) -> Record:
    """A record with its fields findable by key."""
    return Record(noun, fields, own_fields, elsewhere or {}, {one.key: one for one in fields})


class Each(Struct, frozen=True):
    """A list whose items `read` reads; where one is accepted, a single mapping counts as a list of it."""

    read: Reader
    one_accepted: bool = False

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The values in their order, without those that could not be read."""
        if self.one_accepted and isinstance(node, MappingNode):
            items: Sequence[Node] = [node]
        elif isinstance(node, SequenceNode):
            items = node.value
        else:
            return wrong(node, path, found, "a list", "begin each item with `- `")
        values = []
        for number, item in enumerate(items):
            inner = f"{path}.{number}"
            found.places[inner] = found.document.place(item)
            if (value := self.read(item, inner, found)) is not FAULT:
                values.append(value)
        return tuple(values)


class Into(Struct, frozen=True):
    """What `make` makes of a record's values; FAULT where one that is needed could not be read."""

    make: Callable[..., Any]
    read: Record
    needed: tuple[str, ...]

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The value made."""
        values = self.read(node, path, found)
        return (
            FAULT
            if values is None or any(name not in values for name in self.needed)
            else self.make(**values)
        )


def into(make: Callable[..., Any], read: Record) -> Into:
    """A reader that makes something of a record's values."""
    return Into(make, read, tuple(one.name or one.key for one in read.fields if one.needed))


class MappingOf(Struct, frozen=True):
    """A mapping whose keys are the editor's own, and whose values `read` reads."""

    read: Reader

    def __call__(self, node: Node, path: str, found: Findings) -> Any:
        """The values by key, without those that could not be read."""
        if not isinstance(node, MappingNode):
            hint = "write each on a line of its own below the key, indented"
            return wrong(node, path, found, "a mapping, lines of `key: value`", hint)
        values = {}
        for key, value in pairs(node, found):
            inner = f"{path}.{key.value}" if path else key.value
            found.places[inner] = found.document.place(value)
            if (one := self.read(value, inner, found)) is not FAULT:
                values[key.value] = one
        return values


def _keys_hint(wanted: Record) -> str:
    return f"its fields are {listed([one.key for one in wanted.fields])}"
