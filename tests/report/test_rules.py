"""Rules at a glance, and their pages."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.analysis import Facts
from pipelint.lint import Problem, rule
from pipelint.model import Dependency, Step
from pipelint.report import json_rules, plain, rule_page, rule_table
from pipelint.report._example import example_text
from tests.report.marked import assert_golden


@rule(
    "DEP002",
    on=Dependency,
    stage="create",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html",
    bad=[
        '[{"Name": "Prep", "Type": "Processing"}, '
        '{"Name": "Train", "Type": "Training", "DependsOn": [«"Prpe"»]}]'
    ],
    good=['[{"Name": "Prep", "Type": "Processing", "DependsOn": []}]'],
    options={"most": 3, "strict": True, "allowed": ("a", 'b"'), "share": 0.5, "word": "x"},
)
def unknown_dependency(dependency: Dependency, facts: Facts) -> Iterator[Problem]:
    """A `DependsOn` entry must name a step of the same pipeline.

    CreatePipeline refuses the definition.

    Name a step that is there.
    """
    return iter(())


@rule(
    "SEC001",
    on=Step,
    severity="info",
    stage="practice",
    evidence="E4",
    since="0.2",
    source="https://docs.aws.amazon.com/",
    bad=(),
    good=(),
)
def open_network(step: Step, facts: Facts) -> Iterator[Problem]:
    """A job should run without a network."""
    return iter(())


def test_table_has_a_line_for_each_rule() -> None:
    assert plain(rule_table([unknown_dependency, open_network])).splitlines() == [
        "code    name                severity  stage",
        "DEP002  unknown-dependency  error     create    "
        "A `DependsOn` entry must name a step of the same pipeline.",
        "SEC001  open-network        info      practice  "
        "off by default: A job should run without a network.",
    ]


def test_table_without_rules_is_its_heading() -> None:
    assert plain(rule_table([])) == "code  name  severity  stage\n"


def test_json_has_the_metadata() -> None:
    listed = json.loads(json_rules([unknown_dependency, open_network]))

    assert listed["schema_version"] == 1
    assert listed["rules"][0] == {
        "code": "DEP002",
        "name": "unknown-dependency",
        "summary": "A `DependsOn` entry must name a step of the same pipeline.",
        "severity": "error",
        "stage": "create",
        "evidence": "E2",
        "default": True,
        "since": "0.1",
        "options": {
            "most": 3,
            "strict": True,
            "allowed": ["a", 'b"'],
            "share": 0.5,
            "word": "x",
        },
        "source": "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html",
        "url": "https://pipelint.readthedocs.io/rules/unknown-dependency",
    }
    assert [entry["default"] for entry in listed["rules"]] == [True, False]


def test_page_tells_all() -> None:
    assert_golden("page", rule_page(unknown_dependency))


def test_page_of_a_quiet_rule_says_how_to_switch_it_on() -> None:
    page = rule_page(open_network)

    assert "- Severity: info (off by default: `--extend-select SEC001`)\n" in page
    assert "## Reported" not in page
    assert "## Options" not in page


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ('["a", «"b"»]', '["a", "b"]\n      ^^^'),
        ('{"Get": "Steps.«Prpe».X"}', '{"Get": "Steps.Prpe.X"}\n               ^^^^'),
        ("[1,\n «2», «3»]", "[1,\n 2, 3]\n ^  ^"),
        ("[«»", "[\n ^"),
        ("[]", "[]"),
    ],
)
def test_marks_become_carets(example: str, shown: str) -> None:
    assert example_text(example) == shown


def test_long_example_is_broken_at_its_brackets() -> None:
    step = '{"Name": "Train", "Type": "Training", "Note": "a, [b"}'
    example = f'{{"Version": "2020-12-01", "Steps": [{step}, «{step}», {step}]}}'

    assert example_text(example).splitlines() == [
        "{",
        '  "Version": "2020-12-01",',
        '  "Steps": [',
        f"    {step},",
        f"    {step},",
        f"    {'^' * len(step)}",
        f"    {step}",
        "  ]",
        "}",
    ]


def test_long_example_of_broken_json_stays_as_it_is() -> None:
    example = '{"Steps": [' + '"x", ' * 30

    assert example_text(example) == example


@given(st.text(alphabet='[]{},:"\\ x', min_size=80, max_size=160))
def test_breaking_an_example_loses_nothing(example: str) -> None:
    assert "".join(example_text(example).split()) == "".join(example.split())
