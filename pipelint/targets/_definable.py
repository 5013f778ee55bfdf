"""What has `definition()`: a pipeline of the SageMaker Python SDK, and anything like it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipelint.errors import PipelintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Definable(Protocol):
        """What a pipeline of the SageMaker Python SDK is, 2.x and 3.x, and anything like it."""

        def definition(self) -> str:
            """The text of the definition."""


def is_definable(value: Any) -> bool:
    """Whether a value has a `definition()`; a class has none, its objects may."""
    return not isinstance(value, type) and callable(getattr(value, "definition", None))


def definition_text(pipeline: Definable, name: str) -> str:
    """The text that `definition()` gives; `name` is what messages call it.

    Raises:
        PipelintError: it gives something else.
    """
    text: Any = pipeline.definition()
    if isinstance(text, Mapping):
        return json_text(text, name)
    if not isinstance(text, str):
        raise PipelintError(f"{name}: 'definition()' gave {type(text).__name__!r}, not a text")
    return text


def json_text(value: Mapping[str, Any], name: str) -> str:
    """A mapping as JSON on many lines, as people read it: findings tell lines.

    Raises:
        PipelintError: something in it has no form in JSON.
    """
    try:
        return json.dumps(value, indent=2, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise PipelintError(f"{name} is no JSON: {error}") from error
