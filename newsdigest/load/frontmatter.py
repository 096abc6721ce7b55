"""A content file cut into its front matter and its body."""

from dataclasses import dataclass

from newsdigest.model.problem import Problem

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Split:
    """The two parts of a file, and the lines on which they start (counted from 1)."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def normalise(text: str) -> str:
    """Without byte order mark, and with `\\n` at the end of every line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split(file: str, text: str) -> Split | Problem:
    """Front matter and body; blank lines may stand before the first `---`, and blanks after each."""
    lines = normalise(text).split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return _fault(file, 1, "the file is empty", "begin with front matter: `---`, `title: ...`, `---`")
    if lines[first].rstrip() != FENCE:
        return _fault(
            file, first + 1, "the file does not begin with front matter", f"put `{FENCE}` on a line above it"
        )
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            yaml, body = "\n".join(lines[first + 1 : number]), "\n".join(lines[number + 1 :])
            return Split(yaml, first + 2, body, number + 2)
    return _fault(
        file,
        first + 1,
        "the front matter that begins here has no end",
        f"put `{FENCE}` on a line of its own between the fields and the text",
    )


def _fault(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(file, line, 1, "front-matter", message, hint)
