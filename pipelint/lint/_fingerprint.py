"""The identity of a finding, from one version of a file to the next."""

from __future__ import annotations

import re
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Hexadecimal digits of a fingerprint: among a million findings two are alike by chance once in
#: thirty million runs.
_DIGITS = 16
# The SDK names an `@step` function without a name `<func>-<uuid4>`, anew in each build.
_UUID = re.compile(r"-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def fingerprints(keys: Sequence[tuple[str, str, str]]) -> list[str]:
    """The fingerprints of findings given as (code, file, path), in document order.

    Equal keys get `-2`, `-3` in the order given. Places in the text do not count, nor the uuid
    of an unnamed `@step` function, so a fingerprint outlives another indentation, another order
    of the steps and another build.
    """
    seen: dict[str, int] = {}
    return [_numbered(_digest(*key), seen) for key in keys]


def _digest(code: str, file: str, path: str) -> str:
    key = "\0".join((code, file, _UUID.sub("-*", path)))
    # A name in a definition may hold half of a surrogate pair, which UTF-8 proper refuses.
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _numbered(digest: str, seen: dict[str, int]) -> str:
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
