"""What a definition comes to if all goes well, as far as that is known before it runs."""

from __future__ import annotations

from copy import copy

from pipelint.catalog import TRIGGERS
from pipelint.records import NamedTuple
from pipelint.simulate._answers import respond
from pipelint.simulate._given import Entry, Given
from pipelint.simulate._given_reader import read_world
from pipelint.simulate._identity import identity
from pipelint.simulate._items import MOST_ITEMS, sample_item, sample_size
from pipelint.simulate._loop import Loop
from pipelint.simulate._parameters import defaults
from pipelint.simulate._paths import put
from pipelint.simulate._plan import plans_of
from pipelint.simulate._run import Group, Run
from pipelint.simulate._scope import Outside, RunScope
from pipelint.simulate._value import UnresolvedError, Value
from pipelint.text import json_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.model import Node, Step
    from pipelint.simulate._plan import Plan, Wait
    from pipelint.simulate._template import Scope
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class Supposed:
    """An execution in which every step has succeeded, and all conditions come out the same."""

    def __init__(
        self,
        facts: Facts,
        parameters: Mapping[str, Any] | None = None,
        given: Given | None = None,
        *,
        outcome: bool = True,
    ) -> None:
        self.facts = facts
        self.outcome = outcome
        plans = plans_of(facts)
        world = given or Given()
        who = identity(world.execution)
        started = defaults(facts, parameters or {})
        self.outside = Outside(plans, started, world, who, lambda: 0.0)
        self.group = Group(None, None, None)
        self.runs = self.group.runs
        self._items: dict[Step, _Items] = {}
        #: The steps that run if all goes well.
        self.running: set[Step] = set()
        self.plans = {plan.step: plan for plans in plans.groups.values() for plan in plans}
        for step in _in_order(self.plans, plans.groups):
            plan = self.plans[step]
            if all(self._is_met(wait) for wait in plan.waits):
                self.running.add(step)
            run = self.runs[step] = self._run(plan)
            respond(run, who)

    def _is_met(self, wait: Wait) -> bool:
        status = "Succeeded" if wait.step in self.running else "NotExecuted"
        return status in TRIGGERS[wait.trigger] and wait.outcome in (None, self.outcome)

    def _run(self, plan: Plan) -> Run:
        entry = self.outside.given.steps.get(plan.name) or Entry(("steps", plan.name))
        run = Run(plan, self.group, entry)
        run.status, run.outcome = "Succeeded", self.outcome
        scope = self.scope(run)
        run.arguments = tried(plan.arguments, scope) or {}
        for key, template in plan.settings.items():
            run.settings[key] = tried(template, scope)
        if plan.step.type == "ForEach":
            run.loop = self._loop(run)
        return run

    def _loop(self, run: Run) -> Loop:
        body, selector = run.step.body, run.plan.selector
        known = self.items_of(run.step)
        running = sum(each.loop is run.step for each in self.running)
        loop = _AnyIteration(run, known.items, running)
        loop.missing = known.missing
        loop.iterations = [self.group] * MOST_ITEMS if body else []
        field = None if selector is None else selector.node.name
        runs = (self.runs.get(each) for each in body)
        loop.selected = next((r for r in runs if r and r.plan.name == field), None)
        return loop

    def scope_of(self, node: Node) -> RunScope | None:
        """What an expression that stands in a step sees."""
        run = None if node.step is None else self.runs.get(node.step)
        return None if run is None else self.scope(run)

    @property
    def parameters(self) -> Mapping[str, Value]:
        """The parameters of the start."""
        return self.outside.parameters

    def with_parameter(self, name: str, value: Value) -> Supposed:
        """The same with another value of a parameter; what steps made of it stays as it is."""
        other = copy(self)
        other.outside = self.outside.with_parameter(name, value)
        return other

    def scope(self, run: Run) -> RunScope:
        """What the expressions of a step see."""
        loop = run.plan.group
        group = None if loop is None else Group(run, None, self.items_of(loop).item)
        return RunScope(self.outside, run, group, self.group)

    def value(self, path: Path) -> Any:
        """What was made up for an input."""
        return self.outside.made_up.get(path, "a")

    def taken(self, path: Path, samples: Iterable[Any]) -> Any:
        """The first of some values that may be given for an input, else the last of them."""
        for sample in samples:
            world: dict[str, Any] = {}
            put(world, path, sample)
            _, faults = read_world(world, self.facts, lenient=False)
            if not faults:
                break
        return sample

    def items_of(self, loop: Step) -> _Items:
        """The items of a ForEach, as far as they are known before it runs."""
        if loop not in self._items:
            plan = self.plans[loop]
            run = Run(plan, self.group, Entry(("steps", plan.name)))
            tree = None if plan.items is None else tried(plan.items, RunScope(self.outside, run))
            self._items[loop] = self._known(tree, loop)
        return self._items[loop]

    def _known(self, tree: Tree, loop: Step) -> _Items:
        missing = _unsaid(tree)
        is_made_up = type(tree) is Value and tree.missing
        known = None if is_made_up else _read_list(tree.value if type(tree) is Value else tree)
        sample = sample_item(loop, self.facts)
        if not isinstance(known, list):
            return _Items([sample] * sample_size(loop, self.facts), sample, missing)
        return _Items(known, known[0] if known else sample, missing)


class _Items(NamedTuple):
    """What is known of the items of a ForEach.

    `item` is the first, or a sample. `missing` are the inputs that would say how many there are.
    """

    items: Sequence[Tree]
    item: Tree
    missing: tuple[Path, ...]


def _unsaid(tree: Tree) -> tuple[Path, ...]:
    """The inputs that would say how many items there are; a list of the definition says it."""
    if type(tree) is not Value:
        return ()
    origin = tree.origin or ()
    return (("parameters", *origin[1:]),) if origin[:1] == ("supposed",) else tree.missing


class _AnyIteration(Loop):
    """A ForEach of which any iteration can be read, however many items it has."""

    __slots__ = ("_running",)

    def __init__(self, owner: Run, items: Sequence[Tree], running: int) -> None:
        super().__init__(owner, items)
        self._running = running

    def ends(self) -> list[str | None]:
        return ["Succeeded"] * (len(self.items) * self._running)


def _read_list(text: object) -> Any:
    try:
        return json_in(text) if isinstance(text, str) else text
    except ValueError:
        return None


def _in_order(
    plans: Mapping[Step, Plan], groups: Mapping[Step | None, Sequence[Plan]]
) -> Iterator[Step]:
    """The steps, each after those that it needs, a ForEach after the steps of its body."""
    begun: set[Step] = set()
    over: set[Step] = set()
    pending: list[Step] = [*reversed([*plans])]
    while pending:
        step = pending.pop()
        if step not in begun:
            begun.add(step)
            before = (wait.step for wait in plans[step].waits)
            body = (plan.step for plan in reversed(groups.get(step, ())))
            pending += [step, *body, *before]
        elif step not in over:
            over.add(step)
            yield step


def tried(evaluate: Callable[[Scope], Any], scope: Scope) -> Any:
    """The value of an expression, None where it has none."""
    try:
        return evaluate(scope)
    except UnresolvedError:
        return None
