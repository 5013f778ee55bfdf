"""A definition made ready to run: its steps with what each waits for, once for all executions."""

from __future__ import annotations

from pipelint.analysis import Facts
from pipelint.catalog import TRIGGERS
from pipelint.model import Expression, Reference, Step
from pipelint.records import NamedTuple
from pipelint.simulate._conditions import Question, question
from pipelint.simulate._policies import Policy, policies, seconds_of
from pipelint.simulate._template import Literal, expression, template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipelint.analysis import Edge
    from pipelint.simulate._template import Scope, Template
    from pipelint.simulate._value import Value


class Wait(NamedTuple):
    """`step` has to be over, in one of the ends of a trigger.

    `outcome` is that of a Condition step for one that stands in its branches, else None.
    """

    step: Step
    trigger: str = "Completed"
    outcome: bool | None = None


class Cache(NamedTuple):
    """The cache of a step that is enabled: how many seconds a run is good for, None for ever.

    `fault` is the word of `MISSES` for why it takes no run at all, else empty.
    """

    seconds: float | None
    fault: str = ""


class Selector(NamedTuple):
    """Which iteration a ForEach selects: that with the largest (`MaxBy`) or smallest value."""

    pick: str
    field: Callable[[Scope], Value]
    node: Reference


class Plan(NamedTuple):
    """What is to be done for one step.

    `group` is the ForEach whose body it stands in. `place` is its number in the document. The
    templates of `settings` are the members beside its arguments. `waits` are in file order.
    """

    step: Step
    name: str
    place: int
    group: Step | None
    waits: tuple[Wait, ...]
    arguments: Template
    settings: Mapping[str, Template]
    questions: tuple[Question, ...]
    policies: tuple[Policy, ...]
    cache: Cache | None
    items: Template | None
    selector: Selector | None
    concurrency: int


class Plans(NamedTuple):
    """The plans of a definition's steps, in file order, in groups by the ForEach around them.

    `dependents` holds who waits for a step, each with its wait.
    """

    facts: Facts
    groups: Mapping[Step | None, tuple[Plan, ...]]
    dependents: Mapping[Step, tuple[tuple[Step, Wait], ...]]
    experiment: Mapping[str, Callable[[Scope], Value]]


def plans_of(facts: Facts) -> Plans:
    """The plans of a definition, made at the first call."""
    return facts.once(_plans)


def _plans(facts: Facts) -> Plans:
    waits = _waits(facts)
    groups: dict[Step | None, list[Plan]] = {}
    dependents: dict[Step, list[tuple[Step, Wait]]] = {}
    for place, step in enumerate(facts.index[Step]):
        group = step.loop
        plan = _plan(step, place, group, tuple(waits.get(step, ())), facts)
        groups.setdefault(group, []).append(plan)
        for wait in plan.waits:
            dependents.setdefault(wait.step, []).append((step, wait))
    return Plans(
        facts,
        {group: tuple(plans) for group, plans in groups.items()},
        {step: tuple(found) for step, found in dependents.items()},
        _experiment(facts),
    )


def _experiment(facts: Facts) -> dict[str, Callable[[Scope], Value]]:
    pipeline = facts.pipeline
    config = None if pipeline is None else pipeline.get("PipelineExperimentConfig")
    if config is None or not isinstance(config.value, dict):
        return {}
    return {str(name): expression(node, facts) for name, node in config.children.items()}


def _waits(facts: Facts) -> dict[Step, list[Wait]]:
    """What each step waits for; a trigger on a step takes the place of what references imply."""
    explicit: dict[tuple[Step, Step], list[Wait]] = {}
    implied: dict[tuple[Step, Step], Wait] = {}
    found: dict[Step, list[Wait]] = {}
    for edge in facts.edges:
        if edge.kind == "branch" and edge.target.side is not None:
            wait = Wait(edge.source, outcome=edge.target.side.side)
            found.setdefault(edge.target, []).append(wait)
        elif edge.kind != "body":
            _add(edge, explicit, implied)
    for (before, after), wait in implied.items():
        if (before, after) not in explicit:
            found.setdefault(after, []).append(wait)
    for (_, after), waits in explicit.items():
        found.setdefault(after, []).extend(waits)
    order = {step: place for place, step in enumerate(facts.index[Step])}
    for waits in found.values():
        waits.sort(key=lambda wait: (wait.outcome is None, order[wait.step]))
    return found


