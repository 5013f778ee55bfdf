"""Places in a person's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pipelint.model import logical_path, names_on
from tests.model.definitions import step
from tests.property.definitions import junk

DEFINITION = {
    "Version": "2020-12-01",
    "Parameters": [{"Name": "Mode", "EnumValues": ["a"]}, {"Type": "String"}],
    "Steps": [
        step("Train", Arguments={"InputDataConfig": [{"ChannelName": "train"}, {}]}),
        step(
            "Check",
            "Condition",
            Arguments={
                "IfSteps": [
                    step(
                        "Each",
                        "ForEach",
                        Arguments={"ForEachBody": [step("Body", Arguments={"a": 1})]},
                    )
                ],
                "ElseSteps": [{"Type": "Fail"}, 1],
            },
        ),
        step(
            "Spark",
            "EMR",
            Arguments={"ClusterConfig": {"Steps": [{"Name": "setup", "HadoopJarStep": {}}]}},
        ),
        step("Train"),
        {"Type": "Lambda", "Arguments": {"Steps": 1}},
    ],
}
STEP = ("Steps", 1, "Arguments", "IfSteps", 0)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), ""),
        (("Version",), "Version"),
        (("Steps",), "Steps"),
        (("Steps", 0), "Steps[Train]"),
        (("Steps", 0, "Arguments"), "Steps[Train].Arguments"),
        (
            ("Steps", 0, "Arguments", "InputDataConfig", 0, "DataSource"),
            "Steps[Train].Arguments.InputDataConfig[train].DataSource",
        ),
        (
            ("Steps", 0, "Arguments", "InputDataConfig", 1),
            "Steps[Train].Arguments.InputDataConfig[1]",
        ),
        (STEP, "Steps[Each]"),
        ((*STEP, "Arguments", "ForEachBody", 0, "Arguments", "a"), "Steps[Body].Arguments.a"),
        ((*STEP, "Arguments", "ForEachBody"), "Steps[Each].Arguments.ForEachBody"),
        (("Steps", 1, "Arguments", "ElseSteps", 0), "Steps[Check].Arguments.ElseSteps[0]"),
        (("Steps", 1, "Arguments", "ElseSteps", 1), "Steps[Check].Arguments.ElseSteps[1]"),
        (("Steps", 3), "Steps[Train]"),
        (("Steps", 4, "Arguments"), "Steps[4].Arguments"),
        (("Parameters", 0, "EnumValues", 0), "Parameters[Mode].EnumValues[0]"),
        (("Parameters", 1), "Parameters[1]"),
        (
            ("Steps", 2, "Arguments", "ClusterConfig", "Steps", 0, "HadoopJarStep"),
            "Steps[Spark].Arguments.ClusterConfig.Steps[setup].HadoopJarStep",
        ),
        (("Nothing", 3, "x"), "Nothing.3.x"),
    ],
)
def test_a_place_in_words(path: tuple[str | int, ...], words: str) -> None:
    assert logical_path(DEFINITION, path) == words


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ((), (None, None)),
        (("Version",), (None, None)),
        (("Steps", 0), ("Train", None)),
        (("Steps", 0, "Arguments", "InputDataConfig", 0), ("Train", None)),
        (STEP, ("Each", None)),
        ((*STEP, "Arguments", "ForEachBody", 0, "Arguments"), ("Body", None)),
        (("Steps", 4, "Arguments"), (None, None)),
        # A step without a name is reported with the one around it.
        (("Steps", 1, "Arguments", "ElseSteps", 0), ("Check", None)),
        (("Parameters", 0, "EnumValues"), (None, "Mode")),
        (("Parameters", 1), (None, None)),
        (
            ("Steps", 2, "Arguments", "ClusterConfig", "Steps", 0, "HadoopJarStep"),
            ("Spark", None),
        ),
    ],
)
def test_the_names_on_the_way(
    path: tuple[str | int, ...], names: tuple[str | None, str | None]
) -> None:
    assert names_on(DEFINITION, path) == names


@settings(max_examples=100, deadline=None)
@given(junk())
def test_every_place_of_any_value_has_words(value: object) -> None:
    for path in paths_of(value):
        words = logical_path(value, path)

        assert isinstance(words, str)
        assert len(names_on(value, path)) == 2


def paths_of(value: object) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [()]
    pending: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    while pending:
        here, path = pending.pop()
        members = here.items() if isinstance(here, dict) else ()
        members = enumerate(here) if isinstance(here, list) else members
        for key, inner in members:
            found.append((*path, key))
            pending.append((inner, (*path, key)))
    return found
