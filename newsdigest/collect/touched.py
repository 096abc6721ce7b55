"""What of one language of a site a change can alter: the narrow build plans that and no more."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from newsdigest.collect.calendar import TouchedTimes
from newsdigest.model.catalogue import Shelf


@dataclass(frozen=True, slots=True)
class Touched:
    """The subjects of one language that have to be planned."""

    entries: Set[int]
    """Numbers of entries whose own page may change."""
    pages: Mapping[Shelf, Set[int]]
    """Lists of which something may change, and the numbers of their pages that may."""
    times: TouchedTimes
