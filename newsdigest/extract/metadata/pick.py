"""A field's value together with where it was found."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdigest.model.article import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pick(Generic[T]):
    """What a ranking chose."""

    value: T
    found: Found


def pick(value: T, where: str, *, sure: bool = False) -> Pick[T]:
    """A choice with its place."""
    return Pick(value, Found(where, sure))
