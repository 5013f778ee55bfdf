"""The pytest plugin of pipelint: definitions, their scenarios and properties as tests.

It is silent until `--pipelint` or the ini option `pipelint = true`, and loads nothing of pipelint
before: every run of pytest where it is installed imports this module.
"""

from __future__ import annotations

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator

    from pipelint.targets import Definition
    from pytest_pipelint._fixtures import Pipelint

__all__ = ["PipelintWarning"]

_MARKERS = (
    "pipelint: every test that pipelint collects",
    "pipelint_check: the rules of one family on a definition",
    "pipelint_property: a definition executed with many inputs",
    "pipelint_scenario: a scenario of a *.pipeline.yaml file",
)


class PipelintWarning(UserWarning):
    """A finding that does not fail its test: see `--pipelint-fail-on`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("pipelint", "definitions of SageMaker Pipelines")
    group.addoption(
        "--pipelint",
        action="store_true",
        help="collect *.pipeline.json, test_*.pipeline.yaml, and the definitions of pipelint's "
        "configuration where no path is given",
    )
    group.addoption(
        "--pipelint-fail-on",
        choices=("error", "warning", "info"),
        metavar="SEVERITY",
        help="what fails a test: error, warning or info (that of pipelint's configuration, else "
        "error); milder warnings are shown as warnings of pytest",
    )
    group.addoption(
        "--pipelint-save-failures",
        metavar="DIR",
        help="write the scenario that reproduces it for each failure of a property",
    )
    parser.addini("pipelint", "as --pipelint", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Collect definitions, where that is asked for."""
    for line in _MARKERS:
        config.addinivalue_line("markers", line)
    if config.getoption("--pipelint") or config.getini("pipelint"):
        from pytest_pipelint._plugin import Plugin

        config.pluginmanager.register(Plugin(config), "pipelint-collection")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a `pipeline_definition` once for each configured one."""
    if "pipeline_definition" in metafunc.fixturenames:
        from pytest_pipelint._fixtures import configured

        try:
            targets = configured(metafunc.config)
        except pytest.UsageError as error:
            raise pytest.Collector.CollectError(str(error)) from None
        metafunc.parametrize(
            "pipeline_definition", targets, indirect=True, ids=[each.file for each in targets]
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the account of each execution that a failed test looked at."""
    report = yield
    if call.excinfo is not None and _uses_fixtures(item):
        from pytest_pipelint._accounts import accounts

        report.sections.extend(accounts(call.excinfo, verbose=item.config.get_verbosity() > 0))
    return report


def _uses_fixtures(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return "pipelint" in names or "pipeline_definition" in names


@pytest.fixture(scope="session")
def pipelint(request: pytest.FixtureRequest) -> Pipelint:
    """`load`, `check` and `simulate` definitions, by paths relative to the rootdir."""
    from pytest_pipelint._fixtures import Pipelint

    return Pipelint(request.config)


@pytest.fixture
def pipeline_definition(request: pytest.FixtureRequest, pipelint: Pipelint) -> Definition:
    """Each definition that pipelint's configuration names, as `pipelint.load` gives it."""
    return pipelint.read(request.param)
