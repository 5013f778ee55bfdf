"""The items of a ForEach: the list that says how many iterations there are, and what is in it."""

from __future__ import annotations

import json

from pipelint.analysis import type_of_json
from pipelint.simulate._conditions import UndecidedError
from pipelint.simulate._paths import put
from pipelint.simulate._plausible import of_type
from pipelint.simulate._value import UnresolvedError, Value, missing_in, plain
from pipelint.simulate._words import in_words
from pipelint.text import json_in, pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from pipelint.analysis import Facts, Type
    from pipelint.model import Parameter, Reference, Step
    from pipelint.simulate._run import Run
    from pipelint.simulate._scope import RunScope
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

#: Iterations of a ForEach: the most that the language allows.
MOST_ITEMS = 100


def items(run: Run, scope: RunScope) -> list[Tree]:
    """The elements of `IterableItems`, which is a list or a text that holds one in JSON.

    Raises:
        UndecidedError: something in it was made up.
        UnresolvedError: there is no list.
    """
    node = run.step.get("Arguments", "IterableItems")
    if run.plan.items is None or node is None:
        raise UnresolvedError("a ForEach has no 'IterableItems'")
    tree = run.plan.items(scope)
    where = pointer(node.path)
    missing = missing_items(tree, where)
    if missing:
        raise UndecidedError(missing)
    found = tree.value if type(tree) is Value else tree
    if isinstance(found, str):
        found = _read(found, where)
    if not isinstance(found, list):
        raise UnresolvedError(f"'IterableItems' is no list: {in_words(plain(found))}", where)
    if type(tree) is Value:
        return [Value(each, type_of_json(each), (), None, tree.sources) for each in found]
    return found


def missing_items(tree: Tree, where: str) -> list[tuple[str, Path]]:
    """What nobody gave of the items, each with the pointer of its element if they are listed."""
    if type(tree) is not list:
        return [(where, path) for path in missing_in(tree)]
    elements = enumerate(tree)
    return [(f"{where}/{at}", path) for at, each in elements for path in missing_in(each)]


def made_item(loop: Step, facts: Facts, made: Callable[[Type, Sequence[Reference]], Any]) -> Any:
    """An item with all that the body of a ForEach reads of it, each made of its type and its uses.

    What is read for places of several types is of the narrowest.
    """
    uses: dict[Path, list[Reference]] = {}
    for use in facts.references_to("ForEach"):
        if use.step is not None and use.step.loop is loop:
            uses.setdefault(tuple(segment.key for segment in use.segments), []).append(use)
    whole = uses.pop((), [])
    found: dict[str, Any] = {}
    for keys, those in uses.items():
        put(found, keys, made(_narrowest(those, facts), those))
    return found or made(_narrowest(whole, facts), whole)


def _narrowest(uses: Iterable[Reference], facts: Facts) -> Type:
    kinds = [kind for use in uses if (kind := facts.expected(use)) not in ("String", "Any")]
    return "Integer" if "Integer" in kinds else next(iter(kinds), "String")


def sample_item(loop: Step, facts: Facts) -> Any:
    """The plainest of these items."""
    return made_item(loop, facts, lambda kind, _: of_type(kind, "a"))


def sample_list(loop: Step, facts: Facts) -> str:
    """The JSON of as many of these items as are asked for, at least one."""
    return json.dumps([sample_item(loop, facts)] * sample_size(loop, facts))


def sample_size(loop: Step, facts: Facts) -> int:
    """As many items as are asked for, at least one."""
    return max(1, least_items(loop, facts))


def loop_over(parameter: Parameter, facts: Facts) -> Step | None:
    """The ForEach that iterates over a parameter."""
    uses = facts.uses.get(parameter, ())
    return next((use.step for use in uses if use.key == "IterableItems"), None)


def least_items(loop: Step, facts: Facts) -> int:
    """As many items as other steps read iterations of."""
    counts = (_count(use, loop) for use in facts.references_to("Steps"))
    return min(max(counts, default=0), MOST_ITEMS)


def _count(use: Reference, loop: Step) -> int:
    """How many iterations there have to be for a reference."""
    if use.name != loop.name or not use.segments:
        return 0
    first, *rest = use.segments
    if first.text == "IterationOutputs" and rest and rest[0].kind == "index":
        return int(rest[0].text) + 1
    return int(first.text == "Selected")


def beyond_items(index: int, loop: Step) -> str | None:
    """Why a ForEach has no iteration of an index; None where it may have, by its definition."""
    node = loop.get("Arguments", "IterableItems")
    if node is None or not isinstance(node.value, list):
        return None
    return beyond_count(index, len(node.value), loop)


def beyond_count(index: int, count: int, loop: Step) -> str | None:
    """Why a ForEach of so many items has no iteration of an index; None where it has."""
    if index < count:
        return None
    if not count:
        return f"'{loop.name}' has no items"
    return f"'{loop.name}' has no such item: the last is number {count - 1}, counted from 0"


def _read(text: str, where: str) -> Any:
    try:
        return json_in(text)
    except ValueError:
        raise UnresolvedError(f"'IterableItems' is no JSON list: {in_words(text)}", where) from None
