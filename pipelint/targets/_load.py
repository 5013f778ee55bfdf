"""A definition in Python: from whatever holds one to its check and its simulation."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cached_property, lru_cache

from pipelint.analysis import Facts
from pipelint.errors import PipelintError
from pipelint.lint import DEFAULT_PACKS, Config, check_source, enabled, load_packs, rule_crashed
from pipelint.model import read
from pipelint.simulate import MAX_PARALLEL, simulate
from pipelint.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from pipelint.lint import Finding, Rule
    from pipelint.simulate import Trace

    class Definable(Protocol):
        """What a pipeline of the SageMaker Python SDK is, 2.x and 3.x, and anything like it."""

        def definition(self) -> str:
            """The text of the definition."""


#: Families whose errors mean that a definition cannot be executed.
BLOCKING = ("DOC", "STR", "NAM", "PAR", "REF", "DEP")


class Definition:
    """A pipeline definition, to be checked and simulated.

    `source` is its text, `facts` what is known of it without running it.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.facts = Facts(*read(source))

    def __repr__(self) -> str:
        return f"<Definition {self.source.name!r}>"

    def check(self) -> tuple[Finding, ...]:
        """The findings of the built-in rules that are on by default, by their places."""
        return self._findings(_default_rules())

    @cached_property
    def blocking(self) -> tuple[Finding, ...]:
        """The errors with which it cannot be executed."""
        rules = [rule for rule in _default_rules() if rule.family in BLOCKING]
        return tuple(each for each in self._findings(rules) if each.severity == "error")

    def _findings(self, rules: tuple[Rule, ...] | list[Rule]) -> tuple[Finding, ...]:
        name = self.source.name
        report = check_source(self.source, rules, file=name, crashed=rule_crashed)
        return report.findings

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
        if self.blocking:
            first = self.blocking[0]
            more = len(self.blocking) - 1
            others = f" (and {more} more)" if more else ""
            raise PipelintError(
                f"{self.source.name}:{first.start.line}:{first.start.column}: cannot be executed: "
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

    The SDK's pipelines are asked for their `definition()`, and anything else that has it.

    Raises:
        PipelintError: there is no definition: no such file, or an object that gives none.
    """
    if isinstance(source, Mapping):
        return Definition(_source_of(source))
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return Definition(Source.from_text(source, "<text>"))
    if isinstance(source, (str, os.PathLike)):
        return Definition(_source_at(os.fspath(source)))
    if not callable(getattr(source, "definition", None)):
        kind = type(source).__name__
        raise PipelintError(
            f"{kind!r} is no definition: expected a path, a text that begins with '{{', a mapping "
            "or an object with 'definition()'"
        )
    text = source.definition()
    name = f"<{getattr(source, 'name', None) or type(source).__name__}>"
    if isinstance(text, Mapping):
        return Definition(_source_of(text, name))
    if not isinstance(text, str):
        raise PipelintError(f"{name}: 'definition()' gave {type(text).__name__!r}, not a text")
    return Definition(Source.from_text(text, name))


def _source_of(value: Mapping[str, Any], name: str = "<mapping>") -> Source:
    try:
        # As people read it: findings tell lines.
        return Source.from_text(json.dumps(value, indent=2, ensure_ascii=False), name)
    except (TypeError, ValueError, RecursionError) as error:
        raise PipelintError(f"{name} is no JSON: {error}") from error


def _source_at(path: str) -> Source:
    try:
        with open(path, "rb") as file:
            return Source.from_bytes(file.read(), path)
    except OSError as error:
        raise PipelintError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # a null byte
        raise PipelintError(f"{path!r}: cannot be read: {error}") from error
