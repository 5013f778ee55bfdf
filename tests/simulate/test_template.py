"""Expressions in the place of values: what they become, and what does not fit its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulate.requests import (
    execute,
    function,
    get,
    join,
    json_get,
    processing,
    reader,
    refusal_of,
    result_of,
    step,
    training,
    value_of,
)

WHERE = "Steps[Read].Arguments.value"
REPORT = "steps.Prep.property_files.Report"


def read_given(path: str, content: Any) -> Any:
    """A value in the given property file."""
    given = {"steps": {"Prep": {"property_files": {"Report": content}}}}
    return value_of(json_get(path), processing(), given=given)


def test_literals_are_left_as_they_are() -> None:
    literal = {"a": [1, 2.0, True, None, {"Get": 1, "b": 2}], "c": {}, "d": []}

    assert value_of(literal) == literal


def test_expressions_are_resolved_wherever_they_stand() -> None:
    name = get("Execution.PipelineName")

    assert value_of({"a": [name, {"b": name}], "c": name}) == {
        "a": ["pipeline", {"b": "pipeline"}],
        "c": "pipeline",
    }


@pytest.mark.parametrize(
    ("values", "on", "text"),
    [
        ([], "/", ""),
        (["a"], "/", "a"),
        (["s3:/", "b", "k"], "/", "s3://b/k"),
        ([True, False], ",", "true,false"),
        ([3, 0, -1], ",", "3,0,-1"),
        ([2.0, 0.1, 1e-7, 1e16], " ", "2.0 0.1 1e-07 1e+16"),
        (["a", join("b", join("c", on="?"), on="-")], "/", "a/b-c"),
        (["", ""], "x", "x"),
    ],
)
def test_join_writes_its_values_as_text(values: list[Any], on: str, text: str) -> None:
    assert value_of(join(*values, on=on)) == text


def test_join_without_a_separator_joins_with_nothing() -> None:
    assert value_of({"Std:Join": {"Values": ["a", "b"]}}) == "ab"


@pytest.mark.parametrize(
    ("kind", "default", "text"),
    [
        ("Integer", 3, "3"),
        ("Float", 6, "6.0"),
        ("Float", 0.5, "0.5"),
        ("Boolean", False, "false"),
        ("String", "True", "True"),
    ],
)
def test_join_writes_parameters_by_their_types(kind: str, default: Any, text: str) -> None:
    parameter = {"Name": "P", "Type": kind, "DefaultValue": default}

    assert value_of(join(get("Parameters.P")), parameters=[parameter]) == text


def test_join_writes_the_outcome_of_a_condition_in_lower_case() -> None:
    check = step("Check", "Condition", {"Conditions": [], "IfSteps": [], "ElseSteps": []})

    assert value_of(join(get("Steps.Check.Outcome")), check) == "true"


@pytest.mark.parametrize(
    ("content", "what"), [(None, "null"), ([1], "a list or an object"), ({}, "a list or an object")]
)
def test_join_cannot_write_what_is_no_scalar(content: Any, what: str) -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": {"a": content}}}}}

    reason = refusal_of(join("x", json_get("a")), processing(), given=given)

    assert reason == f"{WHERE}: Std:Join cannot write {what} as text"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b[0]", 1),
        ("a['b'][1].c", 2),
        ("a['d.e']", 5),
        ("$.a.b[0]", 1),
        ("$['a'].b[0]", 1),
        ("l[0][1]", 2),
        ("t", "text"),
        ("a.b", [1, {"c": 2}]),
    ],
)
def test_json_get_follows_its_path(path: str, value: Any) -> None:
    content = {"a": {"b": [1, {"c": 2}], "d.e": 5}, "l": [[1, 2], [3]], "t": "text"}

    assert read_given(path, content) == value


@pytest.mark.parametrize("path", ["x", "a.b", "a[0]", "l[2]", "l['0']", "l.a", "t[0]"])
def test_path_that_a_given_file_lacks_fails_the_reader(path: str) -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": {"a": {}, "l": [1, 2], "t": "text"}}}}}

    assert refusal_of(json_get(path), processing(), given=given) == (
        f"{WHERE}: the file 'Report' of 'Prep' has no '{path}'"
    )


def test_file_may_be_given_as_null_and_then_has_nothing() -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": None}}}}

    assert refusal_of(json_get("a"), processing(), given=given) == (
        f"{WHERE}: the file 'Report' of 'Prep' has no 'a'"
    )


def test_null_in_a_given_file_fails_the_reader() -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": {"a": None}}}}}

    assert refusal_of(json_get("a"), processing(), given=given) == (
        f"{WHERE}: the Std:JsonGet of 'a' is null"
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (None, "'Std:JsonGet' has no 'Path'"),
        ("", "'Std:JsonGet' has no 'Path'"),
        ("a..b", "'a..b' is no path into a JSON file: "),
        ("a[*]", "'a[*]' is no path into a JSON file: "),
        ("a[-1]", "'a[-1]' is no path into a JSON file: "),
    ],
)
def test_what_is_no_path_fails_the_reader(path: Any, words: str) -> None:
    reason = refusal_of(json_get(path), processing())

    assert str(reason).startswith(f"{WHERE}: {words}")


def test_json_get_without_a_file_fails_the_reader() -> None:
    assert refusal_of({"Std:JsonGet": {"Path": "a"}}) == (f"{WHERE}: 'Std:JsonGet' names no file")


def test_property_file_whose_name_holds_dots_is_found() -> None:
    prep = processing()
    prep["PropertyFiles"] = [{"PropertyFileName": "a.b", "OutputName": "train", "FilePath": "x"}]
    source = {"PropertyFile": get("Steps.Prep.PropertyFiles.a.b")}
    given = {"steps": {"Prep": {"property_files": {"a.b": {"c": 1}}}}}

    assert value_of(json_get("c", **source), prep, given=given) == 1


def test_property_file_that_is_not_declared_fails_the_reader() -> None:
    source = {"PropertyFile": get("Steps.Prep.PropertyFiles.Reprot")}

    assert refusal_of(json_get("a", **source), processing()) == (
        f"{WHERE}: 'Prep' has no property file 'Reprot'"
    )


def test_step_of_an_unknown_type_may_have_any_property_file() -> None:
    source = {"PropertyFile": get("Steps.New.PropertyFiles.Report")}
    given = {"steps": {"New": {"property_files": {"Report": {"a": 1}}}}}

    assert value_of(json_get("a", **source), step("New", "Athena"), given=given) == 1


def test_property_file_that_is_not_given_is_made_up_for_its_place() -> None:
    trace = execute(
        processing(),
        training(
            ResourceConfig={"InstanceCount": json_get("count"), "InstanceType": json_get("type")}
        ),
    )

    assert trace["Train"].arguments["ResourceConfig"] == {
        "InstanceCount": 1,
        "InstanceType": "type",
    }
    assert trace.made_up == {f"{REPORT}.count": 1, f"{REPORT}.type": "type"}


def test_property_file_of_a_failed_step_does_not_exist() -> None:
    read = {**reader(json_get("a")), "DependsOn": [{"Step": "Prep", "Trigger": "Any"}]}
    given = {"steps": {"Prep": {"fails": "always", "property_files": {"Report": {"a": 1}}}}}

    trace = execute(processing(), read, given=given)

    assert trace["Read"].reason == (f"{WHERE}: 'Prep' did not succeed, so it has no property files")


def test_object_in_s3_that_is_not_given_is_made_up() -> None:
    uri = join("s3://b/", get("Execution.PipelineExecutionId"), "/m.json")

    trace = execute(reader(join(json_get("auc", S3Uri=uri))))

    assert trace["Read"].arguments == {"value": "auc"}
    assert trace.made_up["s3['s3://b/pipelint0000/m.json'].auc"] == "auc"


def test_path_that_a_given_object_lacks_fails_the_reader() -> None:
    given = {"s3": {"s3://b/m.json": {"a": 1}}}

    assert refusal_of(json_get("auc", S3Uri="s3://b/m.json"), given=given) == (
        f"{WHERE}: 's3://b/m.json' has no 'auc'"
    )


@pytest.mark.parametrize("uri", [["s3://b/m.json"], 3, None, get("Steps.Train.OutputDataConfig")])
def test_uri_that_is_no_text_fails_the_reader(uri: Any) -> None:
    assert refusal_of(json_get("a", S3Uri=uri), training()) == (
        f"{WHERE}: the 'S3Uri' of a Std:JsonGet is no text"
    )


def test_result_of_a_function_may_be_given_as_the_object_that_holds_it() -> None:
    given = {"s3": {"s3://b/models/results.json": {"Result": {"auc": 0.9}}}}

    assert (
        value_of(json_get("Result.auc", S3Uri=result_of("Train")), training(), given=given) == 0.9
    )


def test_result_of_a_failed_function_does_not_exist() -> None:
    read = {
        **reader(json_get("Result", S3Uri=result_of("Train"))),
        "DependsOn": [{"Step": "Train", "Trigger": "Any"}],
    }

    trace = execute(training(), read, given={"steps": {"Train": {"fails": "always", "result": 1}}})

    assert trace["Read"].reason == (f"{WHERE}: 'Train' did not succeed, so it has no result")


@pytest.mark.parametrize(
    "path",
    [
        "Parameters.Nope",
        "Parameters.P.x",
        "Execution.Nope",
        "Execution.TrainingJobName",
        "PipelineExperimentConfig.TrialName",
        "Steps.Nope.X",
        "ForEach.CurrentItem",
        "IterationOutput.Body.X",
        "Elsewhere.X",
    ],
)
def test_reference_to_nothing_fails_its_step(path: str) -> None:
    parameter = {"Name": "P", "Type": "String", "DefaultValue": "a"}

    reason = refusal_of(get(path), parameters=[parameter])

    shown = ".".join(path.split(".")[:2])
    assert reason in (
        f"{WHERE}: {{'Get': '{path}'}} is undefined.",
        f"{WHERE}: {{'Get': '{shown}'}} is undefined.",
    )


@pytest.mark.parametrize(("kind", "default"), [("Integer", 3), ("Float", 0.5), ("Boolean", True)])
def test_parameter_of_another_type_is_refused_in_the_words_of_the_service(
    kind: str, default: Any
) -> None:
    parameter = {"Name": "P", "Type": kind, "DefaultValue": default}

    trace = execute(training(HyperParameters={"a": get("Parameters.P")}), parameters=[parameter])

    assert trace["Train"].reason == (
        "Steps[Train].Arguments.HyperParameters.a: "
        "Cannot assign property reference [Parameters.P] to argument of type [String]."
    )


def test_join_in_the_place_of_a_number_is_refused() -> None:
    trace = execute(training(ResourceConfig={"InstanceCount": join("1")}))

    assert trace["Train"].reason == (
        "Steps[Train].Arguments.ResourceConfig.InstanceCount: "
        'the Std:Join is "1", the argument is of type [Integer]'
    )


@pytest.mark.parametrize("value", [1.5, "1", [1], {"a": 1}, True])
def test_value_in_a_file_that_does_not_fit_its_place_is_refused(value: Any) -> None:
    train = training(ResourceConfig={"InstanceCount": json_get("n")})
    given = {"steps": {"Prep": {"property_files": {"Report": {"n": value}}}}}

    trace = execute(processing(), train, given=given)

    assert trace["Train"].reason == (
        "Steps[Train].Arguments.ResourceConfig.InstanceCount: "
        f"the Std:JsonGet of 'n' is {json.dumps(value)}, the argument is of type [Integer]"
    )


def test_whole_number_with_a_point_is_an_integer_where_one_is_wanted() -> None:
    train = training(ResourceConfig={"InstanceCount": json_get("n")})
    given = {"steps": {"Prep": {"property_files": {"Report": {"n": 2.0}}}}}

    arguments = execute(processing(), train, given=given)["Train"].arguments

    assert repr(arguments["ResourceConfig"]["InstanceCount"]) == "2"


def test_timestamp_is_a_text() -> None:
    train = training("Other", Environment={"AT": get("Steps.Train.CreationTime")})

    trace = execute(training(), train)

    assert trace["Other"].arguments["Environment"] == {"AT": "2020-12-01T00:00:00Z"}


def test_nested_joins_carry_what_was_made_up() -> None:
    inner = join(get("Execution.PipelineName"), get("Steps.Ask.OutputParameters['n']"), on="-")

    trace = execute(function(n="Integer"), reader(join("x", join(inner, on="/"))))

    assert trace["Read"].arguments == {"value": "xpipeline-1"}
    assert trace.made_up == {"execution.PipelineName": "pipeline", "steps.Ask.outputs.n": 1}


SCALARS = (
    st.text() | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
)
CONTENTS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_characters="'\\"), min_size=1),
            inner,
            min_size=1,
            max_size=3,
        )
    ),
)


@given(CONTENTS, st.data())
def test_path_leads_to_what_python_finds(content: Any, data: st.DataObject) -> None:
    path, found = "", {"root": content}
    while isinstance(found, (list, dict)):
        keys = range(len(found)) if isinstance(found, list) else [*found]
        key = data.draw(st.sampled_from(keys))
        path += f"[{key}]" if isinstance(found, list) else f"['{key}']"
        found = found[key]

    assert read_given(path.replace("['root']", "root", 1), {"root": content}) == found
