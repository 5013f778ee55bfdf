"""The data file is what the generator makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelint.catalog import shape, stamp

botocore = pytest.importorskip("botocore", reason="the generator reads botocore's models")
generate = pytest.importorskip("pipelint.catalog.generate")

same_botocore = pytest.mark.skipif(
    botocore.__version__ != stamp().botocore,
    reason=f"botocore {botocore.__version__} is installed, the data is of {stamp().botocore}",
)


@same_botocore
def test_data_is_what_the_generator_makes() -> None:
    assert generate.DATA.read_text(encoding="utf-8") == generate.generate()


@same_botocore
def test_check_is_content_with_the_data() -> None:
    assert generate.main(["--check"]) == 0


@same_botocore
def test_check_says_that_the_data_is_outdated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outdated = tmp_path / "shapes.json"
    outdated.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(generate, "DATA", outdated)

    assert generate.main(["--check"]) == 1

    message = f"{outdated} is outdated: run python -m pipelint.catalog.generate\n"
    assert capsys.readouterr().err == message
    assert outdated.read_text(encoding="utf-8") == "{}"


@same_botocore
def test_generator_writes_the_file_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "data" / "shapes.json"
    expected = generate.DATA.read_bytes()
    monkeypatch.setattr(generate, "DATA", written)

    assert generate.main([]) == 0

    assert written.read_bytes() == expected
    assert capsys.readouterr().out.startswith(f"wrote {written} (")


def test_generator_refuses_another_botocore(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(botocore, "__version__", "1.0.0")

    assert generate.main(["--check"]) == 1

    assert capsys.readouterr().err == (
        f"botocore 1.0.0 is installed, but pipelint/catalog/_stamp.py names {stamp().botocore}\n"
    )


def test_data_bears_the_stamp() -> None:
    data = json.loads(generate.DATA.read_text(encoding="utf-8"))

    assert (data["botocore"], data["date"]) == (stamp().botocore, stamp().date)
    assert str(stamp()) == f"botocore {data['botocore']} of {data['date']}"


def test_data_is_read_as_the_json_it_is() -> None:
    shapes = json.loads(generate.DATA.read_text(encoding="utf-8"))["shapes"]

    # One that no overlay touches: members, patterns with backslashes, numbers.
    assert shape("S3DataSource").members == shapes["S3DataSource"]["members"]
    assert shape("RoleArn").pattern == shapes["RoleArn"]["pattern"]
    assert [shape(name).kind for name in shapes] == [raw["kind"] for raw in shapes.values()]


def test_closure_holds_every_shape_that_a_shape_refers_to() -> None:
    shapes = json.loads(generate.DATA.read_text(encoding="utf-8"))["shapes"]
    references = {
        name
        for raw in shapes.values()
        for name in (*raw.get("members", {}).values(), raw.get("item"), raw.get("key"))
        if name is not None
    }

    assert references - set(shapes) == set()
