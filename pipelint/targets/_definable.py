"""What has `definition()`: a pipeline of the SageMaker Python SDK, and anything like it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import CoroutineType

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
    text: Any = awaited_by_nobody(pipeline.definition(), f"{name}: 'definition()'")
    if isinstance(text, Mapping):
        return json_text(text, name)
    if not isinstance(text, str):
        raise PipelintError(f"{name}: 'definition()' gave {type(text).__name__!r}, not a text")
    return text


def awaited_by_nobody(given: Any, name: str) -> Any:
    """What a call gave, unless it is a coroutine, which is closed; `name` is what was called.

    Raises:
        PipelintError: it is a coroutine.
    """
    if isinstance(given, CoroutineType):
        given.close()  # Python warns of one that is not
        raise PipelintError(f"{name} is a coroutine: name a function that awaits it")
    return given


def json_text(value: Mapping[str, Any], name: str) -> str:
    """A mapping as JSON on many lines, as people read it: findings tell lines.

    Raises:
        PipelintError: something in it has no form in JSON.
    """
    try:
        return json.dumps(value, indent=2, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise PipelintError(f"{name} is no JSON: {error}") from error
