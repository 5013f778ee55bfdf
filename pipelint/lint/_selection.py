"""Which rules run: selectors, and which of two wins."""

from __future__ import annotations

from pipelint.errors import PipelintError, suggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelint.lint._rule import Rule

#: The selector of every rule; any other one outranks it.
ALL = "ALL"


def matches(selector: str, code: str, name: str) -> bool:
    """Whether a selector means a rule: by its code, a prefix of it, its name, or `ALL`."""
    return selector in (ALL, name) or (selector != "" and code.startswith(selector))


def enabled(
    rules: Sequence[Rule],
    *,
    select: Sequence[str] | None = None,
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    base: Sequence[Rule] | None = None,
    origin: str = "--",
) -> tuple[Rule, ...]:
    """The rules that selectors leave enabled, in the order of `rules`.

    Without `select` the selectors change `base`, else the rules that are on by default. The
    longest selector that means a rule decides, where a name counts as a full code; at equal
    length `ignore` wins. A second call with the first one's result as `base` puts the command
    line on top of the configuration. `origin` stands before the name of a selector's option in
    messages.

    Raises:
        PipelintError: a selector that means no rule.
    """
    for option, selectors in (
        ("select", select or ()),
        ("extend-select", extend_select),
        ("ignore", ignore),
    ):
        check_selectors(selectors, rules, f"{origin}{option}")
    if select is None and not extend_select and not ignore:
        return tuple(rule for rule in rules if rule.default) if base is None else tuple(base)
    chosen = (*(select or ()), *extend_select)
    start = _start(rules, base) if select is None else frozenset()
    return tuple(rule for rule in rules if _is_enabled(rule, chosen, ignore, rule.code in start))


def check_selectors(selectors: Iterable[str], rules: Sequence[Rule], origin: str) -> None:
    """Refuse selectors that mean no rule; `origin` says where they stand.

    Raises:
        PipelintError: a selector that means no rule.
    """
    for selector in selectors:
        if selector != ALL and not any(matches(selector, rule.code, rule.name) for rule in rules):
            known = {word for rule in rules for word in (rule.code, rule.family, rule.name)}
            near = suggestion(selector, known)
            raise PipelintError(f"{origin}: no rule is meant by {selector!r}{near}")


def _start(rules: Sequence[Rule], base: Sequence[Rule] | None) -> frozenset[str]:
    started = (rule for rule in rules if rule.default) if base is None else base
    return frozenset(rule.code for rule in started)


def _is_enabled(rule: Rule, chosen: Sequence[str], ignore: Sequence[str], start: bool) -> bool:
    ignored, selected = _rank(rule, ignore), _rank(rule, chosen)
    return start if ignored == selected == 0 else selected > ignored


def _rank(rule: Rule, selectors: Sequence[str]) -> int:
    """The length of the longest selector that means the rule, 0 without any.

    `ALL` counts as shorter than the shortest prefix, a name as long as the code.
    """
    return max((_length(word, rule) for word in selectors if _means(word, rule)), default=0)


def _means(selector: str, rule: Rule) -> bool:
    return matches(selector, rule.code, rule.name)


def _length(selector: str, rule: Rule) -> int:
    if selector == ALL:
        return 1
    return 1 + (len(rule.code) if selector == rule.name else len(selector))
