"""The inputs that a definition's decisions can need, whatever way an execution takes."""

from __future__ import annotations

import json

from pipelint.analysis import type_of_json
from pipelint.model import Condition, Reference, Step
from pipelint.records import NamedTuple
from pipelint.simulate._answers import respond
from pipelint.simulate._conditions import question
from pipelint.simulate._given import Entry, Given, read_given
from pipelint.simulate._identity import identity
from pipelint.simulate._parameters import defaults
from pipelint.simulate._paths import given_path
from pipelint.simulate._plan import plans_of
from pipelint.simulate._plausible import of_type
from pipelint.simulate._run import Group, Run
from pipelint.simulate._scope import Outside, RunScope
from pipelint.simulate._value import UnresolvedError, Value, missing_in
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Literal

    from pipelint.analysis import Facts, Type
    from pipelint.simulate._plan import Plan, Plans
    from pipelint.simulate._template import Scope
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

    InputUse = Literal["parameter", "operand", "items", "selector"]


#: The largest index of a list that is made: more elements than any API lists.
_LONGEST = 9999


class Input(NamedTuple):
    """Something that a person has to give, so that all branches are decided.

    `path` leads to its entry in `given`. `type` is `Any` where any scalar may stand. `use` tells
    what it decides: a `parameter` without a default, the `operand` of a condition, the `items` of
    a ForEach (a text that holds a JSON list) or the field of its `selector`. `step` is the step
    that it decides in, None for a parameter. `compared` are the values that conditions
    hold it against, in file order, or the EnumValues of a parameter; `sample` is a value with which
    an execution goes on.
    """

    path: Path
    type: Type
    use: InputUse
    step: str | None
    pointer: str
    compared: tuple[Any, ...]
    sample: Any

    @property
    def given(self) -> str:
        """The path as a person writes it."""
        return given_path(self.path)


def needed(facts: Facts, parameters: Mapping[str, Any] | None = None) -> tuple[Input, ...]:
    """The inputs that decide, each once: parameters without default, then by place of their use.

    The path of a file in S3 holds its URI, which may depend on the parameters.
    """
    found: dict[Path, Input] = {}
    for each in (*_parameters(facts), *_deciding(facts, _Supposed(facts, parameters or {}))):
        known = found.get(each.path)
        found[each.path] = each if known is None else _merged(known, each)
    return tuple(found.values())


def _merged(known: Input, other: Input) -> Input:
    compared = known.compared + tuple(v for v in other.compared if v not in known.compared)
    kind = other.type if known.type == "Any" else known.type
    return known._replace(compared=compared, type=kind)


def sample_given(inputs: Iterable[Input]) -> dict[str, Any]:
    """A `given` mapping with the sample of each input."""
    found: dict[str, Any] = {}
    for each in inputs:
        put(found, each.path, each.sample)
    return found


def put(given: dict[str, Any], path: Path, value: object) -> None:
    """Set an entry of a `given` mapping; lists and mappings on the way are made.

    The elements before the one that is wanted are like it, as far as that can be: empty mappings
    or lists, the value itself. An entry that lies in, or around, one that is there already is left
    out, and so is one behind an index that no real list has.
    """
    if any(isinstance(key, int) and key > _LONGEST for key in path):
        return
    here: Any = given
    for key, following in zip(path, (*path[1:], None), strict=True):
        if isinstance(here, list):
            assert isinstance(key, int)
            here.extend(_empty(following, value) for _ in range(len(here), key + 1))
        elif not isinstance(here, dict) or (following is None and key in here):
            return
        if following is None:
            here[key] = value
            return
        is_list = isinstance(following, int) and key != "iterations"
        if isinstance(here, dict):
            here = here.setdefault(key, [] if is_list else {})
        else:
            if here[key] == {} and is_list:
                here[key] = []
            here = here[key]


def _empty(following: str | int | None, value: object) -> object:
    if following is None:
        return value
    return [] if isinstance(following, int) else {}


def _in_order(plans: Plans) -> list[Plan]:
    """The plans, each after those it reads.

    A loop comes after its body, and that after what the loop needs.
    """
    made = {plan.step: plan for group in plans.groups.values() for plan in group}
    found: list[Plan] = []
    seen: set[Step] = set()
    pending: list[tuple[Plan, bool]] = [(plan, False) for plan in reversed(made.values())]
    while pending:
        plan, is_ready = pending.pop()
        if is_ready:
            found.append(plan)
        elif plan.step not in seen:
            seen.add(plan.step)
            body = plans.groups.get(plan.step, ())
            before = [*(made[need.step] for need in plan.needs), *body]
            pending.append((plan, True))
            pending.extend((each, False) for each in reversed(before))
    return found


