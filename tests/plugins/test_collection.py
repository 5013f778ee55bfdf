"""What is collected, under which ids, as a user sees it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.plugins.projects import BROKEN, CLEAN, FACTORY, Project, without_families

SCENARIOS = """
definition: pipelines/a.pipeline.json
scenarios:
  - name: it stops
    expect: {status: Failed}
  - name: it does not stop
    expect: {status: Succeeded}
"""
A_REF = ["pipelines/a.pipeline.json::REF", "pipelines/a.pipeline.json::property"]


@pytest.fixture
def mixed(project: Project) -> Project:
    """Definitions by pattern, by configuration and from Python, with scenarios."""
    project.write("pipelines/a.pipeline.json", CLEAN)
    project.write("build/abalone.json", CLEAN)
    project.write("build/other.pipeline.json", CLEAN)
    project.write("build/test_other.py", "def test_other(): pass\n")
    project.write("pipelines/one/pipeline.py", FACTORY)
    project.write("pipelines/two/pipeline.py", FACTORY)
    project.write("test_a.pipeline.yaml", SCENARIOS)
    project.write("test_own.py", "def test_own(): pass\n")
    project.write(
        "pyproject.toml",
        """
        [tool.pipelint]
        definitions = [
            "build/abalone.json",
            "pipelines/one/pipeline.py:get_pipeline",
            "pipelines/two/pipeline.py:get_pipeline",
        ]
        """,
    )
    return project


IDS = {
    *A_REF,
    "build/abalone.json::REF",
    "build/abalone.json::property",
    "pyproject.toml::pipelines/one/pipeline.py:get_pipeline::REF",
    "pyproject.toml::pipelines/one/pipeline.py:get_pipeline::property",
    "pyproject.toml::pipelines/two/pipeline.py:get_pipeline::REF",
    "pyproject.toml::pipelines/two/pipeline.py:get_pipeline::property",
    "test_a.pipeline.yaml::it stops",
    "test_a.pipeline.yaml::it does not stop",
    "test_own.py::test_own",
}


def test_all_kinds_of_ids(mixed: Project) -> None:
    assert sorted(mixed.ids()) == sorted(IDS)


def test_there_is_an_item_for_each_family_that_has_an_enabled_rule(project: Project) -> None:
    project.write("a.pipeline.json", CLEAN)
    project.write("pipelint.toml", 'select = ["REF", "DEP002", "HYG001"]\n')

    result = project.run("--co", "-q")

    assert result.outlines[:5] == [
        "a.pipeline.json::DEP",
        "a.pipeline.json::HYG",
        "a.pipeline.json::REF",
        "a.pipeline.json::property",
        "",
    ]


def test_callables_are_anchored_at_a_pipelint_toml_as_well(project: Project) -> None:
    project.write("pipelint.toml", 'definitions = ["acme.pipes:get_pipeline"]\n')
    project.write("acme/pipes.py", FACTORY)
    project.write("acme/__init__.py", "")

    assert project.ids() == [
        "pipelint.toml::acme.pipes:get_pipeline::REF",
        "pipelint.toml::acme.pipes:get_pipeline::property",
    ]


def test_a_configured_definition_outside_the_rootdir_is_anchored_at_the_configuration(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "outside.json").write_text(json.dumps(CLEAN), encoding="utf-8")
    (tmp_path / "other.json").write_text(json.dumps(CLEAN), encoding="utf-8")
    up = os.path.relpath(tmp_path, project.path)
    project.write("pipelint.toml", f'definitions = ["{up}/outside.json", "{up}/other.json"]\n')
    expected = f"pipelint.toml::{up}/outside.json::REF"

    assert expected in project.ids()
    assert project.ids(expected) == [expected]
    project.run(expected).assert_outcomes(passed=1)


def test_a_configuration_outside_the_rootdir_has_an_id_as_well(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("pipelint.toml", 'definitions = ["build/a.json", "p.py:get_pipeline"]\n')
    project.write("build/a.json", CLEAN)
    project.write("p.py", FACTORY)
    project.write("sub/pytest.ini", "[pytest]\n")
    monkeypatch.chdir(project.path / "sub")

    here = ["-c", "pytest.ini", "--rootdir", "."]
    found = project.ids(*here, "-k", "REF")

    assert found == [
        "../pipelint.toml::build/a.json::REF",
        "../pipelint.toml::p.py:get_pipeline::REF",
    ]
    assert project.ids(*here, found[0]) == [found[0]]


@pytest.mark.parametrize("name", ["pipelint.toml", "pyproject.toml"])
def test_an_id_that_is_shown_in_a_folder_can_be_run_from_the_rootdir(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    table = "[tool.pipelint]\n" if name == "pyproject.toml" else ""
    project.write(f"sub/{name}", f'{table}definitions = ["p.py:get_pipeline"]\n')
    project.write("sub/p.py", FACTORY)
    with monkeypatch.context() as below:
        below.chdir(project.path / "sub")
        shown = project.ids("-k", "REF")

    assert shown == [f"sub/{name}::p.py:get_pipeline::REF"]
    project.run(*shown).assert_outcomes(passed=1)


def test_a_folder_that_pytest_leaves_out_is_entered_for_what_is_configured_alone(
    project: Project,
) -> None:
    project.write("pipelint.toml", 'definitions = ["build/deep/*.json", "node_modules/b.json"]\n')
    project.write("build/deep/a.json", CLEAN)
    project.write("build/c.pipeline.json", CLEAN)
    project.write("build/other/test_d.py", "def test_d(): pass\n")
    project.write("node_modules/b.json", CLEAN)

    found = project.ids("-k", "REF or test_d")

    assert found == ["build/deep/a.json::REF", "node_modules/b.json::REF"]


def test_the_name_of_a_scenario_is_printable(project: Project) -> None:
    project.write("a.pipeline.json", CLEAN)
    scenario = '{"name": "it\\nstops\\u001b[31m", "expect": {"status": "Failed"}}'
    project.write(
        "test_a.pipeline.yaml", f'{{"definition": "a.pipeline.json", "scenarios": [{scenario}]}}'
    )
    name = r"test_a.pipeline.yaml::it\nstops\u001b[31m"

    assert project.ids("-m", "pipelint_scenario") == [name]
    project.run(name).assert_outcomes(passed=1)


def test_a_folder_that_a_search_skips_is_collected_where_it_is_named(project: Project) -> None:
    project.write("cdk.out/asset/a.pipeline.json", CLEAN)
    project.write("cdk.out/test_a.pipeline.yaml", SCENARIOS)
    project.write("cdk.out/test_own.py", "def test_own(): pass\n")
    a_ref = "cdk.out/asset/a.pipeline.json::REF"

    assert project.ids() == ["cdk.out/test_own.py::test_own"]
    assert a_ref in project.ids("cdk.out")
    assert a_ref in project.ids("cdk.out/asset/a.pipeline.json")
    project.write("pipelint.toml", 'definitions = ["cdk.out/asset/a.pipeline.json"]\n')
    assert project.ids("-k", "REF") == [a_ref]


@pytest.mark.parametrize("option", ["--ignore=build", "--ignore-glob=bui*"])
def test_a_configured_definition_may_be_ignored(mixed: Project, option: str) -> None:
    assert set(mixed.ids(option)) == {each for each in IDS if not each.startswith("build")}


def test_a_configured_definition_that_also_matches_a_pattern_is_collected_once(
    project: Project,
) -> None:
    project.write("pipelines/a.pipeline.json", CLEAN)
    project.write("pipelint.toml", 'definitions = ["pipelines/*.json"]\n')

    assert project.ids() == A_REF


def test_configured_definitions_are_collected_beside_testpaths(mixed: Project) -> None:
    mixed.write("pytest.ini", "[pytest]\ntestpaths = tests\n")
    mixed.write("tests/test_in.py", "def test_in(): pass\n")

    found = mixed.ids()

    assert "build/abalone.json::REF" in found
    assert "tests/test_in.py::test_in" in found
    assert "test_own.py::test_own" not in found


def test_a_path_leaves_the_configured_ones_out(mixed: Project) -> None:
    assert mixed.ids("pipelines") == A_REF
    assert mixed.ids("test_own.py") == ["test_own.py::test_own"]


def test_a_definition_is_collected_under_any_name_where_it_is_named(project: Project) -> None:
    project.write("a.json", CLEAN)

    assert project.ids("a.json") == ["a.json::REF", "a.json::property"]


@pytest.mark.parametrize("chosen", sorted(IDS))
def test_each_id_selects_what_it_names(mixed: Project, chosen: str) -> None:
    assert mixed.ids(chosen) == [chosen]


def test_a_callable_is_selected_without_its_family(mixed: Project) -> None:
    chosen = "pyproject.toml::pipelines/two/pipeline.py:get_pipeline"

    assert mixed.ids(chosen) == [f"{chosen}::REF", f"{chosen}::property"]


def test_words_and_markers_select(mixed: Project) -> None:
    assert mixed.ids("-k", "two and REF") == [
        "pyproject.toml::pipelines/two/pipeline.py:get_pipeline::REF"
    ]
    assert sorted(mixed.ids("-m", "pipelint_scenario")) == [
        "test_a.pipeline.yaml::it does not stop",
        "test_a.pipeline.yaml::it stops",
    ]
    assert set(mixed.ids("-m", "pipelint_property")) == {i for i in IDS if "property" in i}
    assert set(mixed.ids("-m", "pipelint_check")) == {i for i in IDS if "REF" in i}
    assert mixed.ids("-m", "not pipelint") == ["test_own.py::test_own"]


def test_a_folder_below_may_be_the_working_directory(
    mixed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mixed.path / "pipelines")

    found = mixed.ids()

    assert set(found) == {each for each in IDS if not each.startswith("test_")}


def test_a_check_from_a_folder_below_names_files_from_the_top(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("pipelint.toml", "")
    project.write("pipelines/a.pipeline.json", BROKEN)
    monkeypatch.chdir(project.path / "pipelines")

    result = project.run("-k", "DEP")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*pipelines/a.pipeline.json:1:*"])


def test_the_last_failures_run_again_alone(mixed: Project) -> None:
    mixed.write("build/abalone.json", BROKEN)
    command = ["--pipelint", "-q", "-k", "not property"]
    mixed.pytester.runpytest_inprocess(*command)

    result = mixed.pytester.runpytest_inprocess("--lf", "--co", *command)

    assert without_families(result.outlines) == ["test_a.pipeline.yaml::it does not stop"]
    result.stdout.fnmatch_lines(["build/abalone.json::DEP"])


def test_workers_collect_the_same_ids(mixed: Project) -> None:
    result = mixed.process("--pipelint", "-n", "2", "-v", "-k", "not property")

    result.assert_outcomes(failed=1, passed=len(passed(result)))
    expected = {each for each in IDS if "property" not in each}
    assert expected - {"test_a.pipeline.yaml::it does not stop"} == {
        each for each in passed(result) if not each[-3:].isupper() or each.endswith("REF")
    }


def passed(result: pytest.RunResult) -> list[str]:
    return [line.partition("PASSED ")[2].strip() for line in result.outlines if "PASSED " in line]


def test_a_junit_file_has_the_names(mixed: Project) -> None:
    mixed.run("-k", "REF or stops", "--junitxml=out.xml")

    text = (mixed.path / "out.xml").read_text(encoding="utf-8")

    assert 'classname="build.abalone.json" name="REF"' in text
    assert 'classname="test_a.pipeline.yaml" name="it stops"' in text
    assert 'classname="pyproject.toml.pipelines/one/pipeline.py:get_pipeline" name="REF"' in text


@pytest.mark.parametrize("option", ["--help", "--version", "--markers", "--fixtures"])
def test_what_only_informs_works_with_the_plugin_on(mixed: Project, option: str) -> None:
    mixed.write("pytest.ini", "[pytest]\npipelint = true\n")

    result = mixed.process(option)

    assert result.ret == 0
    assert result.stderr.str() == ""
    told = {"--help": "--pipelint-fail-on", "--markers": "pipelint_property"}
    assert told.get(option, "") in result.stdout.str()
