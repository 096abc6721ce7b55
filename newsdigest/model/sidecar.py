"""What an editor wrote beside a source page."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Sidecar(Struct, frozen=True):
    """Front-matter fields that win over what was found in the page."""

    file: str
    """Path below the site's folder: `content/sources/pompeo.txt.yaml`."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """The fields given, with values as an `Entry` has them."""
