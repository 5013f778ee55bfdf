"""The form of a rule: one decorated function with frozen metadata."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.lint._problem import EVIDENCES, SEVERITIES, STAGES, Problem, family_of
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.lint._problem import Evidence, Severity, Stage

    #: `check(element, facts, **options)`; the element is of the class that the rule is `on`.
    Check = Callable[..., Iterator[Problem]]
    #: Those elements of the class `on` that can have the fault, in file order.
    Among = Callable[[Facts], Iterable[Any]]
    OptionValue = str | int | float | bool | tuple[str, ...]

DOCS_URL = "https://pipelint.readthedocs.io/rules/"


class Rule(NamedTuple):
    """A check with its metadata; made by the decorator `rule`.

    `among` narrows the elements of the class `on` down where the facts know how, so that a rule
    about few of them is not asked about all.
    `options` maps the name of each option to its default; the type of the default is the
    type of the option. `bad` and `good` are definitions as JSON text; in a `bad` one the marks
    «…» stand around the exact spans that the rule must report, and a text that begins with
    `[` is the list of steps of an otherwise empty definition.
    """

    code: str
    name: str
    check: Check
    on: type
    among: Among | None
    severity: Severity
    stage: Stage
    evidence: Evidence
    since: str
    source: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    options: Mapping[str, OptionValue]
    default: bool

    @property
    def page(self) -> str:
        """The rule's documentation: its docstring, in Markdown."""
        return self.check.__doc__ or ""

    @property
    def family(self) -> str:
        """The letters of the code, e.g. `REF`."""
        return family_of(self.code)

    @property
    def url(self) -> str:
        """Where the rule's page is published."""
        return f"{DOCS_URL}{self.name}"


def rule(
    code: str,
    *,
    on: type,
    among: Among | None = None,
    severity: Severity = "error",
    stage: Stage,
    evidence: Evidence,
    since: str,
    source: str,
    bad: Sequence[str],
    good: Sequence[str],
    options: Mapping[str, OptionValue] | None = None,
    default: bool | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields problems.

    The function's name, with hyphens, is the rule's name; its docstring is the rule's page.
    The function is called as `check(element, facts, **options)` for every element of the class
    `on`; `among` gives those of them that are of interest, such as
    `lambda facts: facts.steps_of("Tuning")`, and saves the calls for the others.
    A rule that is off by default runs only where it is selected; unless `default` says otherwise
    those are the infos of the families SEC and HYG.

    Raises:
        PipelintError: a value that is none of the allowed ones.
    """
    for name, value, allowed in (
        ("severity", severity, SEVERITIES),
        ("stage", stage, STAGES),
        ("evidence", evidence, EVIDENCES),
    ):
        if value not in allowed:
            choices = ", ".join(repr(choice) for choice in allowed)
            raise PipelintError(f"rule {code}: unknown {name} {value!r}, expected one of {choices}")

    # `Any`: a callable in general has no `__name__`, after which the rule is named.
    def decorate(check: Any) -> Rule:
        return Rule(
            code,
            check.__name__.replace("_", "-"),
            check,
            on,
            among,
            severity,
            stage,
            evidence,
            since,
            source,
            tuple(bad),
            tuple(good),
            options or {},
            not _is_quiet(code, severity) if default is None else default,
        )

    return decorate


def _is_quiet(code: str, severity: Severity) -> bool:
    return severity == "info" and code.startswith(("SEC", "HYG"))
