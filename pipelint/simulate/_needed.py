"""The inputs that a definition's decisions can need, whatever way an execution takes."""

from __future__ import annotations

import copy

from pipelint.analysis import as_type, type_of_json
from pipelint.model import JsonGet, Reference
from pipelint.records import NamedTuple
from pipelint.simulate._given_reader import read_world
from pipelint.simulate._identity import read_time
from pipelint.simulate._items import loop_over, missing_items, sample_list
from pipelint.simulate._parameters import supposed_value
from pipelint.simulate._paths import given_path, put
from pipelint.simulate._plausible import of_type
from pipelint.simulate._run import Run
from pipelint.simulate._samples import sample, sample_time
from pipelint.simulate._supposed import Supposed, tried
from pipelint.simulate._value import Value
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Literal

    from pipelint.analysis import Facts, Type
    from pipelint.model import Parameter
    from pipelint.simulate._conditions import Question
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

    InputUse = Literal["parameter", "operand", "items", "selector", "file"]


#: What the origin of a value begins with that a definition has itself; a literal has none.
_WRITTEN = ("default",)


class Input(NamedTuple):
    """Something that a person has to give, so that all branches are decided.

    `path` leads to its entry in `given`. `type` is `Any` where any scalar may stand. `use` tells
    what it decides: a `parameter` without a default, the `operand` of a condition, the `items` of
    a ForEach (a text that holds a JSON list) or the field of its `selector`; what decides nothing
    is read of the same `file` as something that does. `step` is the step that it decides in, None
    for a parameter and beside others in a file. `compared` are the values that conditions hold it
    against, in file order, or the EnumValues of a parameter; `written` are those that stand in the
    definition, as literals and defaults. `sample` is a value with which an execution goes on.
    """

    path: Path
    type: Type
    use: InputUse
    step: str | None
    pointer: str
    compared: tuple[Any, ...]
    sample: Any
    written: tuple[Any, ...] = ()

    @property
    def given(self) -> str:
        """The path as a person writes it."""
        return given_path(self.path)


def needed(
    facts: Facts,
    parameters: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
) -> tuple[Input, ...]:
    """The inputs that decide, each once: parameters without default, then by place of their use.

    Last come the files in S3, and what else is read of other files, which are given as a whole.
    The path of a file in S3 holds its URI, which may depend on the parameters, on what is given
    and on the samples of the others; what is given is not needed any more.
    """
    found = _needed(facts, parameters or {}, given or {})
    if _is_count_read(facts):
        found = _counted(found, facts, parameters or {}, given or {})
    if not any(node.s3_uri for node in facts.index[JsonGet]):
        return found
    # Their URIs are known where all else is.
    others = [each for each in found if each.path[0] != "s3"]
    objects = _needed(facts, parameters or {}, sample_given(others, given))
    return (*others, *(each for each in objects if each.path[0] == "s3"))


def _needed(
    facts: Facts, parameters: Mapping[str, Any], given: Mapping[str, Any]
) -> tuple[Input, ...]:
    found: dict[Path, Input] = {}
    world, _ = read_world(given, facts, lenient=True)
    started = {**world.parameters, **parameters}
    for each in _parameters(facts):
        if each.path[1] not in started:
            found[each.path] = each
    read: dict[Path, Any] = {}
    for outcome in (True, False) if _is_outcome_read(facts) else (True,):
        supposed = Supposed(facts, started, world, outcome=outcome)
        for each in _deciding(supposed):
            known = found.get(each.path)
            found[each.path] = each if known is None else _merged(known, each)
        read.update(supposed.outside.made_up)
    files = {file for path in found if (file := _file_of(path))}
    beside = [path for path in read if path not in found and _file_of(path) in files]
    return (*found.values(), *(_beside(path, read[path]) for path in beside))


def _is_count_read(facts: Facts) -> bool:
    """Whether something depends on how many items a ForEach has."""
    return any(
        use.segments and use.segments[0].text.endswith("Count")
        for use in facts.references_to("Steps")
        if (step := facts.steps.get(use.name or "")) is not None and step.type == "ForEach"
    )


