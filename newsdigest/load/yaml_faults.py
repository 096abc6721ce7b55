"""What a YAML parser complains of, said in words that help."""

import re

from yaml import MarkedYAMLError
from yaml.reader import ReaderError

Fault = tuple[int, int, str, str]
"""Line (from 0), column (from 1), message, hint."""

QUOTE = "quote the whole value"

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a colon stands inside a value, or a line is indented too far", ""),
    ("unexpected end of stream", "the quotation mark opened here is never closed",
     "close it at the end of the line"),
    ("',' or ']'", "the list that begins here lacks its `]`, or a comma", "close it with `]`"),
    ("',' or '}'", "the mapping that begins here lacks its `}`, or a comma", "close it with `}`"),
    ("expected ':'", "this line is neither a field nor part of one",
     "write `key: value`, or indent it below its field"),
    ("undefined alias", "a value that begins with `*` refers to another one that does not exist", QUOTE),
    ("scanning an alias", "a value cannot begin with `*`", QUOTE),
    ("scanning an anchor", "a value cannot begin with `&`", QUOTE),
    ("escape character", "a backslash in double quotes begins an escape that YAML does not know",
     "write `\\\\`, or use single quotes"),
    ("block sequence entries", "a list item cannot begin on the line of its key",
     "begin the list on a line of its own"),
    ("'-' indicator", "a list and fields stand side by side",
     "indent the list below its key, or begin each item with `- `"),
    ("another document", "a second `---` begins another document", "remove the line"),
    ("<document start>", "the text goes on after its end (`...`)", "remove the line `...`"),
    ("directive", "a line cannot begin with `%`", QUOTE),
    ("node content", "a value cannot begin with this sign", QUOTE),
)  # fmt: skip
"""Part of the parser's sentence (libyaml's or PyYAML's) -> message, hint; the first that fits."""

_FROM_START = ("unexpected end of stream", "',' or ']'", "',' or '}'", "expected ':'", "escape character")
"""Faults that are better told where the thing begins than where the parser gave up."""


def explain(error: Exception, text: str) -> Fault:
    """Place, message and hint for what the parser raised about a text."""
    if isinstance(error, ReaderError):
        return _unprintable(text, error.character if isinstance(error.character, int) else None)
    if isinstance(error, UnicodeEncodeError):
        return _unprintable(text, ord(text[error.start]))
    if not isinstance(error, MarkedYAMLError):
        return 0, 1, f"this is not YAML: {error}", ""
    said = f"{error.context or ''} {error.problem or ''}"
    begins = error.context_mark is not None and any(part in said for part in _FROM_START)
    mark = error.context_mark if begins else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column + 1) if mark else (0, 1)
    lines = text.split("\n")
    whole = lines[line] if line < len(lines) else ""
    if "node content" in said and not whole.strip():
        return max(line - 1, 0), 0, "a list or mapping begun above has no end", "close it: `]` or `}`"
    message, hint = _words(said, whole, column)
    return line, column, message, hint


def _words(said: str, whole: str, column: int) -> tuple[str, str]:
    sign = whole[column - 1 : column]
    if "cannot start any token" in said:
        if sign == "\t":
            return "a tab stands here, where YAML has only spaces", "replace the tab by spaces"
        return f"a value cannot begin with `{sign}`", _quoted(whole) or QUOTE
    for part, message, hint in _WORDS:
        if part in said:
            return message, _quoted(whole) if hint in ("", QUOTE) and _quoted(whole) else hint or QUOTE
    if sign and sign in "]}":
        return (
            f"a `{sign}` stands here that closes nothing",
            "remove it, or quote the value that it is part of",
        )
    if re.match(r"\s*[\w-]+:\s+['\"]", whole):
        return (
            "text goes on after the closing quotation mark of a value",
            "put the whole value in quotation marks, of the other kind if it has some inside",
        )
    return "this line does not fit those above it", "indent the fields of one mapping alike"


def _quoted(line: str) -> str:
    """How the line looks with its value quoted, where it is of the form `key: value`."""
    match = re.match(r"\s*(?:- +)*([\w-]+): +([^\s'\"\[{|>].*)$", line)
    if not match:
        return ""
    value = match[2].rstrip()
    mark = "'" if '"' in value and "'" not in value else '"'
    value = value if mark == "'" else value.replace("\\", "\\\\").replace('"', '\\"')
    return f"quote the value: `{match[1]}: {mark}{value}{mark}`"


def _unprintable(text: str, code: int | None) -> Fault:
    """A character that YAML refuses: found again here, for the parser counts in bytes."""
    position = text.find(chr(code)) if code is not None else -1
    before = text[: max(position, 0)]
    line = before.count("\n")
    column = len(before) - (before.rfind("\n") + 1) + 1
    name = f"U+{code:04X}" if code is not None else "of an unknown kind"
    return (
        line,
        column,
        f"a control character ({name}) stands in the text",
        "delete it, and type the text anew",
    )
