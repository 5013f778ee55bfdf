"""What a `Get` means: the parameter, variable or property behind its path."""

from __future__ import annotations

from typing import NamedTuple

from pipelint.analysis._types import declared_type, type_of_shape
from pipelint.catalog import EXECUTION_VARIABLES, shape
from pipelint.model import Expression, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from pipelint.analysis._facts import Facts
    from pipelint.analysis._types import Type
    from pipelint.catalog import Shape
    from pipelint.model import Node, Parameter, Segment, Step

    UnresolvedKind = Literal[
        "malformed",  # the text is no path
        "unknown-root",  # the text before the first dot is no namespace
        "unknown-parameter",
        "unknown-variable",  # of Execution or PipelineExperimentConfig
        "unknown-step",
        "out-of-scope",  # ForEach.CurrentItem or IterationOutput elsewhere
        "whole-step",  # Steps.X without a property
        "unreadable-step",  # a step type without properties
        "unknown-property",  # no such member of the response
        "member-of-scalar",  # an accessor after a scalar
        "accessor-kind",  # an index, a name or a member where the shape has another
        "index-out-of-range",
        "unknown-element",  # a list element by name that the step does not declare
        "unknown-key",  # a map entry that the step does not give
        "unknown-output",  # OutputParameters['x'] that is not declared
        "nested-output",  # a path into an output
        "property-file",  # PropertyFiles outside of JsonGet, or something else in it
        "unknown-property-file",
    ]


class Unresolved(NamedTuple):
    """Why a reference cannot be resolved, and at which accessor.

    `known` holds the names that would be right there, in the order of their declaration.
    """

    kind: UnresolvedKind
    segment: Segment | None = None
    known: tuple[str, ...] = ()
    shape: Shape | None = None


class Resolution(NamedTuple):
    """The meaning of a reference.

    `target` is the parameter or step, where there is exactly one of the name; `type` is `Any`
    for everything that cannot be known; `shape` is that of the property.
    """

    type: Type
    target: Parameter | Step | None = None
    shape: Shape | None = None
    fault: Unresolved | None = None


_UNKNOWN = Resolution("Any")
_EXPERIMENT_MEMBERS = ("ExperimentName", "TrialName")


def resolve(reference: Reference, facts: Facts) -> Resolution:
    """The meaning of a reference; a path that means nothing has a fault and type `Any`."""
    if reference.get_path.fault is not None:
        return _failed("malformed")
    root = reference.root
    if reference.in_property_file and root != "Steps":
        return _failed("property-file")
    if root == "Steps":
        return _step(reference, facts)
    if root == "Parameters":
        return _parameter(reference, facts)
    if root == "Execution":
        return _variable(reference, EXECUTION_VARIABLES)
    if root == "PipelineExperimentConfig":
        return _variable(reference, _EXPERIMENT_MEMBERS)
    if root == "ForEach":
        return _current_item(reference)
    if root == "IterationOutput":
        return _UNKNOWN if reference.key == "Field" else _failed("out-of-scope")
    return _failed("unknown-root")


def _failed(
    kind: UnresolvedKind, segment: Segment | None = None, known: Iterable[str] = ()
) -> Resolution:
    return Resolution("Any", fault=Unresolved(kind, segment, tuple(known)))


def _parameter(reference: Reference, facts: Facts) -> Resolution:
    name = reference.get_path.name
    if name is None:
        return _failed("malformed")
    if reference.segments:
        return _failed("member-of-scalar", reference.segments[0])
    if name.text in facts.ambiguous_parameters:
        return _UNKNOWN
    parameter = facts.parameters.get(name.text)
    if parameter is None:
        return _failed("unknown-parameter", name, facts.parameters)
    return Resolution(declared_type(parameter.type), parameter)


def _variable(reference: Reference, known: Sequence[str]) -> Resolution:
    name = reference.get_path.name
    if name is None or name.text not in known:
        return _failed("unknown-variable", name, known)
    if reference.segments:
        return _failed("member-of-scalar", reference.segments[0])
    return Resolution("String")


def _current_item(reference: Reference) -> Resolution:
    if reference.name != "CurrentItem":
        return _failed("unknown-variable", reference.get_path.name, ("CurrentItem",))
    return _UNKNOWN if _in_body(reference.step) else _failed("out-of-scope")


