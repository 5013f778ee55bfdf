"""`pipelint test`: scenarios in, what is not as expected out."""

from __future__ import annotations

import json
import os

from pipelint.cli._arguments import add_configuration, parse, parser
from pipelint.cli._output import MISUSE, complain, show, write, write_file
from pipelint.errors import PipelintError
from pipelint.project import Project, load_ruleset
from pipelint.records import NamedTuple
from pipelint.report import BLANK, Piece
from pipelint.testing import (
    ScenarioFile,
    ScenarioResult,
    ScenarioRunner,
    editor_schema,
    failure_lines,
    failure_message,
    failure_text,
    read_scenarios,
    scenario_files,
    summary_line,
    verdict_line,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from pipelint.cli._arguments import Parser
    from pipelint.report import Case, Line, Suite

_EPILOG = """\
A scenario file, test_*.pipeline.yaml:
  definition: build/abalone.json
  scenarios:
    - name: a good model is registered
      given: {steps: {Evaluate: {property_files: {Report: {mse: 4.2}}}}}
      expect: {status: Succeeded, runs: [Register], not_executed: [Refuse]}

examples:
  pipelint test                            the scenario files below the current folder
  pipelint test tests/test_abalone.pipeline.yaml
  pipelint test tests --junitxml results.xml
  pipelint test --schema > scenarios.schema.json   what your editor completes and checks by

exit codes:
  0  all is as expected
  1  a scenario failed
  2  misuse, or a scenario or file that cannot be judged (the other ones still are)
"""


class _Tested(NamedTuple):
    """What came of a file; one that cannot be read has no scenarios but faults."""

    path: str
    file: ScenarioFile | None
    results: tuple[ScenarioResult, ...]
    faults: tuple[str, ...] = ()


def run_test(argv: Sequence[str]) -> int:
    """Run the scenarios that the command line names; gives the exit code.

    Raises:
        PipelintError: the command line or the configuration is at fault, or the results cannot be
            written.
    """
    options = parse(_parser(), argv)
    if options.schema:
        _refuse_beside_schema(options)
        write(json.dumps(editor_schema(), indent=2) + "\n")
        return 0
    project = Project(load_ruleset(options.config, isolated=options.isolated))
    # A baseline that cannot be read is told once, not by each scenario.
    _ = project.known
    paths, errors = _files(options.paths or ["."])
    for message in errors:
        complain(message)
    tested = [_test(path, project, quiet=options.quiet) for path in paths]
    show(list(_report(tested)))
    if options.junitxml is not None:
        from pipelint.report import junit_report

        write_file(options.junitxml, junit_report([_suite(each) for each in tested]))
    return MISUSE if errors else _exit_code(tested)


def _refuse_beside_schema(options: Namespace) -> None:
    others = {"PATH": options.paths, "--junitxml": options.junitxml, "--quiet": options.quiet}
    for other, is_given in others.items():
        if is_given:
            raise PipelintError(f"--schema and {other} exclude each other: leave one out")


def _files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The scenario files, each once, and what is wrong with the paths."""
    outcomes = [_search(path) for path in paths]
    first: dict[str, str] = {}
    for files in outcomes:
        for file in () if isinstance(files, PipelintError) else files:
            first.setdefault(os.path.realpath(file), file)
    return list(first.values()), [str(each) for each in outcomes if isinstance(each, PipelintError)]


def _search(path: str) -> list[str] | PipelintError:
    try:
        return scenario_files(path)
    except PipelintError as error:
        return error


def _test(path: str, project: Project, *, quiet: bool) -> _Tested:
    """Run the scenarios of a file, and show how each ends once it has."""
    try:
        file = read_scenarios(path)
    except PipelintError as error:
        for message in error.messages:
            complain(message)
        return _Tested(path, None, (), error.messages)
    runner = ScenarioRunner(file, project.executable)
    results = []
    for scenario in file.scenarios:
        result = runner.run(scenario)
        results.append(result)
        if not quiet:
            show([verdict_line(result, file)])
    return _Tested(path, file, tuple(results))


def _report(tested: Sequence[_Tested]) -> Iterator[Line]:
    """What did not pass, at length, and all in one line."""
    for each in tested:
        for result in each.results:
            if each.file is not None and result.outcome != "passed":
                yield BLANK
                yield verdict_line(result, each.file)
                yield from ((Piece("  "), *line) for line in failure_lines(result, each.file))
    results = [result for each in tested for result in each.results]
    if results:
        yield BLANK
        yield summary_line(results, sum(each.file is not None for each in tested))


def _suite(tested: _Tested) -> Suite:
    from pipelint.report import Case, Suite

    if tested.file is None:
        name = "the file can be read"
        text = "\n".join(tested.faults)
        return Suite(tested.path, [Case(name, "error", tested.faults[0], text)])
    return Suite(tested.path, [_case(result, tested.file) for result in tested.results])


def _case(result: ScenarioResult, file: ScenarioFile) -> Case:
    from pipelint.report import Case

    return Case(
        result.scenario.name,
        result.outcome,
        failure_message(result),
        failure_text(result, file),
        file.data.line(result.scenario.path),
    )


def _exit_code(tested: Sequence[_Tested]) -> int:
    outcomes = {result.outcome for each in tested for result in each.results}
    if "error" in outcomes or any(each.faults for each in tested):
        return MISUSE
    return int("failed" in outcomes)


def _parser() -> Parser:
    test = parser(
        "test",
        usage="[PATH ...] [OPTION ...]",
        description="Simulate the scenarios of pipelines, and say what is not as expected.",
        epilog=_EPILOG,
    )
    test.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a scenario file, or a folder with such files; without any the current folder",
    )
    test.add_argument("--junitxml", metavar="FILE", help="write the results there, as JUnit XML")
    test.add_argument("--quiet", action="store_true", help="print nothing about what passed")
    test.add_argument(
        "--schema",
        action="store_true",
        help="write the JSON schema of scenario files, for your editor, and do nothing else",
    )
    add_configuration(test)
    return test