def _add(
    edge: Edge,
    explicit: dict[tuple[Step, Step], list[Wait]],
    implied: dict[tuple[Step, Step], Wait],
) -> None:
    ends = _lifted(edge.source, edge.target)
    if ends is None:
        return
    if edge.kind == "reference":
        implied.setdefault(ends, Wait(ends[0]))
        return
    trigger = edge.trigger or ""
    known = trigger if trigger in TRIGGERS else "Completed"
    explicit.setdefault(ends, []).append(Wait(ends[0], known))


def _lifted(before: Step, after: Step) -> tuple[Step, Step] | None:
    """Who waits for whom in the group that both are in; None for a step and its own body.

    A ForEach waits for what its body needs from outside, and stands for its body to others.
    """
    outer = _groups(before)
    inner = _groups(after)
    common = next((group for group in inner if group in outer), None)
    first = before if before.loop is common else outer[outer.index(common) - 1]
    then = after if after.loop is common else inner[inner.index(common) - 1]
    if first is None or then is None or (first is then and before is not after):
        return None
    return first, then


def _groups(step: Step) -> list[Step | None]:
    """The groups around a step, the innermost first, the pipeline's own last."""
    found: list[Step | None] = []
    inner: Step | None = step
    while inner is not None:
        inner = inner.loop
        found.append(inner)
    return found


def _plan(
    step: Step, place: int, group: Step | None, waits: tuple[Wait, ...], facts: Facts
) -> Plan:
    is_for_each = step.type == "ForEach"
    items = step.get("Arguments", "IterableItems") if is_for_each else None
    return Plan(
        step,
        step.name or f"step {place}",
        place,
        group,
        waits,
        _arguments(step, facts),
        _settings(step, facts),
        tuple(question(condition, facts) for condition in step.conditions),
        policies(step),
        _cache(step),
        None if items is None else template(items, facts),
        _selector(step, facts) if is_for_each else None,
        _concurrency(step) if is_for_each else 0,
    )


def _arguments(step: Step, facts: Facts) -> Template:
    """The request, an object: what is none, which the linter reports, asks for nothing."""
    held = step.arguments
    # A Condition's branches and a ForEach's body are steps of their own.
    if held is None or isinstance(held, Expression) or step.type in ("Condition", "ForEach"):
        return Literal({})
    return template(held, facts) if isinstance(held.value, dict) else Literal({})


def _settings(step: Step, facts: Facts) -> dict[str, Template]:
    definition = step.definition
    nodes = () if definition is None else ((key, step.get(key)) for key in definition.keys)
    return {
        key: template(node, facts)
        for key, node in nodes
        if node is not None and key not in ("PropertyFiles", "OutputParameters")
    }


def _cache(step: Step) -> Cache | None:
    if step.literal("CacheConfig", "Enabled") is not True:
        return None
    if step.definition is None or not step.definition.cache_key:
        return Cache(None, "no key")
    expiry = step.literal("CacheConfig", "ExpireAfter")
    seconds = seconds_of(expiry)
    return Cache(seconds, "no duration" if expiry is not None and seconds is None else "")


def _selector(step: Step, facts: Facts) -> Selector | None:
    pick, field = (step.get("Arguments", "Selector", key) for key in ("Pick", "Field"))
    if pick is None or not isinstance(field, Reference):
        return None
    return Selector(str(pick.value), expression(field, facts), field)


def _concurrency(step: Step) -> int:
    found = step.literal("Arguments", "MaxConcurrency")
    return found if isinstance(found, int) and found > 0 else 1
