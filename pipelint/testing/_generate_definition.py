"""Whole definitions: lists of steps, their branches and bodies."""

from __future__ import annotations

import json

from pipelint.catalog import NOT_IN_FOR_EACH
from pipelint.testing._generate_conditions import conditions
from pipelint.testing._generate_draft import Draft, Made, Site, Supply
from pipelint.testing._generate_expressions import get, number, text
from pipelint.testing._generate_policies import extras, with_listed
from pipelint.testing._generate_services import MAKERS as SERVICES
from pipelint.testing._generate_services import cleanable
from pipelint.testing._generate_steps import MAKERS as JOBS
from pipelint.testing._generate_steps import Content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAKERS = {**JOBS, **SERVICES}
#: What may come next, more often what others read or what decides; the first is the simplest.
_KINDS = (
    *("Lambda", "Lambda", "Fail", "Callback", "Model", "Training", "Training", "Processing"),
    *("Processing", "Processing", "Condition", "Condition", "Condition", "Condition"),
    *("Condition", "ForEach", "ForEach", "function", "function", *_MAKERS),
)
#: One of so many times a list of steps ends.
_ENDS, _BRANCH_ENDS = 9, 2
_LONGEST_BODY = 2
_ITEM_TYPES = ("String", "Integer", "Float", "Boolean", "String")
#: What an item that is an object has.
_MEMBERS = (("s", "String"), ("in.n", "Integer"), ("in['f g'][0]", "Float"))


def definition(draft: Draft, max_steps: int) -> dict[str, Any]:
    """A definition of at least one step."""
    steps = _Steps(draft, max_steps)
    listed = [steps.step(Site(draft, frozenset()))]
    listed += steps.some(frozenset(), _ENDS)
    return {
        "Version": "2020-12-01",
        "Metadata": {},
        "Parameters": list(draft.parameters.values()),
        "Steps": _turned(draft, listed),
    }


def _turned(draft: Draft, listed: list[Any]) -> list[Any]:
    """The steps in another order, which has no meaning."""
    if len(listed) < 2:
        return listed
    at = draft.below(4)
    return listed[::-1] if at == 3 else listed[at:] + listed[:at]


class _Steps:
    """Makes steps, at most so many."""

    def __init__(self, draft: Draft, limit: int) -> None:
        self.draft = draft
        self.left = limit

    def some(self, needs: frozenset[tuple[str, bool]], ends: int) -> list[Any]:
        """Steps behind some outcomes, perhaps none."""
        listed: list[Any] = []
        while self.left > 0 and self.draft.below(ends):
            listed.append(self.step(Site(self.draft, needs)))
        return listed

    def step(self, site: Site) -> dict[str, Any]:
        """A step and all that stands in it."""
        self.left -= 1
        kind = self._kind(site)
        if kind == "Condition":
            return self._condition(site)
        if kind == "ForEach":
            return self._for_each(site)
        return _plain(site, kind)

    def _kind(self, site: Site) -> str:
        kind = self.draft.pick(_KINDS)
        if kind in NOT_IN_FOR_EACH and site.group is not None:
            return "Lambda"
        if kind == "Condition" and site.needs and not self.draft.nested:
            return "Lambda"
        return "Training" if kind == "ForEach" and not self.left else kind

    def _condition(self, site: Site) -> dict[str, Any]:
        name = self.draft.name("Check")
        beside = extras(site, "Condition")
        listed = conditions(site)
        self.draft.compared[name] = site.taken
        needs = site.needs
        _make(site, name, "Condition", Content({}))
        outcome = get(f"Steps.{name}.Outcome")
        self.draft.supplies.append(Supply(outcome, "Boolean", name, needs))
        branches = {
            key: _turned(self.draft, self.some(needs | {(name, side)}, _BRANCH_ENDS))
            for key, side in (("IfSteps", True), ("ElseSteps", False))
        }
        whole = {"Name": name, "Type": "Condition", "Arguments": {"Conditions": listed, **branches}}
        return with_listed(site, {**whole, **beside})

    def _for_each(self, site: Site) -> dict[str, Any]:
        name = self.draft.name("Each")
        beside = extras(site, "ForEach")
        kind = self.draft.pick(_ITEM_TYPES)
        items, count = _items(site, kind)
        own = Site(self.draft, site.needs, name)
        self._offer_item(name, kind, items)
        before = len(self.draft.supplies)
        body, needs = self._body(own)
        site.needs |= needs
        left_out = _optional(body) if self.draft.clean else set()
        offered = [each for each in self.draft.supplies[before:] if each.step not in left_out]
        arguments = {"IterableItems": items, "MaxConcurrency": 1 + self.draft.below(3)}
        selector = _selector(self.draft, offered) if count else None
        if selector is not None:
            arguments["Selector"] = selector
        whole = {"Name": name, "Type": "ForEach", "Arguments": {**arguments, "ForEachBody": body}}
        _make(site, name, "ForEach", Content({}))
        self._offer_iterations(site, name, offered, selector, count)
        return with_listed(site, {**whole, **beside})

    def _body(self, site: Site) -> tuple[list[Any], frozenset[tuple[str, bool]]]:
        body: list[Any] = []
        needs = site.needs
        while not body or (len(body) < _LONGEST_BODY and self.left > 0 and self.draft.below(3) > 1):
            own = Site(self.draft, needs, site.group)
            body.append(self.step(own))
            needs |= own.needs
        return body, needs

    def _offer_item(self, name: str, kind: str, items: Any) -> None:
        item = get("ForEach.CurrentItem")
        offered = [(item, kind)]
        if isinstance(items, dict) and self.draft.below(2):
            items["Get"] = self.draft.parameter("objects", self.draft.below(2)).expression["Get"]
            offered = [(get(f"ForEach.CurrentItem.{path}"), of) for path, of in _MEMBERS]
        self.draft.supplies.extend(Supply(each, of, group=name) for each, of in offered)

    def _offer_iterations(
        self, site: Site, name: str, offered: list[Supply], selector: Any, count: int
    ) -> None:
        status = get(f"Steps.{name}.Status")
        failed = get(f"Steps.{name}.FailedStepCount")
        supplies = self.draft.supplies
        supplies.append(Supply(status, "String", name, site.needs, site.group, kept=True))
        supplies.append(Supply(failed, "Integer", name, site.needs, site.group, kept=True))
        chosen = "" if selector is None else selector["Field"]["Get"].split(".")[1]
        for supply in offered if count else ():
            path = supply.expression.get("Get", "").removeprefix("Steps.")
            if not path or supply.step is None or supply.group != name:
                continue
            step, _, rest = path.partition(".")
            paths = [f"IterationOutputs[{count - 1}].{path}"]
            paths += [f"Selected.{rest}"] if step == chosen else []
            for each in paths:
                expression = get(f"Steps.{name}.{each}")
                supplies.append(Supply(expression, supply.type, name, site.needs, site.group))


