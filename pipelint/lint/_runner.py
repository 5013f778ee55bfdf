"""The run of rules over one source: problems become findings at their place."""

from __future__ import annotations

from pipelint.analysis import Facts
from pipelint.lint._problem import BLOCKING, SEVERITIES, Finding, Problem, Related
from pipelint.model import logical_path, names_on, read
from pipelint.records import NamedTuple
from pipelint.text import Place, pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.lint._problem import Severity
    from pipelint.lint._rule import OptionValue, Rule
    from pipelint.text import Source, Span


class FileReport(NamedTuple):
    """The findings on one definition, in the order of their places.

    `suppressed` counts the findings that a suppression or the baseline took away; `readable` is
    False where the text is no pipeline definition, so that most rules had nothing to look at.
    """

    file: str
    source: Source
    findings: tuple[Finding, ...]
    suppressed: int
    steps: int
    parameters: int
    readable: bool = True

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The errors with which the definition cannot be executed."""
        errors = (each for each in self.findings if each.severity == "error")
        return tuple(each for each in errors if each.family in BLOCKING)


class Unread(NamedTuple):
    """What was to be checked and is no definition, or cannot be read.

    `target` is its name in reports, `file` the file that it means: of `pipeline.py:get_pipeline`
    the path.
    """

    target: str
    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.target}: {self.message}"


class _Report(NamedTuple):
    rule: Rule
    problem: Problem
    severity: Severity


def check_source(
    source: Source,
    rules: Sequence[Rule],
    *,
    file: str,
    options: Mapping[str, Mapping[str, OptionValue]] | None = None,
    severities: Mapping[str, Severity] | None = None,
    crashed: Rule | None = None,
) -> FileReport:
    """Run rules over a source.

    `options` holds the values that differ from the defaults, by rule name and option;
    `severities` the severities that replace those of rules, by code. A rule that raises becomes
    a finding of the rule `crashed`; without that rule the exception is raised.
    """
    document, index = read(source)
    facts = Facts(document, index)
    reports = [
        report
        for rule in rules
        for report in _run(rule, facts, (options or {}).get(rule.name, {}), crashed)
    ]
    findings = _findings(reports, facts, file, severities or {}) if reports else ()
    readable = document.pipeline is not None
    return FileReport(file, source, findings, 0, len(facts.steps), len(facts.parameters), readable)


def _run(
    rule: Rule, facts: Facts, options: Mapping[str, OptionValue], crashed: Rule | None
) -> Iterator[_Report]:
    chosen = {**rule.options, **options}
    try:
        among = facts.index[rule.on] if rule.among is None else tuple(rule.among(facts))
    except Exception as error:
        if crashed is None:
            raise
        yield _crash(rule, facts.document.place, error, crashed)
        return
    for element in among:
        yield from _ask(rule, element, facts, chosen, crashed)


def _ask(
    rule: Rule, element: Any, facts: Facts, options: Mapping[str, OptionValue], crashed: Rule | None
) -> Iterator[_Report]:
    try:
        for problem in rule.check(element, facts, **options):
            _insist_on_form(problem)
            yield _Report(rule, problem, _lowered(rule.severity, problem.severity))
    except Exception as error:
        if crashed is None:
            raise
        yield _crash(rule, element.place, error, crashed)


def _insist_on_form(problem: Problem) -> None:
    """Refuse what a pack without type checks may yield, while the rule can be named."""
    places: list[tuple[object, object]] = [(problem.place, problem.message), *problem.related]
    for place, words in places:
        if not isinstance(place, Place) or not isinstance(words, str):
            raise TypeError("a problem has a place and a text, and so has each related one")


def _lowered(severity: Severity, asked: Severity | None) -> Severity:
    # A rule may lower the severity of one problem; it never raises it.
    return severity if asked is None else max(severity, asked, key=SEVERITIES.index)


def _crash(rule: Rule, place: Place, error: Exception, crashed: Rule) -> _Report:
    message = f"rule {rule.code} ('{rule.name}') crashed here: {type(error).__name__}: {error}"
    hint = "report it with this definition, or switch the rule off with --ignore " + rule.code
    return _Report(crashed, Problem(place, message, hint), crashed.severity)


def _findings(
    reports: Sequence[_Report], facts: Facts, file: str, severities: Mapping[str, Severity]
) -> tuple[Finding, ...]:
    from pipelint.lint._fingerprint import fingerprints  # needed for findings only

    source = facts.document.source
    places = [place for report in reports for place in _places(report.problem)]
    spans = iter(source.locate(places))
    located = [
        (report, next(spans), [next(spans) for _ in report.problem.related]) for report in reports
    ]
    located.sort(key=lambda entry: (entry[1], entry[0].rule.code, entry[0].problem.message))
    paths = [logical_path(facts.document.value, entry[0].problem.place.path) for entry in located]
    keys = [(entry[0].rule.code, file, path) for entry, path in zip(located, paths, strict=True)]
    return tuple(
        _finding(*entry, path, fingerprint, facts, file, severities)
        for entry, path, fingerprint in zip(located, paths, fingerprints(keys), strict=True)
    )


def _places(problem: Problem) -> Iterator[Place]:
    yield problem.place
    for place, _ in problem.related:
        yield place


def _finding(
    report: _Report,
    span: Span,
    related: Sequence[Span],
    path: str,
    fingerprint: str,
    facts: Facts,
    file: str,
    severities: Mapping[str, Severity],
) -> Finding:
    rule, problem = report.rule, report.problem
    source = facts.document.source
    step, parameter = names_on(facts.document.value, problem.place.path)
    others = zip(problem.related, related, strict=True)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severities.get(rule.code, report.severity),
        stage=rule.stage,
        evidence=rule.evidence,
        message=problem.message,
        hint=problem.hint,
        fingerprint=fingerprint,
        path=path,
        file=file,
        pointer=pointer(problem.place.path),
        step=step,
        parameter=parameter,
        span=span,
        start=source.position(span.start),
        end=source.position(span.end),
        related=tuple(
            Related(words, pointer(place.path), where, source.position(where.start))
            for (place, words), where in others
        ),
        url=rule.url,
        origin=source.origin,
    )
