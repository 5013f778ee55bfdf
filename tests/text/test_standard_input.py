"""Standard input: its bytes, or why there are none."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from pipelint import PipelintError
from pipelint.text import read_standard_input


def test_bytes_are_read_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}\r\n\xff")))

    assert read_standard_input() == b"{}\r\n\xff"


def test_closed_one_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(PipelintError, match=r"^cannot be read: standard input is closed$"):
        read_standard_input()


def test_one_that_is_open_for_writing_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT)
    with open(number, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)

        with pytest.raises(PipelintError, match=r"^cannot be read: Bad file descriptor$"):
            read_standard_input()
