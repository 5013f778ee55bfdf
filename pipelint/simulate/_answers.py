"""What a run tells of itself: its outputs, its counts, the state of its job."""

from __future__ import annotations

from pipelint.catalog import shape as shape_named
from pipelint.simulate._jobs import made, state
from pipelint.simulate._leaves import Leaves
from pipelint.simulate._plausible import arn, of_type
from pipelint.simulate._response import FreeResponse, Response
from pipelint.simulate._shapes import first_shape, inner_shape
from pipelint.simulate._span import Span
from pipelint.simulate._spot import names
from pipelint.simulate._value import Value, missing_in, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.model import Step
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._run import Run
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

#: Lineage: the member of the arguments, that of its elements which names them, and the resource.
_LINEAGE = {
    "ActionArns": ("Actions", "ActionName", "action"),
    "ArtifactArns": ("Artifacts", "ArtifactName", "artifact"),
    "ContextArns": ("Contexts", "ContextName", "context"),
}
_CHECKED = ("Constraints", "Statistics")


def respond(run: Run, identity: Identity, *, old: Mapping[str, Tree] | None = None) -> None:
    """Give a run its response, once it is over; `old` is that of the cached run."""
    step, root = run.step, (*run.entry.root, "properties")
    definition, succeeded = step.definition, run.status == "Succeeded"
    span = Span(identity, run.started or 0.0, run.ended or 0.0)
    leaves = Leaves(run.name, root, span, succeeded)
    if definition is None:
        run.response = FreeResponse({} if old is not None else run.entry.properties, leaves)
        return
    if not definition.readable:
        return
    known = state(step, run.status or "", run.reason)
    given: Mapping[str, Tree] = run.entry.properties
    if old is not None:
        known, given = {**known, **_earlier(old, _given(run), step)}, {}
    elif succeeded:
        known = {**made(step, run.name, run.arguments, identity, root), **known, **_own(run)}
    elif step.type == "ForEach":
        known = _counts(run)
    arguments = {} if old is not None else run.arguments
    run.response = Response(step, definition, arguments, given, known, leaves)


def _given(run: Run) -> dict[str, Tree]:
    outputs = dict(run.entry.outputs)
    return {**run.entry.properties, **({"OutputParameters": outputs} if outputs else {})}


def _earlier(old: Mapping[str, Tree], given: Mapping[str, Tree], step: Step) -> dict[str, Tree]:
    """What an earlier run answered; what was made up in it, or is not in it, as it is given now."""
    shapes = {key: first_shape(step, key) or shape_named("Any") for key in given}
    both = {
        key: _filled_in(old[key], inner, shapes[key]) for key, inner in given.items() if key in old
    }
    return {**old, **given, **both}


def _filled_in(old: Tree, given: Tree, shape: Shape) -> Tree:
    if type(old) is Value and old.missing:
        return given
    if type(old) is list and (type(given) is list or type(given) is dict):
        return _filled_list(old, given, shape)
    if type(old) is not dict or type(given) is not dict:
        return old
    both = {
        key: _filled_in(old[key], inner, inner_shape(shape, key))
        for key, inner in given.items()
        if key in old
    }
    return {**old, **given, **both}


def _filled_list(old: list[Tree], given: list[Tree] | dict[Any, Tree], shape: Shape) -> list[Tree]:
    """A list whose elements are told apart by their names, else by their indexes."""
    now = given if isinstance(given, dict) else dict(zip(names(given, shape), given, strict=True))
    keys = names(old, shape)
    filled = [
        _filled_in(each, now[key], shape.item) if key in now else each
        for key, each in zip(keys, old, strict=True)
    ]
    return [*filled, *(_named(each, key, shape) for key, each in now.items() if key not in keys)]


def _named(element: Tree, key: str | int, shape: Shape) -> Tree:
    """An element that was given under its name, with the name in it."""
    if shape.natural is None or type(key) is int or type(element) is not dict:
        return element
    return {shape.natural.member: key, **element}


def _own(run: Run) -> dict[str, Tree]:
    """What only steps of its type tell after a success."""
    kind = run.step.type
    if kind == "Condition":
        return {"Outcome": Value(run.outcome, "Boolean")}
    if kind in ("Lambda", "Callback"):
        return {"OutputParameters": _outputs(run)}
    if kind in ("ClarifyCheck", "QualityCheck"):
        return _baselines(run)
    if kind == "Lineage":
        return {key: _arns(run, *where) for key, where in _LINEAGE.items()}
    return _counts(run) if kind == "ForEach" else {}


def _outputs(run: Run) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for output in run.step.outputs:
        name = output.name
        if name is None:
            continue
        given = run.entry.outputs.get(name)
        path = (*run.entry.root, "outputs", name)
        made_up = Value(of_type(output.kind, name), output.kind, (path,), path)
        found[name] = made_up if given is None else given
    return {**run.entry.outputs, **found}


def _baselines(run: Run) -> dict[str, Tree]:
    """The baselines of a check: a new one is calculated, and used where it is registered.

    https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-quality-clarify-baseline-lifecycle.html
    """
    root: Path = (*run.entry.root, "properties")
    registers = plain(run.settings.get("RegisterNewBaseline", False))
    found: dict[str, Tree] = {}
    for what in _CHECKED if run.step.type == "QualityCheck" else _CHECKED[:1]:
        new, used = f"CalculatedBaseline{what}", f"BaselineUsedForDriftCheck{what}"
        uri = f"s3://pipelint/{run.name}/{what.lower()}.json"
        calculated = run.entry.properties.get(new) or _made_up(uri, (*root, new))
        # The default of a parameter is an empty text where none is supplied.
        supplied = run.settings.get(f"SuppliedBaseline{what}")
        is_supplied = plain(supplied) not in (None, "")
        previous = _made_up(f"s3://pipelint/baseline/{what.lower()}.json", (*root, used))
        found[new] = calculated
        found[used] = calculated if registers is True else supplied if is_supplied else previous
    return found


def _made_up(text: str, path: Path) -> Value:
    return Value(text, "String", (path,), path)


def _arns(run: Run, entities: str, member: str, resource: str) -> dict[str, Tree]:
    listed = run.arguments.get(entities) if type(run.arguments) is dict else None
    found: dict[str, Tree] = {}
    for entity in listed if type(listed) is list else ():
        name = entity.get(member) if type(entity) is dict else None
        if name is not None:
            text = str(plain(name))
            path = (*run.entry.root, "properties", f"{resource.capitalize()}Arns", text)
            missing = dict.fromkeys((path, *missing_in(name)))
            found[text] = Value(arn(resource, text.lower()), "String", tuple(missing), path)
    return found


def _counts(run: Run) -> dict[str, Tree]:
    loop = run.loop
    items = 0 if loop is None else len(loop.items)
    of = [] if loop is None else loop.ends()
    missing = () if loop is None else loop.missing
    counts = {
        "InputItemCount": items,
        "TotalStepCount": items * len(run.step.body),
        "SucceededStepCount": of.count("Succeeded"),
        "FailedStepCount": of.count("Failed"),
        "StoppedStepCount": of.count("Stopped"),
    }
    return {
        "Status": Value(run.status, "String"),
        **{name: Value(count, "Integer", missing) for name, count in counts.items()},
    }
