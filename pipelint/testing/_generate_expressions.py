"""Values for the places of a definition: literals, parameters, joins, what steps offer."""

from __future__ import annotations

from pipelint.testing._generate_draft import KINDS, TYPES, USUAL, Supply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pipelint.testing._generate_draft import Site

_WORDS = ("a", "b c", "é", "0.5", "")
#: Literals of a Lambda's arguments; null is what the SDK keeps of `None`.
_PLAIN = (1, "a", 0.5, True, None, -2)
_VARIABLES = ("PipelineExecutionId", "PipelineName", "StartDateTime", "PipelineExecutionArn")
#: The ways in which a new parameter may be declared.
_FORMS = 4
_DEEPEST = 2


def get(path: str) -> dict[str, str]:
    """A reference."""
    return {"Get": path}


def join(on: str, *values: Any) -> dict[str, Any]:
    """A join."""
    return {"Std:Join": {"On": on, "Values": list(values)}}


def text(site: Site, kind: str = "text") -> Any:
    """A value for a place that takes a String; `kind` is that of fitting parameters."""
    draft = site.draft
    supplies = site.readable("String", kind=kind)
    at = draft.below(1 + len(supplies) + _FORMS + 3)
    if at == 0:
        return KINDS[kind][1][0]
    if at <= len(supplies):
        return site.use(supplies[at - 1])
    at -= 1 + len(supplies)
    if at < _FORMS:
        return site.parameter(kind, at)
    return get(f"Execution.{draft.pick(_VARIABLES)}") if at == _FORMS else joined(site)


def instance(site: Site) -> Any:
    """The type of an instance."""
    known = [supply for supply in site.readable("String", kind="instance") if supply.kind]
    at = site.draft.below(1 + len(known) + _FORMS)
    if at == 0:
        return KINDS["instance"][1][0]
    if at <= len(known):
        return site.use(known[at - 1])
    return site.parameter("instance", at - 1 - len(known))


def number(site: Site, kind_type: str = "Integer") -> Any:
    """A value for a place that takes an Integer, a Float or a Boolean."""
    kind = USUAL[kind_type]
    types = ("Float", "Integer") if kind_type == "Float" else (kind_type,)
    return _typed(site, kind, site.readable(*types))


def _typed(site: Site, kind: str, supplies: Sequence[Supply]) -> Any:
    at = site.draft.below(3 + len(supplies))
    if at == 0:
        return KINDS[kind][1][0]
    return site.parameter(kind, at - 1) if at <= 2 else site.use(supplies[at - 3])


def joined(site: Site, depth: int = 0) -> Any:
    """A join of up to three values, of whatever types."""
    draft = site.draft
    parts = [_part(site, depth) for _ in range(1 + draft.below(3))]
    return join(draft.pick(("", "-", " ", "/")), *parts)


def _part(site: Site, depth: int) -> Any:
    supplies = site.readable(*TYPES)
    at = site.draft.below(1 + len(supplies) + 3)
    if 0 < at <= len(supplies):
        return site.use(supplies[at - 1])
    if at == len(supplies) + 1:
        return site.parameter(site.draft.pick(("count", "number", "flag", "text")), 0)
    if at == len(supplies) + 2 and depth < _DEEPEST:
        return joined(site, depth + 1)
    literals = [value for value in (*_WORDS, *_PLAIN) if value is not None]
    return "a" if at == 0 else site.draft.pick(literals)


def uri(site: Site, *words: str) -> Any:
    """A place in S3; `words` are the end of a path that is put together."""
    draft = site.draft
    supplies = site.readable("String", kind="uri")
    at = draft.below(1 + len(supplies) + 4)
    if at == 0:
        return "/".join(("s3://bucket", *words))
    if at <= len(supplies):
        return site.use(supplies[at - 1])
    at -= 1 + len(supplies)
    if at < 2:
        return site.parameter("uri", at)
    middle = get("Execution.PipelineExecutionId") if at == 2 else text(site)
    return join("/", "s3:/", "bucket", middle, *words)


def folder(site: Site, *words: str) -> Any:
    """A place in S3 that is known when the execution starts."""
    draft = site.draft
    at = draft.below(4)
    if at == 0:
        return "/".join(("s3://bucket", *words))
    if at == 1:
        return join("/", "s3:/", "bucket", get("Execution.PipelineExecutionId"), *words)
    known = [supply for supply in draft.supplies if supply.kind == "uri"]
    supply = draft.pick(known) if known else draft.parameter("uri", at - 2)
    return join("/", supply.expression, *words)


def anything(site: Site) -> Any:
    """A value for an argument of a Lambda or Callback step."""
    draft = site.draft
    supplies = site.readable(*TYPES, "Any")
    at = draft.below(1 + len(supplies) + 3)
    if at == 0:
        return 1
    if at <= len(supplies):
        return site.use(supplies[at - 1])
    if at == len(supplies) + 1:
        return draft.pick(_PLAIN)
    if at == len(supplies) + 2:
        return site.parameter(draft.pick(("text", "flag", "count", "number")), draft.below(2))
    return text(site)
