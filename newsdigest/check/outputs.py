"""Rules over the planned outputs: every address is claimed once."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from newsdigest.model.output import Output
from newsdigest.model.problem import Problem


def addresses_taken(outputs: Sequence[Output]) -> Iterator[Problem]:
    """Two outputs cannot be one file."""
    owners: dict[str, Output] = {}
    for output in _sorted(outputs):
        owner = owners.setdefault(output.path, output)
        if owner is not output:
            message = f"the address {output.url} is that of {_claimant(owner)} already"
            hint = "give one of the two another `slug`" if owner.origin else "choose another one"
            yield Problem(output.origin or owner.origin, 0, 0, "address-taken", message, hint)


def files_in_the_way(outputs: Sequence[Output]) -> Iterator[Problem]:
    """A file cannot be a folder, too: `/old.html` and `/old.html/more/` cannot both be."""
    owners = {output.path: output for output in outputs}
    for output in _sorted(outputs):
        folder = output.path
        while folder := folder.rpartition("/")[0]:
            if folder in owners:
                owner = owners[folder]
                message = (
                    f"the address {output.url} lies below {owner.url} ({_claimant(owner)}), which is a file"
                )
                yield Problem(
                    output.origin or owner.origin, 0, 0, "address-taken", message, "choose another one"
                )


def addresses_alike(outputs: Sequence[Output]) -> Iterator[Problem]:
    """On the disks of macOS and Windows two files whose names differ in case are one."""
    owners: dict[str, Output] = {}
    for output in _sorted(outputs):
        owner = owners.setdefault(normalize("NFC", output.path).casefold(), output)
        if owner.path != output.path:
            message = f"the address {output.url} differs from {owner.url} ({_claimant(owner)}) only in case"
            hint = "give one of the two another `slug`: many disks cannot keep both"
            yield Problem(output.origin or owner.origin, 0, 0, "address-case", message, hint, "warning")


def _sorted(outputs: Sequence[Output]) -> list[Output]:
    """The site's own outputs first, then by file: the later claimant is the one told."""
    return sorted(outputs, key=lambda output: (output.origin, output.kind, output.url))


def _claimant(output: Output) -> str:
    return output.origin or f"the site's own pages ({output.kind})"
