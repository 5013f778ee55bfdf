"""What an expression of a step sees of the execution."""

from __future__ import annotations

from pipelint.analysis import type_of_json
from pipelint.catalog import JOB_VARIABLES
from pipelint.simulate._files import File, follow
from pipelint.simulate._jobs import job_name
from pipelint.simulate._template import expression
from pipelint.simulate._value import UnresolvedError, Value, missing_in, plain, sources_in
from pipelint.text import json_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.model import Segment
    from pipelint.simulate._given import Given
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._plan import Plans
    from pipelint.simulate._run import Group, Run
    from pipelint.text import Path


class Outside:
    """What all steps of an execution see: its parameters, who it is, what is given."""

    __slots__ = ("clock", "given", "identity", "made_up", "parameters", "plans")

    def __init__(
        self,
        plans: Plans,
        parameters: Mapping[str, Value],
        given: Given,
        identity: Identity,
        clock: Callable[[], float],
    ) -> None:
        self.plans = plans
        self.parameters = parameters
        self.given = given
        self.identity = identity
        self.clock = clock
        #: What was made up and read, by its path in `given`.
        self.made_up: dict[Path, Any] = {}

    def with_parameter(self, name: str, value: Value) -> Outside:
        """The same with another value of a parameter."""
        parameters = {**self.parameters, name: value}
        other = Outside(self.plans, parameters, self.given, self.identity, self.clock)
        other.made_up.update(self.made_up)
        return other

    def noted(self, value: Value) -> Value:
        """The same value; one that was made up is remembered.

        A text does not take the place of a number: it may stand where any type does.
        """
        where, made = value.origin, value.value
        if value.missing and where is not None:
            known = self.made_up.get(where, made)
            is_vaguer = type(made) is str and type(known) is not str
            self.made_up[where] = known if is_vaguer else made
        return value


class RunScope:
    """The scope of a step; the contract is `Scope` of the templates."""

    __slots__ = ("body", "group", "outside", "run")

    def __init__(
        self, outside: Outside, run: Run, group: Group | None = None, body: Group | None = None
    ) -> None:
        self.outside = outside
        self.run = run
        self.group = group or run.group
        #: The iteration that a selector looks at.
        self.body = body

    @classmethod
    def of(cls, scope: RunScope) -> RunScope:
        """The same place of the execution."""
        return cls(scope.outside, scope.run, scope.group, scope.body)

    @property
    def _facts(self) -> Facts:
        return self.outside.plans.facts

    def parameter(self, name: str) -> Value:
        found = self.outside.parameters.get(name)
        if found is None:
            raise UnresolvedError(f"{{'Get': 'Parameters.{name}'}} is undefined.")
        return found

    def variable(self, name: str) -> Value:
        if name in JOB_VARIABLES:
            return self._job(name)
        found = self.outside.identity.variables.get(name)
        if found is not None:
            return self.outside.noted(found)
        if name != "CurrentDateTime":
            raise UnresolvedError(f"{{'Get': 'Execution.{name}'}} is undefined.")
        given = self.outside.given.execution.get(name)
        path = ("execution", name)
        if given is not None:
            return Value(given, "String", (), path)
        now = self.outside.identity.time(self.outside.clock())
        return self.outside.noted(Value(now, "String", (path,), path))

    def _job(self, name: str) -> Value:
        """The name of the job that this step is about to start."""
        if self.run.step.type != JOB_VARIABLES[name]:
            raise UnresolvedError(f"{{'Get': 'Execution.{name}'}} is undefined.")
        given = self.run.entry.properties.get(name)
        if type(given) is Value:
            return given
        node = self.run.step.get("Arguments", name)
        asked = {} if node is None else {name: expression(node, self._facts)(_Naming.of(self))}
        text = job_name(self.run.step, self.run.name, asked, self.outside.identity)
        path = (*self.run.entry.root, "properties", name)
        return self.outside.noted(Value(text, "String", (path,), path))

    def experiment(self, name: str) -> Value:
        found = self.outside.plans.experiment.get(name)
        if found is None:
            raise UnresolvedError(f"{{'Get': 'PipelineExperimentConfig.{name}'}} is undefined.")
        return found(_Experiment.of(self))

    def item(self, path: Path) -> Value:
        if self.group.owner is None:  # outside of any ForEach
            raise UnresolvedError("{'Get': 'ForEach.CurrentItem'} is undefined.")
        tree = self.group.item
        whole = plain(tree)
        if path and isinstance(whole, str):
            whole = _read_json(whole)
        found = follow(whole, path, ".".join(map(str, path)), "the item")
        return Value(found, type_of_json(found), missing_in(tree), None, sources_in(tree))

    def read(self, step: str, segments: tuple[Segment, ...]) -> Value:
        return self.outside.noted(self._run(step).read(segments))

    def _run(self, name: str) -> Run:
        step = self._facts.steps.get(name)
        group: Group | None = self.group
        while step is not None and group is not None:
            found = group.runs.get(step)
            if found is not None:
                return found
            group = group.outer
        raise UnresolvedError(f"{{'Get': 'Steps.{name}'}} is undefined.")

    def read_body(self, step: str, segments: tuple[Segment, ...]) -> Value:
        runs = () if self.body is None else self.body.runs.values()
        found = next((run for run in runs if run.plan.name == step), None)
        if found is None:
            raise UnresolvedError(f"{{'Get': 'IterationOutput.{step}'}} is undefined.")
        return self.outside.noted(found.read(segments))

    def noted(self, value: Value) -> Value:
        return self.outside.noted(value)

    def file(self, step: str, name: str) -> File:
        run = self._run(step)
        if run.status != "Succeeded":
            raise UnresolvedError(f"'{run.name}' did not succeed, so it has no property files")
        declared = [file.name for file in run.step.property_files]
        if run.step.definition is not None and name not in declared:
            raise UnresolvedError(f"'{run.name}' has no property file '{name}'")
        files = run.entry.property_files
        return File((*run.entry.root, "property_files", name), name in files, files.get(name))

    def result(self, step: str) -> File:
        run = self._run(step)
        if run.status != "Succeeded":
            raise UnresolvedError(f"'{run.name}' did not succeed, so it has no result")
        given = run.entry.result
        content = {"Result": given[0]} if given else None
        return File((*run.entry.root, "result"), bool(given), content, skipped=1)

    def object(self, uri: Value) -> File:
        if not isinstance(uri.value, str):
            raise UnresolvedError("the 'S3Uri' of a Std:JsonGet is no text")
        files = self.outside.given.s3
        # A property or a variable is made up as the same in every run, and is likely as a URI.
        outputs = tuple(path for path in uri.missing if path[-2:-1] == ("outputs",))
        return File(("s3", uri.value), uri.value in files, files.get(uri.value), outputs=outputs)


class _Naming(RunScope):
    """The scope of the name of a job, which cannot be made of itself."""

    __slots__ = ()

    def _job(self, name: str) -> Value:
        raise UnresolvedError(f"{{'Get': 'Execution.{name}'}} is undefined.")


class _Experiment(RunScope):
    """The scope of the members of `PipelineExperimentConfig`, which have no part in each other."""

    __slots__ = ()

    def experiment(self, name: str) -> Value:
        raise UnresolvedError(f"{{'Get': 'PipelineExperimentConfig.{name}'}} is undefined.")


def _read_json(text: str) -> object:
    """An item that is an object, written as text; another text is itself."""
    try:
        return json_in(text)
    except ValueError:
        return text