class _Supposed:
    """An execution in which every step has succeeded, whatever its conditions say."""

    def __init__(self, facts: Facts, parameters: Mapping[str, Any]) -> None:
        plans = plans_of(facts)
        who = identity({})
        self.outside = Outside(plans, defaults(facts, parameters), Given(), who, lambda: 0.0)
        self.group = Group(None, None, None)
        self.runs = self.group.runs
        for plan in _in_order(plans):
            run = self.runs[plan.step] = self._run(plan)
            respond(run, who)

    def _run(self, plan: Plan) -> Run:
        run = Run(plan, self.group, Entry(("steps", plan.name)))
        run.status, run.outcome = "Succeeded", True
        scope = self.scope(run)
        run.arguments = _tried(plan.arguments, scope) or {}
        for key, template in plan.settings.items():
            run.settings[key] = _tried(template, scope)
        if plan.step.body:
            run.iterations = [self.group] * 100  # the most that the language allows
            field = None if plan.selector is None else plan.selector.node.name
            bodies = (self.runs.get(body) for body in plan.step.body)
            run.selected = next((b for b in bodies if b and b.plan.name == field), None)
        return run

    def scope(self, run: Run) -> RunScope:
        items = sample_item(run.step.parent_step) if run.plan.group is not None else None
        return RunScope(self.outside, run, Group(run, None, items) if items else None, self.group)

    def value(self, path: Path) -> Any:
        """What was made up for an input."""
        return self.outside.made_up.get(path, "a")

    def taken(self, path: Path, samples: Iterable[Any]) -> Any:
        """The first of some values that may be given for an input, else the last of them."""
        for sample in samples:
            world: dict[str, Any] = {}
            put(world, path, sample)
            _, faults = read_given(world, self.outside.plans.facts, lenient=False)
            if not faults:
                break
        return sample


def _tried(evaluate: Callable[[Scope], Any], scope: Scope) -> Any:
    try:
        return evaluate(scope)
    except UnresolvedError:
        return None


def _parameters(facts: Facts) -> Iterator[Input]:
    for name, parameter in facts.parameters.items():
        if parameter.default is None:
            kind: Type = parameter.type or "String"  # type: ignore[assignment]  # a declared type
            members = [entry.value for entry in parameter.enum_values]
            sample = members[0] if members else of_type(kind, name)
            where = pointer(parameter.path)
            held = tuple(members)
            yield Input(("parameters", name), kind, "parameter", None, where, held, sample)


def _deciding(facts: Facts, supposed: _Supposed) -> Iterator[Input]:
    for run in sorted(supposed.runs.values(), key=lambda run: run.key):
        plan = run.plan
        scope = supposed.scope(run)
        for condition in _conditions(plan.step):
            operands = [
                (where, value)
                for where, evaluate in question(condition, facts).operands
                if type(value := _tried(evaluate, scope)) is Value
            ]
            yield from _operands(run.name, operands, supposed)
        if plan.items is not None:
            yield from _items(run, _tried(plan.items, scope), supposed)
        if plan.selector is not None:
            value = _tried(plan.selector.field, scope)
            if type(value) is Value:
                where = pointer(plan.selector.node.path)
                for path in value.missing:
                    sample = supposed.taken(path, (of_type(value.type, "a"), supposed.value(path)))
                    yield Input(path, value.type, "selector", run.name, where, (), sample)


def _conditions(step: Step) -> Iterator[Condition]:
    pending = [*reversed(step.conditions)]
    while pending:
        condition = pending.pop()
        yield condition
        pending.extend(reversed(condition.inner))


def _operands(
    step: str, operands: Sequence[tuple[str, Value]], supposed: _Supposed
) -> Iterator[Input]:
    """The inputs among the operands of one comparison; the first is held against each other."""
    for at, (where, value) in enumerate(operands):
        others = operands[1:] if at == 0 else operands[:1]
        compared = [other.value for _, other in others if not other.missing]
        for path in value.missing:
            is_it = value.origin == path
            made_up = supposed.value(path)
            kind: Type = value.type if is_it else type_of_json(made_up)
            held = tuple(compared) if is_it else ()
            if kind == "Any" and others:
                kind = others[0][1].type
            samples = [each for each in held[:1] if _fits(each, kind)]
            samples.extend((of_type(kind, "a"), made_up))
            sample = supposed.taken(path, samples)
            yield Input(path, kind, "operand", step, where, held, sample)


def _fits(value: object, kind: Type) -> bool:
    return bool(type_of_json(value) == kind)


def _items(run: Run, tree: Tree, supposed: _Supposed) -> Iterator[Input]:
    items = run.step.get("Arguments", "IterableItems")
    where = "" if items is None else pointer(items.path)
    for path in missing_in(tree):
        made_up = supposed.value(path)
        if type(tree) is Value and tree.origin == path:
            sample = json.dumps([sample_item(run.step)])
            yield Input(path, "String", "items", run.name, where, (), sample)
        else:
            yield Input(path, type_of_json(made_up), "operand", run.name, where, (), made_up)


def sample_item(step: Step | None) -> Any:
    """An item that has what the body of a ForEach reads of it."""
    found: dict[str, Any] = {}
    pending = [] if step is None else [*step.body]
    while pending:
        node: Any = pending.pop()
        if isinstance(node, Reference):
            if node.root == "ForEach" and node.segments:
                keys = (int(s.text) if s.kind == "index" else s.text for s in node.segments)
                put(found, tuple(keys), "a")
        else:
            pending.extend(reversed(node.items))
    return found or "a"
