"""What the fixtures give: definitions of the project, to be checked and executed in tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

import pipelint
from pipelint import PipelintError
from pipelint.lint import Finding, Unread
from pipelint.simulate import Trace
from pipelint.targets import Definition, Target, beside
from pytest_pipelint._items import refuse
from pytest_pipelint._project import TestedProject, project_of

T = TypeVar("T")


class Pipelint:
    """Definitions by what `pipelint.load` takes, paths relative to the rootdir."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._known: dict[Target, Definition] = {}

    def load(self, source: Any) -> Definition:
        """A definition from a path or callable, a text, a mapping or a pipeline of the SDK.

        Raises:
            PipelintError: there is none.
        """
        __tracebackhide__ = True
        return _told(lambda: self._definition(source))

    def check(self, source: Any) -> tuple[Finding, ...]:
        """The findings on a definition, by the project's configuration.

        Raises:
            PipelintError: there is no definition.
        """
        __tracebackhide__ = True
        return _told(lambda: self._tested.project.check(self._definition(source).source).findings)

    def simulate(self, source: Any, *args: Any, **kwargs: Any) -> Trace:
        """Execute a definition without AWS; the other arguments are those of its `simulate`.

        Raises:
            PipelintError: there is no definition, or it cannot be executed so.
        """
        __tracebackhide__ = True
        return _told(lambda: self._definition(source).simulate(*args, **kwargs))

    def read(self, target: Target | Unread) -> Definition:
        """A definition that the configuration names, read once; what is not there is refused."""
        if isinstance(target, Unread):
            refuse(str(target))
        try:
            if target not in self._known:
                self._known[target] = self._tested.read(target).definition
        except PipelintError as error:
            refuse(str(error))
        return self._known[target]

    def _definition(self, source: Any) -> Definition:
        if isinstance(source, Definition):
            return source
        is_text = isinstance(source, str) and source.lstrip().startswith("{")
        if isinstance(source, (str, os.PathLike)) and not is_text:
            word = beside(str(self._config.rootpath), os.fspath(source))
            return self._tested.read(self._tested.project.target(word)).definition
        return Definition(pipelint.load(source).source, self._tested.project.blocking)

    @property
    def _tested(self) -> TestedProject:
        try:
            return project_of(self._config)
        except pytest.UsageError as error:
            refuse(str(error))


def _told(make: Callable[[], T]) -> T:
    """What is made; of an error the message is shown, not the way through pipelint."""
    __tracebackhide__ = True
    try:
        return make()
    except PipelintError as error:
        raise error.with_traceback(None) from None


def configured(config: pytest.Config) -> list[Target | Unread]:
    """The definitions that the configuration names, and what it names that is not there."""
    found = project_of(config).project.configured
    named: list[Target | Unread] = [*found.targets, *found.errors]
    return named or [Unread("none", "none", "pipelint's configuration names no 'definitions'")]
