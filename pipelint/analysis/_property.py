"""The way of a property path through the response of a step."""

from __future__ import annotations

from pipelint.analysis._resolution import UNKNOWN, Resolution, Unresolved, failed
from pipelint.analysis._types import type_of_shape
from pipelint.catalog import shape
from pipelint.model import Expression, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelint.catalog import Shape
    from pipelint.model import Node, Segment, Step

#: Lists and maps to which the service adds what the request does not hold.
FILLED_IN = frozenset(
    {
        "CollectionConfigurations",
        "DebugRuleConfigurations",
        "MetricDefinitionList",
        "ProfilerRuleConfigurations",
    }
)
#: Where a response repeats its request under another name: of a step type and a first member, the
#: members of the request.
#: https://docs.aws.amazon.com/emr/latest/APIReference/API_Step.html
ELSEWHERE = {
    ("EMR", "Config"): ("StepConfig", "HadoopJarStep"),
    ("EMR", "ActionOnFailure"): ("StepConfig", "ActionOnFailure"),
    ("EMRServerless", "jobRun"): ("JobConfig",),
}
#: Where the names of the entities stand whose ARNs a Lineage step offers.
_LINEAGE = {
    "ActionArns": ("Actions", "ActionName"),
    "ArtifactArns": ("Artifacts", "ArtifactName"),
    "ContextArns": ("Contexts", "ContextName"),
}


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
        first = segments[0]
        inner = self._first_shape(first.text)
        if inner is None:
            return failed("unknown-property", first, self._first_members())
        if first.kind != "member":
            return failed("accessor-kind", first, self._first_members())
        if inner.name == "OutputParameterValues":
            return self._output(segments)
        if inner.name == "IterationOutputs":
            return self._iteration(segments)
        if inner.name == "SelectedOutput":
            return self._selected(segments)
        if first.text in _LINEAGE and inner.name == "LineageArns":
            return self._lineage(inner, segments)
        elsewhere = ELSEWHERE.get((self.step.type or "", first.text))
        if elsewhere is None:
            self._descend(inner, first)
        else:
            self.echo = self.step.get("Arguments", *elsewhere)
            self.echoes = self.echo is not None and not isinstance(self.echo, Expression)
        return self._through(inner, segments[1:])

    def _first_shape(self, member: str) -> Shape | None:
        definition = self.step.definition
        assert definition is not None
        if member in definition.roots:
            return shape(definition.roots[member]) if self._has_root(member) else None
        shapes = (shape(name).member(member) for name in definition.properties)
        return next((inner for inner in shapes if inner is not None), None)

    def _first_members(self) -> tuple[str, ...]:
        """What a path of this step may begin with."""
        definition = self.step.definition
        assert definition is not None
        members = (member for name in definition.properties for member in shape(name).members)
        return (*filter(self._has_root, definition.roots), *members)

    def _has_root(self, member: str) -> bool:
        # A ForEach has a selected output if it has a selector.
        return member != "Selected" or self.step.get("Arguments", "Selector") is not None

    def _through(self, here: Shape, segments: Iterable[Segment]) -> Resolution:
        unconfirmed = None
        for segment in segments:
            if here.kind == "any" or here.open:
                return Resolution(type_of_shape(here) if here.kind == "string" else "Any")
            if segment.kind == "key" and here.natural and not here.natural.confirmed:
                unconfirmed = segment
            fault = self._fault(here, segment)
            if fault is not None:
                return Resolution("Any", shape=here, fault=fault)
            inner = here.member(segment.text) if here.kind == "structure" else here.item
            assert inner is not None
            here = inner
            self._descend(here, segment)
        return Resolution(type_of_shape(here), shape=here, unconfirmed=unconfirmed)

    def _descend(self, inner: Shape, segment: Segment) -> None:
        """Follow a segment that leads to `inner` in the request as well."""
        if not self.echoes or self.echo is None:
            return
        holder = self.echo
        if segment.kind == "member":
            self.echoes = holder.shape.member(segment.text) is not None
            self.echo = holder.get(segment.text)
        elif segment.kind == "index":
            self.echo = holder.get(int(segment.text))
        else:
            self.echo = _entry(holder, segment.text)
        # A structure that is not given may be made by the service, outputs never are.
        made = self.echo is None and inner.kind == "structure" and self.step.type != "Processing"
        if made or isinstance(self.echo, Expression) or inner.name in FILLED_IN:
            self.echoes = False

    def _fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        if here.kind == "structure":
            if here.member(segment.text) is None:
                return Unresolved("unknown-property", segment, tuple(here.members), here)
            fits = segment.kind == "member"
            return None if fits else Unresolved("accessor-kind", segment, tuple(here.members), here)
        if here.kind == "map":
            if segment.kind != "key":
                return Unresolved("accessor-kind", segment, (), here)
            return self._map_fault(here, segment)
        if here.kind == "list":
            if segment.kind == "member" or (segment.kind == "key" and here.natural is None):
                return Unresolved("accessor-kind", segment, self._names(here) or (), here)
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
        if segment.kind == "index":
            count = 0 if self.echo is None else len(self.echo.items)
            return _range_fault(here, segment, count)
        names = self._names(here)
        if names is None or segment.text in names:
            return None
        return Unresolved("unknown-element", segment, names, here)

    def _names(self, here: Shape) -> tuple[str, ...] | None:
        """The names of a list's elements; None where not all are known."""
        if here.natural is None or not self.echoes:
            return None
        elements = () if self.echo is None else self.echo.items
        return _texts(element.literal(here.natural.member) for element in elements)

    def _summary_fault(self, here: Shape, segment: Segment) -> Unresolved | None:
        # "At most the top 50 versions are available", and no more than jobs are run.
        # https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html
        if here.name != "HyperParameterTrainingJobSummaries" or segment.kind != "index":
            return None
        limits = ("HyperParameterTuningJobConfig", "ResourceLimits", "MaxNumberOfTrainingJobs")
        jobs = None if self.step.arguments is None else self.step.arguments.literal(*limits)
        count = min(jobs, 50) if isinstance(jobs, int) and jobs > 0 else 50
        return _range_fault(here, segment, count)

    def _output(self, segments: Sequence[Segment]) -> Resolution:
        outputs = {output.name: output for output in self.step.outputs if output.name is not None}
        known = tuple(outputs)
        if len(segments) < 2:
            return failed("unknown-output", segments[0], known)
        if segments[1].kind != "key":
            return failed("accessor-kind", segments[1], known)
        output = outputs.get(segments[1].text)
        if output is None:
            # An output may be named by an expression.
            if any(entry.name is None for entry in self.step.outputs):
                return UNKNOWN
            return failed("unknown-output", segments[1], known)
        if len(segments) > 2:
            return failed("nested-output", segments[2])
        return Resolution(output.kind)

    def _lineage(self, arns: Shape, segments: Sequence[Segment]) -> Resolution:
        given, self.echoes = self.echoes, False
        found = self._through(arns, segments[1:])
        entities, member = _LINEAGE[segments[0].text]
        listed = self.step.get("Arguments", entities)
        names = _texts(e.literal(member) for e in (() if listed is None else listed.items))
        if not given or found.fault is not None or len(segments) < 2 or names is None:
            return found
        known = segments[1].text in names
        return found if known else failed("unknown-key", segments[1], names, arns)

    def _iteration(self, segments: Sequence[Segment]) -> Resolution:
        """`IterationOutputs[i].<body step>.<path>` of a ForEach."""
        bodies = self._bodies()
        if len(segments) < 2:
            return failed("whole-step", segments[0], bodies)
        if segments[1].kind != "index":
            return failed("accessor-kind", segments[1])
        items = self.step.get("Arguments", "IterableItems")
        if items is not None and isinstance(items.value, list):
            here = shape("IterationOutputs")
            fault = _range_fault(here, segments[1], len(items.value))
            if fault is not None:
                return Resolution("Any", shape=here, fault=fault)
        if len(segments) < 3:
            return failed("whole-step", segments[1], bodies)
        body = bodies.get(segments[2].text)
        if body is None:
            return failed("unknown-step", segments[2], bodies)
        return _of_body(body, segments[2], segments[3:])

    def _selected(self, segments: Sequence[Segment]) -> Resolution:
        """`Selected.<path>` of a ForEach: of the body step that its selector names."""
        field = self.step.get("Arguments", "Selector", "Field")
        if not isinstance(field, Reference):
            return UNKNOWN
        body = self._bodies().get(field.name or "")
        return UNKNOWN if body is None else _of_body(body, segments[0], segments[1:])

    def _bodies(self) -> dict[str, Step]:
        return {step.name: step for step in self.step.body if step.name is not None}


def property_of(step: Step, segments: Sequence[Segment]) -> Resolution:
    """The meaning of at least one accessor after `Steps.<step>`."""
    is_known = step.definition is not None and step.definition.readable
    return Walk(step).resolve(segments) if is_known else UNKNOWN


def _of_body(body: Step, name: Segment, segments: Sequence[Segment]) -> Resolution:
    if body.definition is None:
        return UNKNOWN
    if not body.definition.readable:
        return failed("unreadable-step", name)
    return Walk(body).resolve(segments) if segments else failed("whole-step", name)


def _range_fault(here: Shape, segment: Segment, count: int) -> Unresolved | None:
    if int(segment.text) < count:
        return None
    return Unresolved("index-out-of-range", segment, (str(count),), here)


def _texts(names: Iterable[object]) -> tuple[str, ...] | None:
    """The names where all are literal texts, else None."""
    found = tuple(names)
    return tuple(map(str, found)) if all(isinstance(name, str) for name in found) else None


def _entry(holder: Node, name: str) -> Node | None:
    """The entry of a map, or the element of a list that has the name."""
    natural = holder.shape.natural
    if natural is None:
        return holder.get(name)
    return next((e for e in holder.items if e.literal(natural.member) == name), None)
