"""A content file cut into its front matter and its body."""

from msgspec import Struct

from newsdigest.model.problem import Problem

FENCE = "---"


class Split(Struct, frozen=True):
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
    text = normalise(text)
    begin = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
    line, end = _line(text, begin)
    number = text.count("\n", 0, begin) + 1
    if not line:
        return _fault(file, 1, "the file is empty", "begin with front matter: `---`, `title: ...`, `---`")
    if line != FENCE:
        hint = f"put `{FENCE}` on a line above it"
        return _fault(file, number, "the file does not begin with front matter", hint)
    close = text.find("\n" + FENCE, end)
    while close >= 0:
        line, body = _line(text, close + 1)
        if line == FENCE:
            yaml = text[end + 1 : close]
            return Split(yaml, number + 1, text[body + 1 :], text.count("\n", 0, close + 1) + 2)
        close = text.find("\n" + FENCE, close + 1)
    return _fault(
        file,
        number,
        "the front matter that begins here has no end",
        f"put `{FENCE}` on a line of its own between the fields and the text",
    )


def _line(text: str, begin: int) -> tuple[str, int]:
    """The line that begins at a place, without blanks after it, and the place of its end."""
    end = text.find("\n", begin)
    end = len(text) if end < 0 else end
    return text[begin:end].rstrip(), end


def _fault(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(file, line, 1, "front-matter", message, hint)
