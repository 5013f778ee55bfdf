"""A rule's page: the fault, why it matters, what to do, examples, and how to switch it off."""

from __future__ import annotations

from inspect import cleandoc

from pipelint.report._example import example_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint.lint import Rule

_STAGES = {
    "create": "CreatePipeline refuses it",
    "start": "the execution is refused when it is started",
    "run": "the execution fails, hours into it at worst",
    "silent": "the service accepts it and never tells",
    "practice": "the service does not mind; it is good practice",
}
_EVIDENCE = {
    "E1": "the service is known to do this",
    "E2": "AWS's documentation says so",
    "E3": "it follows from the model of the API",
    "E4": "plausible, not confirmed",
}


def rule_page(rule: Rule) -> str:
    """All that is known of a rule, in Markdown, with a line end."""
    return "\n\n".join(_sections(rule)) + "\n"


def _sections(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield cleandoc(rule.page)
    yield "\n".join(_facts(rule))
    yield from _examples("Reported", rule.bad)
    yield from _examples("Not reported", rule.good)
    yield from _options(rule)
    yield from _switching(rule)


def _facts(rule: Rule) -> Iterator[str]:
    off = "" if rule.default else f" (off by default: `--extend-select {rule.code}`)"
    yield f"- Severity: {rule.severity}{off}"
    yield f"- When it shows: {_STAGES[rule.stage]}"
    yield f"- Evidence: {rule.evidence}, {_EVIDENCE[rule.evidence]}"
    yield f"- Source: {rule.source}"
    yield f"- Since: {rule.since}"
    yield f"- Published at: {rule.url}"


def _examples(heading: str, examples: Sequence[str]) -> Iterator[str]:
    if examples:
        yield f"## {heading}"
        for example in examples:
            yield f"```text\n{example_text(example)}\n```"


def _options(rule: Rule) -> Iterator[str]:
    if rule.options:
        yield "## Options"
        yield f"In `pyproject.toml`, under `[tool.pipelint.rules.{rule.name}]`, with the defaults:"
        lines = "\n".join(f"{name} = {_toml(value)}" for name, value in rule.options.items())
        yield f"```toml\n{lines}\n```"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    # A TOML basic string has the escapes of JSON.
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    from json import dumps

    return dumps(text)


def _switching(rule: Rule) -> Iterator[str]:
    yield "## Suppressing it"
    yield "For one step or parameter, with the reason, in `pyproject.toml`:"
    yield (
        "```toml\n[[tool.pipelint.suppress]]\n"
        f'rules = ["{rule.code}"]\nfiles = ["pipelines/*.json"]\n'
        'steps = ["NameOfTheStep"]      # or parameters = ["NameOfTheParameter"]\n'
        'reason = "why it is right here"\n```'
    )
    yield (
        f"For everything: `--ignore {rule.code}`, or "
        f'`ignore = ["{rule.code}"]` under `[tool.pipelint]`.'
    )
