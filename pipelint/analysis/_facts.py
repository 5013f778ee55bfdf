"""What is known of a definition: computed on first use, shared by all rules."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from pipelint.analysis import _branches, _fit, _graph, _resolve, _types, _values
from pipelint.model import Join, JsonGet, Node, Parameter, Reference, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, TypeVar

    from pipelint.analysis._branches import Guard
    from pipelint.analysis._fit import Misfit, MisfitKind
    from pipelint.analysis._graph import Edge
    from pipelint.analysis._question import Scalar
    from pipelint.analysis._resolution import Resolution, UnresolvedKind
    from pipelint.analysis._types import Type
    from pipelint.model import Condition, Document, Index, Pipeline

    T = TypeVar("T")

#: Namespaces whose names mean something in some places only.
_SCOPED = frozenset(("ForEach", "IterationOutput"))


class Facts:
    """The analysis of one definition.

    `index` holds the elements by class, each list in file order.
    """

    def __init__(self, document: Document, index: Index) -> None:
        self.document = document
        self.index = index
        self._resolutions: dict[object, Resolution] = {}
        self._results: dict[tuple[Condition, ...], frozenset[bool]] = {}
        self._compatible: dict[frozenset[Guard], bool] = {frozenset(): True}
        self._made: dict[object, Any] = {}

    @property
    def pipeline(self) -> Pipeline | None:
        """The definition; None where the document is none."""
        return self.document.pipeline

    @property
    def nodes(self) -> Sequence[Node]:
        """All values of the definition, parents first, in file order."""
        return self.index[Node]

    def once(self, make: Callable[[Facts], T]) -> T:
        """What a function makes of these facts, made at the first call and kept with them.

        For what layers above know of a definition: it lives as long as the facts.
        """
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    # Names

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """The steps by name, in file order; a name that is given twice is left out."""
        return _once(self.index[Step])

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters by name, in file order; a name that is given twice is left out."""
        return _once(self.index[Parameter])

    @cached_property
    def ambiguous_steps(self) -> frozenset[str]:
        """The names that more than one step has."""
        return _repeated(self.index[Step])

    @cached_property
    def ambiguous_parameters(self) -> frozenset[str]:
        """The names that more than one parameter has."""
        return _repeated(self.index[Parameter])

    # References and types

    def resolution(self, reference: Reference) -> Resolution:
        """What a `Get` means, or why it means nothing."""
        # The same few texts stand all over a definition, and most mean the same everywhere.
        key = (
            reference if reference.root in _SCOPED else (reference.text, reference.in_property_file)
        )
        found = self._resolutions.get(key)
        if found is None:
            found = self._resolutions[key] = _resolve.resolve(reference, self)
        return found

    def references_to(self, root: str) -> Sequence[Reference]:
        """The references that begin with a namespace, in file order."""
        return self._by_root.get(root, ())

    @cached_property
    def _by_root(self) -> Mapping[str, Sequence[Reference]]:
        found: dict[str, list[Reference]] = {}
        for reference in self.index[Reference]:
            found.setdefault(reference.root, []).append(reference)
        return found

    @cached_property
    def _unresolved(self) -> Mapping[UnresolvedKind, Sequence[Reference]]:
        found: dict[UnresolvedKind, list[Reference]] = {}
        for reference in self.index[Reference]:
            fault = self.resolution(reference).fault
            if fault is not None:
                found.setdefault(fault.kind, []).append(reference)
        return found

    def unresolved(self, *kinds: UnresolvedKind) -> Sequence[Reference]:
        """The references that cannot be resolved for one of these reasons, by reason."""
        return [reference for kind in kinds for reference in self._unresolved.get(kind, ())]

    def steps_of(self, *types: str) -> Sequence[Step]:
        """The steps of these types, by type in file order."""
        return [step for kind in types for step in self._by_type.get(kind, ())]

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.index[Step]:
            if step.type is not None:
                found.setdefault(step.type, []).append(step)
        return found

    def type_of(self, node: Node) -> Type:
        """The static type of an expression or a literal; `Any` where it cannot be known."""
        if isinstance(node, Reference):
            return self.resolution(node).type
        if isinstance(node, Join):
            return "String"
        return "Any" if isinstance(node, JsonGet) else _types.type_of_json(node.value)

    def expected(self, node: Node) -> Type:
        """The type that the place of a value wants; `Any` where anything may stand."""
        return _types.type_of_shape(node.shape)

    def fits(self, expression: Node) -> bool:
        """Whether an expression's type fits the place it stands in, as far as both are known."""
        return _types.fits(self.type_of(expression), self.expected(expression))

    @cached_property
    def mistyped(self) -> Sequence[Node]:
        """The references and joins whose type does not fit their place, by class in file order."""
        typed = (*self.index[Reference], *self.index[Join])
        return [node for node in typed if node.shape.kind != "any" and not self.fits(node)]

    @cached_property
    def uses(self) -> Mapping[Parameter, tuple[Reference, ...]]:
        """The references to each parameter that has any, in file order."""
        found: dict[Parameter, list[Reference]] = {}
        for reference in self.index[Reference]:
            target = self.resolution(reference).target
            if isinstance(target, Parameter):
                found.setdefault(target, []).append(reference)
        return {parameter: tuple(references) for parameter, references in found.items()}

    # Values and shapes

    def values_of(self, node: Node) -> tuple[Scalar, ...] | None:
        """All values that an expression can have, None where they cannot be listed."""
        return _values.values_of(node, self)

    @cached_property
    def _misfits(self) -> Mapping[MisfitKind, Sequence[Misfit]]:
        found: dict[MisfitKind, list[Misfit]] = {}
        for misfit in (*_fit.misfits(self.index.walked), *_fit.through_parameters(self)):
            found.setdefault(misfit.kind, []).append(misfit)
        return found

    def misfits(self, kind: MisfitKind) -> Sequence[Misfit]:
        """The values that do not fit their place in this way, in file order."""
        return self._misfits.get(kind, ())

    # Graph

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Who waits for whom, between steps whose names are known."""
        return _graph.edges(self)

    @cached_property
    def incoming(self) -> Mapping[Step, Sequence[Edge]]:
        """The edges by the step that waits."""
        found: dict[Step, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    @cached_property
    def order(self) -> tuple[Step, ...]:
        """The steps in an order of the graph; those on a cycle or behind one are left out."""
        pairs = ((before, after) for before, after, _ in _graph.waits(self.edges))
        return tuple(_graph.order(self.index[Step], pairs))

    @cached_property
    def cycles(self) -> tuple[tuple[Edge, ...], ...]:
        """The cycles of the graph, each beginning with the edge to be changed."""
        steps = self.index[Step]
        acyclic = len(self.order) == len(steps)
        return () if acyclic else tuple(_graph.cycles(steps, self.edges))

    def runs_before(self, step: Step) -> frozenset[Step]:
        """The steps that are over when `step` starts, as far as the graph says."""
        found: set[Step] = set()
        pending = [step]
        while pending:
            for before in self._preceding.get(pending.pop(), ()):
                if before not in found:
                    found.add(before)
                    pending.append(before)
        return frozenset(found)

    @cached_property
    def _preceding(self) -> Mapping[Step, Sequence[Step]]:
        found: dict[Step, list[Step]] = {}
        for before, after, _ in _graph.waits(self.edges):
            found.setdefault(after, []).append(before)
        return found

    # Branches

    def branch(self, step: Step) -> tuple[Guard, ...]:
        """The conditions and sides that a step stands behind, the outermost first."""
        return _branches.guards(step)

    @cached_property
    def requirements(self) -> Mapping[Step, frozenset[Guard]]:
        """The outcomes that each step needs, directly or through what it waits for."""
        return _branches.requirements(self.order, self.incoming)

    def results(self, *conditions: Condition) -> frozenset[bool]:
        """The results that ANDed conditions can have, as far as that is known."""
        found = self._results.get(conditions)
        if found is None:
            found = self._results[conditions] = _values.results(conditions, self)
        return found

    def outcomes(self, step: Step) -> frozenset[bool]:
        """The outcomes that a Condition step can have."""
        return self._outcomes[step]

    @cached_property
    def _outcomes(self) -> Mapping[Step, frozenset[bool]]:
        return {
            step: _values.outcomes(step, self)
            for step in self.index[Step]
            if step.type == "Condition"
        }

    def never_runs(self, step: Step) -> bool:
        """Whether no execution can run the step."""
        needed = self.requirements.get(step, frozenset())
        return _branches.contradicts(needed) or not self.compatible(needed)

    def compatible(self, needed: frozenset[Guard]) -> bool:
        """Whether one execution can have all of these outcomes, by what conditions compare."""
        found = self._compatible.get(needed)
        if found is None:
            found = self._compatible[needed] = _values.compatible(needed, self)
        return found


def _once(elements: Iterable[Any]) -> dict[str, Any]:
    named = [element for element in elements if element.name is not None]
    counts = Counter(element.name for element in named)
    return {element.name: element for element in named if counts[element.name] == 1}


def _repeated(elements: Iterable[Any]) -> frozenset[str]:
    counts = Counter(element.name for element in elements)
    return frozenset(name for name, count in counts.items() if name is not None and count > 1)
