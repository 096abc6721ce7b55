"""Values as YAML on one line, the same to any reader of YAML, and plain to the eye."""

import json
import re
from collections.abc import Mapping
from datetime import date

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;!?'’“”„«»/()%&+|\u2013\u2014-]|:(?=[^\s:]))*")
"""Text that is the same with and without quotes, to a parser and to an eye."""

_IN_LIST = re.compile(r"[^\W\d_][\w .'’/()+-]*")

_WORDS = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What other readers of YAML take for something else than text."""

_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def yaml_value(value: object, plain: re.Pattern[str] = _PLAIN) -> str:
    """A value on one line; text in quotes unless it is safe without."""
    match value:
        case bool() | int() | float():
            return json.dumps(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return f"[{', '.join(yaml_value(item, _IN_LIST) for item in value)}]"
        case Mapping():
            pairs = (
                f"{yaml_value(key, _IN_LIST)}: {yaml_value(item, _IN_LIST)}" for key, item in value.items()
            )
            return f"{{{', '.join(pairs)}}}"
    text = str(value)
    if plain.fullmatch(text) and not text.endswith(" ") and not _WORDS.fullmatch(text) and "  " not in text:
        return text
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
