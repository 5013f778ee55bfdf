"""The check of many targets in several processes."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from pipelint.errors import PipelintError
from pipelint.lint import load_packs
from pipelint.project._definition import check_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Config, FileReport, Rule, Unread
    from pipelint.targets import Target

#: Windows waits for no more processes than 61 at a time.
_MOST = 61
#: Portions a process: few enough to be cheap, enough to level out large files.
_PORTIONS = 4


def check_in_processes(
    targets: Sequence[Target], config: Config, rules: Sequence[Rule], jobs: int
) -> list[FileReport | Unread]:
    """The outcomes in the order of the targets, as one process gives them.

    Raises:
        PipelintError: a process died, as of too little memory.
    """
    jobs = min(jobs, len(targets), _MOST)
    # A rule is a function that its module knows as a rule, so that no process can be sent it.
    codes = frozenset(rule.code for rule in rules)
    check = partial(_check_portion, config=config, codes=codes)
    size = -(-len(targets) // (jobs * _PORTIONS))
    portions = [targets[start : start + size] for start in range(0, len(targets), size)]
    try:
        with ProcessPoolExecutor(jobs, initializer=_ignore_interrupts) as processes:
            return [each for outcomes in processes.map(check, portions) for each in outcomes]
    except BrokenProcessPool as error:
        raise PipelintError("a process of --jobs died: try it without --jobs") from error


def _ignore_interrupts() -> None:
    # The first process is interrupted as well, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_portion(
    targets: Sequence[Target], *, config: Config, codes: frozenset[str]
) -> list[FileReport | Unread]:
    known = load_packs(config.packs, config.folder)
    rules = [rule for rule in known if rule.code in codes]
    return [check_target(target, config, rules) for target in targets]
