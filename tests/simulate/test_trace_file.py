"""Traces in files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelint import PipelintError, load
from pipelint.simulate._trace_file import read_trace

STOP = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}
TRACE = load({"Version": "2020-12-01", "Steps": [STOP]}).simulate()


@pytest.mark.parametrize("name", ["trace.json", "trace.yaml"])
def test_trace_is_read_as_it_was_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(TRACE.as_json(), indent=2))

    assert read_trace(str(path)).as_json() == TRACE.as_json()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", ":1: the text ends inside the object (is the file cut off, or a '}' missing?)"),
        (
            '{"schema_version": 2}',
            ": is no trace of 'pipelint simulate': of version 2, expected version 1",
        ),
    ],
)
def test_what_is_none_is_told_with_the_file(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "trace.json"
    path.write_text(content)

    with pytest.raises(PipelintError) as caught:
        read_trace(str(path))

    assert str(caught.value) == f"{path}{message}"


def test_file_that_is_not_there_is_named() -> None:
    with pytest.raises(PipelintError, match=r"^gone\.json: cannot be read: No such file"):
        read_trace("gone.json")
