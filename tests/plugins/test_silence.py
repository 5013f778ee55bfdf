"""Where nobody asks for it, the plugin is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pytest_pipelint
from tests.plugins.projects import CLEAN, Project

LOADED = """
import sys

def test_loaded():
    print("loaded:", *sorted(sys.modules))
"""


def loaded(project: Project, *arguments: str) -> set[str]:
    project.write("test_loaded.py", LOADED)
    result = project.process("-s", "-p", "no:hypothesispytest", *arguments, "test_loaded.py")
    assert result.ret == 0
    [line] = [each for each in result.outlines if "loaded:" in each]
    return {name.partition(".")[0] for name in line.partition("loaded:")[2].split()}


def test_no_part_of_pipelint_is_loaded_unless_asked_for(project: Project) -> None:
    modules = loaded(project)

    assert "pytest_pipelint" in modules
    assert modules.isdisjoint({"pipelint", "pipelint_rules", "hypothesis", "yaml", "jsonschema"})


def test_the_option_loads_it(project: Project) -> None:
    assert {"pipelint", "pipelint_rules"} <= loaded(project, "--pipelint")


def test_collection_is_as_without_the_plugin(project: Project) -> None:
    project.write("a.pipeline.json", CLEAN)
    project.write("test_a.pipeline.yaml", "definition: a.pipeline.json\nscenarios: []\n")
    project.write("pipelint.toml", 'definitions = ["a.pipeline.json"]\n')
    project.write("test_own.py", "def test_own(): pass\n")

    with_it = project.plain("--co", "-q").outlines
    without = project.process("--co", "-q", "-p", "no:pipelint").outlines

    assert with_it[0] == without[0] == "test_own.py::test_own"
    assert with_it[1] == without[1] == ""


def test_a_configuration_at_fault_is_not_even_read(project: Project) -> None:
    project.write("pipelint.toml", "definitons = []\n")
    project.write("test_own.py", "def test_own(): pass\n")

    project.plain().assert_outcomes(passed=1)


def test_the_ini_option_asks_for_it(project: Project) -> None:
    project.write("pytest.ini", "[pytest]\npipelint = true\n")
    project.write("a.pipeline.json", CLEAN)

    project.plain("-k", "REF").stdout.fnmatch_lines(["a.pipeline.json . *"])


def test_only_what_pytest_offers_to_everybody_is_used() -> None:
    folder = Path(pytest_pipelint.__file__).parent
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}

    assert "__init__.py" in sources
    assert [name for name, text in sources.items() if re.search(r"\b_pytest\b", text)] == []


@pytest.mark.parametrize("marker", ["pipelint", "pipelint_check", "pipelint_property"])
def test_markers_are_known(project: Project, marker: str) -> None:
    result = project.plain("--markers")

    result.stdout.fnmatch_lines([f"@pytest.mark.{marker}: *"])
