from __future__ import annotations

import json
import sys
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelint.analysis import Facts, waits
from pipelint.model import Step, read
from pipelint.text import Source

Json = dict[str, Any]


def facts_of(steps: list[Json]) -> Facts:
    text = json.dumps({"Version": "2020-12-01", "Steps": steps})
    return Facts(*read(Source.from_bytes(text.encode(), "definition.json")))


def step(name: str, *depends_on: object, reads: tuple[str, ...] = (), **keys: Any) -> Json:
    arguments: Json = {f"a{at}": {"Get": f"Steps.{each}.P"} for at, each in enumerate(reads)}
    made = {"Name": name, "Type": "Lambda", "Arguments": arguments, **keys}
    return {**made, "DependsOn": list(depends_on)} if depends_on else made


def condition(name: str, if_steps: list[Json], else_steps: list[Json], *depends_on: str) -> Json:
    arguments = {"Conditions": [], "IfSteps": if_steps, "ElseSteps": else_steps}
    return step(name, *depends_on, Type="Condition", Arguments=arguments)


def for_each(name: str, body: list[Json], *depends_on: str) -> Json:
    return step(name, *depends_on, Type="ForEach", Arguments={"ForEachBody": body})


def edges_of(facts: Facts) -> list[tuple[str | None, str | None, str, str | None]]:
    return [(e.source.name, e.target.name, e.kind, e.trigger) for e in facts.edges]


def names(steps: Any) -> list[str | None]:
    return [each.name for each in steps]


def cycles_of(facts: Facts) -> list[list[tuple[str | None, str | None]]]:
    return [[(edge.target.name, edge.source.name) for edge in cycle] for cycle in facts.cycles]


def test_an_entry_a_get_and_a_branch_are_edges() -> None:
    facts = facts_of(
        [
            step("A"),
            step("B", "A", {"Step": "A", "Trigger": "Any"}, reads=("A",)),
            condition("C", [step("D")], []),
            for_each("E", [step("F")]),
        ]
    )

    assert edges_of(facts) == [
        ("A", "B", "depends-on", "Completed"),
        ("A", "B", "depends-on", "Any"),
        ("A", "B", "reference", "Completed"),
        ("C", "D", "branch", None),
        ("E", "F", "body", None),
    ]


def test_the_origin_of_an_edge_is_the_value_that_makes_it() -> None:
    facts = facts_of([step("A"), step("B", "A", reads=("A",)), condition("C", [step("D")], [])])

    assert [edge.origin.path for edge in facts.edges] == [
        ("Steps", 1, "DependsOn", 0),
        ("Steps", 1, "Arguments", "a0"),
        ("Steps", 2, "Arguments", "IfSteps", 0),
    ]


def test_the_order_of_edges_is_not_that_of_members() -> None:
    waiting = condition("C", [step("D", "A")], [], "A")
    reader = step("B", Arguments={"x": {"Get": "Steps.A.P"}, "a": {"Get": "Steps.A.Q"}})
    steps = [step("A"), waiting, reader]
    turned = [dict(reversed(each.items())) for each in steps]
    turned[2]["Arguments"] = dict(reversed(reader["Arguments"].items()))
    turned[1] = {"DependsOn": waiting["DependsOn"], **turned[1]}

    paths = [[edge.origin.path for edge in facts_of(each).edges] for each in (steps, turned)]

    assert paths[0] == paths[1]
    assert paths[0] == [
        ("Steps", 1, "DependsOn", 0),
        ("Steps", 1, "Arguments", "IfSteps", 0, "DependsOn", 0),
        ("Steps", 2, "Arguments", "a"),
        ("Steps", 2, "Arguments", "x"),
        ("Steps", 1, "Arguments", "IfSteps", 0),
    ]


def test_a_name_that_is_unknown_or_given_twice_makes_no_edge() -> None:
    facts = facts_of([step("A"), step("A"), step("B", "A", "Nope", reads=("A", "Nope"))])

    assert facts.edges == ()
    assert facts.cycles == ()


