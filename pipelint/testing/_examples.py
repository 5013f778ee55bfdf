"""The harness that holds a rule to its own examples."""

from __future__ import annotations

from pipelint.lint import check_source
from pipelint.records import NamedTuple
from pipelint.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelint.lint import Rule

_BEFORE, _AFTER = '{"Version": "2020-12-01", "Steps": ', "}"


class Example(NamedTuple):
    """An example without its marks, and the spans that were marked, in order of their start."""

    source: Source
    spans: tuple[Span, ...]


def read_example(text: str) -> Example:
    """Take the marks «…» out of an example.

    A text that begins with `[` is the list of steps of a definition with nothing else. A
    surrogate U+DC80 to U+DCFF stands for the byte 80 to FF, so that an example can be broken UTF-8.
    """
    whole = f"{_BEFORE}{text}{_AFTER}" if text.lstrip().startswith("[") else text
    plain: list[str] = []
    opened: list[int] = []
    spans: list[Span] = []
    for char in whole:
        if char == "«":
            opened.append(len(plain))
        elif char == "»":
            spans.append(Span(opened.pop(), len(plain)))
        else:
            plain.append(char)
    data = "".join(plain).encode("utf-8", "surrogateescape")
    source = Source.from_bytes(data, "example.json")
    # A byte-order mark is not part of the text that spans count in.
    shift = len(plain) - len(source.text) if plain[:1] == ["\ufeff"] else 0
    return Example(source, tuple(sorted(Span(max(a - shift, 0), b - shift) for a, b in spans)))


def check_rule(rule: Rule) -> None:
    """Run a rule, and no other, over its examples.

    Raises:
        AssertionError: a bad example on which the reported spans are not exactly the marked ones, a
            good one on which anything is reported, or a rule without examples of both kinds.
    """
    fault = next(_faults(rule), None)
    # Not `assert`: pytest would add to the words of one in an installed package.
    if fault is not None:
        raise AssertionError(f"{rule.code}{fault}")


def _faults(rule: Rule) -> Iterator[str]:
    for what, is_there in (("bad", rule.bad), ("good", rule.good)):
        if not is_there:
            yield f" has no {what} example"
    if not rule.page.strip():
        yield " has no docstring"
    for text in rule.bad:
        example = read_example(text)
        found, marked = _reported(rule, example.source), list(example.spans)
        if not marked:
            yield f": no mark «…» in the bad example\n{text}"
        if found != marked:
            told = f"{_texts(example.source, found)}, marked {_texts(example.source, marked)}"
            yield f": reported {told} in\n{text}"
    for text in rule.good:
        source = read_example(text).source
        found = _reported(rule, source)
        if found:
            yield f": reported {_texts(source, found)} in\n{text}"


def _reported(rule: Rule, source: Source) -> list[Span]:
    report = check_source(source, [rule], file=source.name)
    return sorted(finding.span for finding in report.findings)


def _texts(source: Source, spans: Iterable[Span]) -> list[str]:
    return [source.text[span.start : span.end] for span in spans]
