"""The shape of the house: who may import whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newsdigest"
STAGES = {"convert", "extract", "fetch", "draft", "load", "collect", "outputs", "check", "store", "serve"}
"""Each sees model/ and its own folder."""
SEES = {
    "model": {"model"},
    **{stage: {"model", stage} for stage in STAGES},
    "build": {"model", "build", *STAGES} - {"serve", "fetch", "convert"},
    "actions": {"", "model", "build", "actions", *STAGES},
    "cli": {"", "model", "build", "actions", "cli", *STAGES},
    "": {""},
}
"""Folder -> folders that it may import from; the last is the package itself, which has a version."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every newsdigest module that a file imports, late and type-only imports included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("newsdigest"))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if (node.module or "").startswith("newsdigest"):
                for alias in node.names:
                    inner = PACKAGE.parent.joinpath(*node.module.split("."), f"{alias.name}.py")
                    yield f"{node.module}.{alias.name}" if inner.exists() else node.module


def part(module: str) -> str:
    """The folder it belongs to."""
    return ([*module.split("."), ""])[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downward(path: Path) -> None:
    here = part(module_name(path))
    for module in imports(path):
        assert part(module) in SEES[here], f"{module_name(path)} imports {module}"


def test_there_is_no_import_cycle() -> None:
    graph = {module_name(path): set(imports(path)) for path in MODULES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module not in done:
            for inner in sorted(graph.get(module, ())):
                visit(inner, (*path, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_only_the_command_line_prints_and_exits() -> None:
    for path in MODULES:
        if path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "input"}, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) != ("sys", "exit"), f"{path.name}:{node.lineno}"


def test_modules_can_be_held_in_the_head() -> None:
    for path in MODULES:
        assert len(path.read_text("utf-8").splitlines()) <= 400, path.relative_to(PACKAGE)
