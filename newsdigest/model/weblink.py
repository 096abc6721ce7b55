"""An address of the web that the content names, and what its server said when it was asked."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

Outcome = Literal["good", "gone", "unsure"]
"""`gone` are 404, 410 and a host that does not exist, and nothing else: what fails may be well tomorrow."""


class Answer(Struct, frozen=True):
    """What came of asking an address."""

    outcome: Outcome
    said: str
    """`404 Not Found`, `the server took too long`."""
    nameless: bool = False
    """Whether no host of its name was found."""
    busy: bool = False
    """Whether the host asked to be left alone for a while: the other addresses on it are then not asked."""


class Seen(Struct, frozen=True):
    """What is remembered of an address."""

    asked: datetime
    outcome: Outcome
    said: str
    gone_since: date | None = None
    """The first day on which it was gone, with no good answer since."""
    gone_again: date | None = None
    """The last such day, if it is another."""
    named_in: tuple[str, ...] = ()
    """Of a dead one, the files that named it when it was last looked for: where an editor finds it."""

    @property
    def dead(self) -> bool:
        """Whether it was gone on two different days: on one, a server may be in the middle of something."""
        return self.gone_again is not None
