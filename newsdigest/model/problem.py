"""A finding about content or configuration, told as a value and never thrown."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from newsdigest.model.printable import printable

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One fault, where it stands, and what to do about it."""

    file: str
    """Path below the site's folder, with forward slashes."""
    line: int
    """Counted from 1; 0 where the fault is the file itself."""
    column: int
    """Counted from 1; 0 where the whole line is meant."""
    rule: str
    """The rule's short name in docs/rules.md: `unknown-key`, `yaml`, `address-taken`."""
    message: str
    """What is wrong: one sentence without a full stop, values in backticks."""
    hint: str = ""
    """What to do: one sentence without a full stop."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """`file:line:col: error[rule] message`, and the hint on a line of its own."""
        place = ":".join([printable(self.file), *(str(n) for n in (self.line, self.column) if n)])
        hint = f"\n  hint: {printable(self.hint)}" if self.hint else ""
        return f"{place}: {self.severity}[{self.rule}] {printable(self.message)}{hint}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that keep a build from publishing."""
    return [problem for problem in problems if problem.severity == "error"]
