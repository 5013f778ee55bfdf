"""`pipelint simulate`: a definition and its inputs in, the account of an execution out."""

from __future__ import annotations

import json

from pipelint.analysis import Facts
from pipelint.cli._output import MISUSE, complain, show, write
from pipelint.cli._simulate_parser import parse_options
from pipelint.errors import PipelintError
from pipelint.model import read
from pipelint.project import load_ruleset, run_check
from pipelint.report import (
    Account,
    Piece,
    Run,
    account_report,
    counted,
    explain_line,
    printable,
    summary_line,
)
from pipelint.simulate import (
    MAX_PARALLEL,
    InputError,
    needed,
    shortened,
    simulate,
    start_parameters,
)
from pipelint.text import STANDARD_INPUT, read_standard_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from pipelint.lint import FileReport
    from pipelint.report import Line
    from pipelint.simulate import GivenFile, InputFault, Trace
    from pipelint.text import Path

_SUCCEEDED, _FAILED = 0, 1
_CODES = {"Succeeded": _SUCCEEDED, "NeedsInput": MISUSE}


def run_simulate(argv: Sequence[str]) -> int:
    """Simulate what the command line names; gives the exit code.

    Raises:
        PipelintError: the command line, the configuration or an input is at fault.
    """
    options = parse_options(argv)
    run = _checked(options)
    report = run.definitions[0] if run.definitions else None
    if report is None or run.errors:
        for error in run.errors:
            complain(str(error))
        return MISUSE
    if report.blocking:
        blocked = report._replace(findings=report.blocking)
        _refuse(run._replace(definitions=(blocked,)), options)
        return MISUSE
    facts = Facts(*read(report.source))
    return (_init if options.init else _simulate)(report, facts, options)


def _init(report: FileReport, facts: Facts, options: Namespace) -> int:
    """Write a file with the parameters that are given, and samples of what else decides."""
    parameters = dict(options.parameters)
    values, faults = start_parameters(parameters, facts)
    refused = [fault for fault in faults if fault.parameter in parameters]
    if refused:
        for fault in refused:
            complain(_placed(fault, report, None, parameters))
        return MISUSE
    known = {name: values[name].value for name in parameters}
    paths = {("parameters", name) for name in known}
    inputs = [each for each in needed(facts, parameters) if each.path not in paths]
    from pipelint.report import given_file

    write(given_file(report.file, inputs, known))
    return _SUCCEEDED


def _checked(options: Namespace) -> Run:
    """The definition with its errors."""
    ruleset = load_ruleset(options.config, isolated=options.isolated)
    # What check reports is told of as well; most rules are among both.
    configured = {rule.code for rule in ruleset.configured}
    others = (rule for rule in ruleset.guarding if rule.code not in configured)
    rules = (*ruleset.configured, *others)
    run = run_check([options.definition], ruleset, rules, baseline=ruleset.config.baseline, jobs=1)
    if len(run.definitions) + len(run.errors) > 1:
        raise PipelintError(
            f"{options.definition}: means {len(run.definitions)} definitions: name one of them"
        )
    if not run.definitions and not run.errors:
        raise PipelintError(f"{options.definition}: holds no pipeline definition")
    reports = tuple(_errors(report) for report in run.definitions)
    return Run(reports, None, run.errors)


def _errors(report: FileReport) -> FileReport:
    found = tuple(each for each in report.findings if each.severity == "error")
    return report._replace(findings=found, suppressed=0)


def _refuse(run: Run, options: Namespace) -> None:
    from pipelint.report import json_report, text_report

    if options.output_format == "json":
        write(json_report(run))
        return
    summary = (explain_line(run), f"{summary_line(run)}: it cannot be executed")
    show([*text_report(run), *((Piece(line),) for line in summary)])


def _simulate(report: FileReport, facts: Facts, options: Namespace) -> int:
    parameters = dict(options.parameters)
    given = None
    try:
        given = None if options.given is None else _read_given(options.given)
        trace = simulate(
            facts,
            parameters=parameters,
            given=None if given is None else given.value,
            cache_from=None if options.cache_from is None else _read_trace(options.cache_from),
            max_parallel=options.max_parallel or MAX_PARALLEL,
            lenient=options.lenient,
        )
    except InputError as error:
        for fault in error.faults:
            complain(_placed(fault, report, given, parameters))
        return MISUSE
    _show(report, facts, trace, given, options)
    return _CODES.get(trace.status, _FAILED)


def _show(
    report: FileReport, facts: Facts, trace: Trace, given: GivenFile | None, options: Namespace
) -> None:
    named = dict(options.parameters)

    def origin(path: Path) -> str:
        if path[0] == "parameters" and path[1] in named:
            return "-p"
        return given.place(path) if given is not None and given.has(path) else ""

    account = Account(report.file, facts, trace, origin, options.verbose)
    if options.explain is not None:
        if options.explain not in trace:
            name = options.explain
            raise PipelintError(f"--explain {name}: {_unexplained(name, account)}")
        from pipelint.report import why_report

        show(why_report(account, options.explain))
    elif options.output_format == "json":
        write(json.dumps(trace.as_json(), indent=2) + "\n")
    else:
        show([*account_report(account), *_errors_line(report)])


def _unexplained(name: str, account: Account) -> str:
    # Only who misspells a name pays for the import.
    from pipelint.testing import fault_of_name, step_named

    fault = fault_of_name(name, account)
    return fault or f"did not run: {step_named(name, account).reason}"


def _errors_line(report: FileReport) -> list[Line]:
    """That the service would refuse or fail what was simulated, where a check says so."""
    if not report.findings:
        return []
    errors = counted(len(report.findings), "error")
    return [(Piece(f"check finds {errors}: pipelint check {printable(report.file)}", "error"),)]


def _placed(
    fault: InputFault, report: FileReport, given: GivenFile | None, parameters: dict[str, str]
) -> str:
    """A fault with its place: the option, the line of the file, or the definition."""
    name = fault.parameter
    if name in parameters:
        return f"-p {name}={shortened(parameters[name])}: {fault.message}"
    if name is not None and (given is None or not given.has(fault.path)):
        ways = f"-p {name}=VALUE, or in the file of --given, which --init writes"
        return f"{report.file}: {fault.message} ({ways})"
    return str(fault) if given is None else f"{given.place(fault.path)}: {fault}"


def _read_given(path: str) -> GivenFile:
    # Only a given file pays for its readers.
    from pipelint.simulate import given_in, read_given

    if path != STANDARD_INPUT:
        return read_given(path)
    try:
        content = read_standard_input()
    except PipelintError as error:
        raise PipelintError(f"{path}: {error}") from error
    return given_in(content, path)


def _read_trace(path: str) -> Trace:
    if not path:
        raise PipelintError("--cache-from: '' is no path")
    from pipelint.simulate import read_trace

    return read_trace(path)
