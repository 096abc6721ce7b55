"""A field's value together with where it was found."""

from typing import Generic, TypeVar

from msgspec import Struct

from newsdigest.model.article import Found

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Pick(Struct, Generic[T_co], frozen=True):
    """What a ranking chose."""

    value: T_co
    found: Found


def pick(value: T, where: str, *, sure: bool = False) -> Pick[T]:
    """A choice with its place."""
    return Pick(value, Found(where, sure))


def value_of(choice: Pick[T] | None, empty: T) -> T:
    """What was chosen, or what stands for nothing."""
    return empty if choice is None else choice.value
