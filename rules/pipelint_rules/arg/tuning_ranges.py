"""The ranges that a tuning job searches."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._jobs import elements, training_jobs
from pipelint_rules.arg._known import Known, certain, known, text
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_CONFIG = "HyperParameterTuningJobConfig"
#: The kinds of ranges that have bounds.
NUMERIC = ("IntegerParameterRanges", "ContinuousParameterRanges")


def _tuning(ranges: str, config: str = "") -> str:
    return (
        '[{"Name": "T", "Type": "Tuning", "Arguments":'
        f' {{"{_CONFIG}": {{{config}"ParameterRanges": {{{ranges}}}}}}}}}]'
    )


def _range(kind: str, low: str, high: str, scale: str = '"Auto"') -> str:
    return (
        f'"{kind}ParameterRanges": [{{"Name": "x", "MinValue": {low}, "MaxValue": {high},'
        f' "ScalingType": {scale}}}]'
    )


def holders(step: Step) -> Iterator[Node]:
    """The objects that hold the ranges of a tuning job."""
    request = request_of(step, "Tuning")
    if request is None:
        return
    found = [request.get(_CONFIG, "ParameterRanges")]
    found += [job.get("HyperParameterRanges") for job in training_jobs(step)]
    yield from (node for node in found if node is not None and isinstance(node.value, dict))


def _numeric(step: Step) -> Iterator[tuple[str, Node]]:
    for holder in holders(step):
        for kind in NUMERIC:
            for entry in elements(holder, kind):
                yield kind, entry


@rule(
    "ARG210",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_IntegerParameterRange.html",
    bad=[
        _tuning(_range("Integer", '«"0.5"»', '"2"')),
        _tuning(_range("Continuous", '"0"', '«"ten"»')),
    ],
    good=[_tuning(_range("Integer", '"1"', '"2"')), _tuning(_range("Continuous", '"1e-5"', '"2"'))],
)
def range_bound_not_a_number(step: Step, facts: Facts) -> Iterator[Problem]:
    """The bound of a numeric range is no number, or no whole number where integers are searched.

    Bounds are numbers that are written as strings, `"0.1"`. A hyperparameter that takes fractions
    is searched in `ContinuousParameterRanges`, one that takes words in
    `CategoricalParameterRanges`. Whether the service takes `"1.0"` for an integer is not known, so
    that is a warning.
    """
    for kind, entry in _numeric(step):
        for member in ("MinValue", "MaxValue"):
            found = known(facts, entry, member)
            written = text(found)
            if found is None or written is None:
                continue
            value = _read(written)
            whole = kind.startswith("Integer")
            if value is not None and not (whole and not is_whole(written)):
                continue
            sure = certain(found) and (value is None or value != int(value))
            yield Problem(
                found.node.place,
                f"{shown(written)} is no {'whole ' if whole else ''}number",
                None if value is None else "search fractions in 'ContinuousParameterRanges'",
                found.related,
                None if sure else "warning",
            )


def _read(written: str) -> float | None:
    """The number in a text; None for another text, and for what is not finite."""
    try:
        value = float(written)
    except ValueError:
        return None
    return value if abs(value) != float("inf") and value == value else None


def is_whole(written: str) -> bool:
    """Whether a text is a whole number, as `int` reads it."""
    return written.strip().lstrip("+-").isdecimal()


@rule(
    "ARG211",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContinuousParameterRange.html",
    bad=[_tuning(_range("Continuous", '«"0.5"»', '"0.1"'))],
    good=[_tuning(_range("Continuous", '"0.1"', '"0.5"'))],
)
def range_bounds_reversed(step: Step, facts: Facts) -> Iterator[Problem]:
    """The lower bound of a range is not below its upper bound.

    `MinValue` is "the minimum value for the hyperparameter", `MaxValue` the maximum; the search
    takes values between them. The bounds are compared as numbers, not as texts. For equal bounds,
    which leave nothing to search, this is a warning: what the service does is not known.
    """
    for _, entry in _numeric(step):
        least, most = known(facts, entry, "MinValue"), known(facts, entry, "MaxValue")
        low, high = _bound(least), _bound(most)
        if least is None or most is None or low is None or high is None or low < high:
            continue
        sure = low > high and certain(least, most)
        yield Problem(
            least.node.place,
            f"the minimum {shown(least.value)} is not below the maximum {shown(most.value)}",
            "give the smaller number as 'MinValue'" if low > high else "make it static",
            ((most.node.place, "the maximum"), *least.related, *most.related),
            None if sure else "warning",
        )


def _bound(found: Known | None) -> float | None:
    written = text(found)
    return None if written is None else _read(written)


@rule(
    "ARG212",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContinuousParameterRange.html",
    bad=[
        _tuning(_range("Continuous", '«"0"»', '"0.5"', '"Logarithmic"')),
        _tuning(_range("Continuous", '"0.5"', '«"1"»', '"ReverseLogarithmic"')),
    ],
    good=[
        _tuning(_range("Continuous", '"0.1"', '"0.5"', '"Logarithmic"')),
        _tuning(_range("Continuous", '"0"', '"0.9"', '"ReverseLogarithmic"')),
    ],
)
def range_beyond_its_scale(step: Step, facts: Facts) -> Iterator[Problem]:
    """A range has values that its scale cannot hold.

    "Logarithmic scaling works only for ranges that have only values greater than 0"; "reverse
    logarithmic scaling works only for ranges that are entirely within the range 0<=x<1.0". Move
    the bound, or take the scale `Linear` or `Auto`.
    """
    for _, entry in _numeric(step):
        scale = known(facts, entry, "ScalingType")
        for member, found in (
            (member, known(facts, entry, member)) for member in ("MinValue", "MaxValue")
        ):
            value = _bound(found)
            if found is None or value is None or not _is_beyond(value, member, text(scale)):
                continue
            yield Problem(
                found.node.place,
                f"{shown(found.value)} cannot be on a {_SCALES[text(scale) or '']} scale",
                "expected more than 0" if text(scale) == "Logarithmic" else "expected 0<=x<1",
                found.related,
                None if certain(found, scale) else "warning",
            )


_SCALES = {"Logarithmic": "logarithmic", "ReverseLogarithmic": "reverse logarithmic"}


def _is_beyond(value: float, member: str, scale: str | None) -> bool:
    if scale == "Logarithmic":
        return member == "MinValue" and value <= 0
    if scale == "ReverseLogarithmic":
        return value < 0 if member == "MinValue" else value >= 1
    return False
