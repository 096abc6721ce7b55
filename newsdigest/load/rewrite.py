"""YAML changed in place: the value that is meant, and not a sign beside it.

The text is composed to find where a value stands; all else (comments, order, quotes, blank lines) is
left as its bytes are. What comes out is read again, and must say what was asked for and nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from newsdigest.load.frontmatter import split
from newsdigest.model.problem import Problem
from newsdigest.model.yaml_text import yaml_value


class RewriteError(Exception):
    """A text whose form does not let a value be changed safely; it is for an editor's hands."""


def rewrite_entry(
    file: str, text: str, changes: Mapping[str, object], order: Sequence[str], body: str | None = None
) -> str:
    """An entry's text with fields set (None takes one away) and, if given, another body.

    A change's key is a path, such as `title` or `sources.0.url`; `order` says where a new field goes.
    Raises RewriteError.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    windows = "\r\n" in text
    parts = split(file, text)
    if isinstance(parts, Problem):
        raise RewriteError(parts.message)
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    begin = whole.index(parts.yaml, _line_start(whole, parts.yaml_line)) if parts.yaml else 0
    front = rewrite_yaml(parts.yaml, changes, order)
    rest = whole[begin + len(parts.yaml) :]
    if body is not None:
        rest = rest[: len(rest) - len(parts.body)] + body.replace("\r\n", "\n").rstrip("\n") + "\n"
    made = whole[:begin] + front + rest
    return mark + (made.replace("\n", "\r\n") if windows else made)


def rewrite_yaml(text: str, changes: Mapping[str, object], order: Sequence[str] = ()) -> str:
    """A mapping's text with values set, or taken away where None. Raises RewriteError."""
    wanted = _plain(text)
    if wanted is not None and not isinstance(wanted, dict):
        raise RewriteError("it is no mapping")
    wanted = wanted or {}
    for path, value in changes.items():
        text = _apply(text, path, value, order)
        _set(wanted, path.split("."), value)
    if _plain(text) != wanted:
        raise RewriteError("its YAML is of a form in which one value cannot be changed by itself")
    return text


def _apply(text: str, path: str, value: object, order: Sequence[str]) -> str:
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RewriteError("its YAML does not parse") from error
    key, node = _find(root, path.split("."))
    if node is None:
        if value is None:
            return text
        return _added(text, root, path, value, order)
    if value is None:
        if key is None:
            raise RewriteError(f"`{path}` is an item of a list")
        return _removed(text, key, node)
    begin, end = _span(text, key, node)
    said = _in_style(node, value)
    apart = "" if text[begin - 1 : begin].isspace() or text[begin - 1 : begin] in "[{(,-" else " "
    return text[:begin] + apart + said + text[end:]


def _in_style(node: Node, value: object) -> str:
    """A value as YAML; text in the quotes that its editor gave the old one, or without where it had none."""
    said = yaml_value(value)
    if not isinstance(value, str) or not isinstance(node, ScalarNode) or not node.value:
        return said
    if node.style == '"':
        return said if said[0] == '"' else f'"{said}"'
    if node.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not node.style and said != value and value.isprintable():
        try:
            return value if yaml.safe_load(f"[{value}]") == [value] == yaml.safe_load(f"- {value}") else said
        except (yaml.YAMLError, ValueError):
            return said
    return said


def _find(root: Node | None, names: Sequence[str]) -> tuple[Node | None, Node | None]:
    """Key and value at a path; a value that is an item of a list has no key."""
    key: Node | None = None
    node = root
    for name in names:
        if isinstance(node, MappingNode):
            found = [(k, v) for k, v in node.value if k.value == name]
            if not found:
                return None, None
            key, node = found[-1]
        elif isinstance(node, SequenceNode) and name.isdigit() and int(name) < len(node.value):
            key, node = None, node.value[int(name)]
        else:
            return None, None
    return key, node


