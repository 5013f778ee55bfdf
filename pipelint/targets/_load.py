"""A definition in Python: from whatever holds one to its check and its simulation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache

from pipelint.analysis import Facts
from pipelint.errors import PipelintError
from pipelint.lint import (
    BLOCKING,
    DEFAULT_PACKS,
    Config,
    check_source,
    enabled,
    load_packs,
    rule_crashed,
)
from pipelint.model import read as read_model
from pipelint.simulate import MAX_PARALLEL, simulate
from pipelint.targets._definable import definition_text, is_definable, json_text
from pipelint.targets._expand import Target, callable_target, read
from pipelint.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from pipelint.lint import FileReport, Finding, Rule
    from pipelint.simulate import Trace
    from pipelint.targets._definable import Definable


class Definition:
    """A pipeline definition, to be checked and simulated.

    `source` is its text, `facts` what is known of it without running it. What keeps it from being
    executed is for `guard` to say, else for the built-in rules.
    """

    def __init__(
        self, source: Source, guard: Callable[[Source], Sequence[Finding]] | None = None
    ) -> None:
        self.source = source
        self._guard = guard
        self.facts = Facts(*read_model(source))

    def __repr__(self) -> str:
        return f"<Definition {self.source.name!r}>"

    def check(self) -> tuple[Finding, ...]:
        """The findings of the built-in rules that are on by default, by their places."""
        return self._report(_default_rules()).findings

    @cached_property
    def blocking(self) -> Sequence[Finding]:
        """The errors with which it cannot be executed."""
        if self._guard is not None:
            return self._guard(self.source)
        return self._report([each for each in _default_rules() if each.family in BLOCKING]).blocking

    def _report(self, rules: Sequence[Rule]) -> FileReport:
        return check_source(self.source, rules, file=self.source.name, crashed=rule_crashed)

    def simulate(
        self,
        parameters: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        fakes: Mapping[str, Callable[[dict[str, Any]], Any]] | None = None,
        *,
        cache_from: Trace | None = None,
        max_parallel: int = MAX_PARALLEL,
        lenient: bool = False,
    ) -> Trace:
        """Execute it without AWS.

        `parameters` are typed values, or texts as StartPipelineExecution takes them. `given` says
        what the outside world does, as a `given` file has it. A fake gets the resolved request of
        the step it is named for, and gives what `given` would say of that step.

        Raises:
            PipelintError: the definition has an error with which it cannot be executed.
            InputError: an input does not fit the definition.
        """
        __tracebackhide__ = True  # of pytest: the message says all
        if self.blocking:
            first = self.blocking[0]
            more = len(self.blocking) - 1
            others = f" (and {more} more)" if more else ""
            raise PipelintError(
                f"{self.source.named(first.start)}: cannot be executed: "
                f"{first.code} {first.message}{others}"
            )
        return simulate(
            self.facts,
            parameters=parameters,
            given=given,
            fakes=fakes,
            cache_from=cache_from,
            max_parallel=max_parallel,
            lenient=lenient,
        )


@lru_cache(maxsize=1)
def _default_rules() -> tuple[Rule, ...]:
    config = Config()
    return enabled(
        load_packs(DEFAULT_PACKS, None),
        select=config.select,
        extend_select=config.extend_select,
        ignore=config.ignore,
    )


def load(source: str | os.PathLike[str] | Mapping[str, Any] | Definable) -> Definition:
    """A definition from a path, a text that begins with `{`, a mapping or a pipeline of the SDK.

    The SDK's pipelines are asked for their `definition()`, and anything else that has it. Where a
    path is meant, a callable may be named: `path/file.py:name` or `package.module:name`.

    Raises:
        PipelintError: there is no definition: no such file, or an object that gives none.
    """
    if isinstance(source, Mapping):
        name = "<mapping>"
        return Definition(Source.from_text(json_text(source, name), name))
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return Definition(Source.from_text(source, "<text>"))
    if isinstance(source, (str, os.PathLike)):
        return Definition(_source_at(os.fspath(source)))
    if not is_definable(source):
        raise PipelintError(
            f"{_kind(source)} is no definition: expected a path, a text that begins with '{{', a "
            "mapping or an object with 'definition()'"
        )
    name = f"<{getattr(source, 'name', None) or type(source).__name__}>"
    return Definition(Source.from_text(definition_text(source, name), name))


def _kind(value: object) -> str:
    """What to call a value that is no definition: a class is easily meant for its object."""
    if isinstance(value, type):
        return f"the class {value.__name__!r}"
    return repr(type(value).__name__)


def _source_at(path: str) -> Source:
    target = callable_target(path, os.getcwd()) if not os.path.exists(path) else None
    try:
        return read(target or Target(path, path))
    except PipelintError as error:
        raise PipelintError(f"{path}: {error}") from error
    except ValueError as error:  # a null byte
        raise PipelintError(f"{path!r}: cannot be read: {error}") from error
