"""Scenario files: what they say, and every fault with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings

import pipelint
from pipelint.errors import PipelintError
from pipelint.simulate import MAX_PARALLEL, InputError, Trace
from pipelint.testing import Expectations, Scenario, ScenarioFile, read_scenarios
from pipelint.testing._scenarios import scenarios_schema
from tests.testing.quality import QUALITY

SCENARIO = """\
definition: ../quality.json
scenarios:
  - name: all that can be said
    given: {steps: {Ask: {outputs: {mse: 4.2}}}}
    max_parallel: 2
    lenient: true
    expect:
      status: Succeeded
      runs: [Prep, Ask]
      runs_exactly: [Prep]
      not_executed: [Refuse]
      order: [[Prep, Ask], [Ask, Tell]]
      arguments: {Prep: {"A.B[0]['c']": [1, {d: 2}]}}
      outcomes: {Good: true}
      attempts: {Prep: 3}
      cache_hits: [Prep]
      failure: "^not"
"""


def write(folder: Path, text: str) -> str:
    path = folder / "test_a.pipeline.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def read(folder: Path, text: str) -> ScenarioFile:
    return read_scenarios(write(folder, text))


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    name = str(folder / "test_a.pipeline.yaml")
    return [str(fault).removeprefix(name) for fault in caught.value.faults]


def scenarios(*lines: str) -> str:
    return "\n".join(["definition: a.json", "scenarios:", *lines])


def test_scenario_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = read(tmp_path, SCENARIO)

    assert file.definition == "../quality.json"
    assert file.scenarios == (
        Scenario(
            name="all that can be said",
            path=("scenarios", 0),
            given={"steps": {"Ask": {"outputs": {"mse": 4.2}}}},
            max_parallel=2,
            lenient=True,
            expect=Expectations(
                status="Succeeded",
                runs=("Prep", "Ask"),
                runs_exactly=("Prep",),
                not_executed=("Refuse",),
                order=(("Prep", "Ask"), ("Ask", "Tell")),
                arguments={"Prep": {"A.B[0]['c']": [1, {"d": 2}]}},
                outcomes={"Good": True},
                attempts={"Prep": 3},
                cache_hits=("Prep",),
                failure="^not",
            ),
        ),
    )


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    file = read(tmp_path, scenarios("- {name: a, expect: {runs: [Prep]}}"))

    [scenario] = file.scenarios
    assert scenario.given == {}
    assert (scenario.cache_from, scenario.max_parallel) == (None, MAX_PARALLEL)
    assert scenario.lenient is False
    assert scenario.expect == Expectations(runs=("Prep",))


def test_lines_and_paths_are_those_of_the_file(tmp_path: Path) -> None:
    file = read(tmp_path, SCENARIO)

    assert file.data.line(("scenarios", 0)) == 3
    assert file.data.line(("scenarios", 0, "expect", "arguments", "Prep")) == 13
    assert file.beside("../quality.json") == f"{tmp_path}/../quality.json"


def test_file_may_be_json(tmp_path: Path) -> None:
    value = {"definition": "a.json", "scenarios": [{"name": "a", "expect": {"status": "Failed"}}]}

    [scenario] = read(tmp_path, json.dumps(value)).scenarios

    assert scenario.expect.status == "Failed"


def test_earlier_scenario_may_be_taken_from(tmp_path: Path) -> None:
    text = scenarios(
        "- {name: first, expect: {status: Succeeded}}",
        "- {name: second, cache_from: first, expect: {cache_hits: [Prep]}}",
    )

    assert read(tmp_path, text).scenarios[1].cache_from == "first"


def test_trace_in_a_file_may_be_taken_from(tmp_path: Path) -> None:
    trace = pipelint.load(QUALITY).simulate(given={"steps": {"Ask": {"outputs": {"mse": 4.2}}}})
    (tmp_path / "traces").mkdir()
    (tmp_path / "traces" / "first.json").write_text(json.dumps(trace.as_json()))
    text = scenarios("- {name: a, cache_from: traces/first.json, expect: {runs: [Prep]}}")

    [scenario] = read(tmp_path, text).scenarios

    assert isinstance(scenario.cache_from, Trace)
    assert scenario.cache_from.as_json() == trace.as_json()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["- {name: a}"], [":3: scenarios[0]: 'expect' is missing"]),
        (
            ["- name: a", "  expct: {}", "  expect: {runs: [a]}"],
            [":4: scenarios[0].expct: unknown key: did you mean 'expect'?"],
        ),
        (
            ["- {name: a, expect: {}}"],
            [
                ":3: scenarios[0].expect: is empty: expected 'status', 'runs', 'runs_exactly', "
                "'not_executed', 'statuses', 'order', 'arguments', 'valid_requests', 'outcomes', "
                "'attempts', 'cache_hits' or 'failure'"
            ],
        ),
        (
            ["- {name: a, expect: {runs: [], outcomes: {}, order: [[]], runs_exactly: []}}"],
            [
                ":3: scenarios[0].expect.runs: is empty",
                ":3: scenarios[0].expect.order[0]: is empty",
                ":3: scenarios[0].expect.outcomes: is empty",
            ],
        ),
        (
            ["- name: a", "  expect:", "    status: Suceeded"],
            [":5: scenarios[0].expect.status: is 'Suceeded': did you mean 'Succeeded'?"],
        ),
        (
            ["- {name: a, expect: {outcomes: {Good: yes}}}"],
            [":3: scenarios[0].expect.outcomes.Good: is 'yes', not a boolean (true or false)"],
        ),
        (
            ["- {name: a, expect: {order: [Prep, Ask]}}"],
            [
                ":3: scenarios[0].expect.order[0]: is 'Prep', not a list",
                ":3: scenarios[0].expect.order[1]: is 'Ask', not a list",
            ],
        ),
        (
            ["- {name: a, expect: {runs: [Prep, Ask, Prep]}}"],
            [":3: scenarios[0].expect.runs[2]: 'Prep' is given twice"],
        ),
        (
            ["- name: a", "  given:", "    steps:", "      Ask:", "        outptus: {}",
             "  expect: {runs: [Ask]}"],
            [":7: scenarios[0].given.steps.Ask.outptus: unknown key: did you mean 'outputs'?"],
        ),
        (
            ["- {name: a, max_parallel: 0, expect: {runs: [Ask]}}"],
            [":3: scenarios[0].max_parallel: is 0, expected a number from 1"],
        ),
        (
            ["- {name: a, expect: {runs: [Ask]}}", "- name: a", "  expect: {runs: [Ask]}"],
            [":4: scenarios[1].name: 'a' is the name of another scenario (line 3)"],
        ),
        (
            ["- name: a", "  expect:", "    failure: '(oh'"],
            [
                ":5: scenarios[0].expect.failure: is no regular expression: "
                "missing ), unterminated subpattern at position 0"
            ],
        ),
        (
            ["- name: a", "  cache_from: b", "  expect: {runs: [Ask]}",
             "- {name: b, expect: {runs: [Ask]}}"],
            [":4: scenarios[0].cache_from: 'b' is no earlier scenario: they run in their order"],
        ),
        (
            ["- {name: first, expect: {runs: [Ask]}}",
             "- {name: a, cache_from: frist, expect: {runs: [Ask]}}"],
            [
                ":4: scenarios[1].cache_from: 'frist' is neither an earlier scenario nor a file: "
                "did you mean 'first'?"
            ],
        ),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_line(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    assert faults(tmp_path, scenarios(*lines)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["is empty: expected 'definition' and 'scenarios'"]),
        ("definition: a.json", [":1: 'scenarios' is missing"]),
        ("definition: a.json\nscenarios: []", [":2: scenarios: is empty"]),
        ("definition: ''\nscenarios: {}",
         [":1: definition: is empty", ":2: scenarios: is a mapping, not a list"]),
    ],
)  # fmt: skip
def test_fault_of_the_whole_is_told(tmp_path: Path, text: str, found: list[str]) -> None:
    assert [fault.removeprefix(": ") for fault in faults(tmp_path, text)] == found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = scenarios(
        "- {name: a, cache_from: b, expect: {failure: '['}}",
        "- {name: a, expect: {failure: '*'}}",
    )

    assert [fault.partition(": ")[0] for fault in faults(tmp_path, text)] == [
        ":3",
        ":3",
        ":4",
        ":4",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "trace.json:1: the text ends before '{' is closed (write a '}')"),
        ("[]", "trace.json: is no trace of 'pipelint simulate': "),
        (
            '{"schema_version": 2}',
            "trace.json: is no trace of 'pipelint simulate': of version 2, expected version 1",
        ),
    ],
)
def test_file_that_is_no_trace_is_told(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "trace.json").write_text(content)
    text = scenarios("- {name: a, cache_from: trace.json, expect: {runs: [Ask]}}")

    [found] = faults(tmp_path, text)

    assert found.startswith(f":3: scenarios[0].cache_from: {tmp_path}/{message[:25]}")


def test_broken_yaml_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelintError) as caught:
        read(tmp_path, "definition: a.json\ndefinition: b.json\n")

    assert str(caught.value) == (
        f"{tmp_path}/test_a.pipeline.yaml:2: key 'definition' is given twice (first on line 1)"
    )


def test_schema_and_scenarios_know_the_same_expectations() -> None:
    assert set(scenarios_schema()["$defs"]["expect"]["properties"]) == set(Expectations._fields)


LEAVES = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "Failed", "["])
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner, max_size=1),
    max_leaves=3,
)
EXPECTED = st.fixed_dictionaries(
    {}, optional=dict.fromkeys((*Expectations._fields, "expct"), ANYTHING)
)
FILES = st.fixed_dictionaries(
    {"definition": st.just("a.json"), "scenarios": st.lists(
        st.fixed_dictionaries(
            {"name": st.just("a") | LEAVES, "expect": EXPECTED | ANYTHING},
            optional={"given": ANYTHING, "cache_from": LEAVES, "max_parallel": ANYTHING,
                      "lenient": ANYTHING, "nme": LEAVES},
        ),
        max_size=3,
    ) | ANYTHING},
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES | ANYTHING)
@example(
    {"definition": "a.json", "scenarios": [{"name": "a", "expect": {"failure": "a{9999999999}"}}]}
)
def test_any_content_is_read_or_refused_with_its_place(tmp_path: Path, value: object) -> None:
    path = write(tmp_path, json.dumps(value))
    try:
        file = read_scenarios(path)
    except InputError as error:
        unplaced = [str(fault) for fault in error.faults if not str(fault).startswith(f"{path}:1:")]
    else:
        unplaced = []
        assert all(isinstance(each, Scenario) for each in file.scenarios)

    assert unplaced == []
