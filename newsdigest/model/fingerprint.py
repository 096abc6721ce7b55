"""Fingerprints: a short hash of all that something is made from."""

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b

from msgspec import Struct

SIZE = 16
"""Bytes: enough that two of a million outputs collide with a chance below 2^-88."""


def fingerprint(*parts: object) -> bytes:
    """The hash of values: text, bytes, numbers, dates, sequences, mappings, structs.

    Equal values have equal fingerprints on any machine and in any process;
    kinds and lengths count, so `("ab", "c")` and `("a", "bc")` differ.
    """
    state = blake2b(digest_size=SIZE)
    for part in parts:
        state.update(_canonical(part))
    return state.digest()


def _canonical(value: object) -> bytes:
    """A byte string that no other value has."""
    if type(value) is str:  # most are, and matching takes longer than the rest
        return _text(value)
    match value:
        case bytes():
            return b"b%d:" % len(value) + value
        case str():
            return _text(value)
        case None | bool() | int() | float():
            return f"{value!r};".encode()
        case date():
            return f"d{value.isoformat()};".encode()
        case tuple() | list():
            return b"l%d:" % len(value) + b"".join(map(_canonical, value))
        case frozenset() | set():
            return b"f%d:" % len(value) + b"".join(sorted(map(_canonical, value)))
        case Mapping():
            pairs = sorted((_canonical(key), _canonical(item)) for key, item in value.items())
            return b"m%d:" % len(pairs) + b"".join(key + item for key, item in pairs)
        case Struct():
            inner = b"".join([_canonical(getattr(value, name)) for name in value.__struct_fields__])
            return b"o" + value.__class__.__name__.encode() + b"(" + inner + b")"
    raise TypeError(f"no fingerprint for {type(value).__name__}")


def _text(value: str) -> bytes:
    text = value.encode("utf-8", "surrogatepass")
    return b"s%d:" % len(text) + text
