"""What one rule says, no other says again, and no hint names what cannot help."""

from __future__ import annotations

import pytest

from pipelint.lint import Finding, load_packs
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

RULES = load_packs(("pipelint_rules",))
GET = {"Get": "Parameters.P"}
TEXT = {"Name": "P", "Type": "String", "DefaultValue": "x"}
COUNT = {"Name": "P", "Type": "Integer", "DefaultValue": 1}


def found(definition: Json, *codes: str) -> list[Finding]:
    return [each for rule in RULES if rule.code in codes for each in lint(rule, definition)]


def codes(definition: Json, *asked: str) -> list[str]:
    return sorted(finding.code for finding in found(definition, *asked))


@pytest.mark.parametrize(
    ("written", "code"), [({**GET, "x": 1}, "REF035"), ({"get": "Parameters.P"}, "REF034")]
)
def test_a_malformed_reference_is_no_text_as_well(written: Json, code: str) -> None:
    train = step("T", Arguments={"RoleArn": written})

    assert codes(pipeline([train], [TEXT]), "REF034", "REF035", "REF042") == [code]


def test_a_reference_as_text_is_no_mismatch_as_well() -> None:
    train = step("T", Arguments={"RoleArn": "Parameters.P"})

    assert codes(pipeline([train], [TEXT]), "REF042", "ARG026") == ["REF042"]


def test_a_misspelt_required_key_is_one_error_at_the_key() -> None:
    train = step("T", RetryPolicies=[{"ExceptionTypes": ["Step.THROTTLING"], "MaxAttempts": 2}])
    [finding] = found(pipeline([train]), "STR020", "STR021")

    assert (finding.code, finding.severity) == ("STR020", "error")
    assert finding.pointer == "/Steps/0/RetryPolicies/0/ExceptionTypes"
    assert finding.hint == "write 'ExceptionType' for 'ExceptionTypes'"


@pytest.mark.parametrize("key", ["trigger", "Triger"])
def test_a_misspelt_trigger_stays_a_warning(key: str) -> None:
    after = step("B", DependsOn=[{"Step": "A", key: "Any"}])
    [finding] = found(pipeline([step("A"), after]), "STR020", "STR021")

    assert (finding.code, finding.severity) == ("STR020", "warning")
    assert finding.pointer == f"/Steps/1/DependsOn/0/{key}"


def test_a_default_that_its_place_refuses_is_not_held_against_the_allowed_values() -> None:
    mode = {"Name": "P", "Type": "String", "DefaultValue": "Fiel", "EnumValues": ["File", "Pipe"]}
    train = step("T", Arguments={"AlgorithmSpecification": {"TrainingInputMode": GET}})

    assert codes(pipeline([train], [mode]), "PAR013", "ARG020") == ["ARG020"]


def test_a_fail_step_of_the_other_branch_is_reported_as_a_fail_step() -> None:
    stop = step("Stop", "Fail", Arguments={"ErrorMessage": "no"})
    branches = condition([stop], [step("T", DependsOn=["Stop"])])

    assert codes(pipeline([branches]), "DEP003", "DEP011") == ["DEP003"]


def test_an_operand_in_another_case_is_not_missing_as_well() -> None:
    join = {"Std:Join": {"on": "/", "Values": ["a"]}}
    [finding] = found(pipeline([step("T", Arguments={"RoleArn": join})]), "REF036", "REF037")

    assert (finding.code, finding.hint) == ("REF036", "did you mean 'On'?")


@pytest.mark.parametrize("parameters", [[{"Type": "String"}], {"P": "String"}])
def test_what_is_declared_without_a_name_may_be_what_is_referred_to(parameters: object) -> None:
    definition = {**pipeline([step("T", Arguments={"RoleArn": GET})]), "Parameters": parameters}

    assert found(definition, "REF004") == []


def test_a_step_without_a_name_may_be_the_one_that_is_read() -> None:
    tell = step("Tell", "Lambda", Arguments={"a": {"Get": "Steps.T.TrainingJobName"}})

    assert found(pipeline([{"Type": "Training", "Arguments": {}}, tell]), "REF010") == []


READER = step(
    "Train",
    Arguments={"RoleArn": {"Get": "Steps.Preprocess.ProcessingJobName"}},
    DependsOn=["Preprocess"],
)
CLEAN = step("Clean", "Cleanup", Arguments={"Resources": {"S3": [{"StepName": "Preprocess"}]}})
MAPPED: Json = {"Conditions": [], "IfSteps": {"Preprocess": step("Preprocess")}}
MISSPELT = {"Conditions": [], "IfStep": [step("Preprocess")]}
STEPS_UNKNOWN = ("REF010", "DEP002", "DEP020")