def _in_body(step: Step | None) -> bool:
    while step is not None:
        if step.parent is not None and step.parent.key == "ForEachBody":
            return True
        step = step.parent_step
    return False


def _step(reference: Reference, facts: Facts) -> Resolution:
    name = reference.get_path.name
    if name is None:
        return _failed("malformed")
    if name.text in facts.ambiguous_steps:
        return _UNKNOWN
    step = facts.steps.get(name.text)
    if step is None:
        return _failed("unknown-step", name, facts.steps)
    return _property(reference, step)._replace(target=step)


def _property(reference: Reference, step: Step) -> Resolution:
    segments = reference.segments
    is_file = bool(segments) and segments[0].text == "PropertyFiles"
    if reference.in_property_file or is_file:
        return _property_file(reference, step, is_file)
    if step.definition is None:
        return _UNKNOWN
    if not step.definition.readable:
        return _failed("unreadable-step", reference.get_path.name)
    if not segments:
        return _failed("whole-step", reference.get_path.name)
    return Walk(step).resolve(segments)


def _property_file(reference: Reference, step: Step, is_file: bool) -> Resolution:
    segments = reference.segments
    if not (reference.in_property_file and is_file):
        return _failed("property-file", segments[0] if segments else reference.get_path.name)
    if step.definition is None:
        return _UNKNOWN
    names = tuple(file.name for file in step.property_files if file.name is not None)
    if len(segments) == 2 and segments[1].text in names:
        return _UNKNOWN
    wrong = segments[1] if len(segments) == 2 else None
    if wrong is None:
        return _failed("property-file", segments[-1])
    return _failed("unknown-property-file", wrong, names)


