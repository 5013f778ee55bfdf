"""An execution against what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import pipelint
from pipelint.report import Account, plain
from pipelint.report._values import leaves
from pipelint.simulate import InputFault
from pipelint.testing import Difference, Expectations
from pipelint.testing._expectations import differences, misnamed
from tests.testing.pipelines import get, join, parameter, pipeline, training
from tests.testing.quality import QUALITY

DEFINITION = pipelint.load(QUALITY)
GOOD: Mapping[str, Any] = {"Ask": {"outputs": {"mse": 4.2}}}
BAD: Mapping[str, Any] = {"Ask": {"outputs": {"mse": 7.2}}}
MSE = st.fixed_dictionaries({"mse": st.sampled_from([4.2, 7.2])})
ATTEMPTS = st.lists(st.sampled_from(["SageMaker.CAPACITY_ERROR", "ClientError"]), max_size=3)
FAILS = st.just("always") | ATTEMPTS
ENDS = st.just({"fails": "always"}) | st.fixed_dictionaries(
    {}, optional={"fails": ATTEMPTS, "stops": st.booleans()}
)
ALWAYS: Mapping[str, Any] = {"Prep": {"fails": "always"}}
CAPACITY: Mapping[str, Any] = {**GOOD, "Prep": {"fails": ["SageMaker.CAPACITY_ERROR"]}}


def run(steps: Mapping[str, Any], **options: Any) -> Account:
    trace = DEFINITION.simulate(given={"steps": steps}, **options)
    return Account("quality.json", DEFINITION.facts, trace)


def differ(steps: Mapping[str, Any], **expected: Any) -> list[Difference]:
    account = run(steps)
    assert misnamed(Expectations(**expected), account) == []
    return differences(Expectations(**expected), account)


def only(found: list[Difference]) -> tuple[Any, ...]:
    [difference] = found
    return (difference.path, difference.expected, difference.actual)


def why(found: list[Difference]) -> list[str]:
    return [line for each in found for line in plain(each.why).splitlines()]


DECIDED = ["Good is false", "  Ask.OutputParameters['mse'] <= Limit"]


@pytest.mark.parametrize(
    "expected",
    [
        {"status": "Succeeded"},
        {"runs": ("Prep", "Score-1", "Good")},
        {"runs_exactly": ("Prep", "Ask", "Good", "Tell", "Each", "Score-0", "Score-1", "Last")},
        {"not_executed": ("Refuse",)},
        {"order": (("Prep", "Ask", "Good"), ("Score-0", "Score-1", "Last"))},
        {"arguments": {"Prep": {"AppSpecification.ContainerArguments[1]": "1"}}},
        {"outcomes": {"Good": True}},
        {"attempts": {"Prep": 1, "Refuse": 0}},
    ],
)
def test_what_is_as_expected_is_no_difference(expected: dict[str, Any]) -> None:
    assert differ(GOOD, **expected) == []


def test_status_differs_because_a_step_failed() -> None:
    found = differ(BAD, status="Succeeded")

    assert only(found) == (("status",), "Succeeded", "Failed")
    assert why(found) == ["Refuse failed: not good enough", *DECIDED, VALUES]


VALUES = "  7.2                         <= 6.0 (default)"


def test_status_differs_because_of_what_was_decided() -> None:
    found = differ(GOOD, status="Failed")

    assert only(found) == (("status",), "Failed", "Succeeded")
    assert why(found)[:2] == ["Good is true", DECIDED[1]]


def test_step_did_not_run_because_of_its_branch() -> None:
    found = differ(BAD, runs=["Prep", "Tell"])

    assert only(found) == (
        ("runs", 1),
        "Tell runs",
        "Tell did not run: branch not taken: IfSteps of Good",
    )
    assert why(found) == [*DECIDED, VALUES]


def test_step_did_not_run_because_of_those_that_it_needs() -> None:
    found = differ(BAD, runs=["Last"])

    assert only(found)[2] == "Last did not run: needs Each, which did not run"
    assert why(found) == [
        "Each did not run: needs Tell, which did not run",
        "  Tell did not run: branch not taken: IfSteps of Good",
        f"    {DECIDED[0]}",
        f"    {DECIDED[1]}",
        f"    {VALUES}",
    ]


def test_step_did_not_run_because_another_one_failed() -> None:
    found = differ(ALWAYS, runs=["Ask"])

    assert only(found)[2] == "Ask did not run: after the failure of Prep"
    assert why(found) == ["Prep failed: ClientError"]


def test_step_did_not_run_because_another_one_was_stopped() -> None:
    found = differ({"Prep": {"stops": True}}, runs=["Ask"])

    assert only(found)[2] == "Ask did not run: after the failure of Prep"
    assert why(found) == ["Prep was stopped"]


def test_no_other_step_may_run_where_all_are_listed() -> None:
    found = differ(BAD, runs_exactly=["Prep", "Ask", "Good", "Tell"])

    assert [(each.path, each.expected, each.actual) for each in found] == [
        (
            ("runs_exactly", 3),
            "Tell runs",
            "Tell did not run: branch not taken: IfSteps of Good",
        ),
        (("runs_exactly",), "no other step runs", "Refuse ran as number 4: Failed"),
    ]


def test_several_others_are_one_difference() -> None:
    found = differ(BAD, runs_exactly=["Prep", "Ask"])

    assert only(found) == (
        ("runs_exactly",),
        "no other step runs",
        "others ran: Good (number 3), Refuse (number 4)",
    )
    assert why(found) == [*DECIDED, VALUES]


def test_step_ran_because_of_its_branch() -> None:
    found = differ(BAD, not_executed=["Tell", "Refuse"])

    assert only(found) == (
        ("not_executed", 1),
        "Refuse does not run",
        "Refuse ran as number 4: Failed",
    )
    assert why(found) == [*DECIDED, VALUES]


def test_order_is_that_of_the_start() -> None:
    found = differ(GOOD, order=[["Prep", "Ask"], ["Good", "Prep", "Tell"]])

    assert only(found) == (
        ("order", 1, 1),
        "Good starts before Prep",
        "Prep started as number 1, Good as number 3",
    )


def test_step_in_an_order_must_run() -> None:
    found = differ(BAD, order=[["Prep", "Tell", "Refuse"]])

    assert only(found)[:2] == (("order", 0, 1), "Tell runs")


ARGUMENTS = {
    "ProcessingResources.ClusterConfig.VolumeSizeInGB": 31,
    "AppSpecification.ContainerArguments": ["--a", "2"],
    "ProcessingResources.ClusterConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1},
}


@pytest.mark.parametrize(
    ("steps", "expected", "actual", "causes"),
    [
        (GOOD, {"Prep": "Failed"}, "Prep succeeded", []),
        (ALWAYS, {"Prep": "Succeeded"}, "Prep failed: ClientError", []),
        ({"Prep": {"stops": True}}, {"Prep": "Failed"}, "Prep was stopped", []),
        (
            ALWAYS,
            {"Ask": "Succeeded"},
            "Ask did not run: after the failure of Prep",
            ["Prep failed: ClientError"],
        ),
    ],
)
def test_status_of_a_step_differs(
    steps: Mapping[str, Any], expected: Mapping[str, str], actual: str, causes: list[str]
) -> None:
    found = differ(steps, statuses=expected)

    [(name, status)] = expected.items()
    assert only(found) == (("statuses", name), f"{name} is {status}", actual)
    assert why(found) == causes


@pytest.mark.parametrize(
    ("steps", "statuses"),
    [
        (GOOD, {"Prep": "Succeeded", "Refuse": "NotExecuted"}),
        (ALWAYS, {"Prep": "Failed", "Ask": "NotExecuted"}),
        ({"Prep": {"stops": True}}, {"Prep": "Stopped"}),
    ],
)
def test_status_of_a_step_is_as_expected(
    steps: Mapping[str, Any], statuses: Mapping[str, str]
) -> None:
    assert differ(steps, statuses=statuses) == []


NAMED = pipelint.load(
    pipeline(
        training(arguments={"TrainingJobName": join("a", get("Parameters.Mode"))}),
        parameters=[parameter("Mode", default="b")],
    )
)


@pytest.mark.parametrize(
    ("mode", "actual"),
    [
        ("b", []),
        (
            "b" * 62,
            [
                f'Steps[Train].Arguments.TrainingJobName is "a-{"b" * 56}…: '
                "expected from 1 to 63 characters"
            ],
        ),
    ],
)
def test_request_has_the_form_of_the_api_or_not(mode: str, actual: list[str]) -> None:
    account = Account("a.json", NAMED.facts, NAMED.simulate({"Mode": mode}))

    found = differences(Expectations(valid_requests=("Train",)), account)

    assert [(each.path, each.expected) for each in found] == [
        (("valid_requests", 0), "the request of Train has the API's form")
    ] * len(actual)
    assert [each.actual for each in found] == actual


def test_request_of_a_step_that_did_not_run_is_not_judged() -> None:
    assert differ(ALWAYS, valid_requests=["Ask"]) == []


def test_request_of_a_step_of_an_unknown_type_cannot_be_judged() -> None:
    definition = pipelint.load(pipeline({"Name": "A", "Type": "Trainning", "Arguments": {}}))
    account = Account("a.json", definition.facts, definition.simulate())

    assert misnamed(Expectations(valid_requests=("A",)), account) == [
        InputFault(
            ("valid_requests", 0), "is of the type 'Trainning', whose requests are not known"
        )
    ]


def test_argument_differs_at_the_smallest_part() -> None:
    found = differ(GOOD, arguments={"Prep": ARGUMENTS})

    whole = '{"InstanceType": "ml.m5.xlarge", "InstanceCount": 1}'
    assert [(each.path[2], each.expected, each.actual) for each in found] == [
        (
            "ProcessingResources.ClusterConfig.VolumeSizeInGB",
            "ProcessingResources.ClusterConfig.VolumeSizeInGB of Prep is 31",
            "30",
        ),
        (
            "AppSpecification.ContainerArguments",
            'AppSpecification.ContainerArguments[1] of Prep is "2"',
            '"1"',
        ),
        (
            "ProcessingResources.ClusterConfig",
            f"ProcessingResources.ClusterConfig of Prep is {whole}",
            f'{whole[:-1]}, "VolumeSizeInGB": 30}}',
        ),
    ]


@pytest.mark.parametrize(("value", "same"), [(1, True), (1.0, True), (True, False), ("1", False)])
def test_argument_is_equal_as_in_json(value: object, same: bool) -> None:
    count = {"ProcessingResources.ClusterConfig.InstanceCount": value}

    assert (differ(GOOD, arguments={"Prep": count}) == []) is same


def test_argument_of_a_step_that_did_not_run_differs() -> None:
    found = differ(BAD, arguments={"Tell": {"any": 1}})

    assert only(found) == (
        ("arguments", "Tell", "any"),
        "any of Tell is 1",
        "Tell did not run: branch not taken: IfSteps of Good",
    )


@pytest.mark.parametrize(
    ("path", "actual"),
    [
        ("Environment", "no member 'Environment' in the arguments of 'Prep'"),
        ("Environment.Mode", "no member 'Environment' in the arguments of 'Prep'"),
        (
            "AppSpecification.ContainerArguments[7]",
            "no element 7 in a list of 2 of 'Prep'",
        ),
    ],
)
def test_argument_that_the_request_lacks_and_could_have_differs(path: str, actual: str) -> None:
    found = differ(GOOD, arguments={"Prep": {path: "1"}}, status="Failed")

    assert [each.path for each in found] == [("status",), ("arguments", "Prep", path)]
    assert found[1].expected == f'{path} of Prep is "1"'
    assert found[1].actual == actual


def test_argument_of_an_empty_request_differs_though_the_step_succeeded() -> None:
    found = differ(GOOD, arguments={"Ask": {"x": 1}})

    assert only(found) == (
        ("arguments", "Ask", "x"),
        "x of Ask is 1",
        "no member 'x' in the arguments of 'Ask'",
    )


def test_outcome_differs_by_the_values_that_were_compared() -> None:
    found = differ(BAD, outcomes={"Good": True})

    assert only(found) == (("outcomes", "Good"), "Good is true", "Good is false")
    assert why(found) == [DECIDED[1], VALUES]


def test_condition_that_did_not_run_has_no_outcome() -> None:
    found = differ(ALWAYS, outcomes={"Good": False})

    assert only(found)[2] == "Good did not run: needs Ask, which did not run"


def test_attempts_differ() -> None:
    found = differ(CAPACITY, attempts={"Prep": 3, "Ask": 1})

    assert only(found) == (("attempts", "Prep"), "Prep makes 3 attempts", "Prep makes 2 attempts")
    assert why(found) == ["retried by RetryPolicies[0]"]


def test_step_that_did_not_run_made_no_attempt() -> None:
    found = differ(BAD, attempts={"Tell": 1})

    assert only(found) == (
        ("attempts", "Tell"),
        "Tell makes 1 attempt",
        "Tell did not run: branch not taken: IfSteps of Good",
    )


def test_cache_hit_is_that_of_an_earlier_run() -> None:
    account = run(GOOD, cache_from=run(GOOD).trace)

    assert differences(Expectations(cache_hits=("Prep",)), account) == []


def test_change_that_kept_a_step_from_the_cache_is_named() -> None:
    account = run(GOOD, parameters={"Mode": "2"}, cache_from=run(GOOD).trace)

    [found] = differences(Expectations(cache_hits=("Prep",)), account)

    assert found.actual == "Prep runs anew: Arguments.AppSpecification changed"


def test_cached_run_makes_no_attempt() -> None:
    account = run(GOOD, cache_from=run(GOOD).trace)

    [found] = differences(Expectations(attempts={"Prep": 1}), account)

    assert found.actual == "Prep takes a cached run"


@pytest.mark.parametrize(
    ("step", "actual"),
    [
        ("Prep", "Prep runs anew: there is no earlier run that succeeded"),
        ("Ask", "Ask runs anew: it has no cache configuration that is enabled"),
        ("Refuse", "Refuse did not run: branch not taken: ElseSteps of Good"),
    ],
)
def test_step_that_takes_no_cached_run_says_why(step: str, actual: str) -> None:
    assert only(differ(GOOD, cache_hits=[step])) == (
        ("cache_hits", 0),
        f"{step} takes a cached run",
        actual,
    )


def test_type_without_a_published_key_says_so() -> None:
    arguments = {"ApplicationId": "a", "JobConfig": {}}
    config = {"Enabled": True, "ExpireAfter": "P30D"}
    step = {"Name": "A", "Type": "EMRServerless", "Arguments": arguments, "CacheConfig": config}
    steps = pipelint.load({"Version": "2020-12-01", "Steps": [step]})
    trace = steps.simulate(cache_from=steps.simulate())
    account = Account("a.json", steps.facts, trace)

    [found] = differences(Expectations(cache_hits=("A",)), account)

    assert found.actual == (
        "A runs anew: what the cache key of this step type holds is not published"
    )


def test_failure_is_found_in_the_reason_of_a_failed_step() -> None:
    assert differ(BAD, failure="good .nough$") == []
    assert only(differ(BAD, failure="^enough")) == (
        ("failure",),
        "a step fails with a reason that matches '^enough'",
        "Refuse failed: not good enough",
    )
    assert only(differ(GOOD, failure="."))[2] == "no step failed"


def test_execution_that_lacks_an_input_is_one_difference() -> None:
    found = differ({}, runs=["Tell"], not_executed=["Refuse"])

    assert only(found) == ((), "an execution that comes to its end", "NeedsInput")
    assert why(found) == ["Good decides by steps.Ask.outputs.mse, which nobody gave"]
    assert only(differ({}, status="Succeeded"))[0] == ("status",)


def test_lack_of_an_input_may_be_expected() -> None:
    found = differ({}, status="NeedsInput", runs=["Ask"], not_executed=["Good"])

    assert found == []


def items_by_mode() -> dict[str, Any]:
    """The pipeline with the parameter `Mode` for the items of its loop."""
    *steps, each, last = QUALITY["Steps"]
    items = {**each["Arguments"], "IterableItems": {"Get": "Parameters.Mode"}}
    return {**QUALITY, "Steps": [*steps, {**each, "Arguments": items}, last]}


def test_iteration_that_there_was_not_is_a_fault() -> None:
    listed = pipelint.load(items_by_mode())
    trace = listed.simulate(given={"steps": GOOD, "parameters": {"Mode": '["a", "b"]'}})
    account = Account("quality.json", listed.facts, trace)
    expect = Expectations(runs=("Score-2",), not_executed=("Score-3",))

    fault = "'Each' has no such item: the last is number 1, counted from 0"
    assert misnamed(expect, account) == [
        InputFault(("runs", 0), fault),
        InputFault(("not_executed", 0), fault),
    ]


def test_iteration_of_what_did_not_run_did_not_run() -> None:
    assert only(differ(BAD, runs=["Score-0"]))[2] == (
        "Score-0 did not run: needs Each, which did not run"
    )


def test_iteration_of_what_failed_before_did_not_run() -> None:
    definition = pipelint.load(items_by_mode())
    trace = definition.simulate(given={"steps": GOOD, "parameters": {"Mode": "no list"}})
    account = Account("quality.json", definition.facts, trace)

    [found] = differences(Expectations(runs=("Score-0",)), account)

    assert found.actual == "Score-0 did not run: after the failure of Each"
    assert plain(found.why).startswith("Each failed: ")


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        (
            {"runs": ["Prep", "Prpe"]},
            InputFault(("runs", 1), "no step is named 'Prpe': did you mean 'Prep'?"),
        ),
        (
            {"order": [["Prep"], ["Perp"]]},
            InputFault(("order", 1, 0), "no step is named 'Perp': did you mean 'Prep'?"),
        ),
        (
            {"not_executed": ["Score"]},
            InputFault(
                ("not_executed", 0),
                "stands in the body of 'Each': name it with its iteration, as 'Score-0'",
            ),
        ),
        (
            {"outcomes": {"Prep": True}},
            InputFault(("outcomes", "Prep"), "is a Processing step: only a Condition has outcomes"),
        ),
        (
            {"arguments": {"Prep": {"RolArn": 1}}},
            InputFault(
                ("arguments", "Prep", "RolArn"),
                "no member 'RolArn' in the arguments of 'Prep': did you mean 'RoleArn'?",
            ),
        ),
        (
            {"arguments": {"Prep": {"AppSpecification.ImageUri.tag": 1}}},
            InputFault(
                ("arguments", "Prep", "AppSpecification.ImageUri.tag"),
                "no member 'tag' in the arguments of 'Prep'",
            ),
        ),
        (
            {"not_executed": ["Score-2"]},
            InputFault(
                ("not_executed", 0),
                "'Each' has no such item: the last is number 1, counted from 0",
            ),
        ),
        (
            {"arguments": {"Good": {"Conditions[0].Type": "Equals"}}},
            InputFault(("arguments", "Good"), "is a Condition step, which makes no request"),
        ),
        (
            {"valid_requests": ["Prep", "Good"]},
            InputFault(("valid_requests", 1), "is a Condition step, which makes no request"),
        ),
        (
            {"statuses": {"Perp": "Failed"}},
            InputFault(("statuses", "Perp"), "no step is named 'Perp': did you mean 'Prep'?"),
        ),
        (
            {"arguments": {"Tell": {"a..b": 1}}},
            InputFault(
                ("arguments", "Tell", "a..b"),
                "'a..b' is no path: a name is missing after '.'",
            ),
        ),
    ],
)
def test_what_no_execution_has_is_a_fault(expected: dict[str, Any], fault: InputFault) -> None:
    assert misnamed(Expectations(**expected), run(BAD)) == [fault]


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {"Ask": st.fixed_dictionaries({}, optional={"outputs": MSE, "fails": FAILS})},
        optional={
            "Prep": ENDS,
            "Score": st.fixed_dictionaries({"fails": FAILS}),
        },
    )
)
def test_execution_meets_the_expectations_that_describe_it(steps: Mapping[str, Any]) -> None:
    account = run(steps)
    runs = [step for step in account.trace.steps if step.ran]
    idle = [step.name for step in account.trace.steps if not step.ran]

    described = Expectations(
        status=account.trace.status,
        runs_exactly=tuple(step.name for step in runs),
        not_executed=tuple(idle),
        order=(tuple(step.name for step in runs),),
        arguments={step.name: dict(leaves(step.arguments)) for step in runs},
        outcomes={step.name: step.outcome for step in runs if step.outcome is not None},
        attempts={step.name: step.attempts for step in account.trace.steps},
    )

    assert misnamed(described, account) == []
    assert differences(described, account) == []
