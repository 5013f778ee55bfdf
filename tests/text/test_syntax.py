"""Broken syntax: the offending character, what is said of it, and what would be right."""

from __future__ import annotations

import pytest

from pipelint.text import Fault, Place, Source, Span, parse


def syntax_error(text: str) -> Fault:
    """The one fault of a text whose offending character is marked «…»."""
    [fault] = parse(Source.from_text(text, "a.json")).faults
    assert fault.kind == "syntax"
    assert fault.place.path == ()
    return fault


CASES = {
    "trailing comma in an object": (
        '{"a": 1«,»}',
        "a trailing comma stands before the closing '}'",
        "remove it",
    ),
    "trailing comma in a list": (
        "[1«,»\n]",
        "a trailing comma stands before the closing ']'",
        "remove it",
    ),
    "single quotes around a key": (
        "{«'»a': 1}",
        "a single quote begins a string",
        "use double quotes",
    ),
    "single quotes around a value": (
        "[«'»a']",
        "a single quote begins a string",
        "use double quotes",
    ),
    "curly quotes": ("[«“»a”]", "'“' begins a string", "use the plain quote '\"'"),
    "None of Python": ('{"a": «N»one}', "'None' is not a JSON value", "write null"),
    "True of Python": ("[«T»rue]", "'True' is not a JSON value", "write true"),
    "False of Python": ("[«F»alse]", "'False' is not a JSON value", "write false"),
    "undefined": ("[«u»ndefined]", "'undefined' is not a JSON value", "write null"),
    "a constant in capitals": ("[«T»RUE]", "'TRUE' is not a JSON value", "write true"),
    "missing comma in an object": (
        '{"a": 1 «"»b": 2}',
        "a comma is missing before '\"'",
        "expected ',' or '}'",
    ),
    "missing comma in a list": ("[1 «2»]", "a comma is missing before '2'", "expected ',' or ']'"),
    "unquoted key": ("{«N»ame: 1}", "'Name' stands where a key is expected", 'write "Name"'),
    "number as key": ("{«1»: 2}", "'1' stands where a key is expected", 'write "1"'),
    "template in place of a key": (
        "{«{»x}}",
        "'{' stands where a key is expected",
        "a key is a string in double quotes",
    ),
    "unquoted value": (
        "[«h»ello]",
        "'hello' is not a JSON value",
        "put a string in double quotes",
    ),
    "word that begins like a value": (
        "[«n»ulls]",
        "'nulls' is not a JSON value",
        "put a string in double quotes",
    ),
    "long word": (
        "[«" + "x»" + "x" * 99 + "]",
        "'" + "x" * 40 + "…' is not a JSON value",
        "put a string in double quotes",
    ),
    "unterminated string": ('{"a": «"»b}', "the string is not closed", "put a '\"' at its end"),
    "unterminated key": ('{«"»a: 1}', "the string is not closed", "put a '\"' at its end"),
    "line end in a string": (
        '["a«\n»b"]',
        "the line ends inside a string",
        "close it with '\"', or write '\\n' for a line end in it",
    ),
    "tab in a string": ('["a«\t»b"]', "control character U+0009 in a string", "write '\\t'"),
    "control character in a string": (
        '["«\x1b»[0m"]',
        "control character U+001B in a string",
        "write '\\u001b'",
    ),
    "unknown escape": (
        '["C:«\\»Users"]',
        "'\\U' is not a JSON escape",
        "write '\\\\' for a backslash",
    ),
    "short unicode escape": (
        '["«\\»u12"]',
        "'\\u' is not followed by four hexadecimal digits",
        None,
    ),
    "comment before the document": (
        "«/»/ a comment\n{}",
        "'//' begins a comment",
        "JSON has no comments: remove it",
    ),
    "comment of several lines": (
        '{"a": 1, «/»* b */ "c": 2}',
        "'/*' begins a comment",
        "JSON has no comments: remove it",
    ),
    "comment behind a value": (
        '{"a": 1 «#» b\n}',
        "'#' begins a comment",
        "JSON has no comments: remove it",
    ),
    "comment behind the document": (
        "{} «#» b",
        "'#' begins a comment",
        "JSON has no comments: remove it",
    ),
    "comment before a colon": (
        '{"a" «/»/ b\n: 1}',
        "'//' begins a comment",
        "JSON has no comments: remove it",
    ),
    "second document": (
        "{}\n«{»}",
        "'{' stands behind the end of the document",
        "a file holds one JSON value",
    ),
    "one bracket too many": ("{}«}»", "'}' closes nothing", "remove it"),
    "wrong closing bracket": (
        "[1«}»",
        "'}' does not close the list",
        "expected ',' or ']'",
    ),
    "missing colon": (
        '{"a" «1»}',
        "key 'a' has no colon and value behind it",
        'write "a": …',
    ),
    "missing value": ('{"a": «}»', "a value is missing before '}'", None),
    "missing element": ("[1,«,»2]", "a value is missing before ','", None),
    "missing member": (
        '{"a": 1,«,» "b": 2}',
        "a comma has no member before it",
        "remove one comma",
    ),
    "empty text": ("«»", "the text is empty", "a JSON document is one value, often '{…}'"),
    "blank text": (
        " \n«\n»",
        "the text is empty",
        "a JSON document is one value, often '{…}'",
    ),
    "object without end": (
        '{"a": «1»',
        "the text ends inside the object",
        "is the file cut off, or a '}' missing?",
    ),
    "list without end": (
        "[1,«\n»",
        "the text ends inside the list",
        "is the file cut off, or a ']' missing?",
    ),
    "key without end of text": (
        '{"a"«:»',
        "the text ends inside the object",
        "is the file cut off, or a '}' missing?",
    ),
    "unprintable character": (
        "[«\x00»]",
        "'\\u0000' is not a JSON value",
        "put a string in double quotes",
    ),
}
NUMBERS = ("01", "+1", ".5", "1.", "1.e5", "-01", "0x10", "1_000", "1.2.3", "1e", "--1")


@pytest.mark.parametrize(("marked", "message", "hint"), CASES.values(), ids=CASES)
def test_offending_character_is_marked(marked: str, message: str, hint: str | None) -> None:
    span = Span(marked.index("«"), marked.index("»") - 1)

    fault = syntax_error(marked.replace("«", "").replace("»", ""))

    assert fault.place.span == span
    assert (fault.message, fault.hint) == (message, hint)


@pytest.mark.parametrize("number", NUMBERS)
def test_number_that_json_does_not_know_is_named_whole(number: str) -> None:
    fault = syntax_error(f"[{number}]")

    assert fault.place.span == Span(1, 2)
    assert fault.message == f"'{number}' is not a JSON number"


def test_text_that_ends_early_tells_what_is_open() -> None:
    assert syntax_error('{"a": [1').related == (
        (Place((), span=Span(6, 7)), "the list is opened here"),
    )


def test_wrong_closing_bracket_tells_what_it_does_not_close() -> None:
    assert syntax_error('{"a": [1}').related == (
        (Place((), span=Span(6, 7)), "the list is opened here"),
    )


def test_fault_within_a_string_tells_where_it_begins() -> None:
    assert syntax_error('["a\nb"]').related == (
        (Place((), span=Span(1, 2)), "the string begins here"),
    )


def test_faults_before_a_syntax_error_are_kept() -> None:
    faults = parse(Source.from_text('{"a": 1, "a": 2,}', "a.json")).faults

    assert [(fault.kind, fault.place.span) for fault in faults] == [
        ("duplicate-key", Span(9, 12)),
        ("syntax", Span(15, 16)),
    ]
