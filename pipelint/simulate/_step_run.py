"""What one step of an execution did."""

from __future__ import annotations

from pipelint.analysis import type_of_json
from pipelint.catalog import STEP_TYPES
from pipelint.errors import PipelintError, suggestion
from pipelint.model import parse_accessors
from pipelint.records import NamedTuple
from pipelint.simulate._child_names import body_name
from pipelint.simulate._run import RAN
from pipelint.simulate._shapes import inner_shape, request_shape
from pipelint.simulate._spot import names
from pipelint.simulate._trace_form import STEP
from pipelint.simulate._value import Value, made_up_in, missing_in, plain, sources_in
from pipelint.simulate._words import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.simulate._conditions import Decision
    from pipelint.simulate._reasons import Idle
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


#: Why a step takes no earlier run, in words; else members of its key have changed. The members that
#: a trace does not tell follow the word.
MISSES: Mapping[str, str] = {
    "expired": "the cached run has expired",
    "no earlier run": "there is no earlier run that succeeded",
    "no duration": "its 'ExpireAfter' is no duration",
    "untold": "the trace does not say what its {} was",
    "no key": "what the cache key of this step type holds is not published",
}


class StepRun(NamedTuple):
    """What one step did. `arguments` and `response` are new at each call: change them at will.

    `order` counts the steps that started from 1: all that ran, and a ForEach whose selector lacks
    an input. `attempts` is 0 for a step that did not run or took a cached run; `policy` is the JSON
    pointer of the retry policy that was used last, or `default`; `policies` are all that were used.
    `idle` is the `reason` of a step that did not run, None in a trace that was read. `decisions`
    has the compared values with their origins, `decision` the plain ones. Of a child of a ForEach
    `parent` and `iteration` are set. `unresolved` is the pointer of what had no value, so that the
    step failed before it did anything; `lacking` the path of the entry that a given file would need
    for it. `selection` is, of a ForEach with a selector, the step that was selected and its field's
    value.

    `request`, `answer` and `key` are what `arguments`, `response` and `cache_key` are made of when
    they are asked for. `marks` are the pointers that a trace which was read has as `made_up`.
    """

    name: str
    type: str
    status: str
    order: int | None = None
    outcome: bool | None = None
    decision: list[dict[str, Any]] | None = None
    attempts: int = 0
    policy: str | None = None
    cache_hit: bool = False
    reason: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    parent: str | None = None
    iteration: int | None = None
    idle: Idle | None = None
    decisions: Sequence[Decision] | None = None
    cache_miss: tuple[str, ...] = ()
    unresolved: str | None = None
    lacking: Path | None = None
    policies: tuple[str, ...] = ()
    selection: tuple[str, Value] | None = None
    request: Mapping[str, Tree] = {}
    answer: Callable[[], Tree] = dict
    marks: tuple[str, ...] | None = None
    key: Callable[[], dict[str, Any] | None] = lambda: None

    # It is itself alone, since what it holds has no hash.

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<{self.type} {self.name!r}: {self.status}>"

    @property
    def step_name(self) -> str:
        """The name in the definition, of a child of a ForEach that of the step in its body."""
        return body_name(self.name, self.iteration)

    @property
    def ran(self) -> bool:
        """Whether it ran, to whatever end."""
        return self.status in RAN

    @property
    def works(self) -> bool:
        """Whether it has a job or a call of its own, which takes a slot."""
        known = STEP_TYPES.get(self.type)
        return known is None or known.works

    @property
    def arguments(self) -> dict[str, Any]:
        """The fully resolved request."""
        found: dict[str, Any] = plain(self.request)
        return found

    @property
    def response(self) -> dict[str, Any]:
        """What the step answered, as far as it is known or was read."""
        found: dict[str, Any] = plain(self.answer())
        return found

    @property
    def made_up(self) -> tuple[str, ...]:
        """The pointers of the values in `response` that nobody gave."""
        return made_up_in(self.answer()) if self.marks is None else self.marks

    @property
    def cache_key(self) -> dict[str, Any] | None:
        """The members that decide whether a later run may take this one; None: not known."""
        return self.key()

    @property
    def missed(self) -> str:
        """Why a step that may take cached runs took none, in words; empty where none was asked."""
        if not self.cache_miss:
            return ""
        first, *members = self.cache_miss
        words = MISSES.get(first)
        if words is None:
            return f"{', '.join(self.cache_miss)} changed"
        return words.format(" and ".join(members))

    def known_argument(self, keys: Sequence[str | int]) -> Value | None:
        """The resolved argument at the end of some keys; None where nobody gave what it holds."""
        found: Any = self.request
        for key in keys:
            is_there = isinstance(found, dict) and key in found
            if not is_there and not (isinstance(found, list) and key in range(len(found))):
                return None
            found = found[key]
        if missing_in(found):
            return None
        value = plain(found)
        return Value(value, type_of_json(value), (), None, sources_in(found))

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
        tree = self.answer()
        marks = made_up_in(tree) if self.marks is None else self.marks
        told = {"response": plain(tree), "made_up": list(marks)}
        return {key: told[key] if key in told else getattr(self, key) for key in STEP}

    @classmethod
    def from_json(cls, value: Any) -> StepRun:
        """A step from its JSON form, which is known to be one."""
        response, key = dict(value["response"]), value.get("cache_key")
        return cls(
            **{member: value[member] for member in STEP if member in cls._fields},
            request=dict(value["arguments"]),
            answer=lambda: response,
            marks=tuple(value.get("made_up", ())),
            key=lambda: key,
        )


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
