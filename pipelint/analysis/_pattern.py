"""The patterns of the API model, which are Java's, held against a text."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: Patterns that take any text, as the API model writes them.
_ANYTHING = frozenset(("[\\S\\s]*", "[\\s\\S]*"))
#: The characters of Unicode categories among the first 128, as they stand in a set `[…]`.
_ASCII = {
    "\\p{L}": "A-Za-z",
    "\\p{M}": "",
    "\\p{N}": "0-9",
    "\\p{P}": "!-#%-*,-/:;?@\\[-\\]_{}",
    "\\p{S}": "$+<->^`|~",
    "\\p{Z}": " ",
    "\\p{Alnum}": "A-Za-z0-9",
}
#: How Java's UTF-16 patterns write all characters beyond the 16 bits, and how Python does.
_ASTRAL = ("\\uD800\\uDC00-\\uDBFF\\uDFFF", "\\U00010000-\\U0010FFFF")
_matchers: dict[tuple[str, bool], Callable[[str], object]] = {}


def matches(pattern: str, value: str) -> bool:
    """Whether a pattern of the API model takes the whole of a text.

    The patterns are Java's. Those with Unicode categories need the `regex` package, which is
    imported only for a text that is not plain ASCII.
    """
    if pattern in _ANYTHING:
        return True
    categories = "\\p{" in pattern
    key = pattern, categories and not value.isascii()
    matcher = _matchers.get(key)
    if matcher is None:
        matcher = _matchers[key] = _matcher(*key)
    return matcher(value) is not None


def _matcher(pattern: str, categories: bool) -> Callable[[str], object]:
    pattern = pattern.replace(*_ASTRAL)
    if categories:
        import regex  # costs more than a whole check, and is seldom needed

        return regex.compile(pattern).fullmatch
    for category, characters in _ASCII.items():
        pattern = pattern.replace(category, characters)
    # A repeated end, of which Python's own engine complains: the whole text is matched anyway.
    pattern = re.sub(r"\$\{1,\d+\}$", "", pattern)
    return re.compile(pattern, re.ASCII).fullmatch  # Java's \d, \s and \w are ASCII's
