"""Why a step ran, or did not."""

from __future__ import annotations

import json
from typing import Any

from pipelint.report import plain, why_report
from tests.report.accounts import account
from tests.testing.quality import LAMBDA, QUALITY

VALUES = [
    "    Ask.OutputParameters['mse'] <= Limit",
    "    7.2 (given.yaml:4)          <= 6.0 (default)",
]
BAD = {"Ask": {"outputs": {"mse": 7.2}}}


def why(step: str, *args: Any, **kwargs: Any) -> list[str]:
    return plain(why_report(account(*args, **kwargs), step)).splitlines()


def test_step_runs_because_of_what_it_needs() -> None:
    assert why("Ask") == [
        "Ask ran as number 2: Succeeded",
        "  needs the success of Prep (Succeeded)",
    ]


def test_condition_tells_the_values_that_decided() -> None:
    assert why("Good", steps=BAD) == [
        "Good ran as number 3: false, takes ElseSteps",
        *(line[2:] for line in VALUES),
        "  needs the success of Ask (Succeeded)",
    ]


def test_step_of_the_other_branch_tells_the_decision() -> None:
    assert why("Tell", steps=BAD) == [
        "Tell did not run: branch not taken: IfSteps of Good",
        "  stands in IfSteps of Good, which was false",
        *VALUES,
    ]


def test_chain_of_reasons_is_followed_to_its_beginning() -> None:
    assert why("Last", steps=BAD) == [
        "Last did not run: needs Each, which did not run",
        "  needs the success of Each (did not run: needs Tell, which did not run)",
        "Each did not run: needs Tell, which did not run",
        "  needs the success of Tell (did not run: branch not taken: IfSteps of Good)",
        "Tell did not run: branch not taken: IfSteps of Good",
        "  stands in IfSteps of Good, which was false",
        *VALUES,
    ]


def test_missing_input_is_named() -> None:
    assert why("Tell", steps={}) == [
        "Tell did not run: needs Good, which did not run",
        "  stands in IfSteps of Good, which did not run: needs input",
        "Good did not run: needs input",
        "  decides by steps.Ask.outputs.mse, which nobody gave",
        "  needs the success of Ask (Succeeded)",
    ]


def test_failure_that_ended_the_execution_is_told_with_its_reason() -> None:
    lonely = {**LAMBDA, "Name": "Lonely", "DependsOn": ["Prep"]}
    definition = {**QUALITY, "Steps": [*QUALITY["Steps"][:2], lonely]}
    steps = {"Ask": {"fails": [{"reason": "no rows"}]}, "Prep": {"duration": 1}}

    slow = account(definition, steps=steps)

    assert why("Ask", definition, steps=steps)[:2] == [
        "Ask ran as number 2: Failed",
        "  no rows",
    ]
    assert slow.trace["Lonely"].ran


def test_reason_of_a_failure_is_not_read_as_that_of_a_step_that_did_not_run() -> None:
    steps = [{**LAMBDA, "Name": "Prep"}, {**LAMBDA, "Name": "Other"}]
    failing = {"type": "AlgorithmError", "reason": "after the failure of Prep"}

    found = why("Other", {**QUALITY, "Steps": steps}, steps={"Other": {"fails": [failing]}})

    assert found == ["Other ran as number 2: Failed", "  after the failure of Prep"]


def test_step_that_is_retried_tells_its_policy() -> None:
    steps = {"Prep": {"fails": ["SageMaker.CAPACITY_ERROR"]}}

    assert why("Prep", steps=steps) == [
        "Prep ran as number 1: Succeeded after 2 attempts",
        "  retried by RetryPolicies[0]",
    ]


def test_step_that_is_retried_by_several_policies_names_all() -> None:
    steps = {"Prep": {"fails": ["SageMaker.CAPACITY_ERROR", "Step.THROTTLING"]}}

    assert why("Prep", steps=steps)[1] == "  retried by RetryPolicies[0] and the service's default"


def test_step_of_an_iteration_names_its_loop() -> None:
    assert why("Score-1")[1] == "  is of iteration 1 of Each (Succeeded)"


def test_loop_tells_the_iteration_that_it_selects_and_by_what() -> None:
    steps = json.loads(json.dumps(QUALITY["Steps"]))
    [body] = steps[3]["Arguments"]["ForEachBody"]
    body["OutputParameters"] = [{"OutputName": "auc", "OutputType": "Float"}]
    field = {"Get": "IterationOutput.Score.OutputParameters['auc']"}
    steps[3]["Arguments"]["Selector"] = {"Pick": "MaxBy", "Field": field}
    scores = {index: {"Score": {"outputs": {"auc": auc}}} for index, auc in enumerate((0.5, 0.9))}

    told = why(
        "Each",
        {**QUALITY, "Steps": steps},
        steps={"Ask": {"outputs": {"mse": 1.0}}, "Each": {"iterations": scores}},
    )

    assert told[1] == "  selects Score-1: MaxBy OutputParameters['auc'] is 0.9 (given.yaml:4)"


def test_iteration_that_did_not_start_tells_the_failed_loop() -> None:
    steps = {**BAD, "Ask": {"outputs": {"mse": 1.0}}, "Score": {"fails": "always"}}

    assert why("Score-1", steps=steps)[:2] == [
        "Score-1 did not run: after the failure of Score-0",
        "  is of iteration 1 of Each (Failed: 'Score-0' failed)",
    ]


def test_many_ways_to_one_cause_are_told_once() -> None:
    # Each of twenty layers needs both steps of the one before: a million ways.
    layers = [
        {**LAMBDA, "Name": f"{side}{at}", "DependsOn": [f"A{at - 1}", f"B{at - 1}"]}
        for at in range(1, 21)
        for side in "AB"
    ]
    first = [{**LAMBDA, "Name": name} for name in ("A0", "B0")]
    definition = {"Version": "2020-12-01", "Steps": [*first, *layers]}

    lines = why("A20", definition, steps={"A0": {"fails": "always"}})

    assert lines[0] == "A20 did not run: needs A19, which did not run"
    assert lines.count("A1 did not run: after the failure of A0") == 1
    assert lines[-2:] == [
        "  needs the success of A0 (Failed: ClientError)",
        "  needs the success of B0 (Succeeded)",
    ]


def test_long_chain_is_followed_without_end_of_the_stack() -> None:
    steps = [{**LAMBDA, "Name": "S0"}]
    steps += [{**LAMBDA, "Name": f"S{at}", "DependsOn": [f"S{at - 1}"]} for at in range(1, 1500)]
    definition = {"Version": "2020-12-01", "Steps": steps}

    lines = why("S1499", definition, steps={"S0": {"fails": "always"}})

    assert lines[-1] == "  needs the success of S0 (Failed: ClientError)"
