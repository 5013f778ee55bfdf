"""From places to spans."""

from __future__ import annotations

import json
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.text import Path, Place, Source, Span
from tests.text.documents import documents, spelled_string, strings


def marked(text: str, *places: Place) -> list[str]:
    """The text of each place."""
    spans = Source.from_text(text, "a.json").locate(places)
    return [text[span.start : span.end] for span in spans]


def paths_of(value: object) -> dict[Path, object]:
    """All values of a document by their paths."""
    found: dict[Path, object] = {}
    rest: list[tuple[Path, object]] = [((), value)]
    while rest:
        path, inner = rest.pop()
        found[path] = inner
        if isinstance(inner, dict):
            rest.extend(((*path, key), member) for key, member in inner.items())
        elif isinstance(inner, list):
            rest.extend(((*path, index), item) for index, item in enumerate(inner))
    return found


TEXT = '{"Steps": [{"Name": "A"}, {"Name": "B", "DependsOn": ["A", "Prpe"]}], "Empty": {}}'


def test_value_is_marked_whole() -> None:
    assert marked(TEXT, Place(("Steps", 1, "DependsOn", 1))) == ['"Prpe"']
    assert marked(TEXT, Place(("Steps", 1, "DependsOn"))) == ['["A", "Prpe"]']
    assert marked(TEXT, Place(())) == [TEXT]


def test_spans_come_in_the_order_of_the_places() -> None:
    places = [
        Place(("Empty",)),
        Place(("Steps", 0, "Name")),
        Place(("Empty",), aspect="key"),
        Place((), span=Span(2, 7)),
        Place(("Empty",)),
    ]

    assert marked(TEXT, *places) == ["{}", '"A"', '"Empty"', "Steps", "{}"]


def test_no_places_give_no_spans() -> None:
    assert Source.from_text(TEXT, "a.json").locate([]) == []


def test_marked_value_may_be_another_than_the_one_meant() -> None:
    place = Place(("Steps", 1), at=("Steps", 1, "Name"))

    assert marked(TEXT, place) == ['"B"']


def test_root_can_be_the_marked_value() -> None:
    assert marked("[1]", Place((0,), at=())) == ["[1]"]


def test_key_is_marked_with_its_quotes() -> None:
    assert marked('{ "a\\n" : 1}', Place(("a\n",), aspect="key")) == ['"a\\n"']


def test_what_has_no_key_is_marked_at_its_opening() -> None:
    assert marked(TEXT, Place(("Steps", 1), aspect="key")) == ["{"]
    assert marked(TEXT, Place((), aspect="key")) == ["{"]
    assert marked("[12]", Place((0,), aspect="key")) == ["12"]


def test_opening_is_the_bracket() -> None:
    [span] = Source.from_text(TEXT, "a.json").locate([Place(("Steps",), aspect="opening")])

    assert span == Span(10, 11)


def test_opening_of_a_value_without_brackets_is_the_value() -> None:
    assert marked(TEXT, Place(("Steps", 0, "Name"), aspect="opening")) == ['"A"']


@pytest.mark.parametrize(
    ("path", "ancestor"),
    [
        (("Steps", 7, "Name"), 10),
        (("Steps", 0, "Type"), 11),
        (("Steps", "Name"), 10),
        (("Nowhere",), 0),
        ((0,), 0),
        (("Empty", "a", "b"), 79),
    ],
)
def test_missing_value_gives_the_opening_of_its_nearest_ancestor(path: Path, ancestor: int) -> None:
    places = [Place(path), Place(path, aspect="key"), Place(path, part=(0, 1))]

    spans = Source.from_text(TEXT, "a.json").locate(places)

    assert spans == [Span(ancestor, ancestor + 1)] * 3


def test_missing_value_within_a_string_gives_the_string() -> None:
    assert marked(TEXT, Place(("Steps", 0, "Name", "x"))) == ['"A"']


def test_last_occurrence_of_a_repeated_key_is_meant() -> None:
    text = '{"a": {"b": 1, "c": 2}, "a": {"b": 3}}'
    source = Source.from_text(text, "a.json")

    spans = source.locate([Place(("a",)), Place(("a", "b")), Place(("a", "c"))])
    [key] = source.locate([Place(("a",), aspect="key")])

    assert spans == [Span(29, 37), Span(35, 36), Span(29, 30)]
    assert key == Span(24, 27)


