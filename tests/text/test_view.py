"""The lines that a reader is shown around a span."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.text import Place, Source, Span, parse
from pipelint.text._view import Frame, FrameLine, frame
from tests.text.documents import documents

REFERENCE = "Steps.A.ProcessingOutputConfig.Outputs['trian'].S3Output.S3Uri"
# Two steps with what makes lines long; on one line, as the SDK writes it.
PIPELINE = {
    "Version": "2020-12-01",
    "Steps": [
        {"Name": "A", "Type": "Processing"},
        {
            "Name": "B",
            "Type": "Training",
            "Arguments": {
                "InputDataConfig": [
                    {"DataSource": {"S3DataSource": {"S3Uri": {"Get": REFERENCE}}}},
                ],
                "Long": "y" * 300 + "here" + "z" * 300,
                "Short": [1, 2.5, True, None],
                "Empty": {},
            },
        },
    ],
}
MINIFIED = json.dumps(PIPELINE, separators=(",", ":"))


def view(text: str, span: Span, context: int = 1) -> Frame:
    return frame(Source.from_text(text, "a.json"), span, context)


def view_of(text: str, marked: str) -> Frame:
    start = text.index(marked)
    return view(text, Span(start, start + len(marked)))


def drawn(shown: Frame) -> list[str]:
    """Each line with its marks in «…»."""
    lines = []
    for line in shown.lines:
        text = line.text
        for begin, end in reversed(line.marks):
            text = f"{text[:begin]}«{text[begin:end]}»{text[end:]}"
        lines.append(text)
    return lines


def test_line_is_shown_with_its_neighbours() -> None:
    assert view_of('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', '"b"') == Frame(
        (
            FrameLine(2, '  "a": 1,'),
            FrameLine(3, '  "b": 2,', ((2, 5),)),
            FrameLine(4, '  "c": 3'),
        ),
        reflowed=False,
    )


def test_context_is_as_wide_as_asked_for() -> None:
    text = "[\n1,\n2,\n3\n]"

    assert [line.number for line in view(text, Span(5, 6), context=0).lines] == [3]
    assert [line.number for line in view(text, Span(5, 6), context=2).lines] == [1, 2, 3, 4, 5]
    assert [line.number for line in view(text, Span(0, 1), context=1).lines] == [1, 2]


def test_span_over_lines_is_marked_from_text_to_line_end() -> None:
    shown = view_of('{\n  "a": {\n    "b": 1\n  },\n  "c": 2\n}', '{\n    "b": 1\n  }')

    assert drawn(shown) == ["{", '  "a": «{»', '    «"b": 1»', "  «}»,", '  "c": 2']


def test_span_over_many_lines_shows_three_and_nothing_behind() -> None:
    text = "[\n1,\n2,\n3,\n4\n]"

    assert drawn(view(text, Span(0, len(text)))) == ["«[»", "«1,»", "«2,»"]


def test_span_that_ends_with_its_line_does_not_mark_the_next() -> None:
    assert drawn(view("[1,\n2]", Span(0, 4))) == ["«[1,»", "2]"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_ends_are_not_shown(end: str) -> None:
    assert drawn(view(f"[{end}1{end}]", Span(1 + len(end), 2 + len(end)))) == ["[", "«1»", "]"]


def test_mark_on_a_line_end_is_empty_at_the_end_of_the_line() -> None:
    assert drawn(view('["a\nb"]', Span(3, 4))) == ['["a«»', 'b"]']


def test_empty_text_has_one_empty_line() -> None:
    assert view("", Span(0, 0)) == Frame((FrameLine(1, "", ((0, 0),)),), reflowed=False)


def test_tabs_are_four_blanks_and_marks_move_with_them() -> None:
    assert drawn(view('\t{"a":\t1}', Span(2, 5))) == ['    {«"a"»:    1}']
    assert drawn(view('\t{"a":\t1}', Span(7, 8))) == ['    {"a":    «1»}']


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    text = '["\x1b[0m\u202e\ud800\x7f\xa0é😀"]'

    assert drawn(view(text, Span(2, 3))) == ['["«␛»[0m\ufffd\ufffd\ufffd é😀"]']


def test_long_neighbour_is_cut() -> None:
    text = '[\n1,\n"' + "x" * 500 + '"\n]'

    lines = view(text, Span(2, 3)).lines

    assert [line.text for line in lines[:2]] == ["[", "1,"]
    assert lines[2].text == '"' + "x" * 158 + "…"


def test_minified_line_shows_the_member_as_if_indented() -> None:
    shown = view_of(MINIFIED, "trian")

    assert shown.reflowed
    assert [line.number for line in shown.lines] == [None, None]
    assert drawn(shown) == [
        '"S3DataSource": {',
        f'  "S3Uri": {{"Get": "{REFERENCE}"}}'.replace("trian", "«trian»"),
    ]


def test_minified_line_without_an_enclosing_key_stands_alone() -> None:
    assert drawn(view_of(MINIFIED, '"Version"')) == ['«"Version"»: "2020-12-01",']


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ('"Short"', ['"Arguments": {', '  «"Short"»: [1, 2.5, true, null],']),
        ("2.5", ['"Arguments": {', '  "Short": [1, «2.5», true, null],']),
        ("{}", ['"Arguments": {', '  "Empty": «{}»']),
        ('"Arguments"', ['"Steps": [ … {', '  «"Arguments"»: {']),
        ('"DataSource"', ['"InputDataConfig": [ {', '  «"DataSource"»: {']),
        (
            '{"Name":"A","Type":"Processing"}',
            ['"Steps": [', '  «{"Name": "A", "Type": "Processing"}»,'],
        ),
        (
            '{"Name":"B","Type":"Training","Arguments":{',
            ['"Steps": [', "  «{»", '    «"Name": "B",»', '    «"Type": "Training",»'],
        ),
    ],
)
def test_minified_lines_are_laid_out_by_member(marked: str, lines: list[str]) -> None:
    assert drawn(view_of(MINIFIED, marked)) == lines


def test_whole_minified_document_shows_its_beginning() -> None:
    assert drawn(view(MINIFIED, Span(0, len(MINIFIED)))) == [
        "«{»",
        '  «"Version": "2020-12-01",»',
        '  «"Steps": [»',
    ]


def test_long_string_is_cut_around_the_mark() -> None:
    shown = view_of(MINIFIED, "here")

    [header, line] = drawn(shown)
    assert header == '"Arguments": {'
    assert line.startswith('  "Long": …yyy')
    assert "yyy«here»zzz" in line
    assert line.endswith("zzz…,")
    assert len(shown.lines[1].text) == 120


def test_long_string_that_is_marked_whole_shows_its_beginning() -> None:
    shown = view_of(MINIFIED, '"' + "y" * 300 + "here" + "z" * 300 + '"')

    line = drawn(shown)[1]
    assert line.startswith('  "Long": «"yyy')
    assert line.endswith("yyy…»,")
    assert len(shown.lines[1].text) == 120


def test_long_key_is_cut() -> None:
    text = '{"' + "k" * 200 + '":12345,"b":"' + "v" * 200 + '"}'

    shown = view_of(text, "12345")

    assert drawn(shown)[-1].endswith("…: «12345»,")
    assert len(shown.lines[-1].text) == 120


def test_own_spelling_of_numbers_and_escapes_is_kept() -> None:
    text = '{"a":1.50E+3,"b":"\\u00e9\\/","c":"' + "x" * 200 + '"}'

    assert drawn(view_of(text, "1.50E+3"))[-1] == '  "a": «1.50E+3»,'.strip()
    assert drawn(view_of(text, "\\u00e9"))[-1] == '"b": "«\\u00e9»\\/",'


def test_long_line_of_an_indented_file_shows_what_encloses_it() -> None:
    text = json.dumps(PIPELINE, indent=2)

    assert drawn(view_of(text, "here"))[0] == '"Arguments": {'


@pytest.mark.parametrize(
    ("broken", "marked", "line"),
    [
        ('{"a":1,"b":2,}', ",}", '"y": {"a": 1, "b": 2«, }»'),
        ('{"a":1 "b":2}', '"b"', '"y": {"a": 1 «"b"»: 2}'),
        ("{'a':1}", "'a'", "\"y\": {«'a'»: 1}"),
        ('{"a":[1,2}}', "2}", "    «2»"),
        ('{"a":"b', '"b', '  "a": «"b»'),
    ],
)
def test_broken_minified_text_is_shown_all_the_same(broken: str, marked: str, line: str) -> None:
    text = '{"x":"' + "x" * 200 + '","y":' + broken

    assert line in drawn(view_of(text, marked))


def test_line_end_in_a_string_of_a_long_line_is_marked_behind_the_string() -> None:
    text = '{"a":"' + "x" * 200 + '","b":"c\nd"}'

    assert drawn(view_of(text, "\n"))[-1] == '"b": "c«» d "}'


def test_tab_in_a_string_of_a_long_line_takes_one_column() -> None:
    text = '{"a":"' + "x" * 200 + '","b":"c\td"}'

    assert drawn(view_of(text, "\t"))[-1] == '"b": "c« »d"'


def test_long_line_of_blanks_is_shown_as_it_is() -> None:
    shown = view(" " * 500, Span(499, 500))

    assert not shown.reflowed
    assert shown.lines == (FrameLine(1, " " * 159 + "…", ((160, 160),)),)


def test_long_list_of_numbers_is_shown_by_its_element() -> None:
    text = json.dumps(list(range(100_000)), separators=(",", ":"))

    assert drawn(view_of(text, "54321")) == ["«54321»,"]


def test_many_frames_of_a_long_line_take_no_seconds() -> None:
    step = {"Name": "A" * 20, "Arguments": {"Values": [{"Get": REFERENCE}] * 3}}
    text = json.dumps({"Steps": [step] * 4000}, separators=(",", ":"))
    source = Source.from_text(text, "a.json")
    start = time.process_time()

    for offset in range(0, len(text), len(text) // 200):
        frame(source, Span(offset, offset + 1))

    assert len(text) > 1_000_000
    # A third of a second on a slow machine; reading the whole line each time takes minutes.
    assert time.process_time() - start < 5


@given(documents(), st.data())
def test_marks_show_the_text_of_the_span(text: str, data: st.DataObject) -> None:
    source = Source.from_text(text, "a.json")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))

    shown = frame(source, Span(start, end))

    for line in shown.lines:
        for begin, stop in line.marks:
            assert 0 <= begin <= stop <= max(len(line.text), 0)
    source_lines = text[start:end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not shown.reflowed and len(source_lines) == 1 and text[start:end].isprintable():
        [[mark]] = [line.marks for line in shown.lines if line.marks]
        [line] = [line for line in shown.lines if line.marks]
        assert line.text[mark[0] : mark[1]] == text[start:end]


@given(st.recursive(st.integers(0, 999) | st.text("ab", max_size=9), st.lists, max_leaves=30))
def test_reflowed_marks_show_the_whole_value(value: object) -> None:
    document = {"padding": "x" * 200, "value": value}
    source = Source.from_text(json.dumps(document, separators=(",", ":")), "a.json")
    [span] = source.locate([Place(("value",))])

    shown = frame(source, span)

    assert parse(source).value == document
    found = "".join(line.text[begin:end] for line in shown.lines for begin, end in line.marks)
    expected = source.text[span.start : span.end]
    assert shown.reflowed
    assert expected.startswith(found.replace(" ", "").partition("…")[0])


@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 400))
def test_any_text_has_a_frame_with_marks_within_its_lines(
    content: bytes, start: int, length: int
) -> None:
    source = Source.from_bytes(b'{"a":[' + b'"x",' * 60 + content, "a.json")
    start = min(start, len(source.text))
    span = Span(start, min(start + length, len(source.text)))

    shown = frame(source, span)

    assert 1 <= len(shown.lines) <= 5
    assert any(line.marks for line in shown.lines)
    for line in shown.lines:
        assert all(0 <= begin <= end <= len(line.text) for begin, end in line.marks)
        assert all(character.isprintable() for character in line.text)
        assert len(line.text) <= (120 if shown.reflowed else 4 * 160)
