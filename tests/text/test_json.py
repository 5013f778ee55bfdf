"""Values and faults of whole documents."""

from __future__ import annotations

import json
import math
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelint.text import MAX_DEPTH, Fault, Parsed, Place, Source, Span, json_in, parse
from tests.text.documents import documents, jsons


def parsed(text: str) -> Parsed:
    return parse(Source.from_text(text, "a.json"))


def test_sound_text_gives_its_value() -> None:
    assert parsed('{"a": [1, 2.5, null, true, "x"]}') == (
        {"a": [1, 2.5, None, True, "x"]},
        (),
        True,
    )


def test_repeated_key_is_marked_where_it_is_repeated() -> None:
    value, faults, complete = parsed('{"b": {"a": 1, "a": 2}}')

    assert (value, complete) == ({"b": {"a": 2}}, True)
    assert faults == (
        Fault(
            "duplicate-key",
            "key 'a' is repeated in the same object",
            Place(("b", "a"), span=Span(15, 18)),
            "keep one of them: readers of JSON drop all but the last",
            ((Place(("b", "a"), span=Span(7, 10)), "first given here"),),
        ),
    )


def test_each_further_occurrence_of_a_key_is_a_fault() -> None:
    faults = parsed('{"a": 1, "a": 2, "a": 3}').faults

    assert [fault.place.span for fault in faults] == [Span(9, 12), Span(17, 20)]
    assert [fault.related[0][0].span for fault in faults] == [Span(1, 4), Span(1, 4)]


def test_keys_that_are_spelled_differently_may_be_the_same() -> None:
    [fault] = parsed('{"a": 1, "\\u0061": 2}').faults

    assert fault.place == Place(("a",), span=Span(9, 17))


def test_same_key_in_two_objects_is_no_fault() -> None:
    assert parsed('[{"a": 1}, {"a": 2}]').faults == ()


def test_every_constant_that_json_does_not_have_is_marked() -> None:
    value, faults, complete = parsed('{"a": NaN, "b": [1, -Infinity], "c": Infinity}')

    assert complete
    assert isinstance(value, dict)
    assert math.isnan(value["a"])
    assert (value["b"], value["c"]) == ([1, -math.inf], math.inf)
    assert [(fault.kind, fault.message, fault.place) for fault in faults] == [
        ("constant", "'NaN' is not a JSON value", Place(("a",), span=Span(6, 9))),
        ("constant", "'-Infinity' is not a JSON value", Place(("b", 1), span=Span(20, 29))),
        ("constant", "'Infinity' is not a JSON value", Place(("c",), span=Span(37, 45))),
    ]


def test_constants_within_strings_are_no_fault() -> None:
    assert parsed('["NaN", "Infinity"]').faults == ()


@pytest.mark.skipif(
    not hasattr(sys, "set_int_max_str_digits"), reason="this Python converts any integer"
)
@pytest.mark.parametrize(("sign", "infinity"), [("", math.inf), ("-", -math.inf)])
def test_integer_too_long_for_python_becomes_an_infinity(sign: str, infinity: float) -> None:
    digits = sign + "9" * 5000

    value, faults, complete = parsed(f'{{"a": {digits}, "b": 2}}')

    assert (value, complete) == ({"a": infinity, "b": 2}, True)
    [fault] = faults
    assert fault.kind == "number"
    assert fault.message == "the integer has 5000 digits, more than can be read"
    assert fault.place == Place(("a",), span=Span(6, 6 + len(digits)))


@pytest.mark.skipif(
    not hasattr(sys, "set_int_max_str_digits"), reason="this Python converts any integer"
)
def test_syntax_error_behind_a_long_integer_is_found() -> None:
    _, faults, complete = parsed("[" + "9" * 5000 + ", }")

    assert [fault.kind for fault in faults] == ["number", "syntax"]
    assert not complete


