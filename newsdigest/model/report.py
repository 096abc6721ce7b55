"""The outcome of a build."""

from collections.abc import Mapping

from msgspec import Struct, field

from newsdigest.model.problem import Problem


class FeedNews(Struct, frozen=True):
    """What comes into a feed and what falls out of it, by title."""

    path: str
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


class Foretold(Struct, frozen=True):
    """What a dry run tells of the change, beside the names of files."""

    lost: tuple[str, ...] = ()
    """Addresses of pages that would go, and from which nothing leads on."""
    feeds: tuple[FeedNews, ...] = ()
    diffs: Mapping[str, str] = field(default_factory=dict)
    """Changed file -> what is read in it, before and after; where that was asked for."""


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
    foretold: Foretold | None = None
    """Of a dry run that had something to tell."""

    @property
    def failed(self) -> bool:
        """Whether a fault kept the site from being published."""
        return any(problem.severity == "error" for problem in self.problems)
