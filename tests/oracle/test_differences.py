"""The page of the differences between local mode and pipelint, held to what both do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.oracle.differences import DIFFERENCES

_ROW = re.compile(r"\| `([\w-]+)` \| `(.+?)` \| `(.+?)` \| (.+) \|")


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "local-mode.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DIFFERENCES)
def test_page_tells_what_local_mode_and_pipelint_do(name: str, page: str) -> None:
    found = DIFFERENCES[name]()

    assert rows(page)[name][:2] == found


def test_page_lists_every_difference_and_no_other(page: str) -> None:
    assert list(rows(page)) == list(DIFFERENCES)


def test_page_lists_only_what_differs(page: str) -> None:
    assert [name for name, (local, ours, _) in rows(page).items() if local == ours] == []


def test_every_source_on_the_page_is_defined_and_used(page: str) -> None:
    text = re.sub("`[^`]*`", "", page)
    defined = set(re.findall(r"^\[([^\]]+)\]: https://", text, re.MULTILINE))
    links = re.findall(r"\[([^\]]+)\](?:\[([^\]]+)\])?(?!:)", text)

    assert {name or words for words, name in links} == defined


def rows(page: str) -> dict[str, tuple[str, str, str]]:
    """What local mode does, what pipelint does, and why, by the name of the difference."""
    found = [row.groups() for line in page.splitlines() if (row := _ROW.fullmatch(line))]
    return {name: (local, ours, why) for name, local, ours, why in found}
