"""Files in YAML and JSON: what they say, on which line, and how they are refused."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from pipelint.errors import PipelintError
from pipelint.text._yaml import Data, read_data, read_file

#: What stands for itself in both languages.
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"]))


def values(texts: st.SearchStrategy[str], floats: st.SearchStrategy[float]) -> Any:
    return st.recursive(
        st.none() | st.booleans() | st.integers() | floats | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=12,
    )


#: Pieces that mean something in YAML.
PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "\n  ", "{", "}", "[", "]", ", ", "? ", ": ", "&x ", "*x", "!!str ",
     "!!int ", "!t ", "<<", "|\n ", ">\n ", '"', "'", "#", "---\n", "...\n", "%YAML 1.2\n",
     "1", "~", "\t", "\\U", "F" * 8, "\ufeff", "\x00", "\x85", "0x", ".", "e5", "-", "9" * 5000]
)  # fmt: skip


def read(text: str, name: str = "a.yaml") -> Data:
    return read_data(text.encode(), name)


def refusal(text: str | bytes, name: str = "a.yaml") -> str:
    with pytest.raises(PipelintError) as caught:
        read_data(text if isinstance(text, bytes) else text.encode(), name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True), ("True", True), ("TRUE", True),
        ("false", False), ("False", False), ("FALSE", False),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None),
        ("0", 0), ("-12", -12), ("+12", 12), ("0777", 777), ("0o17", 15), ("0xfF", 255),
        ("1.5", 1.5), ("-.5", -0.5), ("5.", 5.0), ("1e3", 1000.0), ("1E-2", 0.01),
        (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf),
    ],
)  # fmt: skip
def test_plain_scalar_is_what_the_core_schema_says(text: str, value: object) -> None:
    found = read(f"a: {text}").value["a"]

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number_is_a_float(text: str) -> None:
    assert math.isnan(read(text).value)


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "on", "off", "y", "tRUE", "1_000", "0b1", "0o8", "-0x1", "+0o1", "1:30",
     "190:20:30", "2020-12-01", "2020-12-01T00:00:00Z", ".", "1e", ".e1", "nan", "inf", "=",
     "nUll", "1.2.3", "ml.m5.xlarge"],
)  # fmt: skip
def test_plain_scalar_that_only_older_yaml_takes_for_more_is_a_string(text: str) -> None:
    assert read(f"a: {text}").value == {"a": text}


def test_quotes_make_a_string() -> None:
    assert read("[\"1\", 'true', '~', \"null\"]").value == ["1", "true", "~", "null"]


def test_block_scalars_are_strings() -> None:
    assert read("a: |\n  1\nb: >\n  true\n").value == {"a": "1\n", "b": "true\n"}


def test_core_tags_are_known() -> None:
    text = "[!!str 1, !!int '2', !!float 3, !!bool 'true', !!null '', !!seq [], !!map {}, ! 4]"

    assert read(text).value == ["1", 2, 3.0, True, None, [], {}, "4"]


def test_integer_keys_are_their_text() -> None:
    assert read("0: a\n0x10: b\n'2': c\n").value == {"0": "a", "16": "b", "2": "c"}


def test_alias_stands_for_its_value() -> None:
    assert read("a: &one {b: 1}\nc: *one\n").value == {"a": {"b": 1}, "c": {"b": 1}}


@pytest.mark.parametrize("text", ["", " \n", "# nothing\n", "\ufeff", "---\n"])
def test_file_without_content_has_no_value(text: str) -> None:
    assert read(text).value is None


def test_byte_order_mark_is_no_content() -> None:
    assert read_data(b"\xef\xbb\xbfa: 1", "a.yaml").value == {"a": 1}
    assert read_data(b'\xef\xbb\xbf{"a": 1}', "a.json").value == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [r'{"a": "\ud83d\ude00"}', '{\t"a":\t1\t}', r'"\/"', r'"\ud800"', '{"a": NaN, "b": -Infinity}'],
)
def test_json_is_read_as_json(text: str) -> None:
    assert repr(read(text).value) == repr(json.loads(text))


DOCUMENT = """\
# one

steps:
  Prep:
    outputs: {allowed: true,
      more: [1,
             2]}
  Train: &train
    fails:
      - SageMaker.CAPACITY_ERROR
      -
        type: x
  Again: *train
