"""Files for `--given`: what the outside world does, with the line of each entry."""

from __future__ import annotations

import os

from pipelint.simulate._conform import faults, read_schema
from pipelint.simulate._errors import InputError, InputFault
from pipelint.text import Data, read_data, read_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelint.simulate._conform import Schema

#: `value` is what the file gives, `place` and `line` tell where it gives it.
GivenFile = Data


def given_schema() -> Schema:
    """The published schema of what is given."""
    return read_schema(os.path.join(os.path.dirname(__file__), "given.schema.json"))


def read_given(path: str) -> GivenFile:
    """What is given in a file in YAML or JSON.

    Its form is sound; whether it fits a definition, the simulation tells.

    Raises:
        PipelintError: the file cannot be read.
        InputError: what it gives has another form; each fault begins with the file and the line.
    """
    return sound(read_file(path), given_schema())


def given_in(data: bytes, name: str) -> GivenFile:
    """What is given in the bytes of a file, as `read_given` tells it.

    Raises:
        PipelintError: the bytes cannot be read.
        InputError: what they give has another form.
    """
    return sound(read_data(data, name), given_schema())


def sound(data: Data, schema: Schema, others: Sequence[Schema] = ()) -> Data:
    """The content of a file that has the form of a schema, which may refer to others.

    Raises:
        InputError: it has another form; each fault begins with the file and the line.
    """
    found = faults(data.value, schema, others)
    if found:
        raise InputError(placed(found, data))
    return data


def placed(found: Iterable[InputFault], data: Data) -> list[InputFault]:
    """Faults with the places of a file in their words, in the order of its lines."""
    in_order = sorted(found, key=lambda fault: data.line(fault.path) or 0)
    return [InputFault((), f"{data.place(fault.path)}: {fault}") for fault in in_order]
