"""Files for `--given`: what they give, and every fault of their form with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from pipelint.analysis import Facts
from pipelint.catalog import EXECUTION_VARIABLES, JOB_VARIABLES
from pipelint.errors import PipelintError
from pipelint.model import read
from pipelint.simulate import InputError, InputFault
from pipelint.simulate._conform import faults
from pipelint.simulate._given_file import given_schema, placed, read_given
from pipelint.simulate._given_reader import read_world as fit
from pipelint.text import Source

SCHEMA = given_schema()

GIVEN = """\
parameters: {ModelApprovalStatus: Approved}
steps:
  Evaluate:
    property_files: {EvaluationReport: {regression_metrics: {mse: {value: 4.2}}}}
    properties: {ProcessingJobName: eval-1}
  CheckQuota: {outputs: {allowed: true}}
  Score: {result: {auc: 0.93}}
  Train: {fails: [SageMaker.CAPACITY_ERROR, {type: SageMaker.JOB_INTERNAL_ERROR, reason: "…"}]}
  Long: {duration: 90}
  Wait: {stops: true}
  Sweep: {iterations: {0: {Score: {result: 1}}}}
s3: {"s3://bucket/metrics.json": {auc: 0.93}}
execution: {PipelineExecutionId: abc123}
"""


def write(folder: Path, text: str) -> str:
    path = folder / "given.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_file_gives_its_content_with_lines(tmp_path: Path) -> None:
    path = write(tmp_path, GIVEN)

    found = read_given(path)

    assert found.value["steps"]["Sweep"] == {"iterations": {"0": {"Score": {"result": 1}}}}
    assert found.value["steps"]["Train"]["fails"][0] == "SageMaker.CAPACITY_ERROR"
    assert found.place(("steps", "Sweep", "iterations", 0, "Score")) == f"{path}:11"
    assert found.place(("execution", "PipelineExecutionId")) == f"{path}:13"


def test_keys_of_a_file_that_a_step_writes_are_those_of_json(tmp_path: Path) -> None:
    matrix = "steps: {Eval: {property_files: {Report: {confusion_matrix: {0: {0: 5, 1: 2}}}}}}"

    found = read_given(write(tmp_path, matrix))

    report = found.value["steps"]["Eval"]["property_files"]["Report"]
    assert report == {"confusion_matrix": {"0": {"0": 5, "1": 2}}}


@pytest.mark.parametrize("text", ["", "# nothing is given", "steps:", "{}"])
def test_nothing_may_be_given(tmp_path: Path, text: str) -> None:
    assert not (read_given(write(tmp_path, text)).value or {}).get("steps")


def test_every_fault_of_the_form_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "step:\n  Eval: {}\nsteps:\n  Train:\n    fails: alwys\n    stops: yes\n"
        "  Sweep:\n    iterations:\n      first: {}\nexecution: []\n",
    )

    with pytest.raises(InputError) as caught:
        read_given(path)

    assert [str(fault) for fault in caught.value.faults] == [
        f"{path}:1: step: unknown key: did you mean 'steps'?",
        f"{path}:5: steps.Train.fails: is 'alwys': did you mean 'always'?",
        f"{path}:6: steps.Train.stops: is 'yes', not a boolean (true or false)",
        f"{path}:9: steps.Sweep.iterations.first: "
        "is not the index of an iteration: they are counted from 0",
        f"{path}:10: execution: is a list, not a mapping",
    ]


def test_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "steps:\n  Train: {}\n  Train: {}\n")

    with pytest.raises(PipelintError) as caught:
        read_given(path)

    assert str(caught.value) == f"{path}:3: key 'Train' is given twice (first on line 2)"


def test_faults_of_the_simulation_get_the_lines_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, GIVEN)
    found = [
        InputFault(("s3", "a"), "is no URI"),
        InputFault(("steps", "Sweep", "iterations", 0, "Score"), "is not a step"),
    ]

    assert placed(found, read_given(path)) == [
        InputFault((), f"{path}:11: steps.Sweep.iterations.0.Score: is not a step"),
        InputFault((), f"{path}:12: s3.a: is no URI"),
    ]


def test_schema_names_the_execution_variables_that_can_be_given() -> None:
    assert set(SCHEMA["properties"]["execution"]["properties"]) == (
        set(EXECUTION_VARIABLES) - set(JOB_VARIABLES)
    )


FACTS = Facts(
    *read(
        Source.from_text(
            """{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": "String"}],
            "Steps": [
              {"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles": [
                {"PropertyFileName": "Report", "OutputName": "out", "FilePath": "a.json"}]},
              {"Name": "Ask", "Type": "Lambda", "Arguments": {}, "FunctionArn": "arn:aws:lambda",
               "OutputParameters": [{"OutputName": "allowed", "OutputType": "Boolean"}]},
              {"Name": "Train", "Type": "Training", "Arguments": {}},
              {"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],
               "Steps": [{"Name": "Body", "Type": "Training", "Arguments": {}}]}}]}""",
            "a.json",
        )
    )
)
LEAVES = st.none() | st.booleans() | st.integers(-1, 3) | st.sampled_from(["", "a", "always", "0"])
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner, max_size=1),
    max_leaves=3,
)
FAILURES = st.lists(
    ANYTHING
    | st.fixed_dictionaries({}, optional={"type": ANYTHING, "reason": ANYTHING, "a": ANYTHING})
)


def entries(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    known = {
        "property_files": st.dictionaries(st.sampled_from(["Report", "a"]), ANYTHING) | ANYTHING,
        "properties": st.dictionaries(st.just("TrainingJobArn"), ANYTHING) | ANYTHING,
        "outputs": st.dictionaries(st.just("allowed"), ANYTHING) | ANYTHING,
        "result": ANYTHING,
        "fails": FAILURES | ANYTHING,
        "duration": ANYTHING,
        "stops": ANYTHING,
        "stop": ANYTHING,
    }
    return st.fixed_dictionaries({}, optional={**known, **more}) | ANYTHING


ITERATIONS = st.dictionaries(
    st.sampled_from(["0", "1", "x"]), st.dictionaries(st.just("Body"), entries()) | ANYTHING
)
WORLDS = st.fixed_dictionaries(
    {},
    optional={
        "parameters": st.dictionaries(st.just("Mode"), st.just("a")),
        "steps": st.fixed_dictionaries(
            {},
            optional={
                "Eval": entries(),
                "Ask": entries(),
                "Train": entries(),
                "Each": st.fixed_dictionaries({"iterations": ITERATIONS | ANYTHING}),
            },
        )
        | ANYTHING,
        "s3": st.dictionaries(st.just("s3://a/b"), ANYTHING) | ANYTHING,
        "execution": st.dictionaries(st.sampled_from(["PipelineName", "a"]), LEAVES) | ANYTHING,
    },
)


@settings(max_examples=400, deadline=None)
@given(WORLDS)
@example({"steps": {"Train": {"fails": [None]}}})
def test_schema_accepts_what_the_simulation_accepts(world: dict[str, Any]) -> None:
    _, misfits = fit(world, FACTS, lenient=False)

    assert misfits or faults(world, SCHEMA) == []


#: What the simulation says of the form, whatever the definition is.
OF_FORM = (
    "not a mapping",
    "neither 'always' nor",
    "is no number of seconds",
    "is no iteration",
    "not true or false",
    "is not an entry",
    "is not a member of a failing attempt",
)


@settings(max_examples=400, deadline=None)
@given(WORLDS)
def test_simulation_finds_no_fault_with_the_form_that_the_schema_describes(
    world: dict[str, Any],
) -> None:
    if faults(world, SCHEMA) == []:
        _, misfits = fit(world, FACTS, lenient=False)

        assert [
            str(each) for each in misfits if any(word in each.message for word in OF_FORM)
        ] == []