"""
LINES: list[tuple[tuple[str | int, ...], int]] = [
    ((), 3),
    (("steps",), 3),
    (("steps", "Prep"), 4),
    (("steps", "Prep", "outputs"), 5),
    (("steps", "Prep", "outputs", "more"), 6),
    (("steps", "Prep", "outputs", "more", 0), 6),
    (("steps", "Prep", "outputs", "more", 1), 7),
    (("steps", "Train", "fails", 0), 10),
    (("steps", "Train", "fails", 1), 12),
    (("steps", "Train", "fails", 1, "type"), 12),
    (("steps", "Again"), 13),
    (("steps", "Again", "fails", 0), 10),
]


@pytest.mark.parametrize(("path", "line"), LINES)
def test_line_is_that_of_the_key_or_the_element(path: tuple[str | int, ...], line: int) -> None:
    assert read(DOCUMENT).line(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("steps", "Prpe", "outputs"), 3),
        (("steps", "Prep", "outputs", "allowed", "x"), 5),
        (("steps", "Train", "fails", 2), 9),
        (("steps", "Train", "fails", "type"), 9),
        (("given",), 3),
    ],
)
def test_what_is_not_there_has_the_line_of_what_is_around(
    path: tuple[str | int, ...], line: int
) -> None:
    assert read(DOCUMENT).line(path) == line


def test_lines_of_json_are_found_likewise() -> None:
    data = read('{\n "a":\n  [1,\n   {"b": 2}],\n "0": 3}', "a.json")

    paths: list[tuple[str | int, ...]] = [
        (),
        ("a",),
        ("a", 1),
        ("a", 1, "b"),
        ("a", 2),
        ("a", 1, 0),
    ]
    assert [data.line(path) for path in paths] == [1, 2, 4, 4, 2, 4]


@pytest.mark.parametrize("text", ['{\n"0": {\n"1": 2}}', "0:\n  1: 2"])
def test_integer_in_a_path_is_as_good_as_its_text(text: str) -> None:
    data = read(text)

    assert data.line((0, 1)) == data.line(("0", "1"))
    assert data.place((0, 1)) == f"a.yaml:{text.count(chr(10)) + 1}"


def test_empty_file_has_no_line() -> None:
    assert read("").line(("a",)) is None
    assert read("").place(("a",)) == "a.yaml"


def test_entry_is_there_or_not() -> None:
    data = read(DOCUMENT)

    assert data.has(("steps", "Train", "fails", 1))
    assert not data.has(("steps", "Train", "fails", 2))
    assert not data.has(("steps", "Prpe"))


def test_lines_end_as_everywhere_in_pipelint() -> None:
    assert read("a: '\u2028\x85'\nb: 1\r\nc: 2\rd: 😀\n").line(("d",)) == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3: key 'a' is given twice (first on line 1)"),
        ("0: 1\n'0': 2", "a.yaml:2: key '0' is given twice (first on line 1)"),
        ("a:\n  yes: 1\n  true: 2", "a.yaml:3: a key must be text: write 'true' in quotes"),
        ("1.5: a", "a.yaml:1: a key must be text: write '1.5' in quotes"),
        ("? [1]\n: 2", "a.yaml:1: a key must be text"),
        ("--- 1\n--- 2", "a.yaml:2: a second document begins: expected one in a file"),
        ("a: !!binary x", "a.yaml:1: tag '!!binary' is not known: only those of JSON's types are"),
        ("\n!own {}", "a.yaml:2: tag '!own' is not known: only those of JSON's types are"),
        ("!!set {a}", "a.yaml:1: tag '!!set' is not known: only those of JSON's types are"),
        ("!!int a", "a.yaml:1: 'a' is not what its tag '!!int' says"),
        ("a: &x\n  - *x", "a.yaml:2: alias '*x' stands inside what it means"),
        ("a: *x", "a.yaml:1: alias '*x' has no anchor before it"),
        ("a: &x {b: 1}\nc:\n  <<: *x",
         "a.yaml:3: merge keys ('<<') are not part of YAML 1.2: write the members out"),
        ("a: \x07", "a.yaml:1: character U+0007 is not allowed"),
        (f"\na: {'9' * 5000}", "a.yaml:2: an integer of 5000 digits cannot be read"),
        (f"\n{'[' * 201}{']' * 201} #", "a.yaml:2: the nesting is deeper than 200 levels"),
    ],
)  # fmt: skip
def test_refusal_tells_the_line(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\n b: 2", 2), ("a: [1\nb: 2]\nc", 2), ("a: 'x\n\n", 3), ("a: b: c", 1)]
)
def test_broken_syntax_is_refused_with_its_line(text: str, line: int) -> None:
    assert refusal(text).startswith(f"a.yaml:{line}: ")
    assert "\n" not in refusal(text)


def test_broken_json_is_refused_as_json() -> None:
    text = '{"a": 1,\n "b" 2}'

    assert refusal(text, "a.json") == (
        "a.json:2: key 'b' has no colon and value behind it (write \"b\": …)"
    )


def test_repeated_key_of_json_is_refused() -> None:
    assert refusal('{"a": 1,\n "a": 2}', "a.json").startswith("a.json:2: key 'a' is repeated")


def test_file_is_read_under_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a:\n  b: 1\n")

    assert read_file(str(path)).place(("a", "b")) == f"{path}:2"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.yaml", "gone.yaml: cannot be read: No such file or directory"),
        ("", "'' is no path"),
        ("a\0", "'a\\x00': cannot be read: embedded null byte"),
    ],
)
def test_file_that_cannot_be_read_is_told(path: str, message: str) -> None:
    with pytest.raises(PipelintError) as caught:
        read_file(path)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: \xff",
         "a.yaml:2: byte '0xFF' at offset 8 is not UTF-8 (save the text as UTF-8)"),
        ("a: 1".encode("utf-16"),
         "a.yaml:1: the text is encoded as 'UTF-16', not as UTF-8 (save it as UTF-8)"),
    ],
)  # fmt: skip
def test_other_encoding_is_refused(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_depth_that_is_allowed_is_read() -> None:
    nested = "[" * 200 + "]" * 200

    assert json.dumps(read(f"{nested} # YAML").value) == nested


def test_depth_through_an_alias_counts() -> None:
    text = f"a: &x {'[' * 150}{']' * 150}\nb: {'[' * 49}*x{']' * 49}"

    assert read(text).value["a"]
    assert refusal(text.replace("b: ", "b: [").replace("]*x", "]*x") + "]") == (
        "a.yaml:2: the nesting is deeper than 200 levels"
    )


def test_aliases_that_stand_for_too_much_are_refused() -> None:
    lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert refusal("\n".join(lines)) == (
        "a.yaml:6: with its aliases this stands for more than 1000000 values"
    )


def test_import_of_the_text_package_does_not_import_yaml() -> None:
    script = "import sys, pipelint.text; print('yaml' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


@given(values(st.text(), st.floats()))
@example({"a": "\U0001f600\ud800"})
@settings(deadline=None)
def test_every_json_value_is_read_as_it_is(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, indent="\t", ensure_ascii=True)):
        found = read(text).value

        assert repr(found) == repr(json.loads(text))


@given(values(PRINTABLE, st.floats(allow_nan=False, allow_infinity=False)))
@settings(deadline=None)
def test_json_inside_yaml_is_the_same_value(value: Any) -> None:
    """Where the text as a whole is no JSON, the other reader is at work."""
    text = json.dumps(value, ensure_ascii=False)

    assert repr(read(f"a: {text} # YAML").value["a"]) == repr(json.loads(text))


def read_or_refuse(data: bytes) -> Data | str:
    try:
        return read_data(data, "a.yaml")
    except PipelintError as error:
        return str(error)


@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
@settings(deadline=None, max_examples=400)
def test_any_text_is_read_with_lines_or_refused(text: str) -> None:
    found = read_or_refuse(text.encode("utf-8", "surrogatepass"))

    if isinstance(found, str):
        assert found.startswith("a.yaml:")
        assert "\n" not in found
    else:
        assert found.line(("a", 0)) in (None, *range(1, len(text) + 2))


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    found = read_or_refuse(data)

    assert isinstance(found, Data) or found.startswith("a.yaml:")


def test_tab_that_indents_is_named() -> None:
    with pytest.raises(PipelintError) as caught:
        read_data(b"steps:\n\tTrain: {}\n", "given.yaml")

    assert str(caught.value) == (
        "given.yaml:2: a tab stands where only blanks may: indent with blanks"
    )
