"""Helpers for people who test definitions or write rules.

They are loaded on first use: who tests rules simulates nothing.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.testing._counterexample import (
        counterexample_text,
        relative_definition,
        scenario_text,
    )
    from pipelint.testing._examples import Example, check_rule, read_example
    from pipelint.testing._expectations import Difference
    from pipelint.testing._property import Counterexample, Coverage, Examination, examine
    from pipelint.testing._scenario_lines import failure_text
    from pipelint.testing._scenario_run import ScenarioResult, ScenarioRunner
    from pipelint.testing._scenario_search import is_scenario_file
    from pipelint.testing._scenarios import Expectations, Scenario, ScenarioFile, read_scenarios

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
    "examine",
    "failure_text",
    "is_scenario_file",
    "read_example",
    "read_scenarios",
    "relative_definition",
    "scenario_text",
]

_HOMES = {
    "Counterexample": "pipelint.testing._property",
    "Coverage": "pipelint.testing._property",
    "Difference": "pipelint.testing._expectations",
    "Examination": "pipelint.testing._property",
    "Expectations": "pipelint.testing._scenarios",
    "Scenario": "pipelint.testing._scenarios",
    "ScenarioFile": "pipelint.testing._scenarios",
    "ScenarioResult": "pipelint.testing._scenario_run",
    "ScenarioRunner": "pipelint.testing._scenario_run",
    "counterexample_text": "pipelint.testing._counterexample",
    "examine": "pipelint.testing._property",
    "failure_text": "pipelint.testing._scenario_lines",
    "is_scenario_file": "pipelint.testing._scenario_search",
    "read_scenarios": "pipelint.testing._scenarios",
    "relative_definition": "pipelint.testing._counterexample",
    "scenario_text": "pipelint.testing._counterexample",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "pipelint.testing._examples")
    __import__(home)
    found = getattr(sys.modules[home], name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return list(__all__)
