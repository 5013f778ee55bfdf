"""Parameters at the start of an execution: what is given, else the defaults, each typed."""

from __future__ import annotations

import json
import math
import re
import sys

from pipelint.analysis import as_type
from pipelint.catalog import LIMITS
from pipelint.errors import suggestion
from pipelint.records import NamedTuple
from pipelint.simulate._errors import InputFault
from pipelint.simulate._plausible import of_type
from pipelint.simulate._value import Value
from pipelint.simulate._words import in_words, kind_in_words, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.analysis import Facts, Type
    from pipelint.model import Parameter

    Scalar = str | int | float

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
#: As JSON writes numbers.
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_TRUTHS = {"true": True, "false": False}
_LONGEST = LIMITS["parameter-override"].value


class Refusal(NamedTuple):
    """Why a start is refused for what one parameter is."""

    message: str


def start_parameters(
    given: Mapping[str, Any], facts: Facts
) -> tuple[dict[str, Value], list[InputFault]]:
    """The parameters of an execution by name, in file order, and why the start is refused.

    A given value is typed, or the text that StartPipelineExecution takes. The defaults stand in
    for what is not given.
    """
    faults = [
        InputFault(("parameters", str(name)), f"Unknown parameter '{name}'{_near(name, facts)}")
        for name in given
        if name not in facts.parameters
    ]
    values: dict[str, Value] = {}
    for name, parameter in facts.parameters.items():
        found = _given(parameter, given[name]) if name in given else _default(parameter)
        if isinstance(found, Refusal):
            faults.append(InputFault(("parameters", name), found.message))
        else:
            values[name] = found
    return values, faults


def defaults(facts: Facts, given: Mapping[str, Any]) -> dict[str, Value]:
    """The parameters of an execution whose start nobody refuses: what is missing is supposed."""
    values, _ = start_parameters(given, facts)
    for name, parameter in facts.parameters.items():
        if name not in values:
            origin = ("supposed", name)
            values[name] = Value(supposed_value(parameter), parameter.kind, (), origin)
    return values


def supposed_value(parameter: Parameter) -> Any:
    """The value of a parameter that nobody gives: the first of its EnumValues, or a made-up one."""
    members = [entry.value for entry in parameter.enum_values]
    return members[0] if members else of_type(parameter.kind, parameter.name or "")


def _near(name: object, facts: Facts) -> str:
    return suggestion(str(name), facts.parameters)


def _default(parameter: Parameter) -> Value | Refusal:
    if parameter.default is None:
        what = "is undefined: it has no default, so give a value"
        return Refusal(f"Parameter '{parameter.name}' {what}")
    value = parameter.default.value
    if isinstance(value, (int, float)) and not _is_finite(value, parameter):
        what = "is beyond the numbers that can be read"
        return Refusal(f"the default of '{parameter.name}' {what}: give a value")
    typed = as_type(value, parameter.kind)
    return Value(typed, parameter.kind, (), ("default", parameter.name or ""))


def _is_finite(value: float, parameter: Parameter) -> bool:
    """Whether it is a number; one that becomes a Float is not larger than any of these."""
    is_large = isinstance(value, int) and parameter.kind != "Float"
    return is_large or abs(value) <= sys.float_info.max


def _given(parameter: Parameter, given: object) -> Value | Refusal:
    read = _read(given, parameter)
    if isinstance(read, Refusal):
        return read
    known = [entry.value for entry in parameter.enum_values]
    if known and read not in known:
        listed = ", ".join(map(in_words, known))
        near = suggestion(str(read), map(str, known))
        return Refusal(f"{in_words(read)} is none of the EnumValues {listed}{near}")
    return Value(read, parameter.kind, (), ("parameters", parameter.name or ""))


def _read(given: object, parameter: Parameter) -> Scalar | Refusal:
    kind = parameter.kind
    if isinstance(given, str):
        return _length_refusal(given) or _converted(given, kind)
    if isinstance(given, bool):
        if kind == "Boolean":
            return given
    elif isinstance(given, int) and kind == "Integer":
        return given
    elif isinstance(given, (int, float)) and kind == "Float":
        return _finite(float(given) if abs(given) <= sys.float_info.max else math.inf, given)
    what = f"is {kind_in_words(given)}, '{parameter.name}' is of type '{parameter.type}'"
    return Refusal(f"Unexpected type: {what}")


def _length_refusal(text: str) -> Refusal | None:
    """The service's words: https://github.com/aws/sagemaker-python-sdk/issues/4016."""
    if not text:
        return Refusal('[string "" is too short (length: 0, required minimum: 1)]')
    if len(text) > _LONGEST:
        words = f"(length: {len(text)}, maximum allowed: {_LONGEST})"
        return Refusal(f'[string "{shortened(text)}" is too long {words}]')
    return None


def _converted(text: str, kind: Type) -> Scalar | Refusal:
    """How the service reads the texts of a start is not published; these it surely takes."""
    if kind == "Integer":
        return int(text) if _INTEGER.fullmatch(text) else Refusal(f"{in_words(text)} is no Integer")
    if kind == "Boolean":
        refusal = Refusal(f"{in_words(text)} is no Boolean: expected 'true' or 'false'")
        return _TRUTHS.get(text.lower(), refusal)
    if kind != "Float":
        return text
    if _FLOAT.fullmatch(text):
        return _finite(float(json.loads(text)) if len(text) < 300 else float(text), text)
    return Refusal(f"{in_words(text)} is no Float: expected a number as JSON writes it")


def _finite(number: float, given: object) -> float | Refusal:
    if math.isfinite(number):
        return number
    return Refusal(f"{in_words(given)} is beyond the numbers of a Float")
