"""The JSON Schemas say what the loaders do: of the sample, and of every case of a fault."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

sys.path.append(str(Path(__file__).parent / "check"))
from test_faults import CASES, cases
from tiny_site import REPOSITORY, TinySite, tiny_site

from newsdigest.load.schema import schemas

VALIDATORS = {name: Draft202012Validator(schema) for name, schema in schemas().items()}

SHAPE = ("unknown-key", "type", "missing-field", "empty", "address", "language", "value", "date", "slug-form")
"""Rules about the shape of a value."""

BEYOND = (
    "there is no", "cannot be meant", "no place on earth", "beyond the calendar", "not a known time zone",
    "twice", "gives no address", "the entry has no", "no source of the entry",
)  # fmt: skip
"""Parts of messages about what a pattern cannot tell, or what only a published entry needs."""


class _Core(yaml.SafeLoader):
    """YAML as editors' programs read it: by the core schema of YAML 1.2, where `no` and days are text."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


def validator_of(path: str) -> Draft202012Validator:
    match path.split("/"):
        case ["config.yaml"]:
            return VALIDATORS["config"]
        case ["content", ("tags.yaml" | "publishers.yaml") as name]:
            return VALIDATORS[name.removesuffix(".yaml")]
        case ["content", "pages", *_]:
            return VALIDATORS["page"]
        case ["content", "sources", *_]:
            return VALIDATORS["sidecar"]
    return VALIDATORS["entry"]


def faults(path: str, text: str) -> list[str]:
    """What the schema says of a file."""
    front = re.match(r"\ufeff?\s*---[ \t]*\n(.*?)^---[ \t]*$", text, re.S | re.M)
    value = yaml.load(front[1] if front and path.endswith(".md") else text, _Core)
    found = validator_of(path).iter_errors(json.loads(json.dumps(value)))
    return [f"{path}: {error.json_path}: {error.message}" for error in found]


def test_schemas_are_valid_and_kept_as_the_command_writes_them(tmp_path: Path) -> None:
    for validator in VALIDATORS.values():
        Draft202012Validator.check_schema(validator.schema)
    site = TinySite(tmp_path)
    assert site.run("schema").status == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert written == {path.name: path.read_bytes() for path in (REPOSITORY / "schemas").iterdir()}
    assert set(written) == {f"{name}.json" for name in VALIDATORS}


def _of_the_sample() -> Iterator[Path]:
    yield REPOSITORY / "config.yaml"
    yield from sorted((REPOSITORY / "content").rglob("*.md"))
    yield from sorted(
        path for path in (REPOSITORY / "content").rglob("*.yaml") if path.name != "ingested.yaml"
    )


def test_every_file_of_the_sample_validates() -> None:
    files = [path.relative_to(REPOSITORY) for path in _of_the_sample()]
    assert len(files) > 20
    assert [one for file in files for one in faults(str(file), (REPOSITORY / file).read_text("utf-8"))] == []


def test_yaml_files_of_the_sample_point_to_their_schemas() -> None:
    files = [path for path in _of_the_sample() if path.suffix == ".yaml"]
    for path in files:
        line = path.read_text("utf-8").partition("\n")[0]
        schema = line.removeprefix("# yaml-language-server: $schema=")
        name = path.relative_to(REPOSITORY).as_posix()
        wanted = json.loads((path.parent / schema).read_text("utf-8"))
        assert wanted == validator_of(name).schema, name


ALL = [
    pytest.param(sections, id=f"{file.stem}: {title}")
    for file in sorted(CASES.glob("*.md"))
    for title, sections in cases(file)
]


@pytest.mark.parametrize("sections", ALL)
def test_schema_and_loader_agree(sections: Mapping[str, str]) -> None:
    for path, text in sections.items():
        if path == "problems":
            continue
        told = re.findall(
            rf"^{re.escape(path)}\S* (?:error|warning)\[(\S+)\] (.*)", sections["problems"], re.M
        )
        if any(rule in ("yaml", "duplicate-key", "front-matter") for rule, _ in told):
            continue  # no YAML that both read alike
        of_shape = [m for rule, m in told if rule in SHAPE and not any(part in m for part in BEYOND)]
        said = faults(path, text)
        assert bool(said) == bool(of_shape), (said, of_shape)


def test_every_field_is_described() -> None:
    bare = [name for schema in VALIDATORS.values() for name in _bare("", schema.schema)]
    assert [name for name in bare if not re.search(r"^\.theme\.(colours|dark|fonts)\.", name)] == [
        f".{section}" for section in _SECTIONS
    ]


_SECTIONS = (
    "site",
    "theme",
    "lists",
    "feeds",
    "delivery",
    "entries",
    "tags",
    "publishers",
    "ingest",
    "copied_words",
    "check",
)


def _bare(path: str, schema: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        if "description" not in inner:
            yield f"{path}.{name}"
        yield from _bare(f"{path}.{name}", inner)
    for inner in (schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())):
        if isinstance(inner, dict):
            yield from _bare(path, inner)


def test_new_and_drafted_entries_point_to_a_schema_that_is_there(tmp_path: Path) -> None:
    site = tiny_site(tmp_path)
    without = Path(site.run("new", "First").out.strip())
    site.run("schema")
    made = Path(site.run("new", "Second").out.strip())
    site.write(
        "content/sources/crane.txt",
        """\
        The crane stands still

        By Ann Quay
        3 March 2026

        The crane on the north quay of Ellery stood still on Tuesday, for the first time since it was
        put up, because the harbour office had found a crack in one of its feet in the morning.

        It will stand still until Friday, the harbour office said.
        """,
    )
    site.run("ingest", str(tmp_path / "content/sources/crane.txt"))
    drafted = next(
        path
        for path in (tmp_path / "content/entries").rglob("*.md")
        if path not in (without, made) and "crane.txt" in path.read_text("utf-8")
    )
    assert "yaml-language-server" not in without.read_text("utf-8")
    for path in (made, drafted):
        line = path.read_text("utf-8").splitlines()[1]
        target = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert target.resolve() == (tmp_path / "schemas/entry.json").resolve()
        assert faults(path.relative_to(tmp_path).as_posix(), path.read_text("utf-8")) == []
