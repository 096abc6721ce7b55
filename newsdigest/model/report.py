"""The outcome of a build."""

from msgspec import Struct

from newsdigest.model.problem import Problem


class Report(Struct, frozen=True):
    """What a build found and did."""

    entries: int = 0
    """Published entries."""
    drafted: tuple[str, ...] = ()
    """Entries that ingest drafted, as files below the site's folder."""
    written: tuple[str, ...] = ()
    """Files written, as paths below the output folder."""
    added: tuple[str, ...] = ()
    """Those of `written` that no earlier build made."""
    kept: int = 0
    """Files that stood already as they should."""
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """Answers of `--why`."""
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def failed(self) -> bool:
        """Whether a fault kept the site from being published."""
        return any(problem.severity == "error" for problem in self.problems)
