"""What the elements of a definition tell of themselves."""

from __future__ import annotations

import pytest

from pipelint.model import (
    Condition,
    Dependency,
    Join,
    JsonGet,
    Node,
    Output,
    Parameter,
    Reference,
    Step,
)
from pipelint.text import Place
from tests.model.definitions import at, index_of, pipeline_of, step

GET = {"Get": "Steps.Prep.ProcessingOutputConfig.Outputs['train']"}


# Places


def test_the_path_leads_from_the_root() -> None:
    pipeline = pipeline_of(step("A", Arguments={"VpcConfig": {"Subnets": ["s"]}}))

    keys = ("Steps", 0, "Arguments", "VpcConfig", "Subnets", 0)
    assert at(pipeline, *keys).path == keys
    assert at(pipeline, *keys).place == Place(keys)
    assert pipeline.path == ()


def test_what_a_step_lacks_is_reported_at_its_name() -> None:
    [one] = pipeline_of(step("A")).steps

    assert one.lacking == Place(("Steps", 0), at=("Steps", 0, "Name"))


@pytest.mark.parametrize("members", [{}, {"Name": 1}, {"Name": None}])
def test_what_a_step_without_a_name_lacks_is_reported_at_its_bracket(
    members: dict[str, object],
) -> None:
    [one] = pipeline_of(members).steps

    assert one.lacking == Place(("Steps", 0), aspect="opening")


def test_what_a_member_lacks_is_reported_at_its_key() -> None:
    pipeline = pipeline_of(step("A"))

    assert at(pipeline, "Steps", 0, "Arguments").lacking == Place(
        ("Steps", 0, "Arguments"), aspect="key"
    )


def test_what_an_element_or_the_whole_lacks_is_reported_at_the_bracket() -> None:
    pipeline = pipeline_of(Parameters=[{}])

    assert at(pipeline, "Parameters", 0).lacking == Place(("Parameters", 0), aspect="opening")
    assert pipeline.lacking == Place((), aspect="opening")


def test_a_key_and_a_part_of_a_value_can_be_marked() -> None:
    name = at(pipeline_of(step("Train")), "Steps", 0, "Name")

    assert name.part(1, 3) == Place(("Steps", 0, "Name"), part=(1, 3))
    assert name.parent is not None
    assert name.parent.key_of("Type") == Place(("Steps", 0, "Type"), aspect="key")


# Values inside


def test_get_goes_down_by_keys_and_indexes() -> None:
    [one] = pipeline_of(step("A", Arguments={"VpcConfig": {"Subnets": ["s", GET]}})).steps

    first = one.get("Arguments", "VpcConfig", "Subnets", 0)
    assert first is not None
    assert first.value == "s"
    assert one.get() is one


@pytest.mark.parametrize(
    "keys", [("Nothing",), ("Name", "x"), ("Arguments", "VpcConfig", "Subnets", 2), (0,)]
)
def test_get_of_what_is_not_there_is_none(keys: tuple[str | int, ...]) -> None:
    [one] = pipeline_of(step("A", Arguments={"VpcConfig": {"Subnets": ["s", GET]}})).steps

    assert one.get(*keys) is None
    assert one.literal(*keys) is None


def test_a_literal_is_the_json_value_and_never_an_expression() -> None:
    [one] = pipeline_of(step("A", Arguments={"VpcConfig": {"Subnets": ["s", GET]}})).steps

    assert one.literal("Arguments", "VpcConfig", "Subnets", 0) == "s"
    assert one.literal("Arguments", "VpcConfig", "Subnets", 1) is None
    assert one.literal("Arguments", "VpcConfig") == {"Subnets": ["s", GET]}


def test_walk_gives_parents_first_in_file_order() -> None:
    [one] = pipeline_of(step("A", Arguments={"b": [1, {"c": 2}], "a": 3})).steps

    keys = [node.key for node in at(one, "Arguments").walk()]
    assert keys == ["Arguments", "b", 0, 1, "c", "a"]


def test_what_a_reference_holds_is_not_walked() -> None:
    [found] = index_of(step("A", "Lambda", Arguments={"a": GET}))[Reference]

    assert list(found.walk()) == [found]


