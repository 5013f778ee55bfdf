"""Suppressions: what they take away, and which of them are of no use."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelint.lint import Suppression, apply_suppressions
from pipelint.lint._suppression import unused
from tests.lint.samples import a_finding, a_rule

FOLDER = "/repo"


def takes_away(suppression: Suppression, **finding: str) -> bool:
    found = a_finding(**finding)
    kept, removed, matched = apply_suppressions([found], [suppression], FOLDER)
    assert (removed, matched) == ((0, frozenset()) if kept else (1, {0}))
    return kept == ()


def suppression(
    *rules: str,
    files: tuple[str, ...] = (),
    steps: tuple[str, ...] = (),
    parameters: tuple[str, ...] = (),
) -> Suppression:
    return Suppression(rules or ("ALL",), "known", files, steps, parameters)


class TestApplying:
    """What a suppression means."""

    @pytest.mark.parametrize(
        ("selector", "expected"),
        [
            ("DEP002", True),
            ("DEP", True),
            ("unknown-dependency", True),
            ("ALL", True),
            ("DEP001", False),
            ("REF", False),
            ("cycle", False),
        ],
    )
    def test_rules_are_selectors(self, selector: str, expected: bool) -> None:
        assert takes_away(suppression(selector)) is expected

    @pytest.mark.parametrize(
        ("step", "expected"),
        [("Train", True), ("train", False), ("Trainer", False), ("Tr*", True), ("Tr?in", True)],
    )
    def test_steps_are_names_with_wildcards(self, step: str, expected: bool) -> None:
        assert takes_away(suppression(steps=(step,)), step="Train") is expected

    def test_a_wildcard_stands_for_the_uuid_of_an_unnamed_step_function(self) -> None:
        name = "train-3f2b8c1e-0d4a-4b6f-9e57-1c2d3e4f5a6b"

        assert takes_away(suppression(steps=("train-*",)), step=name)

    def test_a_finding_outside_of_steps_is_in_no_step(self) -> None:
        assert not takes_away(suppression(steps=("*",)))

    def test_parameters_are_names_too(self) -> None:
        assert takes_away(suppression(parameters=("Mode",)), parameter="Mode")
        assert not takes_away(suppression(parameters=("Mode",)), parameter="Model")
        assert not takes_away(suppression(parameters=("Mode",)), step="Mode")

    def test_with_steps_and_parameters_either_will_do(self) -> None:
        both = suppression(steps=("Train",), parameters=("Mode",))

        assert takes_away(both, step="Train")
        assert takes_away(both, parameter="Mode")
        assert not takes_away(both, step="Prep")

    def test_what_is_not_meant_is_kept_in_order(self) -> None:
        findings = [a_finding(step=step) for step in ("A", "B", "C", "B")]

        kept, removed, matched = apply_suppressions(
            findings, [suppression("REF"), suppression(steps=("B",))], FOLDER
        )

        assert kept == (findings[0], findings[2])
        assert removed == 2
        assert matched == {1}

    def test_every_suppression_that_means_a_finding_has_matched(self) -> None:
        _, removed, matched = apply_suppressions(
            [a_finding()], [suppression("DEP"), suppression("DEP002")], FOLDER
        )

        assert (removed, matched) == (1, {0, 1})

    def test_without_findings_nothing_matches(self) -> None:
        assert apply_suppressions([], [suppression()], FOLDER) == ((), 0, frozenset())


class TestFiles:
    """Globs relative to the folder of the configuration."""

    @pytest.mark.parametrize(
        ("pattern", "file", "expected"),
        [
            ("a.json", "a.json", True),
            ("./a.json", "a.json", True),
            ("x/../a.json", "a.json", True),
            ("a.json", "x/a.json", False),
            ("*.json", "a.json", True),
            ("*.json", "x/a.json", False),
            ("x/*.json", "x/a.json", True),
            ("x/*.json", "x/y/a.json", False),
            ("x/**/*.json", "x/a.json", True),
            ("x/**/*.json", "x/y/z/a.json", True),
            ("**/a.json", "a.json", True),
            ("**", "x/y/a.json", True),
            ("x/**", "x/y/a.json", True),
            ("x/**", "y/a.json", False),
            ("**/y/**", "x/y/a.json", True),
            ("?.json", "ab.json", False),
            ("[ab].json", "b.json", True),
            ("[!ab].json", "b.json", False),
            ("A.json", "a.json", False),
            ("/repo/x/*.json", "x/a.json", True),
            ("../other/*.json", "/other/a.json", True),
            ("../other/*.json", "/third/a.json", False),
            ("/other/*.json", "/other/a.json", True),
            ("*.json", "-", False),
            ("-", "-", True),
        ],
    )
    def test_globs_match_the_names_in_reports(
        self, pattern: str, file: str, expected: bool
    ) -> None:
        assert takes_away(suppression(files=(pattern,)), file=file) is expected

    def test_one_of_several_globs_will_do(self) -> None:
        assert takes_away(suppression(files=("x/*", "a.*")), file="a.json")

    def test_characters_of_the_folder_are_no_wildcards(self) -> None:
        finding = a_finding(file="/a[1]/other/x.json")
        outside = suppression(files=("../other/*.json",))

        kept, removed, _ = apply_suppressions([finding], [outside], "/a[1]/repo")

        assert (kept, removed) == ((), 1)

    def test_without_files_every_file_is_meant_standard_input_too(self) -> None:
        assert takes_away(suppression(), file="-")

    @given(st.text("ab/*?[]!.-", max_size=8), st.text("ab/.-", min_size=1, max_size=8))
    def test_any_glob_can_be_tried(self, pattern: str, file: str) -> None:
        takes_away(suppression(files=(pattern or "x",)), file=file)


class TestUnused:
    """A suppression that matched nothing though it could have."""

    DEP1, DEP2, SEC = a_rule("DEP001"), a_rule("DEP002"), a_rule("SEC001", default=False)

    def test_one_that_matched_is_of_use(self) -> None:
        rules = (self.DEP1, self.DEP2)
        both = [suppression("DEP"), suppression("DEP")]

        assert unused(both, {0}, ["a.json"], FOLDER, ran=rules, configured=rules) == (1,)

    @pytest.mark.parametrize(
        ("files", "expected"), [(["old/a.json"], (0,)), (["a.json"], ()), ([], ())]
    )
    def test_one_on_files_that_were_not_checked_may_be_of_use(
        self, files: list[str], expected: tuple[int, ...]
    ) -> None:
        old = [suppression("DEP", files=("old/*",))]
        rules = (self.DEP1,)

        assert unused(old, (), files, FOLDER, ran=rules, configured=rules) == expected

    @pytest.mark.parametrize(
        ("selectors", "expected"),
        [
            (("DEP002",), (0,)),
            (("fault-of-dep002",), (0,)),
            (("DEP002", "SEC"), (0,)),
            (("DEP001",), ()),
            (("DEP",), ()),
            (("ALL",), ()),
            (("SEC",), ()),
        ],
    )
    def test_one_on_rules_that_did_not_run_may_be_of_use(
        self, selectors: tuple[str, ...], expected: tuple[int, ...]
    ) -> None:
        narrowed = unused(
            [suppression(*selectors)],
            (),
            ["a.json"],
            FOLDER,
            ran=(self.DEP2,),
            configured=(self.DEP1, self.DEP2),
        )

        assert narrowed == expected
