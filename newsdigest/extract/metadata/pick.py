"""A field's value together with where it was found."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdigest.model.article import Found

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Pick(Generic[T_co]):
    """What a ranking chose."""

    value: T_co
    found: Found


def pick(value: T, where: str, *, sure: bool = False) -> Pick[T]:
    """A choice with its place."""
    return Pick(value, Found(where, sure))


def value_of(choice: Pick[T] | None, empty: T) -> T:
    """What was chosen, or what stands for nothing."""
    return empty if choice is None else choice.value
