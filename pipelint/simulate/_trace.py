"""The account of an execution: what each step did, with what, and why."""

from __future__ import annotations

from pipelint.errors import PipelintError, suggestion
from pipelint.model import parse_accessors
from pipelint.records import NamedTuple
from pipelint.simulate._caches import MISSES
from pipelint.simulate._run import RAN
from pipelint.simulate._shapes import inner_shape, request_shape
from pipelint.simulate._spot import names
from pipelint.simulate._trace_form import SCHEMA_VERSION, trace_fault
from pipelint.simulate._value import missing_in, plain
from pipelint.simulate._words import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.simulate._conditions import Decision
    from pipelint.simulate._execution import Event
    from pipelint.simulate._value import Value
    from pipelint.text import Path


class Need(NamedTuple):
    """An entry of `given` without which the execution cannot go on.

    `pointer` is that of the operand, the items or the field of `step`; `given` is the entry's path
    as a person writes it, `path` the same as keys.
    """

    step: str
    pointer: str
    given: str
    path: Path = ()


class StepRun:
    """What one step did. `arguments` and `response` are new at each call: change them at will.

    `order` counts the steps that started from 1: all that ran, and a ForEach whose selector lacks
    an input. `attempts` is 0 for a step that did
    not run or took a cached run; `policy` is the JSON pointer of the retry policy that was used
    last, or `default`; `policies` are all that were used. `decisions` has the compared values with
    their origins, `decision` the plain ones. Of a child of a ForEach `parent` and `iteration`
    are set. `unresolved` is the pointer of what had no value, so that the step failed before it did
    anything; `lacking` the path of the entry that a given file would need for it.
    `selection` is, of a ForEach with a selector, the step that was selected and its field's value.
    """

    __slots__ = (
        "_arguments",
        "_cache_key",
        "_made_up",
        "_response",
        "attempts",
        "cache_hit",
        "cache_miss",
        "decision",
        "decisions",
        "ended_at",
        "iteration",
        "lacking",
        "name",
        "order",
        "outcome",
        "parent",
        "policies",
        "policy",
        "reason",
        "selection",
        "started_at",
        "status",
        "type",
        "unresolved",
    )

    def __init__(
        self,
        fields: Mapping[str, Any],
        arguments: Callable[[], Any],
        response: Callable[[], Any],
        made_up: Callable[[], Sequence[str]],
        cache_key: Callable[[], dict[str, Any] | None],
        decisions: Sequence[Decision] | None = None,
        cache_miss: Sequence[str] = (),
        unresolved: str | None = None,
        lacking: Path | None = None,
        policies: Sequence[str] = (),
        selection: tuple[str, Value] | None = None,
    ) -> None:
        self._arguments = arguments
        self._response = response
        self._made_up = made_up
        self._cache_key = cache_key
        self.name: str = fields["name"]
        self.type: str = fields["type"]
        self.status: str = fields["status"]
        self.order: int | None = fields["order"]
        self.outcome: bool | None = fields["outcome"]
        self.decision: list[dict[str, Any]] | None = fields["decision"]
        self.decisions = decisions
        self.attempts: int = fields["attempts"]
        self.policy: str | None = fields["policy"]
        self.policies = tuple(policies)
        self.selection = selection
        self.cache_hit: bool = fields["cache_hit"]
        self.cache_miss = tuple(cache_miss)
        self.unresolved = unresolved
        self.lacking = lacking
        self.reason: str | None = fields["reason"]
        self.started_at: str | None = fields["started_at"]
        self.ended_at: str | None = fields["ended_at"]
        self.parent: str | None = fields["parent"]
        self.iteration: int | None = fields["iteration"]

    def __repr__(self) -> str:
        return f"<{self.type} {self.name!r}: {self.status}>"

    @property
    def ran(self) -> bool:
        """Whether it ran, to whatever end."""
        return self.status in RAN

    @property
    def arguments(self) -> dict[str, Any]:
        """The fully resolved request."""
        found: dict[str, Any] = plain(self._arguments())
        return found

    @property
    def response(self) -> dict[str, Any]:
        """What the step answered, as far as it is known or was read."""
        found: dict[str, Any] = plain(self._response())
        return found

    @property
    def made_up(self) -> tuple[str, ...]:
        """The pointers of the values in `response` that nobody gave."""
        return tuple(self._made_up())

    @property
    def cache_key(self) -> dict[str, Any] | None:
        """The members that decide whether a later run may take this one; None: not known."""
        return self._cache_key()

    @property
    def missed(self) -> str:
        """Why a step that may take cached runs took none, in words; empty where none was asked."""
        first = self.cache_miss[0] if self.cache_miss else ""
        return MISSES.get(first) or (f"{', '.join(self.cache_miss)} changed" if first else "")

    def known_argument(self, keys: Sequence[str | int]) -> Any:
        """The resolved argument at the end of some keys; None where nobody gave what it holds."""
        found: Any = self._arguments()
        for key in keys:
            is_there = isinstance(found, dict) and key in found
            if not is_there and not (isinstance(found, list) and key in range(len(found))):
                return None
            found = found[key]
        return None if missing_in(found) else plain(found)

    def at(self, path: str) -> Any:
        """The resolved argument at the end of a path: `at("ResourceConfig.InstanceType")`.

        Accessors are those of a `Get`: `.member`, `[0]`, `['key']`; elements of a list that have
        names, like outputs and channels, go by these as well.

        Raises:
            PipelintError: the text is no path.
            KeyError: there is no such argument; the message says what there is, or that the step
                did not run.
        """
        __tracebackhide__ = True  # of pytest: the message says all
        segments, fault = parse_accessors(path)
        if fault is not None:
            hint = "" if fault.hint is None else f" ({fault.hint})"
            raise PipelintError(f"{path!r} is no path: {fault.message}{hint}")
        found: Any = self.arguments
        shape = request_shape(self.type)
        for segment in segments:
            key: Any = int(segment.text) if segment.kind == "index" else segment.text
            parts = _parts(found, shape)
            if key not in parts:
                lacks = self._idle() or _lacks(found, key, self.name, shape)
                raise KeyError(f"{path!r}: {lacks}")
            found, shape = parts[key], inner_shape(shape, str(key))
        return found

    def _idle(self) -> str:
        """Why a step has no arguments that did not run, or not so far."""
        if self.arguments:
            return ""
        if not self.ran:
            return f"'{self.name}' did not run: {self.reason}"
        return "" if self.unresolved is None else f"'{self.name}' failed: {self.reason}"

    def as_json(self) -> dict[str, Any]:
        """The step as the JSON form has it."""
        return {
            "name": self.name,
            "type": self.type,
            "status": self.status,
            "order": self.order,
            "arguments": self.arguments,
            "response": self.response,
            "made_up": list(self.made_up),
            "outcome": self.outcome,
            "decision": self.decision,
            "attempts": self.attempts,
            "policy": self.policy,
            "cache_hit": self.cache_hit,
            "cache_key": self.cache_key,
            "reason": self.reason,
            "started_at": self.started_at,
            "ended_at": self.ended_at,
            "parent": self.parent,
            "iteration": self.iteration,
        }


