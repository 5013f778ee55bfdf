"""The rules of the engine itself: what it says about a run rather than about a definition."""

from __future__ import annotations

from pipelint.lint._rule import rule
from pipelint.model import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.analysis import Facts
    from pipelint.lint._problem import Problem
    from pipelint.lint._rule import Rule

_SOURCE = "https://pipelint.readthedocs.io/configuration/"


@rule(
    "DOC900",
    on=Document,
    severity="warning",
    stage="practice",
    evidence="E1",
    since="0.1",
    source=_SOURCE,
    bad=(),
    good=(),
)
def rule_crashed(document: Document, facts: Facts) -> Iterator[Problem]:
    """A rule raised an exception instead of reporting what it sees.

    The fault is the rule's, not the definition's: the element was not checked by this rule, all
    other rules ran. The message names the rule and the exception.

    Report it to the authors of the rule's pack together with the definition, or the part of it
    that the finding points at. Until it is mended, switch the rule off with `--ignore`.

    The engine reports this while it runs the rules; the rule itself looks at nothing.
    """
    return iter(())


@rule(
    "HYG001",
    on=Document,
    severity="warning",
    stage="practice",
    evidence="E1",
    since="0.1",
    source=_SOURCE,
    bad=(),
    good=(),
)
def unused_suppression(document: Document, facts: Facts) -> Iterator[Problem]:
    """A suppression in the configuration must suppress something.

    A suppression that matches nothing is left over from a fault that was mended, or its `rules`,
    `files`, `steps` or `parameters` are misspelt. Left in place it hides the fault when it comes
    back.

    It is reported only where it could have matched: a checked file matches its `files`, and the
    rules that it names run. Remove it, or mend what it names.

    The engine reports this after all files are checked; the rule itself looks at nothing.
    """
    return iter(())


#: In order of code. They are selected, explained and configured like the rules of any pack.
ENGINE_RULES: tuple[Rule, ...] = (rule_crashed, unused_suppression)