class Walk:
    """The way along a path through the response shapes of one step.

    Beside it goes the step's own request: where the response repeats it, the names of list
    elements, the keys of maps and the lengths of lists are known from the definition.
    """

    __slots__ = ("echo", "echoes", "step")

    def __init__(self, step: Step) -> None:
        self.step = step
        #: The part of the request that the response repeats here; None where not given.
        self.echo: Node | None = step.arguments
        #: Whether the response repeats the request here at all.
        self.echoes = step.arguments is not None and not isinstance(step.arguments, Expression)

    def resolve(self, segments: Sequence[Segment]) -> Resolution:
        """The meaning of `Steps.<this step>` followed by the accessors."""
        definition = self.step.definition
        assert definition is not None
        first = segments[0]
        if first.text == "OutputParameters" and first.text in definition.roots:
            return self._output(segments)
        if first.text in ("IterationOutputs", "Selected") and first.text in definition.roots:
            return self._iteration(segments)
        roots = definition.roots
        if first.text in roots:
            self.echoes = False
            return self._through(shape(roots[first.text]), segments[1:])
        responses = [shape(name) for name in definition.properties]
        for response in responses:
            inner = response.member(first.text) if first.kind == "member" else None
            if inner is not None:
                self._descend(first)
                return self._through(inner, segments[1:])
        known = (*roots, *(member for response in responses for member in response.members))
        return _failed("unknown-property", first, known)

    def _through(self, inner: Shape, segments: Sequence[Segment]) -> Resolution:
        for segment in segments:
            if inner.kind == "any" or inner.open:
                return Resolution(type_of_shape(inner) if inner.kind == "string" else "Any")
            fault = self._fault(inner, segment)
            if fault is not None:
                return Resolution("Any", shape=inner, fault=fault)
            inner = _child(inner, segment)
            self._descend(segment)
        return Resolution(type_of_shape(inner), shape=inner)

    def _descend(self, segment: Segment) -> None:
        if not self.echoes or self.echo is None:
            return
        arguments = self.echo
        if segment.kind == "member":
            self.echoes = arguments.shape.member(segment.text) is not None
            self.echo = arguments.get(segment.text)
        elif segment.kind == "index":
            self.echo = arguments.get(int(segment.text))
        else:
            self.echo = _entry(arguments, segment.text)
        if isinstance(self.echo, Expression):
            self.echoes = False

    def _fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        if here.kind == "structure":
            if segment.kind != "member":
                return Unresolved("accessor-kind", segment, tuple(here.members), here)
            if here.member(segment.text) is None:
                return Unresolved("unknown-property", segment, tuple(here.members), here)
            return None
        if here.kind == "map":
            if segment.kind != "key":
                return Unresolved("accessor-kind", segment, (), here)
            return self._map_fault(here, segment)
        if here.kind == "list":
            if segment.kind == "member":
                return Unresolved("accessor-kind", segment, (), here)
            return self._list_fault(here, segment)
        return Unresolved("member-of-scalar", segment, (), here)

    def _map_fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        if not self.echoes or (self.echo is not None and not isinstance(self.echo.value, dict)):
            return None
        keys = () if self.echo is None else tuple(map(str, self.echo.children))
        return None if segment.text in keys else Unresolved("unknown-key", segment, keys, here)

    def _list_fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        if not self.echoes or (self.echo is not None and not isinstance(self.echo.value, list)):
            return self._summary_fault(here, segment)
        elements = () if self.echo is None else self.echo.items
        if segment.kind == "index":
            if int(segment.text) < len(elements):
                return None
            return Unresolved("index-out-of-range", segment, (str(len(elements)),), here)
        if here.natural is None:
            return None
        names = [element.literal(here.natural.member) for element in elements]
        if segment.text in names or not all(isinstance(name, str) for name in names):
            return None
        known = tuple(str(name) for name in names)
        return Unresolved("unknown-element", segment, known, here)

    def _summary_fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        # "At most the top 50 versions are available", and no more than jobs are run.
        # https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html
        if here.name != "HyperParameterTrainingJobSummaries" or segment.kind != "index":
            return None
        if self.step.type != "Tuning":
            return None
        limits = ("HyperParameterTuningJobConfig", "ResourceLimits", "MaxNumberOfTrainingJobs")
        jobs = None if self.step.arguments is None else self.step.arguments.literal(*limits)
        count = min(jobs, 50) if isinstance(jobs, int) else 50
        if int(segment.text) < count:
            return None
        return Unresolved("index-out-of-range", segment, (str(count),), here)

    def _output(self, segments: Sequence[Segment]) -> Resolution:
        outputs = {output.name: output for output in self.step.outputs if output.name is not None}
        if len(segments) < 2:
            return _failed("unknown-output", segments[0], outputs)
        if segments[1].kind != "key":
            fault = Unresolved("accessor-kind", segments[1], tuple(outputs))
            return Resolution("Any", fault=fault)
        output = outputs.get(segments[1].text)
        if output is None:
            return _failed("unknown-output", segments[1], outputs)
        if len(segments) > 2:
            return _failed("nested-output", segments[2])
        return Resolution(declared_type(output.type))

    def _iteration(self, segments: Sequence[Segment]) -> Resolution:
        """`IterationOutputs[i].<body step>.<path>` and `Selected.<path>` of a ForEach."""
        bodies = {step.name: step for step in self.step.body if step.name is not None}
        rest = segments[1:]
        if segments[0].text == "Selected":
            body = self._selected(bodies)
        else:
            if not rest or rest[0].kind != "index":
                return _failed("accessor-kind", segments[0])
            if len(rest) < 2:
                return _failed("whole-step", rest[0], bodies)
            body, rest = bodies.get(rest[1].text), rest[1:]
            if body is None:
                return _failed("unknown-step", rest[0], bodies)
            rest = rest[1:]
        if body is None or body.definition is None:
            return _UNKNOWN
        if not rest:
            return _failed("whole-step", segments[-1])
        return Walk(body).resolve(rest)

    def _selected(self, bodies: dict[str, Step]) -> Step | None:
        field = self.step.get("Arguments", "Selector", "Field")
        return bodies.get(field.name or "") if isinstance(field, Reference) else None


def _child(here: Shape, segment: Segment) -> Shape:
    inner = here.member(segment.text) if here.kind == "structure" else here.item
    assert inner is not None
    return inner


def _entry(holder: Node, name: str) -> Node | None:
    """The entry of a map, or the element of a list that has the name."""
    natural = holder.shape.natural
    if natural is None:
        return holder.get(name)
    return next((e for e in holder.items if e.literal(natural.member) == name), None)
