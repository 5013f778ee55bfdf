"""The harness that holds a rule to its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipelint.lint import Problem, Rule
from pipelint.model import Document, Step
from pipelint.testing import check_rule, read_example
from pipelint.text import Span
from tests.lint.samples import a_rule


def names(step: Step, facts: object) -> Iterator[Problem]:
    """Report the names that begin with `x`."""
    name = step.get("Name")
    if name is not None and (step.name or "").startswith("x"):
        yield Problem(name.place, "the name begins with 'x'")


def a_check(*bad: str, good: tuple[str, ...] = ('[{"Name": "a"}]',)) -> Rule:
    return a_rule("NAM901", on=Step)._replace(check=names, bad=bad, good=good)


def marked(text: str) -> list[str]:
    example = read_example(text)
    return [example.source.text[span.start : span.end] for span in example.spans]


# Reading


def test_marks_are_taken_out_and_kept_as_spans() -> None:
    example = read_example('{"a": «1», "b": «"x"»}')

    assert example.source.text == '{"a": 1, "b": "x"}'
    assert example.spans == (Span(6, 7), Span(14, 17))


def test_a_list_is_wrapped_as_the_steps_of_a_definition() -> None:
    example = read_example(' [{"Name": «"A"»}]')

    assert example.source.text == '{"Version": "2020-12-01", "Steps":  [{"Name": "A"}]}'
    assert marked(' [{"Name": «"A"»}]') == ['"A"']


def test_marks_may_lie_in_marks() -> None:
    assert marked('{«"a": «"b"»»}') == ['"a": "b"', '"b"']


def test_one_text_may_be_marked_twice() -> None:
    assert read_example("{««1»»}").spans == (Span(1, 2), Span(1, 2))


def test_a_mark_may_be_empty() -> None:
    assert read_example("«»").spans == (Span(0, 0),)


def test_a_byte_order_mark_does_not_count() -> None:
    example = read_example("\ufeff«{»}")

    assert (example.source.text, example.spans) == ("{}", (Span(0, 1),))
    assert [fault.kind for fault in example.source.faults] == ["byte-order-mark"]


def test_a_surrogate_stands_for_a_byte_that_is_no_utf8() -> None:
    example = read_example('{"a": "«\udcfc»"}')

    assert (example.source.text, example.spans) == ('{"a": "\ufffd"}', (Span(7, 8),))
    assert [fault.kind for fault in example.source.faults] == ["encoding"]


# Checking


def test_a_rule_that_reports_what_is_marked_passes() -> None:
    check_rule(a_check('[{"Name": «"x"»}, {"Name": "b"}, {"Name": «"x2"»}]'))


@pytest.mark.parametrize(
    ("bad", "reported", "marks"),
    [
        ('[{"Name": «"a"»}]', "[]", "['\"a\"']"),
        ('[{"Name": «"x"»}, {"Name": "x2"}]', "['\"x\"', '\"x2\"']", "['\"x\"']"),
        ('[{«"Name"»: "x"}]', "['\"x\"']", "['\"Name\"']"),
        ('[{"Name": "«x»"}]', "['\"x\"']", "['x']"),
        ('[{"Name": ««"x"»»}]', "['\"x\"']", "['\"x\"', '\"x\"']"),
    ],
    ids=["missing", "too many", "elsewhere", "without quotes", "twice"],
)
def test_a_rule_that_reports_something_else_fails(bad: str, reported: str, marks: str) -> None:
    with pytest.raises(AssertionError) as failure:
        check_rule(a_check(bad))

    assert f"NAM901: reported {reported}, marked {marks} in\n{bad}" in str(failure.value)


def test_a_report_on_a_good_example_fails() -> None:
    with pytest.raises(AssertionError, match=r"NAM901: reported \['\"x\"'\] in"):
        check_rule(a_check('[{"Name": «"x"»}]', good=('[{"Name": "x"}]',)))


def test_all_examples_are_checked() -> None:
    with pytest.raises(AssertionError, match="marked"):
        check_rule(a_check('[{"Name": «"x"»}]', '[{"Name": «"a"»}]'))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bad": ()}, "has no bad example"),
        ({"good": ()}, "has no good example"),
        ({"bad": ('[{"Name": "x"}]',)}, "no mark «…» in the bad example"),
    ],
)
def test_a_rule_without_its_examples_fails(change: dict[str, Any], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        check_rule(a_check('[{"Name": «"x"»}]')._replace(**change))


def test_a_rule_without_a_page_fails() -> None:
    def silent(step: Step, facts: object) -> Iterator[Problem]:
        return iter(())

    with pytest.raises(AssertionError, match="has no docstring"):
        check_rule(a_check('[{"Name": «"x"»}]')._replace(check=silent))


def test_a_crash_is_raised() -> None:
    def crashing(document: Document, facts: object) -> Iterator[Problem]:
        """Crash."""
        raise KeyError("x")

    check: Callable[..., Iterator[Problem]] = crashing
    with pytest.raises(KeyError):
        check_rule(a_check('[{"Name": «"x"»}]')._replace(check=check, on=Document))
