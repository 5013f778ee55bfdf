"""Packs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import ENGINE_RULES, load_packs

HEAD = """
from pipelint.lint import rule
from pipelint.model import Document, Step

def make(code, name, on=Step):
    def check(element, facts):
        return iter(())
    check.__name__ = name
    told = {"stage": "create", "evidence": "E1", "since": "0.1", "source": ""}
    return rule(code, on=on, bad=[], good=[], **told)(check)
"""


@pytest.fixture(autouse=True)
def imports(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave neither the packs nor their folders behind."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    for name in [name for name in sys.modules if name.startswith("acme_")]:
        del sys.modules[name]


def write_pack(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.py").write_text(HEAD + dedent(body), encoding="utf-8")


def refusal(folder: Path, *names: str) -> str:
    with pytest.raises(PipelintError) as caught:
        load_packs(names, str(folder))
    return str(caught.value)


def test_rules_come_in_order_of_code_with_those_of_the_engine(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_order", "b = make('REF001', 'b')\na = make('ACM001', 'a')")

    rules = load_packs(["acme_order"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "DOC900", "HYG001", "REF001"]


def test_without_packs_there_are_the_rules_of_the_engine() -> None:
    assert load_packs([]) == ENGINE_RULES


def test_the_folder_of_the_configuration_comes_last_on_the_path(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_path", "a = make('ACM001', 'a')")

    load_packs(["acme_path"], str(tmp_path))
    load_packs(["acme_path"], str(tmp_path))

    assert sys.path[-1] == str(tmp_path)
    assert sys.path.count(str(tmp_path)) == 1


def test_a_pack_may_be_a_module_in_a_package(tmp_path: Path) -> None:
    (tmp_path / "acme_deep").mkdir()
    (tmp_path / "acme_deep" / "__init__.py").touch()
    write_pack(tmp_path / "acme_deep", "rules", "a = make('ACM001', 'a')")

    rules = load_packs(["acme_deep.rules"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "DOC900", "HYG001"]


def test_a_rule_that_a_pack_imports_from_another_is_the_same_rule(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_first", "a = make('ACM001', 'a')")
    write_pack(tmp_path, "acme_again", "from acme_first import a\nb = make('ACM002', 'b')")

    rules = load_packs(["acme_first", "acme_again", "acme_first"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "ACM002", "DOC900", "HYG001"]


def test_a_pack_may_name_the_modules_of_its_rules(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_c", "c = make('ACM003', 'c')")
    write_pack(tmp_path, "acme_b", "import acme_c\nb = make('ACM002', 'b')\nPARTS = (acme_c,)")
    write_pack(
        tmp_path,
        "acme_a",
        "import acme_b\nfrom acme_b import b\na = make('ACM001', 'a')\nPARTS = [acme_b]",
    )

    rules = load_packs(["acme_a"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "ACM002", "ACM003", "DOC900", "HYG001"]


def test_a_pack_takes_no_more_of_another_one_than_it_imports(tmp_path: Path) -> None:
    (tmp_path / "acme_whole").mkdir()
    (tmp_path / "acme_whole" / "__init__.py").touch()
    write_pack(tmp_path / "acme_whole", "part", "a = make('ACM001', 'a')\nb = make('ACM002', 'b')")
    write_pack(tmp_path, "acme_own", "import acme_whole\nfrom acme_whole.part import a")

    rules = load_packs(["acme_own"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "DOC900", "HYG001"]


def test_a_module_that_is_part_of_itself_is_taken_once(tmp_path: Path) -> None:
    body = "import sys\na = make('ACM001', 'a')\nPARTS = (sys.modules[__name__],)"
    write_pack(tmp_path, "acme_self", body)

    rules = load_packs(["acme_self"], str(tmp_path))

    assert [rule.code for rule in rules] == ["ACM001", "DOC900", "HYG001"]


@pytest.mark.parametrize("parts", ["('acme_part',)", "sys", "'ab'", "{'sys': sys}"])
def test_parts_that_are_no_modules_are_refused(tmp_path: Path, parts: str) -> None:
    write_pack(tmp_path, "acme_odd", f"import sys\na = make('ACM001', 'a')\nPARTS = {parts}")

    assert refusal(tmp_path, "acme_odd") == "'PARTS' of module 'acme_odd' is no tuple of modules"


def test_a_pack_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, "acme_gone") == (
        "pack 'acme_gone' cannot be imported: No module named 'acme_gone'"
    )


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("raise ValueError('no\\n luck')", "no luck"),
        ("raise RuntimeError", "RuntimeError"),
        ("raise SystemExit(0)", "0"),
        ("import acme_missing_part", "No module named 'acme_missing_part'"),
        (
            "rule('ACM001', on=Step, stage='later', evidence='E1', since='', source='', "
            "bad=[], good=[])",
            "rule ACM001: unknown stage 'later', expected one of "
            "'create', 'start', 'run', 'silent', 'practice'",
        ),
    ],
)
def test_a_pack_that_fails_at_import_is_named_with_the_cause(
    tmp_path: Path, body: str, cause: str
) -> None:
    write_pack(tmp_path, "acme_broken", body)

    assert refusal(tmp_path, "acme_broken") == f"pack 'acme_broken' cannot be imported: {cause}"


@pytest.mark.parametrize("name", ["", ".", "acme-rules", "./acme.py", "acme..rules", ".acme"])
def test_what_is_no_name_of_a_module_is_no_pack(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, name) == f"pack {name!r} is not the name of a module"


def test_a_module_without_rules_is_no_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_empty", "")

    assert refusal(tmp_path, "acme_empty") == (
        "pack 'acme_empty' has no rules: its rules are what @rule makes in its namespace, and in "
        "those of its PARTS"
    )


def test_a_code_used_twice_names_both_rules_and_packs(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_one", "a = make('DEP002', 'y')")
    write_pack(tmp_path, "acme_two", "a = make('DEP002', 'x')")

    assert refusal(tmp_path, "acme_one", "acme_two") == (
        "rule code DEP002 is used twice: by 'x' of acme_two and by 'y' of acme_one"
    )


def test_a_code_of_the_engine_cannot_be_taken(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_hyg", "a = make('HYG001', 'x')")

    assert refusal(tmp_path, "acme_hyg") == (
        "rule code HYG001 is used twice: by 'x' of acme_hyg and by 'unused-suppression' of pipelint"
    )


def test_a_name_used_twice_names_both_rules_and_packs(tmp_path: Path) -> None:
    write_pack(
        tmp_path, "acme_same", "a = make('ACM001', 'same_name')\nb = make('ACM002', 'same_name')"
    )

    assert refusal(tmp_path, "acme_same") == (
        "rule name same-name is used twice: by 'ACM002' of acme_same and by 'ACM001' of acme_same"
    )


@pytest.mark.parametrize("code", ["dep001", "DEP1", "DEP0001", "001", "D-P001", "ALL001", ""])
def test_a_malformed_code_is_refused(tmp_path: Path, code: str) -> None:
    write_pack(tmp_path, "acme_code", f"a = make({code!r}, 'a')")

    assert refusal(tmp_path, "acme_code") == (
        f"rule code {code!r} of pack 'acme_code' is malformed: "
        "expected a family in capital letters (not ALL), then three digits"
    )


def test_a_family_may_begin_with_the_letters_of_all(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_ally", "a = make('ALLY001', 'a')")

    assert load_packs(["acme_ally"], str(tmp_path))[0].code == "ALLY001"


@pytest.mark.parametrize("name", ["BadName", "a--b", "a-", "-a", "1a", "a.b", "", "\xe4"])
def test_a_malformed_name_is_refused(tmp_path: Path, name: str) -> None:
    write_pack(tmp_path, "acme_name", f"a = make('ACM001', {name!r})")

    assert refusal(tmp_path, "acme_name") == (
        f"rule name {name!r} of pack 'acme_name' is malformed: "
        "expected words in small letters, joined by hyphens"
    )


def test_a_rule_on_what_is_no_element_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path, "acme_on", "a = make('ACM001', 'a', on=dict)")

    assert refusal(tmp_path, "acme_on") == (
        "rule ACM001 of pack 'acme_on' is on 'dict', which is no element of a definition: "
        "expected one of Document, Pipeline, Parameter, Step, Dependency, Reference, Join, "
        "JsonGet, Condition, Branch, Argument, PropertyFile, Output, CacheConfig, RetryPolicy"
    )


def test_the_rules_of_the_engine_have_a_page_and_run_by_default() -> None:
    assert [
        (rule.code, rule.name, rule.severity, rule.default, rule.page.splitlines()[0])
        for rule in ENGINE_RULES
    ] == [
        (
            "DOC900",
            "rule-crashed",
            "warning",
            True,
            "A rule raised an exception instead of reporting what it sees.",
        ),
        (
            "HYG001",
            "unused-suppression",
            "warning",
            True,
            "A suppression in the configuration must suppress something.",
        ),
    ]