@pytest.mark.parametrize(
    ("number", "infinity"),
    [("1e999", math.inf), ("-1.5E+400", -math.inf), ("9" * 400 + ".0", math.inf)],
)
def test_number_too_large_for_a_float_becomes_an_infinity(number: str, infinity: float) -> None:
    value, faults, complete = parsed(f'{{"a": {number}, "b": 1e300}}')

    assert (value, complete) == ({"a": infinity, "b": 1e300}, True)
    [fault] = faults
    assert fault.kind == "number"
    assert fault.message == f"'{number}' is larger than any number that can be read"
    assert fault.place == Place(("a",), span=Span(6, 6 + len(number)))


def test_nesting_up_to_the_limit_is_read() -> None:
    value, faults, complete = parsed("[" * MAX_DEPTH + "]" * MAX_DEPTH)

    assert (faults, complete) == ((), True)
    assert value == json.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 100_000])
def test_first_bracket_beyond_the_limit_is_marked(opening: str, levels: int) -> None:
    start = MAX_DEPTH * len(opening)
    closing = ("]" if opening == "[" else "}") * levels

    _, [fault], complete = parsed(opening * levels + ("1" if opening != "[" else "") + closing)

    assert not complete
    assert fault.kind == "depth"
    assert fault.message == "the nesting is deeper than 200 levels"
    assert fault.place == Place((), span=Span(start, start + 1))


def test_depth_in_a_value_that_a_repeated_key_drops_is_found() -> None:
    text = '{"a": ' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + ', "a": 1}'

    _, [fault], complete = parsed(text)

    assert (fault.kind, complete) == ("depth", False)


@pytest.mark.parametrize("value", ["[" * 500, "[" * 500 + "]" * 500, '\\"[' * 500])
def test_brackets_in_a_string_do_not_nest(value: str) -> None:
    assert parsed(json.dumps([value])) == ([value], (), True)
    assert parsed(json.dumps(value)) == (value, (), True)


def test_many_brackets_side_by_side_do_not_nest() -> None:
    assert parsed("[" + ", ".join(["{}"] * 1000) + "]") == ([{}] * 1000, (), True)


def test_faults_of_the_encoding_come_first() -> None:
    faults = parse(Source.from_bytes(b'\xef\xbb\xbf{"a": NaN,}', "a.json")).faults

    assert [fault.kind for fault in faults] == ["byte-order-mark", "constant", "syntax"]


@given(documents())
def test_sound_text_has_the_value_of_json_loads(text: str) -> None:
    assert parsed(text) == (json.loads(text), (), True)


@given(jsons(), st.data())
def test_text_that_json_loads_refuses_has_a_fatal_fault_and_no_other(
    value: object, data: st.DataObject
) -> None:
    text = json.dumps(value, indent=data.draw(st.sampled_from([None, 1])))
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 2)))
    text = (
        text[:start]
        + data.draw(st.text("\"'\\,:{}[]01.eE+-ntfaul NI\t\n", max_size=2))
        + text[end:]
    )
    try:
        json.loads(text)
    except ValueError:
        sound = False
    else:
        sound = True

    parsing = parsed(text)

    assert parsing.complete is sound
    fatal = [fault.kind for fault in parsing.faults if fault.kind in ("syntax", "depth")]
    assert fatal == ([] if sound else ["syntax"])


@given(st.one_of(st.binary(), st.text('"\\u{}[]:,19-. \n/#NaInfit').map(str.encode)))
@example(b"\x00")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"\xed\xa0\x80")
def test_no_bytes_raise_and_every_fault_lies_in_the_text(content: bytes) -> None:
    source = Source.from_bytes(content, "a.json")

    parsing = parse(source)

    assert parsing.complete or parsing.faults
    for fault in parsing.faults:
        for place in (fault.place, *(place for place, _ in fault.related)):
            assert place.span is not None
            assert 0 <= place.span.start <= place.span.end <= len(source.text)
            assert place.span.start < place.span.end or not source.text


@pytest.mark.parametrize(
    "text", ["", "{", "[NaN]", "[-Infinity]", "[1e999]", "1" * 5000, "[" * (MAX_DEPTH + 1) + "]"]
)
def test_text_that_holds_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        json_in(text)


def test_text_that_holds_json_gives_its_value() -> None:
    assert json_in('{"a": [1, 2.5e3, "NaN", null], "a": []}') == {"a": []}