def _counted(
    found: tuple[Input, ...], facts: Facts, parameters: Mapping[str, Any], given: Mapping[str, Any]
) -> tuple[Input, ...]:
    """The same with samples that suit as many items as the sample lists have."""
    world, _ = read_world(given, facts, lenient=True)
    runs = Supposed(facts, {**world.parameters, **parameters}, world).runs.values()
    unsaid = {path for run in runs if run.loop is not None for path in run.loop.missing}
    lists = [each for each in found if each.path in unsaid]
    if not lists:
        return found
    counted = _needed(facts, parameters, sample_given(lists, given))
    samples = {each.path: each.sample for each in counted}
    return tuple(each._replace(sample=samples.get(each.path, each.sample)) for each in found)


def _file_of(path: Path) -> Path:
    """The entry of the file that an input lies in, empty for other inputs."""
    if path[0] == "s3":
        return path[:2]
    if path[2:3] == ("property_files",):
        return path[:4]
    return path[:3] if path[2:3] == ("result",) else ()


def _beside(path: Path, made_up: object) -> Input:
    kind = _type_of(path, made_up)
    return Input(path, kind, "file", None, "", (), of_type(kind, "a"))


def _is_outcome_read(facts: Facts) -> bool:
    """Whether something may depend on how a condition comes out, beside what runs."""
    return any(
        use.segments and use.segments[0].text == "Outcome" for use in facts.references_to("Steps")
    )


def _merged(known: Input, other: Input) -> Input:
    """An input of two uses: it is told by the one that says more of its values."""
    if "items" in (known.use, other.use):
        return known if known.use == "items" else other
    if known.use == "selector" or (known.type == "Any" and other.type != "Any"):
        known, other = other, known
    compared = known.compared + tuple(v for v in other.compared if v not in known.compared)
    written = known.written + tuple(v for v in other.written if v not in known.written)
    return known._replace(compared=compared, written=written)


