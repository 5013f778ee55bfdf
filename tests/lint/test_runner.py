"""From problems to findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipelint.lint import Finding, Problem, Rule, check_source, rule_crashed
from pipelint.model import Document, Join, Node, Parameter, Pipeline, Step
from pipelint.text import Place, Position, Source, Span
from tests.lint.samples import a_rule

Json = dict[str, Any]
TEXT = """{
  "Version": "2020-12-01",
  "Parameters": [{"Name": "Mode"}],
  "Steps": [
    {"Name": "Prep", "Type": "Lambda"},
    {"Name": "Train", "Type": "Lambda", "DependsOn": ["Prep"]}
  ]
}
"""


def of(code: str, on: type, check: Callable[..., Iterator[Problem]], **changes: Any) -> Rule:
    """A rule that does what a function does."""
    return a_rule(code, on=on)._replace(check=check, **changes)


def names(element: Any, facts: object) -> Iterator[Problem]:
    yield Problem(element.get("Name").place, f"it is {element.name}")


def check(rules: list[Rule], text: object = TEXT, **settings: Any) -> tuple[Finding, ...]:
    written = text if isinstance(text, str) else json.dumps(text)
    return check_source(
        Source.from_text(written, "a.json"), rules, file="a.json", **settings
    ).findings


def raising(element: Node, facts: object) -> Iterator[Problem]:
    raise ValueError("no luck")
    yield  # a generator, as rules are


# What a finding tells


def test_a_finding_tells_of_its_rule_and_place() -> None:
    rule = of("NAM901", Step, names, severity="warning", stage="run", evidence="E2")
    first, _ = check([rule])

    assert first._replace(fingerprint="") == Finding(
        code="NAM901",
        rule="fault-of-nam901",
        severity="warning",
        stage="run",
        evidence="E2",
        message="it is Prep",
        hint=None,
        fingerprint="",
        path="Steps[Prep].Name",
        file="a.json",
        pointer="/Steps/0/Name",
        step="Prep",
        parameter=None,
        span=Span(91, 97),
        start=Position(5, 14),
        end=Position(5, 20),
        related=(),
        url="https://pipelint.readthedocs.io/rules/fault-of-nam901",
    )
    assert TEXT[91:97] == '"Prep"'


def test_a_finding_on_a_parameter_tells_its_name() -> None:
    [finding] = check([of("PAR901", Parameter, names)])

    assert (finding.step, finding.parameter, finding.path) == (
        None,
        "Mode",
        "Parameters[Mode].Name",
    )


def test_a_finding_on_the_document_has_no_name_and_no_path() -> None:
    def says(document: Document, facts: object) -> Iterator[Problem]:
        yield Problem(document.place, "it is short", "make it longer")

    [finding] = check([of("DOC901", Document, says)], "1")

    assert (finding.path, finding.pointer, finding.step, finding.parameter) == ("", "", None, None)
    assert (finding.hint, finding.span) == ("make it longer", Span(0, 1))


def test_related_places_keep_their_order_and_words() -> None:
    def says(step: Step, facts: object) -> Iterator[Problem]:
        if step.name == "Train":
            name, entry = step.get("Name"), step.depends_on[0]
            assert name is not None
            yield Problem(
                entry.place, "it waits", related=((name.place, "this"), (step.place, "in"))
            )

    [finding] = check([of("DEP901", Step, says)])

    assert [
        (other.message, other.pointer, other.start, TEXT[other.span.start : other.span.end])
        for other in finding.related
    ] == [
        ("this", "/Steps/1/Name", Position(6, 14), '"Train"'),
        ("in", "/Steps/1", Position(6, 5), TEXT.splitlines()[5].strip()),
    ]


def test_the_report_counts_named_steps_and_parameters() -> None:
    report = check_source(Source.from_text(TEXT, "a.json"), [], file="b.json")

    assert (report.file, report.findings, report.suppressed) == ("b.json", (), 0)
    assert (report.steps, report.parameters) == (2, 1)


# Order


def test_findings_come_by_place_then_code_then_message() -> None:
    def twice(step: Step, facts: object) -> Iterator[Problem]:
        yield Problem(step.place, "b")
        yield Problem(step.place, "a")

    findings = check([of("NAM902", Step, twice), of("NAM901", Step, twice)])

    found = [(finding.step, finding.code, finding.message) for finding in findings]
    assert found == [
        (step, code, message)
        for step in ("Prep", "Train")
        for code in ("NAM901", "NAM902")
        for message in ("a", "b")
    ]


def test_of_two_at_one_beginning_the_shorter_comes_first() -> None:
    def whole(step: Step, facts: object) -> Iterator[Problem]:
        yield Problem(step.place, "whole")
        yield Problem(step.place._replace(aspect="opening"), "opening")

    first, second, *_ = check([of("NAM901", Step, whole)])

    assert (first.message, second.message) == ("opening", "whole")


# Severity


@pytest.mark.parametrize(
    ("own", "asked", "reported"),
    [
        ("error", None, "error"),
        ("error", "warning", "warning"),
        ("error", "info", "info"),
        ("warning", "error", "warning"),
        ("info", "error", "info"),
        ("info", "warning", "info"),
        ("warning", "warning", "warning"),
    ],
)
def test_a_problem_lowers_the_severity_and_never_raises_it(
    own: str, asked: Any, reported: str
) -> None:
    def says(pipeline: Pipeline, facts: object) -> Iterator[Problem]:
        yield Problem(pipeline.place, "it is so", severity=asked)

    [finding] = check([of("STR901", Pipeline, says, severity=own)])

    assert finding.severity == reported


def test_the_severity_of_a_code_is_replaced_both_ways() -> None:
    rules = [of("NAM901", Parameter, names, severity="info"), of("NAM902", Parameter, names)]
    findings = check(rules, severities={"NAM901": "error", "NAM902": "info", "NAM903": "error"})

    assert [(one.code, one.severity) for one in findings] == [
        ("NAM901", "error"),
        ("NAM902", "info"),
    ]


# Options


def test_options_are_passed_over_the_defaults() -> None:
    def says(pipeline: Pipeline, facts: object, *, most: int, words: str) -> Iterator[Problem]:
        yield Problem(pipeline.place, f"{most} {words}")

    rule = of("STR901", Pipeline, says, options={"most": 3, "words": "steps"})
    other = {"fault-of-str902": {"most": 9}}

    assert [one.message for one in check([rule], options=other)] == ["3 steps"]
    [finding] = check([rule], options={"fault-of-str901": {"most": 5}, **other})
    assert finding.message == "5 steps"
    assert rule.options == {"most": 3, "words": "steps"}


# Crashes


def test_a_crash_is_a_finding_that_names_the_rule_at_its_element() -> None:
    findings = check([of("NAM901", Step, raising)], crashed=rule_crashed)

    assert [(one.code, one.severity, one.path) for one in findings] == [
        ("DOC900", "warning", "Steps[Prep]"),
        ("DOC900", "warning", "Steps[Train]"),
    ]
    assert findings[0].message == (
        "rule NAM901 ('fault-of-nam901') crashed here: ValueError: no luck"
    )
    assert "--ignore NAM901" in (findings[0].hint or "")


def test_a_crash_in_the_choice_of_elements_is_a_finding_on_the_document() -> None:
    def chosen(facts: object) -> Iterator[Step]:
        raise ValueError("no choice")
        yield  # a generator, as choices may be

    rule = of("NAM901", Step, names, among=chosen)
    [finding] = check([rule], crashed=rule_crashed)

    assert (finding.code, finding.path) == ("DOC900", "")
    with pytest.raises(ValueError, match="no choice"):
        check([rule])


@pytest.mark.parametrize(
    "problem",
    [Problem("a", "x"), Problem(Place(()), None), Problem(Place(()), "x", related=("y",))],
)
def test_a_malformed_problem_is_a_crash_of_its_rule(problem: Problem) -> None:
    def says(element: object, facts: object) -> Iterator[Problem]:
        yield problem

    [finding] = check([of("NAM901", Parameter, says)], crashed=rule_crashed)

    assert finding.code == "DOC900"


def test_what_was_said_before_a_crash_is_kept() -> None:
    def breaks(step: Step, facts: object) -> Iterator[Problem]:
        yield Problem(step.place, "first")
        raise KeyError("then")

    findings = check([of("NAM901", Parameter, breaks)], crashed=rule_crashed)

    assert [one.code for one in findings] == ["DOC900", "NAM901"]


def test_a_crash_does_not_stop_the_other_rules() -> None:
    rules = [of("NAM901", Parameter, raising), of("NAM902", Parameter, names)]

    assert [one.code for one in check(rules, crashed=rule_crashed)] == ["DOC900", "NAM902"]


def test_without_the_rule_for_crashes_they_are_raised() -> None:
    with pytest.raises(ValueError, match="no luck"):
        check([of("NAM901", Step, raising)])


def test_a_rule_on_what_the_definition_lacks_is_not_asked() -> None:
    assert check([of("REF901", Join, raising)]) == ()


# Fingerprints


UUIDS = ("3f2b8c1e-0d4a-4b6f-9e57-1c2d3e4f5a6b", "00000000-1111-4222-8333-444444444444")


def fingerprints(text: object) -> dict[str | None, str]:
    """The fingerprints of findings on the names of steps, by step."""
    findings = check([of("NAM901", Step, names)], text)
    return {finding.step: finding.fingerprint for finding in findings}


def lambdas(*names: str) -> Json:
    return {"Version": "2020-12-01", "Steps": [{"Name": name, "Type": "Lambda"} for name in names]}


def test_fingerprints_outlive_another_indentation() -> None:
    assert fingerprints(json.dumps(json.loads(TEXT))) == fingerprints(TEXT)


def test_fingerprints_outlive_another_order_of_the_steps() -> None:
    assert fingerprints(lambdas("A", "B", "C")) == fingerprints(lambdas("C", "A", "B"))


def test_fingerprints_outlive_the_uuid_of_a_step_function() -> None:
    one, other = (fingerprints(lambdas(f"fit-{uuid}"))[f"fit-{uuid}"] for uuid in UUIDS)

    assert one == other


def test_equal_fingerprints_are_numbered_in_document_order() -> None:
    findings = check([of("NAM901", Step, names)], lambdas("A", "A", "B", "A"))

    first, second, other, third = (finding.fingerprint for finding in findings)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other != first


def test_the_message_and_the_span_do_not_count() -> None:
    def opening(step: Step, facts: object) -> Iterator[Problem]:
        yield Problem(Place(step.path, aspect="opening"), "other words")

    def whole(step: Step, facts: object) -> Iterator[Problem]:
        yield Problem(step.place, "words")

    one, other = (check([of("NAM901", Step, says)]) for says in (opening, whole))

    assert [each.fingerprint for each in one] == [each.fingerprint for each in other]


def test_errors_of_some_families_block() -> None:
    rules = [
        of("DEP801", Step, names),
        of("DEP802", Step, names, severity="warning"),
        of("ARG801", Step, names),
    ]
    source = Source.from_text(TEXT, "a.json")

    report = check_source(source, rules, file="a.json", severities={"ARG801": "error"})

    assert [(each.code, each.family, each.start.line) for each in report.blocking] == [
        ("DEP801", "DEP", 5),
        ("DEP801", "DEP", 6),
    ]
