"""What came of scenarios, for people."""

from __future__ import annotations

from pipelint.report import BLANK, Piece, counted, plain, printable
from pipelint.simulate import given_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipelint.report import Line, Role
    from pipelint.testing._expectations import Difference
    from pipelint.testing._scenario_run import ScenarioResult
    from pipelint.testing._scenarios import ScenarioFile

#: As wide as the longest one, and two blanks.
_WORDS: dict[str, tuple[str, Role]] = {
    "passed": ("ok      ", "fix"),
    "failed": ("FAILED  ", "error"),
    "error": ("ERROR   ", "error"),
}


def verdict_line(result: ScenarioResult, file: ScenarioFile) -> Line:
    """How a scenario ended: `FAILED  test_abalone.pipeline.yaml::a good model is registered`."""
    word, role = _WORDS[result.outcome]
    name = f"{file.path}::{result.scenario.name}"
    return (Piece(word, role), Piece(printable(name)))


def failure_lines(result: ScenarioResult, file: ScenarioFile) -> list[Line]:
    """Why a scenario did not pass: each difference with its causes, or each error."""
    return [
        *((Piece(printable(error), "message"),) for error in result.errors),
        *_differences(result, file),
    ]


def failure_text(result: ScenarioResult, file: ScenarioFile) -> str:
    """The same as text."""
    return plain(failure_lines(result, file))


def failure_message(result: ScenarioResult) -> str:
    """The first fault in one line, empty where there is none."""
    if result.errors:
        return result.errors[0]
    for first in result.differences:
        return f"expected: {first.expected}; actual: {first.actual}"
    return ""


def summary_line(results: Sequence[ScenarioResult], files: int) -> Line:
    """All scenarios in one line."""
    numbers = {outcome: sum(result.outcome == outcome for result in results) for outcome in _WORDS}
    words = {"passed": "passed", "failed": "failed", "error": "in error"}
    told = ", ".join(f"{number} {words[key]}" for key, number in numbers.items() if number)
    total = f"{counted(len(results), 'scenario')} in {counted(files, 'file')}"
    role: Role = "fix" if numbers["passed"] == len(results) else "error"
    return (Piece(f"{total}: "), Piece(told or "nothing to run", role))


def _differences(result: ScenarioResult, file: ScenarioFile) -> Iterator[Line]:
    seen: set[tuple[Line, ...]] = set()
    for at, each in enumerate(result.differences):
        if at:
            yield BLANK
        place = file.data.place((*result.scenario.path, "expect", *each.path))
        yield (Piece(printable(place), "place"), Piece(f": {_name(each)}"))
        yield (Piece("  expected  ", "note"), Piece(printable(each.expected), "message"))
        yield (Piece("  actual    ", "note"), Piece(printable(each.actual), "message"))
        # One cause of several differences is told once.
        if each.why not in seen:
            seen.add(each.why)
            yield from _indented(each.why)


def _name(difference: Difference) -> str:
    return printable(given_path(("expect", *difference.path)))


def _indented(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield (Piece(" " * 12), *line)
