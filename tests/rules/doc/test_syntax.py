from __future__ import annotations

from pipelint_rules.doc.encoding import byte_order_mark, wrong_encoding
from pipelint_rules.doc.syntax import (
    duplicate_key,
    not_a_json_number,
    oversized_document,
    syntax_error,
)
from tests.rules.linting import lint, pipeline

EMPTY = b'{"Version": "2020-12-01", "Steps": []}'


def test_an_empty_file_is_a_syntax_error() -> None:
    [finding] = lint(syntax_error, b"")

    assert (finding.message, finding.pointer) == ("the text is empty", "")
    assert finding.span == (0, 0)


def test_a_repeated_key_is_reported_at_the_later_one_with_the_first() -> None:
    [finding] = lint(duplicate_key, b'{"Steps": [], "Version": "2020-12-01", "Steps": []}')

    assert finding.pointer == "/Steps"
    assert finding.span.start == 39
    assert [(other.message, other.span.start) for other in finding.related] == [
        ("first given here", 1)
    ]


def test_every_repeated_key_is_reported() -> None:
    found = lint(duplicate_key, b'{"Steps": [{"Name": "A", "Name": "B", "Name": "C"}]}')

    assert [finding.pointer for finding in found] == ["/Steps/0/Name", "/Steps/0/Name"]


def test_infinity_is_reported_where_it_stands() -> None:
    [finding] = lint(not_a_json_number, b'{"Steps": [], "Version": -Infinity}')

    assert (finding.pointer, finding.message) == ("/Version", "'-Infinity' is not a JSON value")


def test_a_definition_of_the_largest_size_is_silent_and_one_character_more_is_an_error() -> None:
    largest = EMPTY[:-1] + b" " * (1_048_576 - len(EMPTY)) + b"}"

    assert lint(oversized_document, largest) == ()
    [refused] = lint(oversized_document, largest + b" ")

    assert (refused.severity, refused.message) == (
        "error",
        "the definition has 1048577 characters",
    )
    assert refused.span == (0, 1)


def test_an_integer_that_cannot_be_read_is_a_warning() -> None:
    [finding] = lint(oversized_document, b'{"Steps": [], "Metadata": ' + b"1" * 5000 + b"}")

    assert (finding.severity, finding.pointer) == ("warning", "/Metadata")


def test_too_deep_nesting_is_an_error() -> None:
    [finding] = lint(oversized_document, b"[" * 300)

    assert (finding.severity, finding.span) == ("error", (200, 201))


def test_utf_16_is_another_encoding() -> None:
    [finding] = lint(wrong_encoding, EMPTY.decode().encode("utf-16"))

    assert finding.message == "the text is encoded as 'UTF-16', not as UTF-8"


def test_ascii_and_utf_8_are_silent() -> None:
    for definition in (EMPTY, '{"Steps": [], "Metadata": {"a": "é"}}'.encode(), pipeline()):
        assert lint(wrong_encoding, definition) == ()
        assert lint(byte_order_mark, definition) == ()
