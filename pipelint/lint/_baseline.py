"""Baselines: the findings of an earlier run, which are not reported again."""

from __future__ import annotations

import json

from pipelint.errors import PipelintError
from pipelint.text import Source, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pipelint.lint._problem import Finding

_VERSION = 1


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints in a baseline.

    Raises:
        PipelintError: the file is missing or cannot be read, or is no baseline.
    """
    try:
        with open(path, "rb") as file:
            source = Source.from_bytes(file.read(), path)
    except OSError as error:
        raise PipelintError(f"{path}: baseline cannot be read: {error.strerror}") from error
    value, faults, _ = parse(source)
    for fault in faults:
        [span] = source.locate([fault.place])
        place = source.position(span.start).of(path)
        raise PipelintError(f"{place}: baseline is damaged: {fault.message}")
    return frozenset(_fingerprints(value, path))


def apply_baseline(
    findings: Sequence[Finding], known: Collection[str]
) -> tuple[tuple[Finding, ...], int]:
    """The findings that a baseline does not know, and the number of those that it does."""
    kept = tuple(finding for finding in findings if finding.fingerprint not in known)
    return kept, len(findings) - len(kept)


def write_baseline(path: str, findings: Iterable[Finding]) -> None:
    """Write the fingerprints of findings, one a line, ordered by file, path and code.

    Raises:
        PipelintError: the file cannot be written.
    """
    rows = sorted((each.file, each.path, each.code, each.fingerprint) for each in findings)
    lines = ",\n".join(_line(*row) for row in rows)
    text = f'{{"schema_version": {_VERSION}, "findings": [\n{lines}\n]}}\n'
    try:
        with open(path, "wb") as file:
            # Half of a surrogate pair cannot be UTF-8, but its escape is JSON.
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise PipelintError(f"{path}: baseline cannot be written: {error.strerror}") from error


def _fingerprints(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, dict) or "schema_version" not in value:
        raise PipelintError(f"{path}: is not a baseline: has no 'schema_version'")
    version, rows = value["schema_version"], value.get("findings")
    if version != _VERSION:
        raise PipelintError(
            f"{path}: /schema_version: expected {_VERSION}, found {version!r}: "
            "write the baseline again with --write-baseline"
        )
    if not isinstance(rows, list):
        raise PipelintError(f"{path}: /findings: expected an array")
    for index, row in enumerate(rows):
        fingerprint = row.get("fingerprint") if isinstance(row, dict) else None
        if not isinstance(fingerprint, str):
            raise PipelintError(f"{path}: /findings/{index}/fingerprint: expected a string")
        yield fingerprint


def _line(file: str, path: str, code: str, fingerprint: str) -> str:
    row = {"fingerprint": fingerprint, "code": code, "file": file, "path": path}
    return "  " + json.dumps(row, ensure_ascii=False)
