"""What all tests of pipelint have in common, and the test that stands for what cannot be read."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from pipelint import PipelintError
from pytest_pipelint._project import TestedDefinition


class FailedError(Exception):
    """A test failed; the message is all that is shown."""


class Item(pytest.Item):
    """A test that tells its failures in words, without the way through this plugin."""

    #: The marker of its kind.
    kind: str

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.add_marker("pipelint")
        self.add_marker(self.kind)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message of a failure, a traceback for what nobody expects."""
        if isinstance(excinfo.value, (FailedError, PipelintError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where it is, and what it is called."""
        return self.path, None, self.title

    @property
    def title(self) -> str:
        """Its id in words; of an id pytest would take the dots for those of a class."""
        return self.nodeid.replace("::", " ")


class DefinitionItem(Item):
    """A test of a definition."""

    def __init__(self, *, definition: TestedDefinition, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.definition = definition


class UnreadableItem(Item):
    """A definition or a scenario file that cannot be read: an error that says why."""

    def __init__(self, *, kind: str, message: str, printed: str = "", **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**kwargs)
        self.message = message
        if printed:
            self.add_report_section("collect", "stderr", printed)

    def setup(self) -> None:
        """Refuse to run."""
        refuse(self.message)

    def runtest(self) -> None:
        """There is nothing to run: the test ends before."""


def refuse(message: str) -> NoReturn:
    """End a test while it is set up, which makes it an error rather than a failure."""
    # What led to it would be shown as well.
    raise pytest.fail.Exception(message, pytrace=False) from None
