"""Hypothesis strategies: whole definitions, and the inputs of their executions."""

from __future__ import annotations

from hypothesis import strategies as st

from pipelint.testing._generate_definition import definition as made
from pipelint.testing._generate_draft import Draft
from pipelint.testing._inputs import inputs_of
from pipelint.testing._troubles import merged, troubles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.targets import Definition

__all__ = ["definitions", "executions", "outcomes", "parameters"]


@st.composite
def definitions(
    draw: st.DrawFn, *, max_steps: int = 10, nested: bool = True, clean: bool = False
) -> dict[str, Any]:
    """Whole definitions without an error, of one step up to about `max_steps`.

    The linter may have warnings for them: with `nested`, Condition steps stand in branches of
    others. A `clean` one has no nested ones, and nothing else that the rules about references,
    types, dependencies, conditions and parameters warn of.
    """
    return made(Draft(draw, nested=nested and not clean, clean=clean), max_steps)


def parameters(definition: Definition) -> st.SearchStrategy[dict[str, Any]]:
    """The parameters of a start: all that have no default, and any of the others.

    Values are typed, and all places take them that the parameter gets to, as far as the API's
    model tells. Those come first that lie at, just below and just above what a condition compares
    them with; a String over which a ForEach iterates holds a JSON list, of as many items as steps
    read iterations.
    """
    known = inputs_of(definition.facts).parameters
    by_name = definition.facts.parameters
    wanted = {name: choice for name, choice in known.items() if by_name[name].default is None}
    others = {name: choice for name, choice in known.items() if name not in wanted}
    return st.fixed_dictionaries(wanted, optional=others)


@st.composite
def outcomes(
    draw: st.DrawFn,
    definition: Definition,
    *,
    parameters: Mapping[str, Any] | None = None,
    failures: bool = False,
) -> dict[str, Any]:
    """What the outside world may do: a `given` mapping with every value that decides.

    `parameters` are those of the start, on which the URIs of files may depend; values are given
    for others without a default. A value in a file has the type that its place, or the other
    operand, wants. With `failures` up to three steps fail at first or for good, stop, or take
    their time.
    """
    given = inputs_of(definition.facts).draw(draw, parameters or {})
    return merged(given, draw(troubles(definition.facts))) if failures else given


@st.composite
def executions(
    draw: st.DrawFn, definition: Definition, *, failures: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The inputs of one execution: its parameters, and what is given."""
    started = draw(parameters(definition))
    return started, draw(outcomes(definition, parameters=started, failures=failures))