def test_in_arguments_holds_from_the_arguments_down() -> None:
    each = {"IterableItems": [1], "ForEachBody": [step("Body", Arguments={"a": 1})]}
    pipeline = pipeline_of(step("Each", "ForEach", Arguments=each, DependsOn=["X"]))
    [one] = pipeline.steps

    body = at(one, "Arguments", "ForEachBody", 0)
    inside = [at(one, "Arguments"), at(one, "Arguments", "IterableItems", 0), at(body, "Arguments")]
    outside = [
        pipeline,
        at(pipeline, "Steps"),
        one,
        at(one, "DependsOn", 0),
        at(body, "Name"),
        body,
    ]
    assert [node.in_arguments for node in inside] == [True] * 3
    assert [node.in_arguments for node in outside] == [False] * 6


# Steps


def test_the_parts_of_a_condition_step() -> None:
    arguments = {
        "Conditions": [{"Type": "Equals"}, 1],
        "ElseSteps": [step("No"), 2],
        "IfSteps": [step("Yes")],
    }
    [one] = pipeline_of(step("Check", "Condition", Arguments=arguments)).steps

    assert [(branch.side, branch.key) for branch in one.branches] == [
        (True, "IfSteps"),
        (False, "ElseSteps"),
    ]
    assert [[inner.name for inner in branch.steps] for branch in one.branches] == [["Yes"], ["No"]]
    assert [condition.type for condition in one.conditions] == ["Equals"]
    assert one.branches[0].steps[0].side is one.branches[0]
    assert (one.side, one.body) == (None, ())


def test_the_body_of_a_for_each() -> None:
    [one] = pipeline_of(step("E", "ForEach", Arguments={"ForEachBody": [step("B"), 1]})).steps

    assert [inner.name for inner in one.body] == ["B"]
    assert one.body[0].side is None


def test_the_loop_is_the_for_each_around_a_step() -> None:
    check = step("Check", "Condition", Arguments={"IfSteps": [step("Yes")]})
    inner = step("Inner", "ForEach", Arguments={"ForEachBody": [step("B")]})
    outer = step("Outer", "ForEach", Arguments={"ForEachBody": [check, inner]})
    side = step("Side", "Condition", Arguments={"IfSteps": [step("No")]})

    loops = {each.name: each.loop and each.loop.name for each in index_of(outer, side)[Step]}

    assert loops == {
        "Outer": None,
        "Check": "Outer",
        "Yes": "Outer",
        "Inner": "Outer",
        "B": "Inner",
        "Side": None,
        "No": None,
    }


@pytest.mark.parametrize("arguments", [None, 1, "x", [], {"IfSteps": 1, "ForEachBody": {}}])
def test_a_step_with_other_arguments_has_no_steps_inside(arguments: object) -> None:
    for kind in ("Condition", "ForEach", "Athena"):
        [one] = pipeline_of(step("A", kind, Arguments=arguments)).steps

        assert (one.branches, one.body, one.conditions) == ((), (), ())


def test_the_elements_of_a_step_are_those_that_can_be_read() -> None:
    [one] = pipeline_of(
        step(
            "A",
            DependsOn=["B"],
            PropertyFiles=[{"PropertyFileName": "F"}, 1],
            OutputParameters=[{"OutputName": "o"}, "p"],
        )
    ).steps

    assert [entry.target for entry in one.depends_on] == ["B"]
    assert [entry.name for entry in one.property_files] == ["F"]
    assert [entry.name for entry in one.outputs] == ["o"]


def test_the_label_is_the_name_in_quotes_or_words() -> None:
    named, nameless = pipeline_of(step("A"), {"Type": "Training"}).steps

    assert (named.label, nameless.label) == ("'A'", "a step without a name")


def test_elements_that_are_written_alike_are_two() -> None:
    one, other = pipeline_of(step("A"), step("A")).steps

    assert one != other
    assert len({one, other}) == 2


# Parameters


@pytest.mark.parametrize(
    ("written", "read"), [({}, "String"), ({"Type": "Float"}, "Float"), ({"Type": 1}, None)]
)
def test_a_parameter_is_a_string_where_it_says_nothing(
    written: dict[str, object], read: str | None
) -> None:
    [one] = pipeline_of(Parameters=[{"Name": "P", **written}]).parameters

    assert one.type == read


def test_a_parameter_knows_its_default_and_values() -> None:
    first, second = pipeline_of(
        Parameters=[
            {"Name": "P", "DefaultValue": None, "EnumValues": ["a", 1]},
            {"Name": "Q", "EnumValues": {"a": 1}},
        ]
    ).parameters

    assert first.default is not None
    assert first.default.value is None
    assert [node.value for node in first.enum_values] == ["a", 1]
    assert (second.default, second.enum_values) == (None, ())