@pytest.mark.parametrize("entry", [None, 3, {"Trigger": "Any"}, {"Step": 1}, [], ["A"], {}])
def test_an_entry_that_names_nothing_makes_no_edge(entry: object) -> None:
    assert facts_of([step("A"), step("B", entry)]).edges == ()


def test_what_waits_for_a_for_each_waits_for_its_body() -> None:
    facts = facts_of([step("After", "E"), for_each("E", [step("Body")])])

    pairs = [(before.name, after.name) for before, after, _ in waits(facts.edges)]

    assert pairs == [("E", "After"), ("Body", "After"), ("E", "Body")]


def test_the_order_leaves_out_a_cycle_and_what_is_behind_it() -> None:
    facts = facts_of([step("Behind", "B"), step("A", "B"), step("B", "A"), step("Free")])

    assert names(facts.order) == ["Free"]


def test_runs_before_holds_what_is_awaited_through_others() -> None:
    facts = facts_of([step("A"), step("B", "A"), condition("C", [step("D")], [], "B")])

    assert {each.name for each in facts.runs_before(facts.steps["D"])} == {"A", "B", "C"}
    assert facts.runs_before(facts.steps["A"]) == frozenset()


@pytest.mark.parametrize(
    ("steps", "cycles"),
    [
        ([step("A", "A")], [[("A", "A")]]),
        ([step("A", "B"), step("B", "A")], [[("A", "B"), ("B", "A")]]),
        ([step("A"), step("B", "A")], []),
        (
            [step("A", reads=("C",)), step("B", "A"), step("C", "B")],
            [[("A", "C"), ("C", "B"), ("B", "A")]],
        ),
        # Listed from the last to the first, with one entry that leads back.
        (
            [step("C", "B"), step("B", "A"), step("A", "C")],
            [[("C", "B"), ("B", "A"), ("A", "C")]],
        ),
        # Two cycles that share a step.
        (
            [step("A", "B", "C"), step("B", "A"), step("C", "A")],
            [[("A", "B"), ("B", "A")], [("A", "C"), ("C", "A")]],
        ),
        # Two ways to say the same.
        ([step("A", "B", reads=("B",)), step("B", "A")], [[("A", "B"), ("B", "A")]]),
        # A condition that waits for its own branch, and a loop for what waits for its end.
        ([condition("C", [step("D")], [], "D")], [[("C", "D"), ("D", "C")]]),
        ([for_each("E", [step("F", "E")])], [[("F", "E")]]),
        (
            [for_each("E", [step("F", "After")]), step("After", "E")],
            [[("F", "After"), ("After", "E")]],
        ),
        (
            [step("After", "E"), for_each("E", [step("F", "After"), step("G", "After")])],
            [[("After", "E"), ("F", "After")]],
        ),
        # Two faults of one step.
        ([for_each("E", [step("F", "E", "F")])], [[("F", "E")], [("F", "F")]]),
    ],
)
def test_each_cycle_is_told_once_in_the_order_of_waiting(
    steps: list[Json], cycles: list[list[tuple[str, str]]]
) -> None:
    assert cycles_of(facts_of(steps)) == cycles


def test_a_cycle_begins_with_an_entry_that_can_be_changed() -> None:
    facts = facts_of([condition("C", [step("D")], [], "D")])

    [[first, _]] = facts.cycles

    assert first.origin.path == ("Steps", 0, "DependsOn", 0)


def test_a_condition_that_is_evaluated_does_not_wait_for_its_branches() -> None:
    facts = facts_of([condition("C", [step("D", "After")], []), step("After", "C")])

    assert facts.cycles == ()


def test_many_cycles_are_found_in_time() -> None:
    count = 600
    steps = [step(f"S{i}", f"S{(i - 1) % count}", f"S{(i + 1) % count}") for i in range(count)]

    assert len(facts_of(steps).cycles) == count


def test_a_graph_without_cycles_imports_no_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)

    assert facts_of([step("B", "A"), step("A")]).cycles == ()


