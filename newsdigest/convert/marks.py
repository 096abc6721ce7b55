"""Marks that only the old generator reads, written in Markdown where they have one sure reading.

Line ends stay where they were, but for footnotes, which go to the end: messages count lines.
"""

import re
from collections import Counter
from collections.abc import Callable

CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_HIGHLIGHT = re.compile(
    r"^[ \t]*(?:\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}|\{\{<\s*highlight\s+\"?([\w+#-]+)[^>]*>\}\})[ \t]*\n?"
    r"(.*?)\n?[ \t]*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{<\s*/\s*highlight\s*>\}\})",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(
    r"\{%-?\s*comment\s*-?%\}(.*?)\{%-?\s*endcomment\s*-?%\}"
    r"|\{\{[<%]\s*comment\s*[>%]\}\}(.*?)\{\{[<%]\s*/\s*comment\s*[>%]\}\}",
    re.DOTALL,
)
_ROOT = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}(?=/|\{)")
_FILTERED = re.compile(
    r"""\{\{-?\s*(?:"([^"]*)"|'([^']*)')\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)[^}]*\}\}"""
)
_TABLE_OF_CONTENTS = re.compile(
    r"^[*-][ \t]+\S.*\n\{:[ \t]*toc\b[^}\n]*\}[ \t]*$|^\[TOC\][ \t]*$", re.MULTILINE
)
_LIST_BELOW = re.compile(r"^[ \t]*\{:(?![ \t]*/)[^}\n]*\}[ \t]*$", re.MULTILINE)
_LIST_BESIDE = re.compile(r"(?<=[)\]*_`>])\{:[^}\n]*\}")
_OF_HEADING = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{[#.:][^}\n]*\}[ \t]*$", re.MULTILINE)
_FIGURE = re.compile(r"\{\{<\s*figure\s+((?:(?!>\}\}).)*?\bsrc=.*?)\s*/?>\}\}", re.DOTALL)
_FILM = re.compile(r"\{\{<\s*(youtube|vimeo)\s+(?:id=)?\"?([\w-]+)\"?[^>]*>\}\}")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+))""")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}

_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)", re.MULTILINE)
_NOTED = re.compile(r"\[\^([^\]\s]+)\](?!:)")

_KEPT = re.compile(f"{CODE.pattern}|{_RAW.pattern}", re.MULTILINE | re.DOTALL)

Made = Callable[[re.Match[str]], str]


def readable(body: str) -> tuple[str, Counter[str]]:
    """The body with the marks that Markdown can say so written, and how many of each kind there were."""
    counts: Counter[str] = Counter()
    for form, what, made in _MENDS:
        body, number = _put(form, made, body)
        counts[what] += number
    body, counts["verbatim texts"] = _RAW.subn(lambda match: match[1], body)
    noted = _with_notes(body)
    counts["footnotes"] = int(noted != body)
    return noted, +counts


def _put(form: re.Pattern[str], made: Made, body: str) -> tuple[str, int]:
    """Each match replaced, but in code and where the text is said to be verbatim."""
    pieces: list[str] = []
    count = at = 0
    for kept in (*_KEPT.finditer(body), None):
        text, number = form.subn(made, body[at : kept.start() if kept else len(body)])
        pieces += [text, kept[0] if kept else ""]
        count += number
        at = kept.end() if kept else at
    return "".join(pieces), count


def _fenced(match: re.Match[str]) -> str:
    return f"```{match[1] or match[2]}\n{match[3]}\n```"


def _commented(match: re.Match[str]) -> str:
    return f"<!--{(match[1] or match[2] or '').replace('--', '- -')}-->"


def _figure(match: re.Match[str]) -> str:
    given = {
        one[1].lower(): next(filter(None, one.groups()[1:]), "") for one in _ATTRIBUTE.finditer(match[1])
    }
    words = " ".join(filter(None, (given.get("title"), given.get("caption"))))
    alt = (given.get("alt") or words).replace("[", "(").replace("]", ")")
    picture = f"![{alt}]({given.get('src', '').replace(' ', '%20')})"
    picture = f"[{picture}]({given['link']})" if given.get("link") else picture
    return f"{picture} *{words}*" if words else picture


def _with_notes(body: str) -> str:
    """Footnotes as raised numbers, and a list of the notes at the end."""
    notes: dict[str, str] = {}
    numbers: dict[str, int] = {}

    def taken(match: re.Match[str]) -> str:
        if match[1] in notes:
            return match[0]
        notes[match[1]] = match[2]
        return "\n" * match[0].count("\n")

    def raised(match: re.Match[str]) -> str:
        if match[1] not in notes:
            return match[0]
        return f"<sup>{numbers.setdefault(match[1], len(numbers) + 1)}</sup>"

    text, _ = _put(_NOTE, taken, body)
    if not notes:
        return body
    text, _ = _put(_NOTED, raised, text)
    for name in notes:
        numbers.setdefault(name, len(numbers) + 1)
    listed = "\n".join(f"{number}. {_indented(notes[name])}" for name, number in numbers.items())
    return f"{text.rstrip()}\n\n---\n\n{listed}\n"


def _indented(note: str) -> str:
    """A note's further lines, as they stand in an item of a list."""
    first, *rows = note.strip().split("\n")
    return "\n".join([first, *(f"    {row.strip()}" if row.strip() else "" for row in rows)])


_MENDS: tuple[tuple[re.Pattern[str], str, Made], ...] = (
    (_HIGHLIGHT, "code", _fenced),
    (_COMMENT, "comments", _commented),
    (_FILTERED, "addresses", lambda match: match[1] or match[2] or "/"),
    (_ROOT, "addresses", lambda match: ""),
    (_TABLE_OF_CONTENTS, "tables of contents", lambda match: "\n" * match[0].count("\n")),
    (_LIST_BELOW, "attribute lists", lambda match: ""),
    (_LIST_BESIDE, "attribute lists", lambda match: ""),
    (_OF_HEADING, "attribute lists", lambda match: match[1]),
    (_FIGURE, "figures", _figure),
    (_FILM, "films", lambda match: f"<{_FILMS[match[1]]}{match[2]}>"),
)
"""In this order: what stands in code is then left alone."""
