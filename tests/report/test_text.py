"""The text that people read; the golden files are what it looks like."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.report import Run, plain, text_report
from pipelint.text import Origin, Source, Span
from tests.report.marked import a_finding, a_report, assert_golden

UNKNOWN_OUTPUT = {
    "code": "REF012",
    "rule": "unknown-output",
    "stage": "run",
    "step": "AbaloneTrain",
    "path": "Steps[AbaloneTrain].Arguments.InputDataConfig[train].DataSource.S3DataSource.S3Uri",
    "message": "no such output",
    "hint": "Outputs['train']",
}
DEAD_BRANCH = {
    "code": "CND021",
    "rule": "dead-branch",
    "severity": "warning",
    "stage": "silent",
    "step": "ModeCond",
    "path": "Steps[ModeCond].Arguments.Conditions[0].RightValue",
    "message": "'Mode' is never this",
    "hint": 'compare with "train", or add "retrain" to the EnumValues of Mode',
}


def text_of(*args: Any, **kwargs: Any) -> str:
    return plain(text_report(Run((a_report(*args, **kwargs),))))


def first_line(**fields: Any) -> str:
    return text_of('["«Prpe»"]', fields).splitlines()[0]


def test_one_line_file_is_shown_indented() -> None:
    text = json.dumps(
        {
            "Version": "2020-12-01",
            "Steps": [
                {"Name": "AbaloneProcess", "Type": "Processing"},
                {
                    "Name": "AbaloneTrain",
                    "Type": "Training",
                    "Arguments": {
                        "InputDataConfig": [
                            {
                                "ChannelName": "train",
                                "DataSource": {
                                    "S3DataSource": {
                                        "S3DataType": "S3Prefix",
                                        "S3Uri": {
                                            "Get": "Steps.AbaloneProcess.ProcessingOutputConfig."
                                            "Outputs[«'trian'»].S3Output.S3Uri"
                                        },
                                    }
                                },
                            }
                        ]
                    },
                },
            ],
        },
        ensure_ascii=False,
    )

    assert_golden("one_line_file", text_of(text, UNKNOWN_OUTPUT, file="build/abalone.json"))


def test_both_places_of_a_conflict_are_shown() -> None:
    text = """\
{
  "Parameters": [
    {
      "Name": "Mode",
      "Type": "String",
      "EnumValues": ‹["train", "score"]›
    }
  ],
  "Steps": [
    {
      "Arguments": {
        "Conditions": [
          {
            "Type": "Equals",
            "LeftValue": {"Get": "Parameters.Mode"},
            "RightValue": «"retrain"»
          }
        ]
      }
    }
  ]
}
"""
    related = ("all values a start may give",)

    assert_golden(
        "two_places", text_of(text, DEAD_BRANCH, related=related, file="pipelines/retrain.json")
    )


def test_repeated_key_is_marked_below_the_first_one() -> None:
    text = '{\n  ‹"Name"›: "Train",\n  «"Name"»: "Train2"\n}\n'
    fields = {
        "code": "DOC003",
        "rule": "duplicate-key",
        "stage": "silent",
        "path": "Name",
        "step": None,
        "message": "key 'Name' is given twice",
        "hint": "keep one of both; the service takes the last",
    }

    assert_golden("repeated_key", text_of(text, fields, related=("first given here",)))


def test_places_on_one_line_share_it() -> None:
    text = '{\n  "DependsOn": [‹"Prep"›, «"Prep"»]\n}\n'
    fields = {"message": "step 'Prep' is named twice"}

    assert_golden("one_line_twice", text_of(text, fields, related=("first named here",)))


def test_long_message_stands_below_the_frame() -> None:
    text = '{\n  "DependsOn": [«"PrepareTheMeasurementsOfAbalones"»]\n}\n'
    message = (
        "step 'PrepareTheMeasurementsOfAbalones' is not defined in this pipeline, "
        "nor in any branch of its conditions"
    )

    assert_golden("long_message", text_of(text, {"message": message}))


def test_value_of_many_lines_is_marked_at_its_beginning() -> None:
    text = (
        '{\n  "Steps": [\n    «{\n      "Type": "Fail",\n      "Arguments": {},\n'
        '      "X": 1\n    }»\n  ]\n}'
    )

    assert_golden("many_lines", text_of(text, {"message": "step has no 'Name'"}))


def test_many_related_places_are_listed() -> None:
    names = [f"Step{number}" for number in range(15)]
    text = "[\n" + ",\n".join(f'  ‹"{name}"›' for name in names) + ',\n  «"Step15"»\n]\n'
    related = tuple(f"'{name}' waits for it" for name in names)

    assert_golden("many_related", text_of(text, {"message": "a cycle"}, related=related))


def test_five_related_places_are_all_listed() -> None:
    text = "[«1», " + ", ".join(f"‹{number}›" for number in range(5)) + "]"
    shown = text_of(text, {}, related=("one", "two", "three", "four", "five")).splitlines()

    assert [line for line in shown if line.startswith("  see")] == [
        "  see   a.json:1:5  one",
        "  see   a.json:1:8  two",
        "  see   a.json:1:11  three",
        "  see   a.json:1:14  four",
        "  see   a.json:1:17  five",
    ]
    assert "more place" not in "\n".join(shown)


def test_finding_on_an_empty_file_has_a_caret() -> None:
    fields = {
        "code": "DOC001",
        "rule": "invalid-json",
        "path": "",
        "step": None,
        "message": "the file is empty",
    }

    assert_golden("empty_file", text_of("«»", fields))


def test_what_a_terminal_would_obey_is_escaped() -> None:
    name = "Train\x1b[31m\u202e\nerror \ud800"
    text = f'{{"DependsOn": [«{json.dumps(name, ensure_ascii=False)}»]}}'
    fields = {
        "path": f"Steps[{name}].DependsOn[0]",
        "step": name,
        "stage": "run",
        "message": f"step '{name}' is not defined",
        "hint": f"did you mean '{name}2'?",
    }

    shown = text_of(text, fields, file=f"{name}.json")

    assert shown.replace("\n", "").isprintable()
    assert_golden("escapes", shown)


def test_carets_stay_below_wide_characters() -> None:
    text = '{\n  "名前": «"訓練"»\n}\n'

    assert_golden("wide_characters", text_of(text, {"message": "step has a bad name"}))


def test_deep_indentation_is_left_out() -> None:
    text = f'{{\n{" " * 40}"Steps": [\n{" " * 42}«"Prpe"»]\n}}'

    lines = text_of(text).splitlines()

    assert lines[2:5] == [
        '   2 |   "Steps": [',
        '   3 |     "Prpe"]',
        "     |     ^^^^^^ step 'Prpe' is not defined in this pipeline",
    ]


@pytest.mark.parametrize(
    ("severity", "stage", "told"),
    [
        ("error", "create", "refused at create"),
        ("error", "start", "refused at start"),
        ("error", "run", "fails at run, when Train starts"),
        ("error", "silent", "accepted, never told"),
        ("warning", "create", "may be refused at create"),
        ("warning", "start", "may be refused at start"),
        ("warning", "run", "may fail at run, when Train starts"),
        ("warning", "silent", "accepted, never told"),
    ],
)
def test_header_says_when_the_service_would_tell(severity: str, stage: str, told: str) -> None:
    header = first_line(severity=severity, stage=stage)

    assert header[:45].rstrip() == f"{severity} DEP002 unknown-dependency"
    assert header[45:] == told


def test_header_of_a_practice_ends_with_the_name() -> None:
    assert first_line(severity="info", stage="practice") == "info DEP002 unknown-dependency"


def test_header_outside_of_steps_names_no_step() -> None:
    assert first_line(stage="run", step=None).endswith("  fails at run")


def test_long_name_keeps_its_distance_from_the_stage() -> None:
    name = "a-rule-with-a-name-that-is-really-quite-long"

    assert first_line(rule=name) == f"error DEP002 {name}  refused at create"


def test_short_path_shares_the_line_with_the_place() -> None:
    assert text_of('["«Prpe»"]').splitlines()[1] == "  Steps[Train].DependsOn[0]   a.json:1:3"


def test_long_path_has_a_line_of_its_own() -> None:
    path = "Steps[Train]" + ".Arguments" * 6

    lines = text_of('["«Prpe»"]', {"path": path}).splitlines()

    assert lines[1:3] == [f"  {path}", "  a.json:1:3"]


def test_what_python_made_is_placed_where_it_is_made() -> None:
    origin = Origin("pipelines/abalone.py", 12)

    text = text_of('["«Prpe»"]', {"origin": origin}, file="pipelines/abalone.py:make")

    assert "  Steps[Train].DependsOn[0]   pipelines/abalone.py:12 (make)\n" in text


def test_fix_comes_last() -> None:
    lines = text_of('["«Prpe»"]', {"hint": "did you mean 'Prep'?"}).splitlines()

    assert lines[-2:] == ["  fix   did you mean 'Prep'?", ""]


@given(st.text(alphabet='[]{},:"\\ \n\r\té1名\ud800', max_size=400), st.data())
def test_no_text_and_no_span_is_too_odd(text: str, data: st.DataObject) -> None:
    source = Source.from_text(text * data.draw(st.sampled_from([1, 8])), "a.json")
    bounds = st.integers(0, len(source.text))
    start, end = sorted((data.draw(bounds), data.draw(bounds)))
    report = a_report("«1»")._replace(
        source=source, findings=(a_finding(source, Span(start, end)),)
    )

    shown = plain(text_report(Run((report,))))

    assert "^" in shown
    assert shown.replace("\n", "").isprintable()