def test_repeated_key_with_an_empty_object_forgets_what_the_first_one_held() -> None:
    assert marked('{"a": {"b": 1}, "a": []}', Place(("a", "b"))) == ["["]


@pytest.mark.parametrize(
    ("raw", "part", "expected"),
    [
        ('"abc"', (1, 2), "b"),
        ('"abc"', (0, 3), "abc"),
        ('"abc"', (1, 1), ""),
        ('"abc"', (1, 99), "bc"),
        ('"abc"', (-3, 1), "a"),
        ('"abc"', (3, 1), ""),
        ('"a\\nb"', (2, 3), "b"),
        ('"a\\nb"', (1, 2), "\\n"),
        ('"\\\\u0041x"', (1, 2), "u"),
        ('"\\u00e9x"', (0, 1), "\\u00e9"),
        ('"\\ud83d\\ude00x"', (0, 1), "\\ud83d\\ude00"),
        ('"\\ud83d\\ude00x"', (1, 2), "x"),
        ('"\\ud83dx"', (0, 1), "\\ud83d"),
        ('"\\ude00\\ud83dx"', (1, 2), "\\ud83d"),
        ('"\\"q\\""', (1, 2), "q"),
        ('"😀x"', (1, 2), "x"),
    ],
)
def test_part_of_a_string_is_marked_as_it_is_written(
    raw: str, part: tuple[int, int], expected: str
) -> None:
    assert marked(f'{{"a": {raw}}}', Place(("a",), part=part)) == [expected]


def test_part_of_what_is_no_string_marks_it_whole() -> None:
    assert marked("[123]", Place((0,), part=(1, 2))) == ["123"]


@pytest.mark.parametrize(
    "text", ["", " \n", "{", "[1, ", '{"a"', '{"a" 1}', '{"a": nope}', "[1 2]", '{"a": 1', "[["]
)
def test_broken_text_gives_spans_within_it(text: str) -> None:
    places = [Place(()), Place(("a",)), Place((0,)), Place((1, 2), aspect="key")]

    for span in Source.from_text(text, "a.json").locate(places):
        assert 0 <= span.start <= span.end <= len(text)


def test_values_before_a_syntax_error_are_found() -> None:
    assert marked('{"a": [1, 22], "b": nope}', Place(("a", 1)), Place(("b", 0))) == ["22", "n"]


def test_constants_and_long_integers_are_passed_over() -> None:
    text = '{"a": NaN, "b": ' + "9" * 5000 + ', "c": [-Infinity, 1e999, "here"]}'

    assert marked(text, Place(("c", 2)), Place(("a",))) == ['"here"', "NaN"]


def test_too_deep_text_does_not_raise() -> None:
    deep = "[" * 100_000 + "]" * 100_000

    assert marked(f'{{"a": 1, "b": {deep}}}', Place(("a",)), Place(("b", 0, 0))) == ["1", "["]
    assert marked(deep, Place((0,) * 1000)) == ["["]


def test_long_paths_need_no_recursion() -> None:
    depth = 2 * sys.getrecursionlimit()
    text = "[" * depth + "1" + "]" * depth

    assert marked(text, Place((0,) * depth)) == ["1"]


def test_long_list_takes_linear_time() -> None:
    count = 100_000
    text = json.dumps(list(range(count)))
    places = [Place((index,)) for index in range(0, count, 100)]
    start = time.process_time()

    found = marked(text, *places)

    assert found == [str(index) for index in range(0, count, 100)]
    # Half a second or so on a slow machine; each place searched anew takes a minute.
    assert time.process_time() - start < 10


@given(documents())
def test_every_path_marks_the_text_of_its_value(text: str) -> None:
    values = paths_of(json.loads(text))

    texts = marked(text, *map(Place, values))

    assert [json.loads(found) for found in texts] == list(values.values())


@given(documents())
def test_every_member_has_its_key_marked(text: str) -> None:
    members = [path for path in paths_of(json.loads(text)) if path and isinstance(path[-1], str)]

    texts = marked(text, *(Place(path, aspect="key") for path in members))

    assert [json.loads(found) for found in texts] == [path[-1] for path in members]


@given(strings(), st.sampled_from(["plain", "escaped", "units"]), st.data())
def test_every_part_marks_the_text_of_its_characters(
    value: str, spelling: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))

    [found] = marked(f"[{spelled_string(value, spelling)}]", Place((0,), part=(start, end)))

    assert json.loads(f'"{found}"') == value[start:end]
