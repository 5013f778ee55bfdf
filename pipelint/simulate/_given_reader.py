"""What is given of the outside world, read from a mapping and held against a definition."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from pipelint.analysis import as_type, json_name
from pipelint.catalog import EXECUTION_VARIABLES, JOB_VARIABLES
from pipelint.catalog import shape as shape_named
from pipelint.model import Join, JsonGet
from pipelint.simulate._child_names import child_named
from pipelint.simulate._data import as_json
from pipelint.simulate._errors import InputFault
from pipelint.simulate._given import Entry, Given
from pipelint.simulate._given_tree import tree_of, unknown
from pipelint.simulate._identity import time_fault
from pipelint.simulate._items import beyond_items
from pipelint.simulate._policies import ALWAYS_FAILS, Failure
from pipelint.simulate._repeated import names_never_read
from pipelint.simulate._shapes import first_shape, response_members
from pipelint.simulate._value import Value
from pipelint.simulate._words import kind_in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeGuard

    from pipelint.analysis import Facts
    from pipelint.model import Node, Step
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

#: What can be given of a step.
_ENTRY = tuple(field for field in Entry._fields if field not in ("root", "said"))
_VARIABLES = tuple(name for name in EXECUTION_VARIABLES if name not in JOB_VARIABLES)
#: Seconds of an attempt: many such steps in a row end before the calendar does.
_LONGEST = 10 * 365 * 24 * 60 * 60
#: How the exception types begin that retry policies name.
_RETRIED = ("sagemaker.", "step.")
_OUTPUT_TYPES = {"String": str, "Integer": int, "Float": float, "Boolean": bool}


class _Reader:
    """Reads what is given for one definition; what does not fit is in `faults`."""

    def __init__(self, facts: Facts, lenient: bool) -> None:
        self.facts = facts
        self.lenient = lenient
        self.faults: list[InputFault] = []

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(InputFault(path, message))

    def unfit(self, fault: InputFault) -> None:
        """Note what the API does not know, which leniently may be there."""
        if not self.lenient:
            self.faults.append(fault)

    def mapping(self, value: object, path: Path) -> Mapping[Any, Any]:
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.fault(path, f"is {json_name(value)}, not a mapping")
        return {}

    def known(
        self, value: object, path: Path, names: Iterable[str], what: str
    ) -> Mapping[str, Any]:
        """A mapping without the keys that are not known."""
        read, known = self.mapping(value, path), tuple(names)
        for key in read:
            if key not in known:
                self.fault((*path, key), unknown(key, known, what))
        return {key: read[key] for key in read if key in known}

    def read(self, value: object) -> Given:
        top = self.known(value, (), Given._fields, "an entry of what is given")
        steps = self.steps(top.get("steps"), ("steps",))
        objects = self.objects(top.get("s3"), ("s3",))
        return Given(
            parameters=dict(self.mapping(top.get("parameters"), ("parameters",))),
            steps={
                name: self.entry(entry, self.facts.steps[name], ("steps", name))
                for name, entry in steps.items()
            },
            s3=objects,
            execution=self.execution(top.get("execution")),
        )

    def steps(self, value: object, path: Path) -> Mapping[str, Any]:
        read, known = self.mapping(value, path), self.facts.steps
        for key in read:
            if key not in known:
                message = self.iteration_hint(str(key))
                self.fault(
                    (*path, key), message or unknown(key, known, "a step of this definition")
                )
        return {key: read[key] for key in read if key in known}

    def iteration_hint(self, name: str) -> str | None:
        """Where the entry of a ForEach's child is given; None for another name."""
        child = child_named(name, self.facts)
        if child is None:
            return None
        entry = (
            f"{child.loop.name}: {{iterations: {{{child.iteration}: {{{child.body.name}: …}}}}}}"
        )
        return f"is an iteration of a step, not a step: write '{entry}'"

    def objects(self, value: object, path: Path) -> Mapping[str, Any]:
        found: Mapping[Any, Any] = self.contents(self.mapping(value, path), path)
        others = [uri for uri in found if not str(uri).startswith("s3://")]
        if others and (self.lenient or not _reads_s3_alone(self.facts)):
            # A key of Python may be no text.
            others = [uri for uri in others if not isinstance(uri, str)]
        for uri in others:
            self.fault((*path, str(uri)), "is no URI: expected 's3://bucket/key'")
        return found

    def data(self, value: object, path: Path) -> Any:
        return as_json(value, path, self.faults.append)

    def is_json(self, value: object, path: Path) -> bool:
        before = len(self.faults)
        self.data(value, path)
        return len(self.faults) == before

    def contents(self, files: Mapping[str, Any], path: Path) -> dict[str, Any]:
        return {name: self.data(content, (*path, name)) for name, content in files.items()}

    def execution(self, value: object) -> dict[str, str]:
        path = ("execution",)
        read = self.known(value, path, _VARIABLES, "an execution variable")
        for name, text in read.items():
            if not isinstance(text, str):
                self.fault((*path, name), f"is {json_name(text)}, not a string")
            elif name == "StartDateTime" and (fault := time_fault(text)) is not None:
                self.fault((*path, name), fault)
        return {name: text for name, text in read.items() if isinstance(text, str)}

    def entry(self, value: object, step: Step, root: Path) -> Entry:
        allowed = [key for key in _ENTRY if _has(step, key)]
        read = self.known(value, root, _ENTRY, "an entry of a step")
        for key in read:
            if key not in allowed:
                self.fault((*root, key), f"a {step.type} step has no '{key}'")
        read = {key: read[key] for key in read if key in allowed}
        if read.get("fails") == "always" and read.get("stops") is True:
            self.fault((*root, "stops"), "is said beside 'fails: always': it can end one way only")
        return Entry(
            root=root,
            property_files=self.files(read.get("property_files"), step, (*root, "property_files")),
            properties=self.properties(read.get("properties"), step, (*root, "properties")),
            outputs=self.outputs(read.get("outputs"), step, (*root, "outputs")),
            result=self.result(read, step, root),
            fails=self.failures(read.get("fails", ()), (*root, "fails")),
            duration=self.duration(read.get("duration"), (*root, "duration")),
            stops=self.flag(read.get("stops", False), (*root, "stops")),
            iterations=self.iterations(read.get("iterations"), step, (*root, "iterations")),
            said=tuple(read),
        )

    def files(self, value: object, step: Step, path: Path) -> Mapping[str, Any]:
        if step.definition is None:
            return self.contents(self.mapping(value, path), path)
        names = [file.name for file in step.property_files if file.name is not None]
        files = self.known(value, path, names, f"a property file of '{step.name}'")
        return self.contents(files, path)

    def outputs(self, value: object, step: Step, path: Path) -> Mapping[str, Value]:
        declared = {output.name: output for output in step.outputs if output.name is not None}
        if any(output.name is None for output in step.outputs):  # an expression names it
            read = self.mapping(value, path)
        else:
            read = self.known(value, path, declared, f"an output of '{step.name}'")
        found = {}
        for name, output in read.items():
            sound = self.is_json(output, (*path, name))
            kind = declared[name].kind if name in declared else "Any"
            if sound and not _is_output(output, kind):
                message = f"is {kind_in_words(output)}, '{name}' is declared as '{kind}'"
                self.unfit(InputFault((*path, name), message))
            found[name] = Value(as_type(output, kind), kind, (), (*path, name))
        return found

    def result(self, read: Mapping[str, Any], step: Step, root: Path) -> tuple[Any, ...]:
        if "result" not in read:
            return ()
        if step.type != "Training":
            message = "only a step made of a function, of type Training, has a result"
            self.fault((*root, "result"), message)
        return (self.data(read["result"], (*root, "result")),)

    def failures(self, value: object, path: Path) -> tuple[Failure, ...]:
        if value == "always":
            return ALWAYS_FAILS
        if not isinstance(value, (list, tuple)):
            self.fault(path, "is neither 'always' nor a list of failing attempts")
            return ()
        return tuple(self.failure(each, (*path, index)) for index, each in enumerate(value))

    def failure(self, value: object, path: Path) -> Failure:
        if isinstance(value, str):
            self.exception_type(value, path)
            return Failure(value or ALWAYS_FAILS[0].type)
        read = self.known(value, path, ("type", "reason"), "a member of a failing attempt")
        self.exception_type(read.get("type"), (*path, "type"))
        for key, text in read.items():
            if not isinstance(text, str):
                self.fault((*path, key), f"is {json_name(text)}, not a string")
        return Failure(str(read.get("type") or ALWAYS_FAILS[0].type), read.get("reason") or None)

    def exception_type(self, value: object, path: Path) -> None:
        """Of the types that policies name all are known; a job may fail by any other as well."""
        known = shape_named("RetryExceptionType").enum or ()
        if isinstance(value, str) and value not in known and value.lower().startswith(_RETRIED):
            self.fault(path, unknown(value, sorted(known), "an exception type"))

    def duration(self, value: object, path: Path) -> float | None:
        if value is None:
            return None
        if not _is_finite(value) or value < 0:
            self.fault(path, "is no number of seconds")
            return None
        if value > _LONGEST:
            self.fault(path, f"is longer than ten years: expected at most {_LONGEST} seconds")
            return None
        return float(value)

    def flag(self, value: object, path: Path) -> bool:
        if not isinstance(value, bool):
            self.fault(path, f"is {json_name(value)}, not true or false")
        return value is True

    def iterations(
        self, value: object, step: Step, path: Path
    ) -> Mapping[int, Mapping[str, Entry]]:
        bodies = {body.name: body for body in step.body if body.name is not None}
        found: dict[int, Mapping[str, Entry]] = {}
        for key, entries in self.mapping(value, path).items():
            text = str(key)
            where = (*path, int(text) if text.isdecimal() else text)
            if not text.isdecimal():
                self.fault(where, "is no iteration: they are counted from 0")
                continue
            beyond = beyond_items(int(text), step)
            if beyond is not None:
                self.fault(where, beyond)
            read = self.known(entries, where, bodies, f"a step in the body of '{step.name}'")
            found[int(text)] = {
                name: self.entry(entry, bodies[name], (*where, name))
                for name, entry in read.items()
            }
        return found

    def properties(self, value: object, step: Step, path: Path) -> Mapping[str, Tree]:
        found = {}
        for member, inner in self.mapping(value, path).items():
            where = (*path, member)
            shape = first_shape(step, member)
            if shape is None:
                if step.definition is not None:
                    self.unfit(InputFault(where, _no_property(member, step)))
                shape = shape_named("Any")
            if self.is_json(inner, where):
                found[member] = tree_of(self.data(inner, where), shape, where, self.unfit)
                if not self.lenient:
                    self.faults += names_never_read(found[member], shape, where, len(path), step)
        return found