def sample_given(inputs: Iterable[Input], given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A `given` mapping with the sample of each input, beside what is given already."""
    found: dict[str, Any] = copy.deepcopy(dict(given or {}))
    for each in inputs:
        put(found, each.path, each.sample)
    return found


def _parameters(facts: Facts) -> Iterator[Input]:
    for name, parameter in facts.parameters.items():
        if parameter.default is None:
            yield Input(
                path=("parameters", name),
                type=parameter.kind,
                use="parameter",
                step=None,
                pointer=pointer(parameter.path),
                compared=tuple(entry.value for entry in parameter.enum_values),
                sample=_started(parameter, facts),
            )


def _started(parameter: Parameter, facts: Facts) -> Any:
    loop = None if parameter.enum_values else loop_over(parameter, facts)
    return supposed_value(parameter) if loop is None else sample_list(loop, facts)


def _deciding(supposed: Supposed) -> Iterator[Input]:
    for run in sorted(supposed.runs.values(), key=lambda run: run.key):
        plan = run.plan
        scope = supposed.scope(run)
        for question, wanted in _questions(plan.questions):
            operands = [
                (where, value)
                for where, evaluate in question.operands
                if type(value := tried(evaluate, scope)) is Value
            ]
            comparison = _Comparison(question.type, operands, wanted)
            yield from _operands(run.name, comparison, supposed)
        if plan.items is not None:
            yield from _items(run, tried(plan.items, scope), supposed)
        if plan.selector is not None:
            value = tried(plan.selector.field, scope)
            if type(value) is Value:
                yield from _selector(run.name, plan.selector.node, value, supposed)


def _questions(questions: Sequence[Question]) -> Iterator[tuple[Question, bool]]:
    """The conditions of a step, each with the result that helps to make the step's outcome true."""
    pending = [(question, True) for question in reversed(questions)]
    while pending:
        question, wanted = pending.pop()
        yield question, wanted
        inner = wanted is not (question.type == "Not")
        pending.extend((each, inner) for each in reversed(question.inner))


class _Comparison(NamedTuple):
    """The operands of one condition, each with its pointer, and the result that is wanted."""

    kind: str
    operands: Sequence[tuple[str, Value]]
    wanted: bool

    def samples(self, at: int, held: Sequence[Any]) -> list[Any]:
        """Values of the operand at a position with which the comparison comes out as wanted.

        The last may be a time, for an operand that takes no other text.
        """
        near = [sample(self.kind, each, is_left=at == 0, wanted=self.wanted) for each in held]
        if self.kind in ("In", "NotIn") and self.wanted is not (self.kind == "In"):
            near = [each for each in near if each not in held]
        texts = [each for each in held if isinstance(each, str)]
        times = [
            sample_time(self.kind, each, is_left=at == 0, wanted=self.wanted) for each in texts
        ]
        return [*near[:1], *times[:1]]


def _operands(step: str, comparison: _Comparison, supposed: Supposed) -> Iterator[Input]:
    """The inputs among the operands of one comparison; the first is held against each other."""
    operands = comparison.operands
    for at, (where, value) in enumerate(operands):
        others = operands[1:] if at == 0 else operands[:1]
        known = [other for _, other in others if not other.missing]
        compared = [other.value for other in known]
        written = [other.value for other in known if (other.origin or _WRITTEN)[0] in _WRITTEN]
        for path in value.missing:
            is_it = value.origin == path
            made_up = supposed.value(path)
            kind: Type = value.type if is_it else _type_of(path, made_up)
            held = tuple(compared) if is_it else ()
            if is_it and kind == "Any" and others:
                kind = others[0][1].type
            bounds = [as_type(each, kind) for each in held]
            near = [*comparison.samples(at, bounds), *bounds[:1]]
            samples = [each for each in near if _fits(each, kind)]
            samples.extend((*_uris(value, made_up), of_type(kind, "a"), made_up))
            chosen = supposed.taken(path, samples)
            yield Input(
                path=path,
                type=kind,
                use="operand",
                step=step,
                pointer=where,
                compared=held,
                sample=chosen,
                written=tuple(written) if is_it else (),
            )


def _uris(value: Value, made_up: object) -> list[str]:
    """A text with which the URI of a file begins as one does, for what it is made of."""
    where = value.origin or ()
    uri = str(where[1]) if where[:1] == ("s3",) else ""
    begins = uri.startswith(str(made_up)) and not uri.startswith("s3:")
    return [f"s3://pipelint/{made_up}"] if begins else []


def _selector(step: str, node: Reference, value: Value, supposed: Supposed) -> Iterator[Input]:
    for path in value.missing:
        made_up = supposed.value(path)
        kind: Type = value.type if value.origin == path else _type_of(path, made_up)
        chosen = supposed.taken(path, (of_type(kind, "a"), made_up))
        yield Input(
            path=path,
            type=kind,
            use="selector",
            step=step,
            pointer=pointer(node.path),
            compared=(),
            sample=chosen,
        )


def _type_of(path: Path, made_up: object) -> Type:
    """The type of what was made up for a part of a text, in which a time is text as well."""
    if not isinstance(made_up, str):
        return type_of_json(made_up)
    if _file_of(path):  # a text is made up where any type may stand
        return "Any"
    return "String" if read_time(made_up) is None else "Timestamp"


def _fits(value: object, kind: Type) -> bool:
    # JSON writes a time as text.
    return bool(type_of_json(value) == ("String" if kind == "Timestamp" else kind))


def _items(run: Run, tree: Tree, supposed: Supposed) -> Iterator[Input]:
    items = run.step.get("Arguments", "IterableItems")
    whole = "" if items is None else pointer(items.path)
    for where, path in missing_items(tree, whole):
        is_list = type(tree) is Value and tree.origin == path
        made_up = supposed.value(path)
        listed = sample_list(run.step, supposed.facts) if is_list else made_up
        yield Input(
            path=path,
            type=type_of_json(listed),
            use="items" if is_list else "operand",
            step=run.name,
            pointer=where,
            compared=(),
            sample=listed,
        )
