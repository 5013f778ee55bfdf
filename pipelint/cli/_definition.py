"""The check of one target."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.lint import check_source, rule_crashed
from pipelint.targets import TargetError, read
from pipelint.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Config, FileReport, Rule
    from pipelint.targets import Target


def check_target(target: Target, config: Config, rules: Sequence[Rule]) -> FileReport | TargetError:
    """The findings of rules on a definition, or why it cannot be read."""
    try:
        data = read(target)
    except PipelintError as error:
        return TargetError(target.file, str(error))
    report = check_source(
        Source.from_bytes(data, target.file),
        rules,
        file=target.file,
        options=config.rules,
        severities=config.severity,
        # Whatever is selected: a crash must not look like a clean definition.
        crashed=rule_crashed,
    )
    if not report.readable and not report.findings:
        # The rules that say so are not selected; "no problems" would be wrong all the same.
        return TargetError(target.file, "is no pipeline definition (check with --select DOC)")
    return report
