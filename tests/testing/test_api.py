"""The names that `pipelint.testing` offers, and when they are loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pipelint.testing

PUBLIC = [
    "Counterexample",
    "Coverage",
    "Difference",
    "Examination",
    "Example",
    "Expectations",
    "Scenario",
    "ScenarioFile",
    "ScenarioResult",
    "ScenarioRunner",
    "check_rule",
    "counterexample_text",
    "editor_schema",
    "examine",
    "failure_lines",
    "failure_message",
    "failure_text",
    "fault_of_name",
    "is_scenario_file",
    "read_example",
    "read_scenarios",
    "relative_definition",
    "scenario_files",
    "scenario_text",
    "step_named",
    "summary_line",
    "verdict_line",
]


def test_package_offers_these_names_and_no_others() -> None:
    assert pipelint.testing.__all__ == PUBLIC
    assert dir(pipelint.testing) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_name_is_that_of_what_it_gives(name: str) -> None:
    assert getattr(pipelint.testing, name).__name__ == name


def test_name_that_is_not_offered_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"module 'pipelint\.testing' has no attribute 'x'"):
        _ = pipelint.testing.x  # type: ignore[attr-defined]  # what is tested


def test_who_tests_rules_loads_no_simulator() -> None:
    script = (
        "import sys; from pipelint.testing import check_rule; "
        "print(*sorted({'pipelint.simulate', 'yaml', 'jsonschema'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "\n"
