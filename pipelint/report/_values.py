"""Values in words: their JSON, and where they came from."""

from __future__ import annotations

import json

from pipelint.simulate import given_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.report._account import Account
    from pipelint.simulate import Value

#: A text that is longer is cut where only its kind matters.
_LONGEST = 60


def shown(value: Value, account: Account) -> str:
    """A value in JSON, with where it came from."""
    origin = "" if value.origin is None else account.origin(value.origin)
    if value.origin is not None and value.origin[0] == "default":
        origin = "default"
    return f"{cut_json(value.value)} ({origin})" if origin else cut_json(value.value)


def in_json(value: object) -> str:
    """A value in JSON."""
    return json.dumps(value, ensure_ascii=False)


def cut_json(value: object) -> str:
    """A value in JSON, as far as it shows what it is."""
    text = in_json(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The scalars in JSON, each with its path in the accessors of a `Get`."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    if not inner:
        if path:
            yield path, value
        return
    for key, each in inner:
        word = given_path((key,))
        joined = f"{path}{word}" if word.startswith("[") else f"{path}.{word}" if path else word
        yield from leaves(each, joined)
