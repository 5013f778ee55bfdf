"""Words and names as they may be shown to a person."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import Finding

_CERTAIN = {
    "create": "refused at create",
    "start": "refused at start",
    "run": "fails at run",
    "silent": "accepted, never told",
    "practice": "",
}
# A warning may not come true; a fault that the service accepts is accepted for certain.
_POSSIBLE = {
    **_CERTAIN,
    "create": "may be refused at create",
    "start": "may be refused at start",
    "run": "may fail at run",
}


def printable(text: str) -> str:
    """A text that no terminal takes for a command, whatever a definition holds.

    Control and formatting characters, lone surrogates and characters that no font shows are
    replaced by their escapes, as in JSON and YAML; so one line stays one line.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    escape = ascii(character)[1:-1]
    return f"\\u00{escape[2:]}" if escape.startswith("\\x") else escape


def well_formed(text: str) -> str:
    """A text with an escape for each lone surrogate, which many a reader of JSON refuses.

    RFC 8259, section 8.2: what becomes of one is unpredictable.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it takes one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def told(finding: Finding) -> str:
    """When the service would tell of a finding's fault; empty for a matter of practice."""
    words = (_CERTAIN if finding.severity == "error" else _POSSIBLE)[finding.stage]
    if finding.stage == "run" and finding.step is not None:
        return f"{words}, when {printable(finding.step)} starts"
    return words
