"""Helpers for people who test definitions or write rules.

They are loaded on first use: who tests rules simulates nothing.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.testing._examples import Example, check_rule, read_example
    from pipelint.testing._expectations import Difference
    from pipelint.testing._scenario_run import ScenarioResult, ScenarioRunner
    from pipelint.testing._scenarios import Expectations, Scenario, ScenarioFile, read_scenarios

__all__ = [
    "Difference",
    "Example",
    "Expectations",
    "Scenario",
    "ScenarioFile",
    "ScenarioResult",
    "ScenarioRunner",
    "check_rule",
    "read_example",
    "read_scenarios",
]

_HOMES = {
    "Difference": "pipelint.testing._expectations",
    "Expectations": "pipelint.testing._scenarios",
    "Scenario": "pipelint.testing._scenarios",
    "ScenarioFile": "pipelint.testing._scenarios",
    "ScenarioResult": "pipelint.testing._scenario_run",
    "ScenarioRunner": "pipelint.testing._scenario_run",
    "read_scenarios": "pipelint.testing._scenarios",
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