@pytest.mark.parametrize(
    "top",
    [
        {"Steps": {"Preprocess": step("Preprocess", "Processing"), "Train": READER}},
        {"Steps": None},
        {"steps": [step("Preprocess", "Processing"), READER]},
        {"Stepps": [step("Preprocess", "Processing"), READER]},
        {"Steps": [{"Type": "Processing", "Arguments": {}}, READER, CLEAN]},
        {"Steps": ["Preprocess", READER, CLEAN]},
        {"Steps": [step("Check", "Condition", Arguments=MAPPED), READER, CLEAN]},
        {"Steps": [step("Check", "Condition", Arguments=MISSPELT), READER, CLEAN]},
        {"Steps": [for_each([], ForEachBody=MAPPED["IfSteps"]), READER, CLEAN]},
    ],
)
def test_a_step_is_not_missed_where_the_names_of_steps_cannot_be_read(top: Json) -> None:
    definition = {"Version": "2020-12-01", **top}

    assert codes(definition, *STEPS_UNKNOWN) == []


def test_a_step_is_missed_where_all_names_are_read() -> None:
    # A null says that a branch has no steps.
    check = step(
        "Check", "Condition", Arguments={"Conditions": [], "IfSteps": [], "ElseSteps": None}
    )

    assert codes(pipeline([check, READER, CLEAN]), *STEPS_UNKNOWN) == sorted(STEPS_UNKNOWN)


@pytest.mark.parametrize(
    "top",
    [
        {"parameters": [TEXT]},
        {"Paramaters": [TEXT]},
        {"Parameters": {"P": {"Type": "String"}}},
        {"Parameters": None},
        {"Parameters": ["P"]},
    ],
)
def test_a_parameter_is_not_missed_where_their_names_cannot_be_read(top: Json) -> None:
    reads = step("T", Arguments={"RoleArn": GET})

    assert codes({"Version": "2020-12-01", **top, "Steps": [reads]}, "REF004") == []


def test_an_unknown_key_beside_the_parameters_hides_none() -> None:
    reads = step("T", Arguments={"RoleArn": GET})

    assert codes({**pipeline([reads]), "parameters": [], "Owner": "a"}, "REF004") == ["REF004"]


def test_a_parameter_of_no_steps_is_not_called_unused() -> None:
    assert found(pipeline([], [TEXT]), "PAR023") == []


def test_an_infinite_number_is_not_measured() -> None:
    job = step("T", "Transform", Arguments={"MaxPayloadInMB": float("inf")})

    assert found(pipeline([job]), "ARG120") == []


def test_outputs_of_one_name_are_listed_once() -> None:
    outputs = [{"OutputName": "a", "OutputType": "String"}] * 2
    call = step("L", "Lambda", OutputParameters=outputs)
    tell = step("Tell", "Lambda", Arguments={"a": {"Get": "Steps.L.OutputParameters['zz']"}})
    [finding] = found(pipeline([call, tell]), "REF012")

    assert finding.message.endswith("declares the output 'a', no 'zz'")


def test_a_number_for_an_enum_is_told_of_a_parameter_and_not_joined() -> None:
    train = step("T", Arguments={"ResourceConfig": {"InstanceType": GET}})
    kind = {"Name": "InstanceType", "Type": "String"}
    [alone] = found(pipeline([train], [COUNT]), "TYP001")
    [beside] = found(pipeline([train], [COUNT, kind]), "TYP001")

    assert alone.hint == "use a String parameter"
    assert beside.hint == "did you mean the parameter 'InstanceType'?"


def test_a_parameter_with_a_use_as_string_is_not_to_be_declared_anew() -> None:
    arguments: Json = {"ResourceConfig": {"InstanceCount": GET}}
    joined = {"a": {"Std:Join": {"On": "", "Values": [GET]}}}
    texts = (joined, {"a": GET})
    hints = [
        finding.hint
        for text in texts
        for finding in found(
            pipeline([step("T", Arguments={**arguments, "Environment": text})], [TEXT]), "TYP002"
        )
    ]

    assert hints == [
        'declare \'P\' with "Type": "Integer"',
        "use a parameter of type Integer",
    ]


def test_a_step_is_not_told_to_read_itself() -> None:
    tell = step("Tell", "Lambda", Arguments={"a": {"Get": "Steps.Tel.OutputParameters['o']"}})
    [finding] = found(pipeline([tell, step("Te ll")]), "REF010")

    assert finding.hint is None


def test_a_key_that_is_there_is_not_suggested() -> None:
    train = step("T", DependsOn=[], Dependson=[])
    [of_step] = found(pipeline([train]), "STR011")
    [of_top] = found({**pipeline(), "Paramaters": []}, "STR005")

    assert of_step.hint != "did you mean 'DependsOn'?"
    assert of_top.hint != "did you mean 'Parameters'?"


def test_the_pattern_of_an_experiment_is_given_in_words() -> None:
    definition = {**pipeline(), "PipelineExperimentConfig": {"ExperimentName": "a_b"}}
    [finding] = found(definition, "STR034")

    assert finding.hint is not None
    assert finding.hint.startswith("expected letters, digits and inner hyphens")
