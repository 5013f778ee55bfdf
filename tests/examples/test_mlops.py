"""The example of a small repository: its own command passes, and finds what is broken in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(root: Path, pytester: pytest.Pytester) -> Path:
    """A copy of the example, as the working directory."""
    shutil.copytree(root / "examples" / "mlops", pytester.path, dirs_exist_ok=True)
    return pytester.path


def test_its_definitions_scenarios_and_properties_pass(
    folder: Path, pytester: pytest.Pytester
) -> None:
    result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")

    assert result.ret == 0
    outcomes = result.parseoutcomes()
    assert set(outcomes) == {"passed"}


def test_output_that_is_renamed_in_one_place_fails_rules_and_scenarios(
    folder: Path, pytester: pytest.Pytester
) -> None:
    path = folder / "pipelines" / "training" / "pipeline.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('_output("train", "Prepare")', '_output("data", "Prepare")'))

    result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", "-k", "REF or good")

    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "*'Prepare' declares the outputs 'data' and 'test', no 'train'*",
            "FAILED pyproject.toml::pipelines/training/pipeline.py:get_pipeline::REF*",
            "ERROR tests/test_training.pipeline.yaml::a good model is registered*",
        ]
    )
