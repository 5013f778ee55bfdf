"""The check of one target."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.lint import check_source, rule_crashed
from pipelint.targets import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Config, FileReport, Rule, Unread
    from pipelint.targets import Target
    from pipelint.text import Source


def check_target(target: Target, config: Config, rules: Sequence[Rule]) -> FileReport | Unread:
    """The findings of rules on a definition, or why it cannot be read."""
    try:
        return check_definition(read(target), config, rules)
    except PipelintError as error:
        return target.unread(str(error))


def check_definition(source: Source, config: Config, rules: Sequence[Rule]) -> FileReport:
    """The findings of rules on the text of a definition.

    Raises:
        PipelintError: it is none, and no rule says so; the message does not repeat the file.
    """
    report = check_source(
        source,
        rules,
        file=source.name,
        options=config.rules,
        severities=config.severity,
        # Whatever is selected: a crash must not look like a clean definition.
        crashed=rule_crashed,
    )
    if not report.readable and not report.findings:
        # The rules that say so are not selected; "no problems" would be wrong all the same.
        raise PipelintError("is no pipeline definition (check with --select DOC)")
    return report
