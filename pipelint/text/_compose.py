"""From YAML text to JSON values with their lines, by the core schema of YAML 1.2."""

from __future__ import annotations

import yaml

from pipelint.errors import PipelintError
from pipelint.records import NamedTuple
from pipelint.text._core_schema import resolve
from pipelint.text._json import MAX_DEPTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, NoReturn

    from pipelint.text._core_schema import Scalar
    from pipelint.text._source import Source

#: A text with aliases can stand for more values than there is memory for.
_MOST_VALUES = 1_000_000
_CORE = "tag:yaml.org,2002:"
_SCALARS = {"int": int, "float": float, "bool": bool, "null": type(None)}


class Node(NamedTuple):
    """A value with the line of its entry, and the nodes inside: by key, by index.

    `size` counts the values in it, aliases written out; `height` the levels of collections.
    """

    value: Any
    line: int
    children: Mapping[str | int, Node]
    size: int = 1
    height: int = 0


def compose(source: Source) -> Node | None:
    """The root of a YAML text, None of one without any document.

    Integer keys are text, as in the JSON that the YAML stands for.

    Raises:
        PipelintError: the text is no YAML, or uses of it what JSON has not.
    """
    # The loader in C is ten times as fast; both read the same language.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(source, yaml.parse(source.text, Loader=loader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = None if mark is None else mark.index
        if at is not None and source.text[at : at + 1] == "\t":
            _refuse(source, at, "a tab stands where only blanks may: indent with blanks")
        context = f" {error.context}" if error.context else ""
        _refuse(source, at, f"{error.problem}{context}")
    except yaml.reader.ReaderError as error:
        # Its own position counts bytes or characters, as the loader has it.
        code = error.character
        _refuse(source, source.text.find(chr(code)), f"character U+{code:04X} is not allowed")
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The loader in Python, of an escape beyond Unicode.
        _refuse(source, None, str(error))


def _refuse(source: Source, at: int | None, message: str) -> NoReturn:
    line = "" if at is None else f"{source.position(at).line}:"
    raise PipelintError(f"{source.name}:{line} {message}") from None


class _Composer:
    """Builds the nodes of one text from the events of the parser."""

    __slots__ = ("anchors", "depth", "events", "source")

    def __init__(self, source: Source, events: Iterator[Any]) -> None:
        self.source = source
        self.events = events
        # None while the value that the anchor names is not complete.
        self.anchors: dict[str, Node | None] = {}
        self.depth = 0

    def document(self) -> Node | None:
        root = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self.refuse(event, "a second document begins: expected one in a file")
                root = self.node(next(self.events))
        return root

    def node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            found = Node(self.scalar(event), self.line(event), {})
        else:
            found = self.collection(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = found
        return found

    def alias(self, event: Any) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            inside = event.anchor in self.anchors
            fault = "stands inside what it means" if inside else "has no anchor before it"
            self.refuse(event, f"alias '*{event.anchor}' {fault}")
        if self.depth + found.height > MAX_DEPTH:
            self.refuse_depth(event)
        return found._replace(line=self.line(event))

    def collection(self, event: Any) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.refuse_depth(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        found = self.mapping(event) if is_mapping else self.sequence(event)
        self.depth -= 1
        inside = found.children.values()
        size = 1 + sum(child.size for child in inside)
        if size > _MOST_VALUES:
            self.refuse(event, f"with its aliases this stands for more than {_MOST_VALUES} values")
        return found._replace(size=size, height=1 + max((c.height for c in inside), default=0))

    def sequence(self, event: Any) -> Node:
        self.check_tag(event, "seq")
        found: list[Node] = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(inner))
        return Node([each.value for each in found], self.line(event), dict(enumerate(found)))

    def mapping(self, event: Any) -> Node:
        self.check_tag(event, "map")
        found: dict[str | int, Node] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key, line = self.key(inner), self.line(inner)
            if key in found:
                first = found[key].line
                self.refuse(inner, f"key '{key}' is given twice (first on line {first})")
            found[key] = self.node(next(self.events))._replace(line=line)
        values = {key: child.value for key, child in found.items()}
        return Node(values, self.line(event), found)

    def key(self, event: Any) -> str:
        value = self.node(event).value
        if value == "<<" and getattr(event, "implicit", None) == (True, False):
            self.refuse(event, "merge keys ('<<') are not part of YAML 1.2: write the members out")
        if type(value) is int:
            return str(value)
        if not isinstance(value, str):
            is_scalar = isinstance(event, yaml.ScalarEvent)
            remedy = f": write {event.value!r} in quotes" if is_scalar else ""
            self.refuse(event, f"a key must be text{remedy}")
        return value

    def scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if event.tag in ("!", _CORE + "str"):
            return text
        if event.tag is None:
            return self.resolve(event) if event.implicit[0] else text
        kind = _SCALARS.get(event.tag.removeprefix(_CORE))
        if kind is None or not event.tag.startswith(_CORE):
            self.refuse_tag(event)
        value = self.resolve(event)
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            self.refuse(event, f"{text!r} is not what its tag {_shown(event.tag)} says")
        return value

    def resolve(self, event: Any) -> Scalar:
        try:
            return resolve(event.value)
        except ValueError:
            self.refuse(event, f"an integer of {len(event.value)} digits cannot be read")

    def line(self, event: Any) -> int:
        # A mark's own line counts ends of lines that other programs do not see.
        return self.source.position(event.start_mark.index).line

    def check_tag(self, event: Any, kind: str) -> None:
        if event.tag not in (None, "!", _CORE + kind):
            self.refuse_tag(event)

    def refuse_tag(self, event: Any) -> NoReturn:
        self.refuse(event, f"tag {_shown(event.tag)} is not known: only those of JSON's types are")

    def refuse_depth(self, event: Any) -> NoReturn:
        self.refuse(event, f"the nesting is deeper than {MAX_DEPTH} levels")

    def refuse(self, event: Any, message: str) -> NoReturn:
        _refuse(self.source, event.start_mark.index, message)


def _shown(tag: str) -> str:
    return f"'!!{tag.removeprefix(_CORE)}'" if tag.startswith(_CORE) else f"'{tag}'"
