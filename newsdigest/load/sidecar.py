"""`NAME.yaml` beside a source page: any field of an entry's front matter, none of them needed."""

from datetime import tzinfo

from msgspec.structs import replace

from newsdigest.load.entry import ENTRY
from newsdigest.load.findings import Findings
from newsdigest.load.frontmatter import normalise
from newsdigest.load.loaded import Loaded
from newsdigest.load.yaml_lines import compose
from newsdigest.model.problem import Problem
from newsdigest.model.sidecar import Sidecar

_FIELDS = tuple(replace(one, needed=False) for one in ENTRY.fields)

SIDECAR = replace(ENTRY, fields=_FIELDS)


def read_sidecar(file: str, text: str, zone: tzinfo) -> Loaded[Sidecar]:
    """The fields that an editor gives; a time without an offset is meant in `zone`."""
    document = compose(file, normalise(text))
    if isinstance(document, Problem):
        return Loaded(None, (document,))
    found = Findings(document, zone)
    values = {} if document.root is None else SIDECAR(document.root, "", found)
    return Loaded(None if values is None else Sidecar(file, values), found.in_order())