def _parts(value: object, shape: Shape) -> Mapping[Any, Any]:
    """What accessors lead to: members of an object, elements of a list by index and by name."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list):
        return {}
    return {**dict(zip(names(value, shape), value, strict=True)), **dict(enumerate(value))}


def _lacks(value: object, key: object, step: str, shape: Shape) -> str:
    if isinstance(value, dict):
        return f"no member {key!r} in the arguments of '{step}'{suggestion(str(key), value)}"
    if isinstance(value, list):
        named = [each for each in names(value, shape) if isinstance(each, str)]
        near = suggestion(key, named) if isinstance(key, str) else ""
        return f"no element {key!r} in a list of {len(value)} of '{step}'{near}"
    return f"{in_words(value)} has no {key!r} in the arguments of '{step}'"


class Trace:
    """An execution: its status, and what each step did.

    `steps` come by `order`, then those that did not run in the order of the document. `needs` are
    the missing inputs of a run that ended with `NeedsInput`. `events` tell what happened when.
    `made_up` are the values that steps read though nobody gave them, by their path in `given`.
    `facts` are those of the definition, None for a trace that was read from its JSON form.
    """

    __slots__ = (
        "_by_name",
        "events",
        "execution",
        "facts",
        "failure_reason",
        "made_up",
        "needs",
        "parameters",
        "status",
        "steps",
    )

    def __init__(
        self,
        *,
        status: str,
        failure_reason: str | None,
        parameters: Mapping[str, Any],
        execution: Mapping[str, str],
        needs: Sequence[Need],
        steps: Sequence[StepRun],
        events: Sequence[Event] = (),
        made_up: Mapping[str, Any] | None = None,
        facts: Facts | None = None,
    ) -> None:
        self.facts = facts
        self.status = status
        self.failure_reason = failure_reason
        self.parameters = dict(parameters)
        self.execution = dict(execution)
        self.needs = tuple(needs)
        self.steps = tuple(steps)
        self.events = tuple(events)
        self.made_up = dict(made_up or {})
        self._by_name = {step.name: step for step in self.steps}

    def __repr__(self) -> str:
        ran = sum(step.ran for step in self.steps)
        # What pytest shows where `assert trace.ran(…)` fails.
        idle = [f"; {step.name}: {step.reason}" for step in self.steps if not step.ran]
        return f"<Trace: {self.status}, {ran} of {len(self.steps)} steps ran{''.join(idle)}>"

    def __getitem__(self, name: str) -> StepRun:
        """What the step of that name did; a child of a ForEach is named `<body>-<index>`.

        Raises:
            KeyError: there is no such step.
        """
        __tracebackhide__ = True  # of pytest: the message says all
        found = self._by_name.get(name)
        if found is None:
            raise KeyError(f"no step is named {name!r}{suggestion(name, self._by_name)}")
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def ran(self, name: str) -> bool:
        """Whether the step of that name ran, to whatever end.

        Raises:
            KeyError: there is no such step.
        """
        __tracebackhide__ = True
        return self[name].ran

    def as_json(self) -> dict[str, Any]:
        """The JSON form: of a file for `--cache-from`, and of `--output-format json`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "status": self.status,
            "failure_reason": self.failure_reason,
            "execution": dict(self.execution),
            "parameters": dict(self.parameters),
            "needs": [
                {"step": need.step, "pointer": need.pointer, "given": need.given}
                for need in self.needs
            ],
            "steps": [step.as_json() for step in self.steps],
        }

    @classmethod
    def from_json(cls, value: object) -> Trace:
        """A trace from its JSON form.

        Raises:
            PipelintError: the value is none.
        """
        fault = trace_fault(value)
        if fault is not None:
            raise PipelintError(f"is no trace of 'pipelint simulate': {fault}")
        return _read(value)


def _read(value: Any) -> Trace:
    return Trace(
        status=value["status"],
        failure_reason=value["failure_reason"],
        parameters=value["parameters"],
        execution=value.get("execution", {}),
        needs=[Need(each["step"], each["pointer"], each["given"]) for each in value["needs"]],
        steps=[_read_step(step) for step in value["steps"]],
    )


def _read_step(step: Any) -> StepRun:
    arguments, response = dict(step["arguments"]), dict(step["response"])
    made_up = tuple(step.get("made_up", ()))
    key = step.get("cache_key")
    return StepRun(step, lambda: arguments, lambda: response, lambda: made_up, lambda: key)