def _span(text: str, key: Node | None, node: Node) -> tuple[int, int]:
    """Where a value's own text begins and ends; of an empty value, the place behind its colon."""
    begin, end = node.start_mark.index, _end(text, node)
    if key is not None and isinstance(node, ScalarNode) and not node.value and not node.style:
        if text[begin:end].strip() in ("~", "null", "Null", "NULL"):
            return begin, end
        begin = text.index(":", key.end_mark.index) + 1
        return begin, begin
    if key is not None and "\n" in text[key.end_mark.index : begin]:
        colon = text.index(":", key.end_mark.index) + 1
        if not text[colon:begin].strip():  # the value comes on the line of its key
            return colon, end
    return begin, end


def _end(text: str, node: Node) -> int:
    """A block's end is told as that of the blank lines and comments after it; its last value's is meant."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style:
        last = node.end_mark.index
    else:
        inner = node.value[-1] if node.value else None
        if inner is None:
            return int(node.end_mark.index)
        last = _end(text, inner[1] if isinstance(node, MappingNode) else inner)
    begin = node.start_mark.index
    return begin + len(text[begin:last].rstrip())


def _removed(text: str, key: Node, node: Node) -> str:
    """Without the lines of a key and its value."""
    begin = text.rfind("\n", 0, key.start_mark.index) + 1
    if text[begin : key.start_mark.index].strip():
        raise RewriteError("the field does not stand on a line of its own")
    end = text.find("\n", max(_span(text, key, node)[1], key.end_mark.index))
    return text[: max(begin - 1, 0)] if end < 0 else text[:begin] + text[end + 1 :]


def _added(text: str, root: Node | None, path: str, value: object, order: Sequence[str]) -> str:
    """With a new field, behind the one that the order puts before it."""
    if "." in path:
        return _added_inside(text, root, path, value)
    if isinstance(root, MappingNode) and root.flow_style:
        raise RewriteError("its front matter is in braces")
    line = f"{path}: {yaml_value(value)}"
    before = order[: order.index(path)] if path in order else order
    pairs = root.value if isinstance(root, MappingNode) else []
    at = 0
    for key, node in pairs:
        if not order or key.value in before:
            at = max(at, _span(text, key, node)[1], key.end_mark.index)
    if not at:
        return f"{line}\n{text}"
    end = text.find("\n", at)
    return f"{text}\n{line}" if end < 0 else f"{text[:end]}\n{line}{text[end:]}"


def _added_inside(text: str, root: Node | None, path: str, value: object) -> str:
    """With a new field at the end of a mapping that stands inside."""
    way, _, name = path.rpartition(".")
    key, node = _find(root, way.split("."))
    line = f"{name}: {yaml_value(value)}"
    if isinstance(node, MappingNode) and node.value and not node.flow_style:
        column = node.value[0][0].start_mark.column
        at = _end(text, node)
    elif isinstance(node, MappingNode):
        end = node.end_mark.index - 1
        return f"{text[:end]}{', ' if node.value else ''}{line}{text[end:]}"
    elif key is not None and isinstance(node, ScalarNode) and not node.value:
        column = key.start_mark.column + 2
        at = _span(text, key, node)[0]
    else:
        raise RewriteError(f"there is no `{way}`")
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{' ' * column}{line}{text[end:]}"


def rename_key(text: str, old: str, new: str) -> str:
    """A mapping's text with one of its keys named anew. Raises RewriteError."""
    wanted = {new if key == old else key: value for key, value in (_plain(text) or {}).items()}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for key, _ in root.value if isinstance(root, MappingNode) else []:
        if key.value == old:
            text = text[: key.start_mark.index] + yaml_value(new) + text[key.end_mark.index :]
    if _plain(text) != wanted:
        raise RewriteError(f"`{old}` cannot be named anew")
    return text


def _plain(text: str) -> Any:
    """What a text says, every scalar as text."""
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise RewriteError("its YAML does not parse") from error


def _set(values: Any, names: Sequence[str], value: object) -> None:
    """The same change on plain values."""
    *way, last = names
    for name in way:
        try:
            if isinstance(values, dict) and not values[name]:
                values[name] = {}
            values = values[int(name)] if isinstance(values, list) else values[name]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise RewriteError(f"there is no `{'.'.join(names)}`") from error
    if value is None:
        if isinstance(values, dict):
            values.pop(last, None)
    elif isinstance(values, list):
        values[int(last)] = _plain(yaml_value(value))
    else:
        values[last] = _plain(yaml_value(value))


def _line_start(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at