def _optional(body: list[Any]) -> set[str]:
    """The steps that run only in an iteration in which another one of the body goes wrong."""
    names = {step["Name"] for step in body}
    found: set[str] = set()
    for step in body:
        entries = step.get("DependsOn", ())
        others = (each for each in entries if type(each) is dict and each["Step"] in names)
        late = any(each["Trigger"] in ("Failed", "Stopped") for each in others)
        written = json.dumps([step["Arguments"], entries])
        if late or any(f'"{name}"' in written or f"Steps.{name}." in written for name in found):
            found.add(step["Name"])
    return found


def _items(site: Site, kind: str) -> tuple[Any, int]:
    """The items of a ForEach, and how many there are; 0 where a start decides that."""
    draft = site.draft
    form = draft.below(4)
    if form == 3 and kind == "String":
        return draft.parameter("items", draft.below(2)).expression, 0
    count = 1 + form
    if kind == "String":
        return [text(site) for _ in range(count)], count
    # A supply of Integers may stand in a list of Floats; a Boolean is read, or false.
    return [number(site, kind) for _ in range(count)], count


def _selector(draft: Draft, offered: list[Supply]) -> Any:
    """What selects an iteration, if anything does: something with an order."""
    fields = [
        supply
        for supply in offered
        if supply.step is not None and "Get" in supply.expression and supply.type != "Boolean"
    ]
    if not fields or not draft.below(2):
        return None
    path = draft.pick(fields).expression["Get"].removeprefix("Steps.")
    return {"Pick": draft.pick(("MaxBy", "MinBy")), "Field": get(f"IterationOutput.{path}")}


def _plain(site: Site, kind: str) -> dict[str, Any]:
    beside = extras(site, "Training" if kind == "function" else kind)
    if kind == "Cleanup" and not cleanable(site):
        kind = "Model"
    kind_type = "Training" if kind == "function" else kind
    name = site.draft.name(kind_type if kind != "function" else "fit")
    made = _MAKERS[kind](site, name)
    _make(site, name, kind_type, made)
    head = {"Name": name, "Type": kind_type, "Arguments": made.arguments}
    return with_listed(site, {**head, **made.members, **beside})


def _make(site: Site, name: str, kind: str, made: Content) -> None:
    """Let later steps wait for a step, and read what it offers."""
    draft = site.draft
    draft.made.append(Made(name, kind, site.needs, site.group))
    draft.supplies.extend(
        Supply(each.expression, each.type, name, site.needs, site.group, each.kept, each.listed)
        for each in made.offers
    )
