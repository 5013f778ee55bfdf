"""Helpers for people who test definitions or write rules.

They are loaded on first use: who tests rules simulates nothing.
"""

from __future__ import annotations

from pipelint._lazy import later

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.testing._counterexample import (
        counterexample_text,
        relative_definition,
        scenario_text,
    )
    from pipelint.testing._examples import Example, check_rule, read_example
    from pipelint.testing._expectations import Difference
    from pipelint.testing._named_steps import fault_of_name, step_named
    from pipelint.testing._property import Counterexample, Coverage, Examination, examine
    from pipelint.testing._scenario_lines import (
        failure_lines,
        failure_message,
        failure_text,
        summary_line,
        verdict_line,
    )
    from pipelint.testing._scenario_run import ScenarioResult, ScenarioRunner
    from pipelint.testing._scenario_search import is_scenario_file, scenario_files
    from pipelint.testing._scenarios import (
        Expectations,
        Scenario,
        ScenarioFile,
        editor_schema,
        read_scenarios,
    )

__all__ = [
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

__getattr__ = later(
    __name__,
    {
        "_counterexample": ("counterexample_text", "relative_definition", "scenario_text"),
        "_examples": ("Example", "check_rule", "read_example"),
        "_expectations": ("Difference",),
        "_named_steps": ("fault_of_name", "step_named"),
        "_property": ("Counterexample", "Coverage", "Examination", "examine"),
        "_scenario_lines": (
            "failure_lines",
            "failure_message",
            "failure_text",
            "summary_line",
            "verdict_line",
        ),
        "_scenario_run": ("ScenarioResult", "ScenarioRunner"),
        "_scenario_search": ("is_scenario_file", "scenario_files"),
        "_scenarios": (
            "Expectations",
            "Scenario",
            "ScenarioFile",
            "editor_schema",
            "read_scenarios",
        ),
    },
)


def __dir__() -> list[str]:
    return list(__all__)
