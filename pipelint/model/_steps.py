"""Steps and the branches that hold them."""

from __future__ import annotations

from pipelint.catalog import STEP_TYPES
from pipelint.model._elements import Condition, Dependency, Output, PropertyFile
from pipelint.model._node import Node, text_of
from pipelint.text import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from pipelint.catalog import Shape, StepType

    _Element = TypeVar("_Element", bound=Node)


class Step(Node):
    """A step, at the top level, in a branch or in the body of a ForEach.

    `type` is the text of its `Type`, `definition` what the catalog knows of it (None for an
    unknown type). `parent_step` is the Condition or ForEach step whose list holds it.
    """

    __slots__ = ("definition", "name", "parent_step", "type")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        super().__init__(value, shape, key, parent, step)
        self.parent_step = step
        self.step = self
        self.name: str | None = text_of(value, "Name")
        self.type: str | None = text_of(value, "Type")
        self.definition: StepType | None = STEP_TYPES.get(self.type or "")

    @property
    def lacking(self) -> Place:
        """Where a finding about a missing member points; the value of `Name` is marked."""
        return super().lacking if self.name is None else Place(self.path, at=(*self.path, "Name"))

    @property
    def label(self) -> str:
        """The step's name in quotes, or words for a step without one."""
        return "a step without a name" if self.name is None else f"'{self.name}'"

    @property
    def works(self) -> bool:
        """Whether it has a job or a call of its own; an unknown type is taken to have one."""
        return self.definition is None or self.definition.works

    @property
    def arguments(self) -> Node | None:
        """The `Arguments`."""
        return self.get("Arguments")

    @property
    def depends_on(self) -> tuple[Dependency, ...]:
        """The entries of `DependsOn` that can be read."""
        return self._elements("DependsOn", Dependency)

    @property
    def property_files(self) -> tuple[PropertyFile, ...]:
        """The entries of `PropertyFiles`."""
        return self._elements("PropertyFiles", PropertyFile)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The entries of `OutputParameters`."""
        return self._elements("OutputParameters", Output)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The branches of a Condition step: `IfSteps`, then `ElseSteps`, where present."""
        found = (self.get("Arguments", side) for side in ("IfSteps", "ElseSteps"))
        return tuple(branch for branch in found if isinstance(branch, Branch))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The ANDed conditions of a Condition step."""
        return self._elements("Conditions", Condition, self.arguments)

    @property
    def body(self) -> tuple[Step, ...]:
        """The steps in a ForEach's body."""
        return self._elements("ForEachBody", Step, self.arguments)

    @property
    def loop(self) -> Step | None:
        """The ForEach in whose body this step stands, the innermost; None outside of any."""
        inner: Step | None = self
        while inner is not None:
            if inner.parent is not None and inner.parent.key == "ForEachBody":
                return inner.parent_step
            inner = inner.parent_step
        return None

    @property
    def side(self) -> Branch | None:
        """The branch that this step stands in, directly."""
        return self.parent if isinstance(self.parent, Branch) else None

    def _elements(
        self, key: str, kind: type[_Element], holder: Node | None = None
    ) -> tuple[_Element, ...]:
        listed = (holder or self).get(key)
        return () if listed is None else tuple(e for e in listed.items if isinstance(e, kind))


class Branch(Node):
    """The `IfSteps` or `ElseSteps` of a Condition step."""

    __slots__ = ()

    @property
    def side(self) -> bool:
        """The outcome of the condition under which these steps run."""
        return self.key == "IfSteps"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this list."""
        return tuple(node for node in self.items if isinstance(node, Step))
