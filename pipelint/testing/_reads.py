"""The files that a definition reads by `Std:JsonGet`, and the types of what is in them."""

from __future__ import annotations

import json

from pipelint.analysis import SCALARS
from pipelint.model import Condition, JsonGet, Reference, parse_json_path
from pipelint.records import NamedTuple
from pipelint.simulate import function_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipelint.analysis import Facts, Type
    from pipelint.model import Node
    from pipelint.simulate import Input
    from pipelint.text import Path


class Read(NamedTuple):
    """A value in a file: the text of the source that names the file, and the keys to it."""

    file: str
    keys: Path


class Reads:
    """What is read of files, each with the type that its places and other operands want."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._nodes: dict[Read, list[JsonGet]] = {}
        for node in facts.index[JsonGet]:
            read = read_of(node)
            if read is not None:
                self._nodes.setdefault(read, []).append(node)
        self.types: Mapping[Read, Type] = dict(self._typed())

    def _typed(self) -> Iterator[tuple[Read, Type]]:
        """The reads that are compared with each other have one type, numbers if nothing says it."""
        for group in self._groups():
            known = [kind for read in group for kind in self._wanted(read)]
            kind: Type = "Float" if len(group) > 1 else "Any"
            if known:
                kind = "Integer" if "Integer" in known else known[0]
            yield from ((read, kind) for read in group)

    def _wanted(self, read: Read) -> Iterator[Type]:
        for node in self._nodes[read]:
            kinds = [
                self._facts.expected(node),
                *self._of_items(node),
                *(self._facts.type_of(each) for each in _partners(node)),
            ]
            yield from (kind for kind in kinds if kind in SCALARS)

    def _of_items(self, node: JsonGet) -> Iterator[Type]:
        """What the body of a ForEach wants of its item, for one of the items."""
        if node.parent is None or node.parent.key != "IterableItems":
            return
        for use in self._facts.references_to("ForEach"):
            if use.step is not None and use.step.loop is node.step and not use.segments:
                yield self._facts.expected(use)

    def _groups(self) -> list[set[Read]]:
        found: list[set[Read]] = []
        for read, nodes in self._nodes.items():
            others = (read_of(each) for node in nodes for each in _partners(node))
            group = {read, *(other for other in others if other is not None)}
            apart = [each for each in found if each.isdisjoint(group)]
            for each in found:
                if not each.isdisjoint(group):
                    group |= each
            found = [*apart, group]
        return found

    def files(self, inputs: Iterable[Input]) -> dict[Path, list[tuple[Path, Read]]]:
        """Of the files that inputs lie in all that is read, with the paths in `given`."""
        found: dict[Path, list[tuple[Path, Read]]] = {}
        for file, root, skipped in dict.fromkeys(self._roots(inputs)):
            known = found.setdefault(root, [])
            for read in self._nodes:
                entry = ((*root, *read.keys[skipped:]), read)
                if read.file == file and entry not in known:
                    known.append(entry)
        return found

    def _roots(self, inputs: Iterable[Input]) -> Iterator[tuple[str, Path, int]]:
        """The files that inputs lie in, each with its entry in `given`."""
        for each in inputs:
            for read, nodes in self._nodes.items():
                known = _root(each.path, read.keys)
                if known is not None and _is_of(nodes[0], known[0]):
                    yield (read.file, *known)


def _is_of(node: JsonGet, root: Path) -> bool:
    """Whether a function may read the file with this entry in `given`."""
    if root[0] == "s3":  # its URI may depend on anything
        return node.s3_uri is not None
    file = node.property_file
    if isinstance(file, Reference):
        return file.name == root[1] and root[3:] == (file.text[file.segments[1].start :],)
    return node.s3_uri is not None and function_of(node.s3_uri) == root[1]


def read_of(node: Node) -> Read | None:
    """What a `Std:JsonGet` reads; None for other values, and where that cannot be known."""
    if not isinstance(node, JsonGet) or node.file_path is None:
        return None
    text, source = node.file_path.value, node.property_file or node.s3_uri
    if not isinstance(text, str) or source is None:
        return None
    segments, fault = parse_json_path(text)
    if fault is not None:
        return None
    keys = tuple(segment.key for segment in segments)
    return Read(json.dumps(source.value, sort_keys=True), keys)


def _partners(node: Node) -> Iterator[Node]:
    """What an operand is compared with."""
    parent = node.parent
    if parent is not None and not isinstance(parent, Condition):
        parent = parent.parent  # a value in the list of an `In`
    if isinstance(parent, Condition) and node in parent.operands:
        first, *others = parent.operands
        yield from others if node is first else (first,)


def _root(path: Path, keys: Path) -> tuple[Path, int] | None:
    """The entry of a file in `given`, and how many keys are not written below it."""
    if path[0] == "s3":
        return (path[:2], 0) if path[2:] == keys else None
    for what, size, skipped in (("property_files", 4, 0), ("result", 3, 1)):
        if path[2:3] == (what,) and path[size:] == keys[skipped:]:
            return path[:size], skipped
    return None
