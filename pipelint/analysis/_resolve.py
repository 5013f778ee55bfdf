"""What a `Get` means: the parameter, variable or property behind its path."""

from __future__ import annotations

from pipelint.analysis._property import Walk
from pipelint.analysis._resolution import UNKNOWN, Resolution, failed
from pipelint.catalog import EXECUTION_VARIABLES, GET_ROOTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.analysis._facts import Facts
    from pipelint.model import Reference, Segment, Step

_EXPERIMENT_MEMBERS = ("ExperimentName", "TrialName")


def resolve(reference: Reference, facts: Facts) -> Resolution:
    """The meaning of a reference; a path that means nothing has a fault and type `Any`."""
    path, root = reference.get_path, reference.root
    if root not in GET_ROOTS:
        return failed("unknown-root", known=GET_ROOTS)
    if path.fault is not None:
        return failed("malformed")
    if path.name is None:
        return failed("unnamed", path.segments[0] if path.segments else None)
    if reference.in_property_file and root != "Steps":
        return failed("property-file")
    if root == "Steps":
        return _step(reference, path.name, facts)
    if root == "Parameters":
        return _parameter(reference, path.name, facts)
    if root == "Execution":
        return _variable(reference, path.name, EXECUTION_VARIABLES)
    if root == "PipelineExperimentConfig":
        return _variable(reference, path.name, _EXPERIMENT_MEMBERS)
    if root == "ForEach":
        return _current_item(reference, path.name)
    return _iteration_output(reference, path.name)


def _parameter(reference: Reference, name: Segment, facts: Facts) -> Resolution:
    if name.text in facts.ambiguous_parameters:
        return UNKNOWN
    parameter = facts.parameters.get(name.text)
    if parameter is None:
        return failed("unknown-parameter", name, facts.parameters)
    if reference.segments:
        fault = failed("member-of-scalar", reference.segments[0])
        return fault._replace(target=parameter)
    return Resolution(parameter.kind, parameter)


def _variable(reference: Reference, name: Segment, known: Sequence[str]) -> Resolution:
    if name.text not in known:
        return failed("unknown-variable", name, known)
    if reference.segments:
        return failed("member-of-scalar", reference.segments[0])
    return Resolution("String")


def _current_item(reference: Reference, name: Segment) -> Resolution:
    if name.text != "CurrentItem":
        return failed("unknown-variable", name, ("CurrentItem",))
    step = reference.step
    return failed("out-of-scope") if step is None or step.loop is None else UNKNOWN


def _iteration_output(reference: Reference, name: Segment) -> Resolution:
    """`IterationOutput.<body step>.<path>`, which only the field of a selector may hold."""
    step = reference.step
    if step is None or step.get("Arguments", "Selector", "Field") is not reference:
        return failed("out-of-scope")
    bodies = {body.name: body for body in step.body if body.name is not None}
    body = bodies.get(name.text)
    if body is None:
        return failed("unknown-step", name, bodies)
    return _property(body, name, reference.segments)


def _step(reference: Reference, name: Segment, facts: Facts) -> Resolution:
    if name.text in facts.ambiguous_steps:
        return UNKNOWN
    step = facts.steps.get(name.text)
    if step is None:
        return failed("unknown-step", name, facts.steps)
    segments = reference.segments
    is_file = bool(segments) and segments[0].text == "PropertyFiles"
    if reference.in_property_file or is_file:
        found = _property_file(reference, step, is_file)
    else:
        found = _property(step, name, segments)
    return found._replace(target=step)


def _property(step: Step, name: Segment, segments: Sequence[Segment]) -> Resolution:
    if step.definition is None:
        return UNKNOWN
    if not step.definition.readable:
        return failed("unreadable-step", name)
    if not segments:
        return failed("whole-step", name)
    return Walk(step).resolve(segments)


def _property_file(reference: Reference, step: Step, is_file: bool) -> Resolution:
    segments = reference.segments
    if not (reference.in_property_file and is_file) or len(segments) < 2:
        return failed("property-file", segments[0] if segments else reference.get_path.name)
    if step.definition is None:
        return UNKNOWN
    names = tuple(file.name for file in step.property_files if file.name is not None)
    if segments[1].kind != "member":
        return failed("accessor-kind", segments[1], names)
    # A name may hold dots: all that follows `PropertyFiles.` is meant as one.
    start, end = segments[1].start, len(reference.text)
    wanted = segments[1]._replace(text=reference.text[start:end], end=end)
    if wanted.text in names:
        return UNKNOWN
    return failed("unknown-property-file", wanted, names)
