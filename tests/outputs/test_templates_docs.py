"""The documents on templates against the templates and the views."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sample_site import Rendering, rendered, shipped_templates, site

from newsdigest.model.output import View

ROOT = Path(__file__).resolve().parents[2]
EVERY_PAGE = {"site", "page", "t", "navigation", "languages"}
FREE = {"t", "extra", "data"}
"""Whose keys are words, the editor's own, or those of schema.org."""


class Recording(Rendering):
    """Keeps the views that each template gets."""

    def __init__(self) -> None:
        super().__init__()
        self.views: dict[str, list[View]] = defaultdict(list)

    def template(self, name: str, view: View) -> str:
        self.views[name].append(view)
        return ""


@cache
def views() -> Mapping[str, list[View]]:
    tools = Recording()
    rendered(site(), tools)
    return tools.views


def names(value: Any) -> Iterator[str]:
    """Every key in a view."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            if key not in FREE:
                yield from names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from names(inner)


def sections() -> dict[str, str]:
    """The text below each heading of docs/templates.md."""
    parts = re.split(r"^## (.+)$", (ROOT / "docs/templates.md").read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def told(text: str) -> set[str]:
    """Every name in backticks, and the parts of dotted ones."""
    return {name for code in re.findall(r"`([^`\n]+)`", text) for name in re.findall(r"[a-z_]\w*", code)}


def rows() -> dict[str, list[str]]:
    """The table of templates/README.md: name -> its cells."""
    lines = (ROOT / "templates/README.md").read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")
    ]
    return {row[0].strip("`"): row for row in cells}


def blocks(template: str) -> set[str]:
    return set(re.findall(r"{% block (\w+) %}", shipped_templates()[template]))


PAGES = sorted(shipped_templates().keys() - {"base.html", "macros.html"})


def test_every_template_is_documented() -> None:
    assert rows().keys() == shipped_templates().keys()
    assert sections().keys() >= set(PAGES)


@pytest.mark.parametrize("template", PAGES)
def test_every_variable_is_documented(template: str) -> None:
    own = {key for view in views()[template] for key in view} - EVERY_PAGE
    section = sections()
    assert told(rows()[template][2]) == own
    assert own <= told(section[template])
    everywhere = told(section["Every page"]) | told(section["Shapes"])
    assert set(names(views()[template])) - FREE <= told(section[template]) | everywhere | {"strings"}


@pytest.mark.parametrize("template", PAGES)
def test_no_variable_is_documented_that_there_is_not(template: str) -> None:
    firsts = re.findall(r"^\| ((?:`[\w.]+` ?)+)\|", sections()[template], flags=re.M)
    documented = {name for cell in firsts for name in told(cell)}
    assert documented <= set(names(views()[template]))


@pytest.mark.parametrize("template", sorted(shipped_templates().keys() - {"macros.html"}))
def test_every_block_is_documented(template: str) -> None:
    inherited = blocks("base.html") if template != "base.html" else set()
    own = blocks(template) - (inherited - told(rows()[template][3]))
    assert told(rows()[template][3]) == own
    section = sections()["Every page" if template == "base.html" else template]
    (listed,) = re.findall(r"^Blocks(?: of `base.html`)?: (.+)\.$", section, flags=re.M)
    assert told(listed) == own


def test_every_macro_is_documented() -> None:
    macros = set(re.findall(r"{% macro (\w+)\(", shipped_templates()["macros.html"]))
    assert told(sections()["macros.html"]) - {"t"} == macros


def test_every_word_that_templates_use_there_is() -> None:
    words = views()["home.html"][0]["t"].keys()
    for name, text in shipped_templates().items():
        used = set(re.findall(r"\bt\.(\w+)", text))
        assert used <= words, name
