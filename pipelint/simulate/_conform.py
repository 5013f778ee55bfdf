"""Data held against a JSON schema, with every fault in our words and at the smallest place."""

from __future__ import annotations

import json
from itertools import groupby

from pipelint.errors import suggestion
from pipelint.simulate._errors import InputFault
from pipelint.simulate._words import in_words, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Protocol

    from jsonschema.protocols import Validator

    Schema = Mapping[str, Any]

    class _Error(Protocol):
        """What is read of a `ValidationError`, once it is complete."""

        message: str
        validator: str
        validator_value: Any
        instance: Any
        schema: Schema

        @property
        def context(self) -> Sequence[_Error]: ...
        @property
        def absolute_path(self) -> Sequence[str | int]: ...
        @property
        def relative_path(self) -> Sequence[str | int]: ...
        @property
        def schema_path(self) -> Sequence[str | int]: ...


_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "number": "a number",
    "integer": "an integer",
    "boolean": "a boolean (true or false)",
}
#: Keywords by which a value shows that another alternative was meant.
_KINDS = frozenset({"type", "const", "enum"})


def read_schema(path: str) -> Schema:
    """The schema in a file of the package."""
    with open(path, encoding="utf-8") as file:
        found: Schema = json.load(file)
    return found


def faults(value: Any, schema: Schema, others: Iterable[Schema] = ()) -> list[InputFault]:
    """Where a value does not have the form of a schema, which may refer to others.

    Each fault once, in the order in which the schema is read. Its words go on from its path:
    `steps.Train.fials: unknown key: did you mean 'fails'?`.
    """
    found = _validator(schema, others).iter_errors(value)
    errors: Iterator[_Error] = found  # type: ignore[assignment]  # what it gives has no unset member
    return list(dict.fromkeys(fault for error in errors for fault in _faults(error)))


def _validator(schema: Schema, others: Iterable[Schema]) -> Validator:
    # Only a file that is read pays for the import.
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    resources = [DRAFT202012.create_resource(other) for other in others]
    registry: Registry[Any] = resources @ Registry()
    return Draft202012Validator(schema, registry=registry)


def _faults(error: _Error) -> Iterator[InputFault]:
    # A fault of a key is reported on the key alone.
    is_of_key = "propertyNames" in [*error.schema_path][-2:]
    told = _bad_key if is_of_key else _WORDS.get(error.validator, _other)
    for path, message in told(error):
        yield InputFault((*error.absolute_path, *path), message)


def _bad_key(error: _Error) -> Iterator[InputFault]:
    yield InputFault((error.instance,), f"is not {error.schema['title']}")


def _other(error: _Error) -> Iterator[InputFault]:
    yield InputFault((), error.message)


def _unknown_keys(error: _Error) -> Iterator[InputFault]:
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key not in known:
            near = suggestion(key, known) or f": expected {_either(map(repr, known))}"
            yield InputFault((key,), f"unknown key{near}")


def _missing_keys(error: _Error) -> Iterator[InputFault]:
    for key in error.validator_value:
        if key not in error.instance:
            yield InputFault((), f"'{key}' is missing")


def _wrong_type(error: _Error) -> Iterator[InputFault]:
    wanted = error.validator_value
    names = [wanted] if isinstance(wanted, str) else wanted
    expected = _either(_TYPES[name] for name in names if name != "null")
    yield InputFault((), f"is {_shown(error.instance)}, not {expected}")


def _other_value(error: _Error) -> Iterator[InputFault]:
    choices = error.validator_value if error.validator == "enum" else [error.validator_value]
    yield InputFault((), _not_among(error.instance, choices, map(_shown, choices)))


def _too_small(error: _Error) -> Iterator[InputFault]:
    least = error.validator_value
    yield InputFault((), f"is {_shown(error.instance)}, expected a number from {least}")


def _empty(error: _Error) -> Iterator[InputFault]:
    known = error.schema.get("properties")
    expected = f": expected {_either(map(repr, known))}" if known else ""
    yield InputFault((), f"is empty{expected}")


def _repeated(error: _Error) -> Iterator[InputFault]:
    elements = error.instance
    for at, element in enumerate(elements):
        if element in elements[:at]:
            yield InputFault((at,), f"{_shown(element)} is given twice")


def _no_alternative(error: _Error) -> Iterator[InputFault]:
    """The faults of the alternative that was meant, where the value shows which one."""
    depth = len(error.absolute_path)
    context = sorted(error.context, key=lambda inner: inner.schema_path[0])
    alternatives = [list(each) for _, each in groupby(context, lambda i: i.schema_path[0])]
    meant = [inner for inner in alternatives if not any(_is_other_kind(each) for each in inner)]
    if len(meant) == 1:
        for inner in meant[0]:
            for path, message in _faults(inner):
                yield InputFault(path[depth:], message)
        return
    choices = [each["const"] for each in error.validator_value if "const" in each]
    words = (
        _shown(each["const"]) if "const" in each else each["title"]
        for each in error.validator_value
    )
    yield InputFault((), _not_among(error.instance, choices, words))


def _is_other_kind(error: _Error) -> bool:
    return not error.relative_path and error.validator in _KINDS


_WORDS: dict[str, Callable[[_Error], Iterator[InputFault]]] = {
    "additionalProperties": _unknown_keys,
    "const": _other_value,
    "enum": _other_value,
    "minItems": _empty,
    "minLength": _empty,
    "minProperties": _empty,
    "minimum": _too_small,
    "oneOf": _no_alternative,
    "required": _missing_keys,
    "type": _wrong_type,
    "uniqueItems": _repeated,
}


def _not_among(value: object, choices: Iterable[Any], words: Iterable[str]) -> str:
    near = suggestion(value, choices) if isinstance(value, str) else ""
    return f"is {_shown(value)}{near or f', expected {_either(words)}'}"


def _shown(value: object) -> str:
    """A scalar as it may be written, the kind of anything else."""
    if isinstance(value, dict):
        return _TYPES["object"]
    if isinstance(value, list):
        return _TYPES["array"]
    return shortened(repr(value)) if isinstance(value, str) else in_words(value)


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
