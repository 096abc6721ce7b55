"""docs/rules.md and docs/config.md name all there is, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from newsdigest.load.config import SECTIONS
from newsdigest.load.fields import Record
from newsdigest.model.config import KINDS, Config
from newsdigest.model.rules import ADJUSTABLE, ADVICE

OF_FILES = {"feed-size", "mail-size"}
"""Advice on the size of things: test_published_advice.py has them."""

ROOT = Path(__file__).parents[2]


def used_rules() -> set[str]:
    """Every text that the package passes where a function takes a `rule`."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "newsdigest").rglob("*.py"))]
    return {rule for tree in trees for rule in _rules(tree) if rule}


def _rules(tree: ast.Module) -> Iterator[str]:
    takers = {"Problem": 3, "Reason": 0, "tell": 1}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "rule" in names:
                takers[node.name] = names.index("rule")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in takers:
                continue
            starred = any(isinstance(argument, ast.Starred) for argument in node.args)
            place = takers[name] - starred
            if place < len(node.args) and isinstance(rule := node.args[place], ast.Constant):
                yield str(rule.value)


def test_every_rule_is_explained() -> None:
    explained = set(re.findall(r"^### (\S+)$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M))
    assert used_rules() - explained == set()


def test_every_advice_fires_in_a_case_and_every_rule_that_can_be_turned_down_is_explained() -> None:
    explained = set(re.findall(r"^### (\S+)$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M))
    cases = "".join(path.read_text("utf-8") for path in (ROOT / "tests/check/cases").glob("advice-*.md"))
    assert set(re.findall(r"warning\[(\S+)\]", cases)) >= set(ADVICE) - OF_FILES
    assert set(ADJUSTABLE) <= explained


def test_every_rule_is_seen_to_fire() -> None:
    explained = set(re.findall(r"^### (\S+)$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M))
    tests = "".join(
        path.read_text("utf-8")
        for path in sorted((ROOT / "tests").rglob("*"))
        if path.suffix in (".py", ".md") and path != Path(__file__)
    )
    assert {rule for rule in explained if f"[{rule}]" not in tests and f'"{rule}"' not in tests} == set()


def test_cases_and_rules_agree() -> None:
    explained = set(re.findall(r"^### (\S+)$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M))
    cases = "".join(path.read_text("utf-8") for path in (ROOT / "tests/check/cases").glob("*.md"))
    told = set(re.findall(r"(?:error|warning)\[(\S+)\]", cases))
    assert told <= explained


def test_every_setting_is_explained_with_its_default() -> None:
    text = (ROOT / "docs/config.md").read_text("utf-8")
    named = set(re.findall(r"^- `(\S+)`: .*Default: ", text, re.M))
    settings = {
        f"{section.key}.{one.key}" if isinstance(section.read, Record) else section.key
        for section in SECTIONS
        for one in (section.read.fields if isinstance(section.read, Record) else (section,))
    }
    assert named == settings


def test_defaults_in_the_documentation_are_those_of_the_code() -> None:
    text = (ROOT / "docs/config.md").read_text("utf-8")
    for section in SECTIONS:
        if not isinstance(section.read, Record):
            continue
        for one in section.read.fields:
            default = getattr(Config(), one.name or one.key)
            written = re.search(rf"^- `{section.key}\.{one.key}`: .*Default: `(.*)`\.$", text, re.M)
            if written and written[1] != "site.title":
                shown = str(default).lower() if isinstance(default, bool) else str(default)
                assert written[1] in (shown, f"[{default[0]}]" if isinstance(default, tuple) else shown)


def test_every_kind_is_named() -> None:
    text = (ROOT / "docs/config.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []
