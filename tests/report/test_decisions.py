"""What a Condition step compared with what."""

from __future__ import annotations

import json
from typing import Any

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.report import Account, account_report, plain
from pipelint.simulate import simulate
from pipelint.text import Source
from tests.report.accounts import condition, text_of

LIMIT = {"Get": "Parameters.Limit"}


def test_one_comparison_needs_no_result() -> None:
    lines = text_of(condition({"Type": "LessThan", "LeftValue": 1, "RightValue": LIMIT}), steps={})

    assert lines.splitlines()[2:5] == [
        " 1  Good  true, takes IfSteps",
        "      1 < Limit",
        "      1 < 6.0 (default)",
    ]


def test_each_of_several_comparisons_has_its_result_inside_what_holds_it() -> None:
    inner = [
        {"Type": "LessThan", "LeftValue": 1, "RightValue": LIMIT},
        {"Type": "Not", "Condition": {"Type": "Equals", "LeftValue": 1, "RightValue": 2}},
        {"Type": "Equals", "LeftValue": 3, "RightValue": 3},
    ]

    lines = text_of(condition({"Type": "Or", "Conditions": inner}), steps={}).splitlines()

    assert lines[2:9] == [
        " 1  Good  true, takes IfSteps",
        "      Or: true",
        "        1 < Limit",
        "        1 < 6.0 (default)   true",
        "        Not: true",
        "          1 == 2   false",
        "        3 == 3   true",
    ]


def test_list_is_compared_as_a_list() -> None:
    among = {"Type": "In", "QueryValue": {"Get": "Parameters.Mode"}, "Values": ["1", "2"]}

    lines = text_of(condition(among), steps={}).splitlines()

    assert lines[3:5] == ["      Mode          in [1, 2]", '      "1" (default) in ["1", "2"]']


def test_empty_text_is_not_told_as_nothing() -> None:
    empty = {"Type": "Equals", "LeftValue": {"Get": "Parameters.Mode"}, "RightValue": ""}

    lines = text_of(condition(empty), steps={}).splitlines()

    assert lines[3:5] == ['      Mode          == ""', '      "1" (default) == ""']


def test_result_of_a_function_is_named_after_its_step() -> None:
    def result(step: str) -> dict[str, Any]:
        folder = {"Get": f"Steps.{step}.OutputDataConfig.S3OutputPath"}
        uri = {"Std:Join": {"On": "/", "Values": [folder, "results.json"]}}
        return {"Std:JsonGet": {"S3Uri": uri, "Path": "Result"}}

    check = condition({"Type": "LessThan", "LeftValue": result("A"), "RightValue": result("B")})
    output = {"OutputDataConfig": {"S3OutputPath": "s3://b/out"}}
    functions = [{"Name": name, "Type": "Training", "Arguments": output} for name in "AB"]

    text = text_of(
        {**check, "Steps": [*functions, *check["Steps"]]},
        steps={"A": {"result": 1}, "B": {"result": 2}},
    )

    assert text.splitlines()[5:7] == [
        "      A: Result        < B: Result",
        "      1 (given.yaml:4) < 2 (given.yaml:4)",
    ]


def test_object_in_s3_is_named_by_its_uri() -> None:
    uri = {"Std:Join": {"On": "/", "Values": ["s3://b", {"Get": "Parameters.Mode"}, "m.json"]}}
    auc = {"Std:JsonGet": {"S3Uri": uri, "Path": "auc"}}
    check = condition({"Type": "Equals", "LeftValue": auc, "RightValue": 1})
    facts = Facts(*read(Source.from_text(json.dumps(check), "a.json")))
    trace = simulate(facts, given={"s3": {"s3://b/1/m.json": {"auc": 1}}})

    text = plain(account_report(Account("a.json", facts, trace)))

    assert text.splitlines()[3] == "      s3://b/Mode/m.json: auc == 1"
