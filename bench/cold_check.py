"""Measure the cold start of `pipelint check`: processor time of a whole run, from nothing.

Three programs run in turn, many times, on a definition of 10 KB and one of 285 KB:

- the interpreter alone (`python -I -c pass`), which is the unit;
- `pipelint check FILE`, the installed console script;
- `check-jsonschema` with the JSON schema that AWS publishes, where `--schema` names a copy. It is
  not kept here, since its repository has no licence.

The number is the median of user and system time of the child process, so that other work on the
machine disturbs it little. The exit code is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

import definitions

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = """\
check-jsonschema is left out: it needs AWS's schema, `schema/pipeline-definition.schema.json` of
https://github.com/aws-sagemaker-mlops/sagemaker-model-building-pipeline-definition-JSON-schema
Download it and name it: python bench/cold_check.py --schema pipeline-definition.schema.json"""


class Size(NamedTuple):
    """A definition to check and what is aimed at."""

    label: str
    text: str
    most: float  # pipelint, in starts of Python
    least: float  # check-jsonschema, in runs of pipelint


class Program(NamedTuple):
    """A command and the exit codes that say it did its work."""

    name: str
    command: list[str]
    codes: frozenset[int]


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        if options.fresh:
            bin_folder = _fresh_environment(Path(folder), with_peer=options.schema is not None)
        else:
            bin_folder = Path(sys.executable).parent
        print(_heading(bin_folder, options.runs, fresh=options.fresh))
        if options.schema is None:
            print(SCHEMA)
        sizes = [
            Size("10 KB", definitions.small(), 5.5, 6.5),
            Size("285 KB", definitions.large(), 8.5, 10.0),
        ]
        met = [_report(size, Path(folder), bin_folder, options) for size in sizes]
    return 0 if all(met) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=15, help="of each program (at least 9)")
    parser.add_argument("--schema", type=_existing_file, help="AWS's published JSON schema")
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="install the clone into a new environment, in place of the one that runs this",
    )
    options = parser.parse_args()
    if options.runs < 9:
        parser.error("fewer than 9 runs say nothing")
    return options


def _existing_file(name: str) -> Path:
    path = Path(name).resolve()
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"file '{name}' does not exist")
    return path


def _fresh_environment(folder: Path, *, with_peer: bool) -> Path:
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / "bin"
    wanted = [str(ROOT), *(["check-jsonschema"] if with_peer else [])]
    subprocess.run([bin_folder / "python", "-m", "pip", "install", "-q", *wanted], check=True)
    return bin_folder


def _heading(bin_folder: Path, runs: int, *, fresh: bool) -> str:
    kind = "a fresh environment" if fresh else "the environment that runs this"
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {kind} ({bin_folder}), "
        f"median of {runs} interleaved runs"
    )


def _report(size: Size, folder: Path, bin_folder: Path, options: argparse.Namespace) -> bool:
    """Measure one size and print it; true where every target is met."""
    file = folder / f"{size.label.replace(' ', '-')}.pipeline.json"
    file.write_text(size.text, encoding="utf-8")
    _insist_on_clean(bin_folder, file)
    programs = _programs(bin_folder, file, options.schema)
    medians = _medians(programs, folder, options.runs)
    bare, own = medians["python"], medians["pipelint"]
    print(f"\n{size.label} ({len(size.text):,} characters)")
    for name, seconds in medians.items():
        print(f"  {name:<17}{seconds * 1000:8.1f} ms   {seconds / bare:6.1f} x python")
    met = [_target("pipelint / python", own / bare, at_most=size.most)]
    if "check-jsonschema" in medians:
        ratio = medians["check-jsonschema"] / own
        met.append(_target("check-jsonschema / pipelint", ratio, at_least=size.least))
    return all(met)


def _insist_on_clean(bin_folder: Path, file: Path) -> None:
    """End the run where anything is found: another path would be measured."""
    command = [bin_folder / "pipelint", "check", "--isolated", "--output-format", "json", file]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    findings = json.loads(done.stdout)["findings"]
    if findings:
        sys.exit(f"the definition is not clean: {json.dumps(findings[:3], indent=2)}")


def _programs(bin_folder: Path, file: Path, schema: Path | None) -> list[Program]:
    programs = [
        Program("python", [str(bin_folder / "python"), "-I", "-c", "pass"], frozenset({0})),
        Program("pipelint", [str(bin_folder / "pipelint"), "check", str(file)], frozenset({0})),
    ]
    if schema is not None:
        peer = [str(bin_folder / "check-jsonschema"), "--schemafile", str(schema), str(file)]
        # The schema refuses every definition that an SDK writes: 1 is its answer here.
        programs.append(Program("check-jsonschema", peer, frozenset({0, 1})))
    return programs


def _medians(programs: list[Program], folder: Path, runs: int) -> dict[str, float]:
    """Seconds by program; each program runs once unmeasured, to have its byte code written."""
    for program in programs:
        _processor_seconds(program, folder)
    taken = [[_processor_seconds(program, folder) for program in programs] for _ in range(runs)]
    columns = zip(*taken, strict=True)
    return {
        program.name: statistics.median(column)
        for program, column in zip(programs, columns, strict=True)
    }


def _processor_seconds(program: Program, folder: Path) -> float:
    """User and system time of one run, with its output thrown away.

    It runs in the definition's folder, where no configuration is found.
    """
    with open(os.devnull, "r+b") as nowhere:
        child = subprocess.Popen(
            program.command, cwd=folder, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
        _, status, usage = os.wait4(child.pid, 0)
    # The child is already waited for: its object is told so.
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in program.codes:
        sys.exit(f"{' '.join(program.command)} ended with exit code {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def _target(
    what: str, ratio: float, *, at_most: float | None = None, at_least: float | None = None
) -> bool:
    if at_most is not None:
        met, wanted = ratio <= at_most, f"at most {at_most}"
    else:
        assert at_least is not None
        met, wanted = ratio >= at_least, f"at least {at_least}"
    print(f"  {what}: {ratio:.1f} ({wanted}: {'met' if met else 'MISSED'})")
    return met


if __name__ == "__main__":
    sys.exit(main())
