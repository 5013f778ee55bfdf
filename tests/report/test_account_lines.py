"""The account of an execution; the golden files are what it looks like."""

from __future__ import annotations

import json

import pytest

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.report import Account, account_report, plain
from pipelint.simulate import simulate
from pipelint.text import Source
from tests.report.accounts import TOLD, account, condition, text_of
from tests.report.marked import assert_golden
from tests.testing.pipelines import N, decide, function, get, pipeline
from tests.testing.quality import LAMBDA, QUALITY


def test_account_of_a_success() -> None:
    assert_golden("account", text_of(parameters={"Limit": 5}))


def test_account_of_a_failure() -> None:
    steps = {"Prep": {"fails": ["SageMaker.CAPACITY_ERROR"]}, "Ask": {"outputs": {"mse": 7.2}}}

    assert_golden("account_failed", text_of(steps=steps))


def test_account_of_an_execution_that_lacks_an_input() -> None:
    assert_golden("account_needs", text_of(steps={}))


def test_all_steps_that_cannot_decide_are_named() -> None:
    score, n = get("IterationOutput.Score.OutputParameters['n']"), "n: Integer"
    arguments = {
        "IterableItems": ["a", "b"],
        "MaxConcurrency": 1,
        "ForEachBody": [function("Score", None, n)],
        "Selector": {"Pick": "MaxBy", "Field": score},
    }
    each = {"Name": "Each", "Type": "ForEach", "Arguments": arguments}
    good = decide(N, "GreaterThan", 3, name="Good")

    text = text_of(pipeline(each, function("Count", None, n), good), steps={})

    assert "NeedsInput: Good and Each decide by what nobody gave." in text


def test_verbose_account_has_the_requests_and_what_is_made_up() -> None:
    definition = {
        "Version": "2020-12-01",
        "Steps": [
            {**LAMBDA, "Name": "Ask", "OutputParameters": [
                {"OutputName": "a", "OutputType": "String"},
            ]},
            {**LAMBDA, "Name": "Tell", "Arguments": {
                "said": {"Get": "Steps.Ask.OutputParameters['a']"},
                "long": ["x" * 80],
            }},
        ],
    }  # fmt: skip

    assert_golden("account_verbose", text_of(definition, steps={}, verbose=True))


def test_account_of_a_run_with_a_cache_tells_what_runs_again() -> None:
    first = account().trace

    again = text_of(cache_from=first).splitlines()
    changed = text_of(cache_from=first, parameters={"Mode": "2"}).splitlines()

    assert again[2] == " 1  Prep       Succeeded, cached"
    assert changed[2:4] == [
        " 1  Prep       Succeeded",
        "      runs again: Arguments.AppSpecification changed",
    ]


def test_parameter_with_its_default_is_not_among_those_set() -> None:
    assert text_of().splitlines()[0] == "quality.json: 8 steps, 2 parameters"


def test_parameter_without_a_default_is_shown_with_its_value() -> None:
    parameters = [{"Name": "Limit", "Type": "Float"}]

    first = text_of({**QUALITY, "Parameters": [*parameters, QUALITY["Parameters"][1]]},
                    parameters={"Limit": "5"}).splitlines()[0]  # fmt: skip

    assert first.endswith("(1 set: Limit = 5.0)")


@pytest.mark.parametrize(
    ("parallel", "words"), [(1, ", one at a time."), (50, ", up to 2 at a time.")]
)
def test_account_tells_how_many_run_at_a_time(parallel: int, words: str) -> None:
    steps = [{**LAMBDA, "Name": name} for name in ("A", "B")]
    source = Source.from_text(json.dumps({"Version": "2020-12-01", "Steps": steps}), "a.json")
    facts = Facts(*read(source))

    trace = simulate(facts, max_parallel=parallel)

    shown = plain(account_report(Account("a.json", facts, trace)))
    assert f"Succeeded: 2 of 2 steps ran{words}" in shown.splitlines()


def test_name_that_a_terminal_would_obey_is_escaped() -> None:
    steps = [{**LAMBDA, "Name": "A\x1b[31m"}]

    assert (
        " 1  A\\u001b[31m  Succeeded"
        in text_of({"Version": "2020-12-01", "Steps": steps}, steps={}).splitlines()
    )


def test_entry_that_a_given_file_lacks_is_told_with_its_place() -> None:
    file = {"PropertyFileName": "R", "OutputName": "out", "FilePath": "r.json"}
    prep = {**QUALITY["Steps"][0], "PropertyFiles": [file]}
    read = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Prep.PropertyFiles.R"}, "Path": "mse"}}
    check = condition({"Type": "Equals", "LeftValue": read, "RightValue": 1})["Steps"]

    text = text_of(
        condition(Steps=[prep, *check]), steps={"Prep": {"property_files": {"R": {"msa": 1}}}}
    )

    assert text.splitlines()[4] == (
        "      Steps[Good].Arguments.Conditions[0].LeftValue: the file 'R' of 'Prep' has no 'mse': "
        "did you mean 'msa'? (given.yaml:4)"
    )


def test_step_of_a_body_that_ran_in_one_iteration_is_a_step_that_ran() -> None:
    lines = text_of(steps={**TOLD, "Score": {"fails": "always"}}).splitlines()

    assert lines[0] == "quality.json: 8 steps, 2 parameters"
    assert "Failed: 6 of 8 steps ran, one at a time." in lines


def test_value_that_turns_the_line_around_is_escaped() -> None:
    first = text_of(parameters={"Mode": "\u202eab"}).splitlines()[0]

    assert first.endswith(r'(1 set: Mode = "\u202eab", default "1")')
