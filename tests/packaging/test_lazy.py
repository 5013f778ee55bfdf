"""Packages that load names on first use: type checkers and Python are told the same."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

LAZY = ["", "lint", "project", "report", "simulate", "targets", "testing", "text"]


def source(root: Path, package: str) -> ast.Module:
    path = root / "pipelint" / package / "__init__.py"
    return ast.parse(path.read_text(encoding="utf-8"))


def table(module: ast.Module) -> dict[str, tuple[str, ...]]:
    """What Python is told: names by their modules."""
    [call] = [
        node.value
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__getattr__"
    ]
    assert isinstance(call, ast.Call)
    return ast.literal_eval(call.args[1])


def declared(module: ast.Module, package: str) -> dict[str, tuple[str, ...]]:
    """What type checkers are told; `X as X` is a name for annotations alone."""
    [block] = [
        node
        for node in module.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    prefix = f"pipelint.{package}." if package else "pipelint."
    imports = [
        (node.module.removeprefix(prefix), each.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(prefix)
        for each in node.names
        if each.asname is None and node.module is not None
    ]
    return {
        home: tuple(name for other, name in imports if other == home)
        for home in sorted({home for home, _ in imports})
    }


def test_these_packages_are_lazy(root: Path) -> None:
    found = [
        path.parent.relative_to(root / "pipelint").as_posix().removeprefix(".")
        for path in sorted((root / "pipelint").rglob("__init__.py"))
        if "__getattr__" in path.read_text(encoding="utf-8")
    ]

    assert found == LAZY


@pytest.mark.parametrize("package", LAZY)
def test_type_checkers_and_python_are_told_the_same(root: Path, package: str) -> None:
    module = source(root, package)

    assert table(module) == declared(module, package)


@pytest.mark.parametrize("package", LAZY)
def test_every_name_that_is_offered_is_there(package: str) -> None:
    module = import_module(f"pipelint.{package}".rstrip("."))

    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_name_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ImportError, match=r"cannot import name 'gone' from 'pipelint\.report'"):
        exec("from pipelint.report import gone")


def test_module_is_loaded_at_the_first_use_of_its_name() -> None:
    script = (
        "import sys\n"
        "import pipelint.report as report\n"
        "print('pipelint.report._json' in sys.modules)\n"
        "report.json_report\n"
        "print('pipelint.report._json' in sys.modules, 'json_report' in vars(report))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\nTrue True\n"
