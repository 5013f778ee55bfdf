from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.model import parse_get, parse_json_path


def parts(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in parse_get(text).segments]


def test_a_parameter_has_a_root_and_a_name():
    path = parse_get("Parameters.Epochs")

    assert (path.root, path.name.text, path.segments) == ("Parameters", "Epochs", ())


def test_a_property_path_is_taken_apart_at_its_accessors():
    path = parse_get("Steps.Train.FinalMetricDataList['val:acc'].Value")

    assert (path.root, path.name.text) == ("Steps", "Train")
    assert parts("Steps.Train.FinalMetricDataList['val:acc'].Value") == [
        ("member", "FinalMetricDataList"),
        ("key", "val:acc"),
        ("member", "Value"),
    ]


def test_the_key_of_an_index_is_a_number():
    segments = parse_get("Steps.T.A[12]['7']").segments

    assert [segment.key for segment in segments] == ["A", 12, "7"]


def test_an_index_follows_a_member():
    assert parts("Steps.T.A[12].B[0][1]") == [
        ("member", "A"),
        ("index", "12"),
        ("member", "B"),
        ("index", "0"),
        ("index", "1"),
    ]


def test_a_key_may_hold_dots_and_brackets():
    assert parts("Steps.T.HyperParameters['a.b[0]']")[-1] == ("key", "a.b[0]")


def test_segments_know_where_they_stand():
    text = "Steps.Prep.ProcessingOutputConfig.Outputs['train'].S3Output"

    for segment in parse_get(text).segments:
        assert text[segment.start : segment.end] == segment.text


@pytest.mark.parametrize("text", ["Parameters", "Steps", "Steps['Train']", ""])
def test_a_text_that_ends_or_branches_off_after_the_root_has_no_name(text: str):
    assert parse_get(text).name is None


@pytest.mark.parametrize(
    ("text", "marked", "hint"),
    [
        ('Steps.P.Outputs["train"].S3Uri', '["train"]', "write ['train']"),
        ("Steps.P.Outputs[train].S3Uri", "[train]", "write ['train']"),
        ("Steps.P.Outputs[ 0 ].S3Uri", "[ 0 ]", "write [0]"),
        ("Steps.P.Outputs[ 'a' ].S3Uri", "[ 'a' ]", "write ['a']"),
        ("Steps.P.Outputs[-1].S3Uri", "[-1]", "negative indexes are not known to exist"),
        ("Steps.P.Outputs[*].S3Uri", "[*]", None),
        ("Steps.P.Outputs[0:2].S3Uri", "[0:2]", None),
        ("Steps.P.Outputs[].S3Uri", "[]", None),
        ("Steps.P.Outputs['it's'].S3Uri", "['it's']", None),
    ],
)
def test_a_writing_that_no_producer_uses_is_a_doubtful_fault(
    text: str, marked: str, hint: str | None
):
    fault = parse_get(text).fault

    assert fault is not None
    assert text[fault.start : fault.end] == marked
    assert (fault.hint, fault.certain) == (hint, False)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Steps.P.", "."),
        ("Steps..P", "."),
        ("Parameters.", "."),
        ("Steps.P.A]", "]"),
        ("Steps.P.A['b", "['b"),
        ("Steps.P.A[0", "[0"),
    ],
)
def test_a_text_that_cannot_name_anything_is_a_certain_fault(text: str, marked: str):
    fault = parse_get(text).fault

    assert fault is not None
    assert text[fault.start : fault.end] == marked
    assert fault.certain


def test_what_was_read_before_a_fault_is_kept():
    assert parts("Steps.P.A[*].B") == [("member", "A")]


@given(st.text(alphabet="Steps.PA[]'\"01-*: ²٣", max_size=40) | st.text(max_size=40))
def test_any_text_is_taken_apart_without_an_exception(text: str):
    path = parse_get(text)

    named = [] if path.name is None else [path.name]
    for segment in (*named, *path.segments):
        assert text[segment.start : segment.end] == segment.text
    if path.fault is not None:
        assert 0 <= path.fault.start < path.fault.end <= len(text)


def test_an_index_of_thousands_of_digits_is_a_fault():
    assert parse_get(f"Steps.P.A[{'9' * 5000}]").fault is not None


@pytest.mark.parametrize("text", ["a['b.c'][0]", 'a["b.c"][0]', "a[ 'b.c' ][ 0 ]", "$.a['b.c'][0]"])
def test_a_json_path_may_hold_double_quotes_blanks_and_a_root(text: str):
    segments, fault = parse_json_path(text)

    expected = [("member", "a"), ("key", "b.c"), ("index", "0")]
    assert ([(each.kind, each.text) for each in segments], fault) == (expected, None)


def test_a_bracket_in_a_name_of_a_json_path_is_left_alone():
    segments, fault = parse_json_path("""a['[ "x" ]']""")

    assert ([each.text for each in segments], fault) == (["a", '[ "x" ]'], None)


def test_a_json_path_that_counts_from_the_end_is_faulty():
    _, fault = parse_json_path("a[-1]")

    assert fault is not None
    assert fault.message == "an index counts from 0"
