"""Decoding, lines and columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.text import Fault, Place, Position, Source, Span, parse


def test_text_that_is_utf8_has_no_fault() -> None:
    source = Source.from_bytes('{"é": "😀"}'.encode(), "a.json")

    assert source.name == "a.json"
    assert source.text == '{"é": "😀"}'
    assert source.faults == ()


def test_byte_order_mark_is_dropped_and_marks_the_first_character() -> None:
    source = Source.from_bytes(b'\xef\xbb\xbf{"a": 1}', "a.json")

    assert source.text == '{"a": 1}'
    [fault] = source.faults
    assert fault.kind == "byte-order-mark"
    assert fault.place == Place((), span=Span(0, 1))
    assert parse(source).value == {"a": 1}
    assert source.position(0) == Position(1, 1)


def test_byte_order_mark_alone_has_an_empty_span() -> None:
    [fault] = Source.from_bytes(b"\xef\xbb\xbf", "a.json").faults

    assert fault.place.span == Span(0, 0)


def test_byte_order_mark_of_a_decoded_text_is_dropped_too() -> None:
    source = Source.from_text("\ufeff[]", "a.json")

    assert source.text == "[]"
    [fault] = source.faults
    assert fault.kind == "byte-order-mark"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_other_unicode_encoding_is_a_fault_and_read_all_the_same(encoding: str, named: str) -> None:
    source = Source.from_bytes('{"a": "é"}'.encode(encoding), "a.json")

    assert source.text == '{"a": "é"}'
    assert source.faults == (
        Fault(
            "encoding",
            f"the text is encoded as '{named}', not as UTF-8",
            Place((), span=Span(0, 1)),
            "save it as UTF-8",
        ),
    )
    assert parse(source) == ({"a": "é"}, source.faults, True)


def test_first_byte_that_is_not_utf8_is_named_with_its_offset() -> None:
    source = Source.from_bytes('{"ä": "'.encode() + b"caf\xe9 \xff" + b'"}', "a.json")

    [fault] = source.faults
    assert fault.kind == "encoding"
    assert fault.message == "byte '0xE9' at offset 11 is not UTF-8"
    assert fault.place.span == Span(10, 11)
    assert source.text[10] == "\ufffd"
    assert parse(source).value == {"ä": "caf\ufffd \ufffd"}


def test_offset_of_a_broken_byte_counts_the_byte_order_mark() -> None:
    source = Source.from_bytes(b'\xef\xbb\xbf["\xff"]', "a.json")

    mark, broken = source.faults
    assert mark.kind == "byte-order-mark"
    assert broken.message == "byte '0xFF' at offset 5 is not UTF-8"
    assert broken.place.span == Span(2, 3)


def test_lines_end_at_lf_cr_and_crlf() -> None:
    source = Source.from_text("a\nb\rc\r\nd", "a.json")

    assert [source.position(source.text.index(letter)) for letter in "abcd"] == [
        Position(1, 1),
        Position(2, 1),
        Position(3, 1),
        Position(4, 1),
    ]
    assert source.position(6) == Position(3, 3)


def test_columns_count_code_points() -> None:
    assert Source.from_text('["😀é", 1]', "a.json").position(7) == Position(1, 8)


def test_end_of_the_text_has_a_position() -> None:
    source = Source.from_text("[]\n", "a.json")

    assert source.position(3) == Position(2, 1)
    assert Source.from_text("", "a.json").position(0) == Position(1, 1)


@given(st.text(alphabet="a\n\r\u2028é"), st.data())
def test_position_agrees_with_counting(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    ends = [end.end() for end in re.finditer("\r\n|\r|\n", text) if end.end() <= offset]

    position = Source.from_text(text, "a.json").position(offset)

    assert position == Position(len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def test_representation_names_the_source() -> None:
    assert repr(Source.from_text("[]", "a.json")) == "Source('a.json', 2 characters)"