def read_world(value: object, facts: Facts, *, lenient: bool) -> tuple[Given, list[InputFault]]:
    """What is given, and what of it does not fit the definition.

    Leniently a response may have members and types that the API does not know.
    """
    reader = _Reader(facts, lenient)
    return reader.read(value), reader.faults


def read_entry(
    value: object, step: Step, root: Path, facts: Facts, *, lenient: bool
) -> tuple[Entry, list[InputFault]]:
    """What is given of one step, as a fake says it."""
    reader = _Reader(facts, lenient)
    return reader.entry(value, step, root), reader.faults


def _reads_s3_alone(facts: Facts) -> bool:
    """Whether each URI that a file is read by begins with the scheme, whatever is given."""
    uris = (node.s3_uri for node in facts.index[JsonGet])
    return all(_head(uri).startswith("s3:") for uri in uris if uri is not None)


def _head(uri: Node) -> str:
    """The literal text at the beginning of a URI, empty where there is none."""
    first = uri.parts[0] if isinstance(uri, Join) and uri.parts else uri
    return first.value if isinstance(first.value, str) else ""


def _has(step: Step, key: str) -> bool:
    """Whether a member can be given of a step: of one that does not work, of its body alone."""
    return step.type == "ForEach" if key == "iterations" else step.works


def _no_property(member: object, step: Step) -> str:
    if member == "OutputParameters":
        return "is given as 'outputs', beside 'properties'"
    return unknown(member, response_members(step), f"a property of '{step.name}'")


def _is_finite(value: object) -> TypeGuard[float]:
    """Whether it is a number, and one that a Float can be."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= sys.float_info.max


def _is_output(value: object, kind: str) -> bool:
    if kind == "Float":
        return _is_finite(value)
    wanted = _OUTPUT_TYPES.get(kind)
    return wanted is None or type(value) is wanted
