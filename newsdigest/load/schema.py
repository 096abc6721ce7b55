"""The formats as JSON Schema, for programs in which editors write: made from the tables that read them."""

from collections.abc import Mapping
from typing import Any

from newsdigest.load.config import CONFIG
from newsdigest.load.entry import ENTRY
from newsdigest.load.fields import Each, Field, Into, MappingOf, Record
from newsdigest.load.findings import Reader
from newsdigest.load.page import PAGE
from newsdigest.load.readers import OneOf, SomeOf, Whole
from newsdigest.load.sidecar import SIDECAR
from newsdigest.load.vocabulary import PUBLISHER, TAG

Shape = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SLUG = r"^[^\u0000-,./:-`{-\u007f]+$"
"""Of ASCII only small letters, digits and hyphens; of other scripts the loader knows more."""


def schemas() -> Mapping[str, Shape]:
    """Name of a file's kind -> its schema."""
    formats: dict[str, tuple[str, Shape]] = {
        "entry": ("The front matter of an entry", shape_of(ENTRY)),
        "page": ("The front matter of a standing page", shape_of(PAGE)),
        "sidecar": ("What an editor adds about a source page", _or_blank(shape_of(SIDECAR))),
        "tags": ("The tags, by slug", _or_blank(_terms(TAG))),
        "publishers": ("The publishers, by slug", _or_blank(_terms(PUBLISHER))),
        "config": ("The settings of the site", _or_blank(shape_of(CONFIG))),
    }
    return {name: {"$schema": DIALECT, "title": title} | shape for name, (title, shape) in formats.items()}


def shape_of(read: Reader) -> Shape:
    """What a reader takes. A reader that says nothing of it is a fault of ours, and an AttributeError."""
    match read:
        case Record():
            return _mapping(read)
        case Into():
            return shape_of(read.read)
        case Each():
            one = shape_of(read.read)
            many: Shape = {"type": "array", "items": one}
            return {"anyOf": [many, one]} if read.one_accepted else many
        case MappingOf():
            return {"type": "object", "additionalProperties": shape_of(read.read)}
        case OneOf():
            return {"enum": list(read.choices)}
        case SomeOf():
            return {"type": "array", "items": {"enum": list(read.choices)}}
        case Whole():
            return {"type": "integer", "minimum": read.least, "maximum": read.most}
    said = vars(read)
    own: Shape = said["shape"]
    return shape_of(said["like"]) | own if said["like"] else own


def _mapping(record: Record) -> Shape:
    shape: Shape = {"type": "object", "properties": {one.key: _field(one) for one in record.fields}}
    if needed := [one.key for one in record.fields if one.needed]:
        shape["required"] = needed
    return shape | {"additionalProperties": False}


def _field(field: Field) -> Shape:
    shape = shape_of(field.read)
    about = {"description": field.about} if field.about else {}
    return about | (shape if field.needed else _or_blank(shape))


def _terms(record: Record) -> Shape:
    """A file of terms by slug, of which one may stand without fields."""
    slugs = {"pattern": SLUG}
    return {"type": "object", "propertyNames": slugs, "additionalProperties": _or_blank(_mapping(record))}


def _or_blank(shape: Shape) -> Shape:
    """A key that need not be there may also be written without a value."""
    for key in ("anyOf", "enum", "type"):
        if key in shape:
            blank = {"anyOf": {"type": "null"}, "enum": None, "type": "null"}[key]
            given = shape[key] if isinstance(shape[key], list) else [shape[key]]
            return shape | {key: [*given, blank]}
    return shape
