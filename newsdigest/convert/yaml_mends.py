"""YAML as people write it: composed to nodes, with the faults mended that have one sure reading."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from yaml import MarkedYAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.convert.document import Given
from newsdigest.model.problem import Problem

Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST_VALUES = 20_000
"""Of one front matter: references can let a few lines stand for billions."""

MOST_MENDS = 20
"""Lines of one front matter that are quoted before it is given up."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_FIELD = re.compile(r"( *(?:- +)*)([\w.-]+): +(\S.*?)\s*$")
_GLUED = re.compile(r"( *[A-Za-z][\w-]*):(?!//)([^\s:].*)$")
_GLUED_ITEM = re.compile(r"( *)-([^\s-].*)$")
_ITEM = re.compile(r"( *- +)(\S.*?)\s*$")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]{0,2}(\s+#.*)?")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Ends of a line to YAML, and to no editor's eye."""

_STRANGE_BLANK = re.compile(r"^([ \t]*)[\u00a0\u3000]+|^( *(?:- *)*[\w.-]+:)[\u00a0\u3000]+")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def read_yaml(file: str, text: str, first_line: int = 1) -> tuple[Mapping[str, Given], tuple[Problem, ...]]:
    """The fields of a YAML mapping, and what was mended; an error among the problems where none was sure."""
    problems: list[Problem] = []

    def told(line: int, column: int, message: str, *, fault: bool = False) -> None:
        severity = "error" if fault else "warning"
        hint = "mend the file, and import it again" if fault else ""
        rule = "yaml" if fault else "import-yaml"
        problems.append(Problem(file, line + first_line, column, rule, message, hint, severity))  # type: ignore[arg-type]

    if conflict := _CONFLICT.search(text):
        told(
            text.count("\n", 0, conflict.start()),
            1,
            "two versions of the file stand here, unmerged",
            fault=True,
        )
        return {}, tuple(problems)
    text = _without_controls(_without_tabs(text, told), told)
    root = _composed(text, told)
    if root is None:
        return {}, tuple(problems)
    if not isinstance(root, MappingNode):
        told(root.start_mark.line, 1, "the front matter is no list of fields", fault=True)
        return {}, tuple(problems)
    fields: dict[str, Given] = {}
    budget = [MOST_VALUES]
    for key, node in root.value:
        name = str(key.value).lower() if isinstance(key, ScalarNode) else ""
        line = key.start_mark.line
        if not name:
            told(line, 1, "a key is a list or a mapping; it was left out")
            continue
        if name in fields:
            told(line, 1, f"`{name}` stands here a second time; the last one counts, as it did before")
        fields[name] = Given(_plain(node, budget), line + first_line)
    if budget[0] < 0:
        told(
            0,
            1,
            f"the front matter is nested without end, or stands for more than {MOST_VALUES:,} values",
            fault=True,
        )
        return {}, tuple(problems)
    return fields, tuple(problems)


def _without_tabs(text: str, told: Callable[..., None]) -> str:
    """Tabs of YAML's own places become blanks: in indentation, after a key or dash, at the end."""
    if not re.search(r"[\t\u00a0\u3000]", text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _STRANGE_BLANK.match(line):
            told(number, 1, "a blank of another width stands where YAML has only spaces; it was replaced")
            line = lines[number] = _STRANGE_BLANK.sub(lambda match: f"{match[1] or match[2] or ''} ", line)
        if "\t" not in line:
            continue
        mended = re.sub(r"^[ \t]+", lambda match: match[0].replace("\t", "  "), line)
        mended = re.sub(r"^( *(?:- *)*[\w.-]+:|( *-)+)[ ]*\t[ \t]*", r"\1 ", mended)
        mended = re.sub(r"[ \t]*\t[ \t]*$", "", mended)
        if mended != line:
            told(number, line.index("\t") + 1, "a tab stands where YAML has only spaces; it was replaced")
            lines[number] = mended
    return "\n".join(lines)


def _without_controls(text: str, told: Callable[..., None]) -> str:
    """Signs that YAML refuses, and no eye sees, are taken out."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        mended = _SEPARATORS.sub(" ", _CONTROL.sub("", line))
        if mended != line:
            what = (
                "a sign that ends lines became a blank"
                if _SEPARATORS.search(line)
                else "a control character was taken out"
            )
            told(number, 1, what)
            lines[number] = mended
    return "\n".join(lines)


def _composed(text: str, told: Callable[..., None]) -> Node | None:
    """The root; a line that the parser refuses is quoted where it is a field or item on one line."""
    if len(re.findall(r"[\[{]|[-?]\s", text)) > MOST_VALUES:
        told(0, 1, "the front matter is too large", fault=True)
        return None
    for _ in range(MOST_MENDS):
        loader = Loader(text)
        try:
            root: Node | None = loader.get_single_node()
            return root
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            mended = _mended_at(error, text)
            if mended is None:
                line = _line(error)
                said = getattr(error, "problem", "") or "a sign that YAML does not allow"
                told(line, 1, f"the front matter cannot be read: {said}", fault=True)
                return None
            text, line, what = mended
            told(line, 1, f"{what}: `{text.split(chr(10))[line].strip()[:80]}`")
        finally:
            loader.dispose()
    told(0, 1, "the front matter has too many faults", fault=True)
    return None


def _mended_at(error: Exception, text: str) -> tuple[str, int, str] | None:
    """The text with the faulty line mended, that line, and what was done; None where no mend is sure."""
    lines = text.split("\n")
    marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
    numbers = [mark.line for mark in marks if mark is not None and mark.line < len(lines)]
    opened = re.search(r"quoted scalar|flow sequence", getattr(error, "context", "") or "")
    if opened and marks[1] is not None and marks[1].line < len(lines):
        number = marks[1].line
        if mended := _closed(lines[number]):
            lines[number], what = mended
            return "\n".join(lines), number, what
    for mend in (_spaced, _outdented, _continued, _quoted):
        # A key without its blank is missed only on the line below it.
        near = [*numbers, *(number - 1 for number in numbers if number)] if mend is _spaced else numbers
        for number in dict.fromkeys(near):
            above = lines[number - 1] if number else ""
            if mended := mend(lines[number], above):
                lines[number], what = mended
                return "\n".join(lines), number, what
    return None


def _spaced(line: str, above: str) -> tuple[str, str] | None:
    """A blank that lacks after the colon of a key, or after the dash of an item."""
    if match := _GLUED.match(line):
        return f"{match[1]}: {match[2]}", "a blank was put after the colon"
    match = _GLUED_ITEM.match(line)
    return (f"{match[1]}- {match[2]}", "a blank was put after the dash") if match else None


def _closed(line: str) -> tuple[str, str] | None:
    """A list or quotation that is opened on a line, and not closed there."""
    match = _FIELD.match(line) or re.match(r"( *)(- +)([\"'].*?)\s*$", line)
    if match is None or match[3][0] not in "[\"'" or _is_quoted(match[3]):
        return None
    head, value = line[: match.start(3)], match[3]
    if value[0] == "[":
        items = [item.strip("\"' ") for item in value.strip("[] ").split(",")]
        closed = json.dumps([item for item in items if item], ensure_ascii=False)
        return head + closed, "a list that was not closed was read by its commas"
    inner = value[1:]
    return head + json.dumps(
        inner, ensure_ascii=False
    ), "a quotation mark that was not closed was taken for nothing"


def _outdented(line: str, above: str) -> tuple[str, str] | None:
    """A field that stands in further than the one above it, which has its value already."""
    beside = _FIELD.match(above)
    if beside is None or beside[3][0] in "|>[{&!\"'" or not _FIELD.match(line):
        return None
    indent = len(line) - len(line.lstrip(" "))
    if line.lstrip(" ").startswith("- ") or indent <= len(beside[1]):
        return None
    return " " * len(beside[1]) + line.lstrip(" "), "a line that stood in too far was moved out"


def _continued(line: str, above: str) -> tuple[str, str] | None:
    """A line that is no field: the rest of the value above it, or an item whose dash lacks."""
    if not re.match(r"[^\s#-]", line) or re.search(r":(\s|$)", line):
        return None
    if item := _ITEM.match(above):
        return f"{re.match(' *', item[1])[0]}- {line}", "the dash of an item was put in"  # type: ignore[index]
    field = _FIELD.match(above)
    return (f"  {line}", "the line was taken for the rest of the one above") if field else None


def _quoted(line: str, above: str) -> tuple[str, str] | None:
    """A value on one line in quotation marks."""
    match = _FIELD.match(line)
    head, value = (f"{match[1]}{match[2]}: ", match[3]) if match else ("", "")
    if match is None and (item := _ITEM.match(line)):
        head, value = item[1], item[2]
    if not head or _BLOCK_TEXT.fullmatch(value) or _is_quoted(value):
        return None
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    return head + json.dumps(inner, ensure_ascii=False), "the value was put in quotation marks"


def _is_quoted(value: str) -> bool:
    """Whether a value is in sound quotation marks already, so that quoting it is no mend."""
    if value[:1] not in ("'", '"'):
        return False
    try:
        return isinstance(json.loads(value), str)
    except ValueError:
        return bool(re.fullmatch(r"'(?:[^']|'')*'", value))


def _line(error: Exception) -> int:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    return mark.line if mark else 0


def _plain(node: Node, budget: list[int], depth: int = 0) -> Any:
    """Texts as they were written, lists as tuples, mappings as they are."""
    budget[0] -= 1
    if budget[0] < 0 or depth > 40:
        budget[0] = -1
        return ""
    if isinstance(node, MappingNode):
        return {
            str(key.value): _plain(value, budget, depth + 1)
            for key, value in node.value
            if isinstance(key, ScalarNode)
        }
    if isinstance(node, SequenceNode):
        return tuple(_plain(item, budget, depth + 1) for item in node.value)
    value = str(node.value)
    plain = isinstance(node, ScalarNode) and not node.style
    if plain and not value and node.tag.startswith("!"):
        return node.tag  # `!important`: to YAML a type, and to its writer a word
    return "" if plain and value in ("~", "null", "Null", "NULL") else value