@st.composite
def graphs(draw: st.DrawFn) -> list[Json]:
    """Steps with any dependencies on each other, some of them in branches and bodies."""
    count = draw(st.integers(1, 9))
    named = [f"S{at}" for at in range(count)]
    some = st.lists(st.sampled_from(named), max_size=2)
    top: list[Json] = []
    for name in named:
        made = step(name, *draw(some), reads=tuple(draw(some)))
        holders = [each for each in top if each["Type"] != "Lambda"]
        kind = draw(st.sampled_from(["Lambda", "Lambda", "Condition", "ForEach"]))
        if kind == "Condition":
            made |= {"Type": kind}
            made["Arguments"] |= {"IfSteps": [], "ElseSteps": [], "Conditions": []}
        if kind == "ForEach":
            made |= {"Type": kind}
            made["Arguments"]["ForEachBody"] = []
        holder = draw(st.sampled_from([None, *holders]))
        if holder is None:
            top.append(made)
        else:
            keys = ["ForEachBody"] if holder["Type"] == "ForEach" else ["IfSteps", "ElseSteps"]
            holder["Arguments"][draw(st.sampled_from(keys))].append(made)
    return top


def oracle(facts: Facts) -> networkx.DiGraph[Step]:
    graph: networkx.DiGraph[Step] = networkx.DiGraph()
    graph.add_nodes_from(facts.index[Step])
    graph.add_edges_from((before, after) for before, after, _ in waits(facts.edges))
    return graph


def on_cycles(graph: networkx.DiGraph[Step]) -> set[Step]:
    parts = networkx.strongly_connected_components(graph)
    loops = {node for node in graph if graph.has_edge(node, node)}
    return loops.union(*(part for part in parts if len(part) > 1))


@given(graphs())
@settings(deadline=None)
def test_the_order_is_one_of_the_graph_without_what_is_behind_cycles(steps: list[Json]) -> None:
    facts = facts_of(steps)
    graph = oracle(facts)
    cyclic = on_cycles(graph)
    behind = cyclic.union(*(networkx.descendants(graph, each) for each in cyclic))

    place = {each: at for at, each in enumerate(facts.order)}

    assert set(place) == set(graph) - behind
    assert all(place[a] < place[b] for a, b in graph.edges if a in place and b in place)


@given(graphs())
@settings(deadline=None)
def test_runs_before_are_the_ancestors(steps: list[Json]) -> None:
    facts = facts_of(steps)
    graph = oracle(facts)

    for each in graph:
        assert facts.runs_before(each) - {each} == networkx.ancestors(graph, each)


@given(graphs())
@settings(deadline=None)
def test_cycles_are_found_exactly_where_there_are_any(steps: list[Json]) -> None:
    facts = facts_of(steps)
    graph = oracle(facts)

    assert bool(facts.cycles) == bool(on_cycles(graph))
    assert {edge.target for cycle in facts.cycles for edge in cycle} <= on_cycles(graph)
    assert all(cycle[0].kind in ("depends-on", "reference") for cycle in facts.cycles)


@given(graphs())
@settings(deadline=None)
def test_without_the_first_edges_no_cycle_is_left(steps: list[Json]) -> None:
    facts = facts_of(steps)
    changed = {(cycle[0].source, cycle[0].target) for cycle in facts.cycles}

    kept = [edge for edge in facts.edges if (edge.source, edge.target) not in changed]
    graph: networkx.DiGraph[Step] = networkx.DiGraph(
        [(before, after) for before, after, _ in waits(kept)]
    )

    assert networkx.is_directed_acyclic_graph(graph)


@given(graphs())
@settings(deadline=None)
def test_the_edges_of_a_cycle_follow_on_each_other(steps: list[Json]) -> None:
    facts = facts_of(steps)
    over = {(edge, before): after for before, after, edge in waits(facts.edges)}

    for cycle in facts.cycles:
        following = (*cycle[1:], cycle[0])
        for edge, after in zip(cycle, following, strict=True):
            assert (edge, after.target) in over
