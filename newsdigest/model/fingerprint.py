"""Fingerprints: a short hash of all that something is made from."""

from hashlib import blake2b

from msgspec import to_builtins
from msgspec.json import Encoder

SIZE = 16
"""Bytes: enough that two of a million outputs collide with a chance below 2^-88."""

_encode = Encoder(order="deterministic").encode
"""Sets and mappings in one order, whatever the process."""


def fingerprint(*parts: object) -> bytes:
    """The hash of values: text, bytes, numbers, dates, sequences, sets, mappings, structs.

    Equal values have equal fingerprints on any machine and in any process; lengths count,
    so `("ab", "c")` and `("a", "bc")` differ. What JSON writes alike (a day and its text) does not.
    """
    try:
        data = _encode(parts)
    except UnicodeEncodeError:  # half a surrogate pair: in a file's name, any byte can be
        data = repr(to_builtins(parts, order="deterministic")).encode()
    return blake2b(data, digest_size=SIZE).digest()
