"""What surrounds code that is run for its result."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pytest

from pipelint.targets._surroundings import printed_to_standard_error, surroundings_kept


def test_working_directory_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def go() -> None:
        with surroundings_kept():
            os.chdir("/")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        go()

    assert Path.cwd() == tmp_path


def test_environment_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINT_CHANGED", "before")
    monkeypatch.setenv("PIPELINT_REMOVED", "before")
    before = dict(os.environ)

    with surroundings_kept():
        os.environ["PIPELINT_ADDED"] = os.environ["PIPELINT_CHANGED"] = "within"
        del os.environ["PIPELINT_REMOVED"]

    assert dict(os.environ) == before


def test_filters_of_warnings_are_put_back() -> None:
    before = [*warnings.filters]

    with surroundings_kept():
        warnings.simplefilter("ignore")

    assert warnings.filters == before


def test_processes_print_to_the_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with printed_to_standard_error():
        os.system("echo within")
    os.system("echo after")

    assert capfd.readouterr() == ("after\n", "within\n")


def test_what_python_holds_back_goes_where_it_was_meant_to(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert sys.__stdout__ is not None

    sys.__stdout__.write("before ")
    with printed_to_standard_error():
        sys.__stdout__.write("within")
    sys.__stdout__.write("after")
    sys.__stdout__.flush()

    assert capfd.readouterr() == ("before after", "within")


def test_output_is_led_back_whatever_happens(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), printed_to_standard_error():
        raise KeyboardInterrupt
    os.system("echo after")

    assert capfd.readouterr() == ("after\n", "")


def test_no_descriptor_is_left_open() -> None:
    with printed_to_standard_error():
        pass
    first = os.dup(0)
    os.close(first)

    with printed_to_standard_error():
        pass
    second = os.dup(0)
    os.close(second)

    assert first == second
