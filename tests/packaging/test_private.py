"""What begins with an underscore belongs to its package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ["pipelint", "rules/pipelint_rules", "plugins/pytest_pipelint"]


def imported(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, at the top and in its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def owner(name: str) -> str | None:
    """The package whose private part a dotted name leads to, None for what all may see.

    The families of the built-in pack are one package.
    """
    top, *parts = name.split(".")
    private = [at for at, part in enumerate(parts) if part.startswith("_")]
    if not private or parts[private[0]].startswith("__"):
        return None
    if top == "pipelint":
        return ".".join((top, *parts[: private[0]]))
    return top if top in ("pipelint_rules", "pytest_pipelint") else None


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("pipelint.text._yaml.read_file", "pipelint.text"),
        ("pipelint.text._yaml", "pipelint.text"),
        ("pipelint._lazy.later", "pipelint"),
        ("pipelint_rules.cnd._verdict.verdict", "pipelint_rules"),
        ("pipelint.text.read_file", None),
        ("pipelint.__version__", None),
        ("collections._abc", None),
    ],
)
def test_private_part_is_that_of_the_package_around_it(name: str, package: str | None) -> None:
    assert owner(name) == package


@pytest.mark.parametrize("folder", PACKAGES)
def test_no_package_reaches_into_another(root: Path, folder: str) -> None:
    top = root / folder
    reached = [
        f"{path.relative_to(root)}: {name}"
        for path in sorted(top.rglob("*.py"))
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        for package in [owner(name)]
        if package is not None
        and not ".".join(path.relative_to(top.parent).parts).startswith(f"{package}.")
    ]

    assert reached == []
