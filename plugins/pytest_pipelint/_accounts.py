"""The accounts of executions that a failed test looked at, as sections of its report."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import pytest

from pipelint.report import Account, account_report, plain
from pipelint.simulate import Trace


def accounts(
    excinfo: pytest.ExceptionInfo[BaseException], *, verbose: bool
) -> Iterator[tuple[str, str]]:
    """A section for each trace that the frames of a failure name, the test's own first."""
    seen: list[Trace] = []
    trace: TracebackType | None = excinfo.tb
    while trace is not None:
        for name, value in trace.tb_frame.f_locals.items():
            if isinstance(value, Trace) and value.facts is not None and value not in seen:
                seen.append(value)
                file = value.facts.document.source.name
                account = Account(file, value.facts, value, verbose=verbose)
                yield f"pipelint: {name}", plain(account_report(account))
        trace = trace.tb_next