# Dependencies and conditions


def entries(*written: object) -> list[Dependency]:
    return index_of(step("A", DependsOn=list(written)))[Dependency]


def test_a_dependency_marks_the_name_of_the_other_step() -> None:
    plain, spelled = entries("B", {"Step": "B", "Trigger": "Any"})

    assert plain.target_place == Place(("Steps", 0, "DependsOn", 0))
    assert spelled.target_place == Place(
        ("Steps", 0, "DependsOn", 1), at=("Steps", 0, "DependsOn", 1, "Step")
    )


@pytest.mark.parametrize(
    ("written", "target", "trigger"),
    [
        ("B", "B", "Completed"),
        ({"Step": "B"}, "B", "Completed"),
        ({"Step": "B", "Trigger": "Failed"}, "B", "Failed"),
        ({"Step": 1, "Trigger": 2}, None, None),
    ],
)
def test_target_and_trigger(written: object, target: str | None, trigger: str | None) -> None:
    [entry] = entries(written)

    assert (entry.target, entry.trigger) == (target, trigger)


@pytest.mark.parametrize(
    "condition", [{"Type": 1}, {"Values": {}}, {"Type": "Not", "Condition": 1, "Conditions": [2]}]
)
def test_a_condition_that_cannot_be_read_has_no_parts(condition: dict[str, object]) -> None:
    arguments = {"Conditions": [condition]}
    [found] = index_of(step("C", "Condition", Arguments=arguments))[Condition]

    assert (found.operands, found.inner) == ((), ())


# Expressions


def expression(value: object, kind: type) -> Node:
    [found] = index_of(step("A", "Lambda", Arguments={"a": value}))[kind]
    assert isinstance(found, Node)
    return found


def test_a_reference_is_taken_apart() -> None:
    found = expression(GET, Reference)
    assert isinstance(found, Reference)

    assert (found.root, found.name) == ("Steps", "Prep")
    assert [segment.text for segment in found.segments] == [
        "ProcessingOutputConfig",
        "Outputs",
        "train",
    ]


def test_the_name_and_parts_of_a_reference_can_be_marked() -> None:
    found = expression(GET, Reference)
    assert isinstance(found, Reference)
    path = ("Steps", 0, "Arguments", "a")

    assert found.name_place == Place(path, at=(*path, "Get"), part=(6, 10))
    assert found.mark(0, 5) == Place(path, at=(*path, "Get"), part=(0, 5))


@pytest.mark.parametrize("text", ["", "Parameters", "Steps['A'].B", "]["])
def test_a_reference_without_a_name_is_marked_whole(text: str) -> None:
    found = expression({"Get": text}, Reference)
    assert isinstance(found, Reference)

    assert found.name is None
    assert found.name_place == found.place


@pytest.mark.parametrize("inner", [{}, {"Values": "a"}, {"Values": {"0": 1}}, {"On": None}])
def test_a_join_without_a_list_has_no_parts(inner: dict[str, object]) -> None:
    found = expression({"Std:Join": inner}, Join)
    assert isinstance(found, Join)

    assert found.parts == ()


def test_the_parts_of_a_read() -> None:
    value = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.E.PropertyFiles.F"}, "Path": "a.b"}}
    found = expression(value, JsonGet)
    assert isinstance(found, JsonGet)

    assert isinstance(found.property_file, Reference)
    assert found.property_file.in_property_file
    assert found.file_path is not None
    assert (found.s3_uri, found.file_path.value) == (None, "a.b")


def test_a_reference_elsewhere_is_in_no_property_file() -> None:
    nested = {"PropertyFile": {"Get": "Parameters.A"}}
    [found] = index_of(step("A", "Lambda", Arguments={"a": nested}))[Reference]

    assert not found.in_property_file


def test_names_and_types_are_texts_or_nothing() -> None:
    [one] = index_of({"Name": ["A"], "Type": {"x": 1}})[Step]

    assert (one.name, one.type, one.definition) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Float", "Float"), ("String", "String"), ("float", "Any"), (1, "Any")],
)
def test_a_declared_type_is_one_that_there_is(written: object, kind: str) -> None:
    declared = {"OutputName": "o", "OutputType": written}
    index = index_of(
        step("A", "Lambda", OutputParameters=[declared]),
        Parameters=[{"Name": "P", "Type": written}],
    )

    assert [index[Parameter][0].kind, index[Output][0].kind] == [kind, kind]
