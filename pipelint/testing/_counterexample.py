"""A counterexample for people: what goes wrong, why, and how to see it again."""

from __future__ import annotations

import json
import os

from pipelint.model import logical_path
from pipelint.report import Account, given_lines, plain, printable
from pipelint.targets import callable_target
from pipelint.testing._causes import causes, line
from pipelint.text import Place, path_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.report import Line
    from pipelint.targets import Definition
    from pipelint.testing._property import Counterexample
    from pipelint.testing._requests import Fault

#: More faults of one execution than these say nothing new.
_SHOWN = 3


def counterexample_text(example: Counterexample, definition: Definition) -> str:
    """What goes wrong in an execution, what led to it, and what is given to see it again."""
    return plain(list(_lines(example, definition))).rstrip("\n")


def scenario_text(example: Counterexample, definition: str) -> str:
    """The same execution as a scenario file; `definition` is its path from there.

    It expects that the step's request resolves and has the API's form, or that a Condition step,
    which makes none, succeeds; so it fails until the definition is mended.
    """
    fault = example.faults[0]
    expected = f"valid_requests: {json.dumps([fault.step])}"
    if example.trace[fault.step].type == "Condition":
        expected = f"statuses: {json.dumps({fault.step: 'Succeeded'})}"
    lines = [
        f"definition: {json.dumps(definition)}",
        "scenarios:",
        f"  - name: {json.dumps(f'{fault.step} gets through')}",
        *(f"    # {printable(each.step)}: {printable(each.message)}" for each in example.faults),
        *_given(example, "    "),
        f"    expect: {{{expected}}}",
    ]
    return "\n".join(lines) + "\n"


def _lines(example: Counterexample, definition: Definition) -> Iterator[Line]:
    account = Account(definition.source.name, definition.facts, example.trace)
    for fault in example.faults[:_SHOWN]:
        yield line(f"{_place(fault, definition)}: {_told(fault, definition)}")
        for each in causes(example.trace[fault.step], account):
            yield (*line("    "), *each)
    yield line("")
    more = "" if example.faults[0].keys is None else " -v"
    if example.given:
        yield line(f"To see it again, put this into a file for pipelint simulate{more} --given:")
        yield from map(line, _given(example, "  ", whole=True))
    else:
        yield line(f"Nothing has to be given to see it: pipelint simulate{more} shows it.")


def _told(fault: Fault, definition: Definition) -> str:
    if fault.keys is not None:
        return fault.message
    message = fault.message.removeprefix(f"{_words(fault, definition)}: ")
    return f"{fault.step} fails: {message}"


def _words(fault: Fault, definition: Definition) -> str:
    document = definition.facts.document.value
    return logical_path(document, path_at(document, fault.pointer))


def _place(fault: Fault, definition: Definition) -> str:
    source = definition.source
    if source.origin is not None:
        return f"{source.origin.file}:{source.origin.line} {_words(fault, definition)}"
    [span] = source.locate([Place(path_at(definition.facts.document.value, fault.pointer))])
    return source.position(span.start).of(source.name)


def _given(example: Counterexample, indent: str, *, whole: bool = False) -> list[str]:
    if not example.given:
        return []
    lines = given_lines(example.given)
    if whole:
        return [indent + each for each in lines]
    return [f"{indent}given:", *(f"{indent}  {each}" for each in lines)]


def relative_definition(definition: str, folder: str) -> str:
    """A definition's path as a file in a folder writes it; a module stays as it is."""
    named = callable_target(definition, "")
    if named is None or named.python is None:
        return _relative(definition, folder)
    module, name, *_ = named.python
    return f"{_relative(module, folder)}:{name}" if module.endswith(".py") else definition


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")
