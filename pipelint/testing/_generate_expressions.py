"""Values for the places of a definition: literals, parameters, joins, what steps offer."""

from __future__ import annotations

from pipelint.testing._generate_draft import KINDS, TYPES, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pipelint.testing._generate_draft import Place

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


def text(place: Place, kind: str = "text") -> Any:
    """A value for a place that takes a String; `kind` is that of fitting parameters."""
    draft = place.draft
    sources = place.readable("String", kind=kind)
    at = draft.below(1 + len(sources) + _FORMS + 3)
    if at == 0:
        return KINDS[kind][1][0]
    if at <= len(sources):
        return place.use(sources[at - 1])
    at -= 1 + len(sources)
    if at < _FORMS:
        return place.parameter(kind, at)
    return get(f"Execution.{draft.pick(_VARIABLES)}") if at == _FORMS else joined(place)


def instance(place: Place) -> Any:
    """The type of an instance."""
    known = [source for source in place.readable("String", kind="instance") if source.kind]
    at = place.draft.below(1 + len(known) + _FORMS)
    if at == 0:
        return KINDS["instance"][1][0]
    if at <= len(known):
        return place.use(known[at - 1])
    return place.parameter("instance", at - 1 - len(known))


def number(place: Place, kind_type: str = "Integer") -> Any:
    """A value for a place that takes an Integer, a Float or a Boolean."""
    kind = place.usual(kind_type)
    types = ("Float", "Integer") if kind_type == "Float" else (kind_type,)
    return _typed(place, kind, place.readable(*types))


def _typed(place: Place, kind: str, sources: Sequence[Source]) -> Any:
    at = place.draft.below(3 + len(sources))
    if at == 0:
        return KINDS[kind][1][0]
    return place.parameter(kind, at - 1) if at <= 2 else place.use(sources[at - 3])


def joined(place: Place, depth: int = 0) -> Any:
    """A join of up to three values, of whatever types."""
    draft = place.draft
    parts = [_part(place, depth) for _ in range(1 + draft.below(3))]
    return join(draft.pick(("", "-", " ", "/")), *parts)


def _part(place: Place, depth: int) -> Any:
    sources = place.readable(*TYPES)
    at = place.draft.below(1 + len(sources) + 3)
    if 0 < at <= len(sources):
        return place.use(sources[at - 1])
    if at == len(sources) + 1:
        return place.parameter(place.draft.pick(("count", "number", "flag", "text")), 0)
    if at == len(sources) + 2 and depth < _DEEPEST:
        return joined(place, depth + 1)
    literals = [value for value in (*_WORDS, *_PLAIN) if value is not None]
    return "a" if at == 0 else place.draft.pick(literals)


def uri(place: Place, *words: str) -> Any:
    """A place in S3; `words` are the end of a path that is put together."""
    draft = place.draft
    sources = place.readable("String", kind="uri")
    at = draft.below(1 + len(sources) + 4)
    if at == 0:
        return "/".join(("s3://bucket", *words))
    if at <= len(sources):
        return place.use(sources[at - 1])
    at -= 1 + len(sources)
    if at < 2:
        return place.parameter("uri", at)
    middle = get("Execution.PipelineExecutionId") if at == 2 else text(place)
    return join("/", "s3:/", "bucket", middle, *words)


def folder(place: Place, *words: str) -> Any:
    """A place in S3 that is known when the execution starts."""
    draft = place.draft
    at = draft.below(4)
    if at == 0:
        return "/".join(("s3://bucket", *words))
    if at == 1:
        return join("/", "s3:/", "bucket", get("Execution.PipelineExecutionId"), *words)
    known = [source for source in draft.sources if source.kind == "uri"]
    source = draft.pick(known) if known else draft.parameter("uri", at - 2)
    return join("/", source.expression, *words)


def anything(place: Place) -> Any:
    """A value for an argument of a Lambda or Callback step."""
    draft = place.draft
    sources = place.readable(*TYPES, "Any")
    at = draft.below(1 + len(sources) + 3)
    if at == 0:
        return 1
    if at <= len(sources):
        return place.use(sources[at - 1])
    if at == len(sources) + 1:
        return draft.pick(_PLAIN)
    if at == len(sources) + 2:
        return place.parameter(draft.pick(("text", "flag", "count", "number")), draft.below(2))
    return text(place)
