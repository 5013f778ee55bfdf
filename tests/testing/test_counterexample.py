"""A counterexample as people read it, and as a scenario."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipelint import load
from pipelint.testing import (
    ScenarioRunner,
    counterexample_text,
    examine,
    read_scenarios,
    relative_definition,
    scenario_text,
)
from pipelint.testing._property import Counterexample
from tests.testing.pipelines import (
    FAILED_STEP,
    ONE_BRANCH,
    decide,
    fail,
    function,
    get,
    join,
    parameter,
    pipeline,
    training,
)


def counterexample(definition: Any) -> Counterexample:
    found = examine(load(definition), settings(max_examples=20, derandomize=True, database=None))
    assert found.counterexample is not None
    return found.counterexample


def test_the_place_is_that_of_what_has_no_value() -> None:
    first, *_ = counterexample_text(counterexample(FAILED_STEP), load(FAILED_STEP)).splitlines()

    assert first == (
        "<mapping>:32:18: Tell fails: 'Train' did not succeed, so it has no 'S3ModelArtifacts'"
    )


def test_without_anything_given_that_is_said() -> None:
    example = counterexample(ONE_BRANCH)._replace(given={})

    text = counterexample_text(example, load(ONE_BRANCH))

    assert text.endswith("Nothing has to be given to see it: pipelint simulate shows it.")


@pytest.mark.parametrize("definition", [ONE_BRANCH, FAILED_STEP])
def test_its_scenario_fails_at_the_same_place(tmp_path: Path, definition: Any) -> None:
    example = counterexample(definition)
    (tmp_path / "a.json").write_text(load(definition).source.text, encoding="utf-8")
    path = tmp_path / "test_a.pipeline.yaml"
    path.write_text(scenario_text(example, "a.json"), encoding="utf-8")

    file = read_scenarios(str(path))
    [scenario] = file.scenarios
    result = ScenarioRunner(file).run(scenario)

    assert scenario.name == "Tell gets through"
    assert scenario.given == example.given
    assert result.trace is not None
    assert result.trace["Tell"].unresolved == example.faults[0].pointer


def named(separator: str) -> Any:
    name = join("model", get("Parameters.Mode"), on=separator)
    return pipeline(
        training(arguments={"TrainingJobName": name}), parameters=[parameter("Mode", default="a")]
    )


#: Definitions with what each is once it is mended.
MENDED: dict[str, tuple[Any, Any]] = {
    "form": (named("_"), named("-")),
    "handler": (
        FAILED_STEP,
        pipeline(
            training(),
            function("Tell", DependsOn=[{"Step": "Train", "Trigger": "Any"}]),
        ),
    ),
    "trigger": (
        FAILED_STEP,
        pipeline(training(), function("Tell", FAILED_STEP["Steps"][1]["Arguments"])),
    ),
    "fail": (
        pipeline(training(), fail(message=get("Steps.Train.FailureReason"))),
        pipeline(training(), fail(DependsOn=["Train"])),
    ),
    "condition": (
        pipeline(decide(get("Parameters.Mode"), "LessThan", 3), parameters=[parameter("Mode")]),
        pipeline(decide(get("Parameters.Mode"), "LessThan", "3"), parameters=[parameter("Mode")]),
    ),
}


@pytest.mark.parametrize("kind", MENDED)
def test_its_scenario_fails_until_the_definition_is_mended(tmp_path: Path, kind: str) -> None:
    broken, mended = MENDED[kind]
    path = tmp_path / "test_a.pipeline.yaml"
    path.write_text(scenario_text(counterexample(broken), "a.json"), encoding="utf-8")

    results = []
    for definition in (broken, mended):
        (tmp_path / "a.json").write_text(load(definition).source.text, encoding="utf-8")
        file = read_scenarios(str(path))
        results.append(ScenarioRunner(file).run(file.scenarios[0]))

    assert [result.outcome for result in results] == ["failed", "passed"]


@pytest.mark.parametrize(
    ("definition", "written"),
    [
        ("defs/a.json", "../defs/a.json"),
        ("defs/a:b.json", "../defs/a:b.json"),
        ("acme/pipes.py:get", "../acme/pipes.py:get"),
        ("acme.pipes:get", "acme.pipes:get"),
    ],
)
def test_a_definition_is_named_from_the_folder_of_its_scenario(
    definition: str, written: str
) -> None:
    assert relative_definition(definition, os.path.join(os.getcwd(), "found")) == written
