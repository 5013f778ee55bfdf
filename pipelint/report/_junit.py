"""Results as JUnit XML, which systems of continuous integration read.

There is no standard; the elements are those that Jenkins, GitLab and GitHub's actions share:
https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    Outcome = Literal["passed", "failed", "error"]

#: What XML 1.0 cannot hold in any way (https://www.w3.org/TR/xml/#charsets), and the carriage
#: return, which its readers drop.
_ILLEGAL = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {"failed": "failure", "error": "error"}


class Case(NamedTuple):
    """One result: in one line the `message`, and at length the `text`, of what did not pass.

    `kind` says what sort of failure it is, where there is more than one; `properties` are further
    facts by name.
    """

    name: str
    outcome: Outcome = "passed"
    message: str = ""
    text: str = ""
    line: int | None = None
    kind: str = ""
    properties: Sequence[tuple[str, str]] = ()


class Suite(NamedTuple):
    """The results on a file, in their order, or on one of several things in a `file`."""

    name: str
    cases: Sequence[Case]
    file: str | None = None

    def number_of(self, outcome: Outcome) -> int:
        """How many cases came to this."""
        return sum(case.outcome == outcome for case in self.cases)


def junit_report(suites: Sequence[Suite]) -> str:
    """The results as an XML document, with a line end; what XML cannot hold is escaped."""
    root = _counted("testsuites", "pipelint", suites)
    for suite in suites:
        element = _counted("testsuite", suite.name, [suite])
        element.extend(_case(case, suite) for case in suite.cases)
        root.append(element)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _counted(tag: str, name: str, suites: Sequence[Suite]) -> ElementTree.Element:
    numbers = {
        "tests": sum(len(suite.cases) for suite in suites),
        "failures": sum(suite.number_of("failed") for suite in suites),
        "errors": sum(suite.number_of("error") for suite in suites),
        "skipped": 0,
    }
    return _element(tag, name=name, **{key: str(number) for key, number in numbers.items()})


def _case(case: Case, suite: Suite) -> ElementTree.Element:
    element = _element(
        "testcase", classname=suite.name, name=case.name, file=suite.file or suite.name
    )
    if case.line is not None:
        element.set("line", str(case.line))
    if case.properties:
        element.append(_properties(case.properties))
    tag = _ELEMENTS.get(case.outcome)
    if tag is not None:
        inner = _element(tag, message=case.message, type=case.kind or case.outcome)
        inner.text = _legal(case.text)
        element.append(inner)
    return element


def _properties(properties: Sequence[tuple[str, str]]) -> ElementTree.Element:
    element = ElementTree.Element("properties")
    element.extend(_element("property", name=name, value=value) for name, value in properties)
    return element


def _element(tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(tag, {key: _legal(value) for key, value in attributes.items()})


def _legal(text: str) -> str:
    return _ILLEGAL.sub(lambda found: ascii(found[0])[1:-1], text)
