"""The inputs that a definition can need, as a `given` file to be filled in."""

from __future__ import annotations

import json
import re

from pipelint.report._words import counted, printable
from pipelint.simulate import sample_given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.simulate import Input
    from pipelint.text import Path

#: Keys that YAML takes as they are, and as texts.
_PLAIN = re.compile(r"(?!(?:true|false|null)$)[a-z_][a-z0-9_-]*", re.IGNORECASE)
_USES = {
    "items": "decides how often the body of {step} runs: a JSON list as text",
    "selector": "decides which iteration {step} selects",
    "parameter": "has no default",
    "file": "is read of the same file",
}


def given_file(file: str, inputs: Sequence[Input], known: Mapping[str, Any] | None = None) -> str:
    """A file for `--given`, in YAML: each input with a sample, and why it is needed.

    `known` are values of parameters, which come first.
    """
    name = printable(file)
    lines = [f"# What the outside world does, for `pipelint simulate {name} --given FILE`."]
    if inputs:
        lines.append(f"# {counted(len(inputs), 'value')} to fill in; {_which(known)} samples.")
    else:
        lines.append(f"# Nothing {'else ' if known else ''}has to be given: no input decides.")
    comments = {each.path: _comment(each) for each in inputs}
    comments.update({("parameters", name): "-p" for name in known or {}})
    given = {"parameters": dict(known)} if known else {}
    return "\n".join([*lines, *given_lines(sample_given(inputs, given), (), comments), ""])


def _which(known: Mapping[str, Any] | None) -> str:
    return "those below without -p are" if known else "those below are"


def _comment(each: Input) -> str:
    kind = "" if each.type == "Any" else f"{each.type}, "
    words = _USES.get(each.use, "{step} compares it")
    held = ", ".join(json.dumps(value, ensure_ascii=False) for value in each.compared)
    values = f", one of {held}" if each.use == "parameter" else f" with {held}"
    return printable(f"{kind}{words.format(step=each.step)}{values if held else ''}")


def given_lines(
    value: object, path: Path = (), comments: Mapping[Path, str] | None = None
) -> Iterator[str]:
    """The lines of a mapping or list in YAML; deeper ones are further to the right.

    An entry with a comment, by its path, is written in one line.
    """
    told = comments or {}
    if isinstance(value, dict):
        pairs = [(f"{_key(key)}:", (*path, key), inner) for key, inner in value.items()]
    else:
        assert isinstance(value, list)
        pairs = [("-", (*path, index), inner) for index, inner in enumerate(value)]
    for word, where, inner in pairs:
        if inner and isinstance(inner, (dict, list)) and where not in told:
            yield word
            yield from (f"  {line}" for line in given_lines(inner, where, comments))
        else:
            comment = told.get(where)
            yield f"{word} {_scalar(inner)}" + (f"  # {comment}" if comment else "")


def _key(key: object) -> str:
    text = str(key)
    return text if isinstance(key, int) or _PLAIN.fullmatch(text) else _scalar(text)


def _scalar(value: object) -> str:
    # What is JSON is YAML, and so are the escapes of what no terminal shows.
    return printable(json.dumps(value, ensure_ascii=False))
