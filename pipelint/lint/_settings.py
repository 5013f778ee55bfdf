"""What of a configuration can only be known with the packs: codes, names and options of rules."""

from __future__ import annotations

from pipelint.errors import PipelintError, suggestion
from pipelint.lint._selection import check_selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipelint.lint._config import Config
    from pipelint.lint._rule import OptionValue, Rule

_TYPES = {
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    tuple: "an array of strings",
}


def settle(config: Config, rules: Sequence[Rule]) -> Config:
    """The configuration with its options as the rules take them: a float where one is due.

    Raises:
        PipelintError: an unknown code, name, option or selector, or an option of a wrong type.
    """
    if config.path is None:
        return config
    _check_codes(config, rules)
    for index, suppression in enumerate(config.suppressions):
        origin = f"{_origin(config)}suppress[{index}].rules"
        check_selectors(suppression.rules, rules, origin)
    by_name = {rule.name: rule for rule in rules}
    options = {
        name: _settled(_known_rule(name, by_name, config), given, config)
        for name, given in config.rules.items()
    }
    return config._replace(rules=options)


def _check_codes(config: Config, rules: Iterable[Rule]) -> None:
    codes = {rule.code: rule.name for rule in rules}
    names = {name: code for code, name in codes.items()}
    for code in config.severity:
        if code not in codes:
            near = f": did you mean {names[code]!r}?" if code in names else suggestion(code, codes)
            raise PipelintError(f"{_origin(config)}severity: no rule has the code {code!r}{near}")


def _known_rule(name: str, by_name: Mapping[str, Rule], config: Config) -> Rule:
    if name not in by_name:
        codes = {rule.code: rule.name for rule in by_name.values()}
        near = f": did you mean {codes[name]!r}?" if name in codes else suggestion(name, by_name)
        raise PipelintError(f"{_origin(config)}rules: no rule has the name {name!r}{near}")
    return by_name[name]


def _settled(
    rule: Rule, given: Mapping[str, OptionValue], config: Config
) -> dict[str, OptionValue]:
    origin = f"{_origin(config)}rules.{rule.name}"
    for name in given:
        if name not in rule.options:
            near = suggestion(name, rule.options)
            raise PipelintError(f"{origin}: rule {rule.code} has no option {name!r}{near}")
    return {
        name: _converted(value, rule.options[name], f"{origin}.{name}")
        for name, value in given.items()
    }


def _converted(value: OptionValue, default: OptionValue, origin: str) -> OptionValue:
    expected = type(default)
    # A boolean is an int to Python; to a reader of TOML it is none.
    if expected is float and type(value) is int:
        return float(value)
    if type(value) is not expected:
        # The reader of configuration files is loaded already: there is a file.
        from pipelint.lint._config_reader import described

        raise PipelintError(f"{origin}: expected {_TYPES[expected]}, found {described(value)}")
    return value


def _origin(config: Config) -> str:
    return f"{config.path}: " + "".join(f"{key}." for key in config.table)
