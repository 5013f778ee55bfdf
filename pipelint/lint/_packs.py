"""From the names of packs to their rules."""

from __future__ import annotations

import sys

from pipelint.errors import PipelintError
from pipelint.lint._engine_rules import ENGINE_RULES
from pipelint.lint._rule import Rule
from pipelint.lint._selection import ALL
from pipelint.model import ELEMENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

_ENGINE = "pipelint"


def load_packs(names: Sequence[str], folder: str | None = None) -> tuple[Rule, ...]:
    """The rules of the engine and of the packs, in order of code.

    A pack is an importable module; its rules are the `Rule` values in its namespace, and in those
    of the modules that it names in a tuple `PARTS`, which may have `PARTS` themselves. A pack may
    lie beside the configuration: its `folder` is appended to `sys.path`, and stays there since a
    pack may import parts of itself later. At the end of the path it hides no installed package.

    Raises:
        PipelintError: a pack cannot be imported or has no rules, a code or name is malformed or
            used twice, or a rule is on a class that is no element.
    """
    if folder is not None and folder not in sys.path:
        sys.path.append(folder)
    owned = [(rule, _ENGINE) for rule in ENGINE_RULES]
    for name in dict.fromkeys(names):
        owned += ((rule, name) for rule in _rules(name))
    owned = _without_repeats(owned)
    for rule, owner in owned:
        _check(rule, owner)
    _check_unique("code", ((rule.code, rule.name, owner) for rule, owner in owned))
    _check_unique("name", ((rule.name, rule.code, owner) for rule, owner in owned))
    return tuple(sorted((rule for rule, _ in owned), key=lambda rule: rule.code))


def _rules(name: str) -> list[Rule]:
    modules = _with_parts(_import(name))
    found = [value for each in modules for value in vars(each).values() if type(value) is Rule]
    if not found:
        raise PipelintError(
            f"pack {name!r} has no rules: its rules are what @rule makes in its namespace, and in "
            "those of its PARTS"
        )
    return found


def _with_parts(pack: ModuleType) -> Iterable[ModuleType]:
    """A module with those that its `PARTS` name, and so on, each once."""
    # Not the submodules that a package happens to have: to import one rule of another pack loads
    # its other ones as well.
    found: dict[ModuleType, None] = {}
    left = [pack]
    while left:
        module = left.pop()
        if module not in found:
            found[module] = None
            left += _parts(module)
    return found


def _parts(module: ModuleType) -> Sequence[ModuleType]:
    parts = getattr(module, "PARTS", ())
    if isinstance(parts, (tuple, list)) and all(isinstance(part, type(sys)) for part in parts):
        return parts
    raise PipelintError(f"'PARTS' of module {module.__name__!r} is no tuple of modules")


def _import(name: str) -> ModuleType:
    if not all(part.isidentifier() for part in name.split(".")):
        raise PipelintError(f"pack {name!r} is not the name of a module")
    try:
        # Not importlib.import_module: importing importlib is felt at every start.
        __import__(name)
    except (Exception, SystemExit) as error:  # whatever a pack does at import
        # Without the words of an exception its class says what happened.
        cause = " ".join(str(error).split()) or type(error).__name__
        raise PipelintError(f"pack {name!r} cannot be imported: {cause}") from error
    return sys.modules[name]


def _without_repeats(owned: Iterable[tuple[Rule, str]]) -> list[tuple[Rule, str]]:
    """The first of each rule: a pack may import a rule of another one."""
    first: dict[int, tuple[Rule, str]] = {}
    for rule, owner in owned:
        first.setdefault(id(rule), (rule, owner))
    return list(first.values())


def _check(rule: Rule, owner: str) -> None:
    if not _is_code(rule.code):
        raise PipelintError(
            f"rule code {rule.code!r} of pack {owner!r} is malformed: "
            "expected a family in capital letters (not ALL), then three digits"
        )
    if not _is_name(rule.name):
        raise PipelintError(
            f"rule name {rule.name!r} of pack {owner!r} is malformed: "
            "expected words in small letters, joined by hyphens"
        )
    if rule.on not in ELEMENTS:
        known = ", ".join(element.__name__ for element in ELEMENTS)
        given = getattr(rule.on, "__name__", repr(rule.on))
        raise PipelintError(
            f"rule {rule.code} of pack {owner!r} is on {given!r}, "
            f"which is no element of a definition: expected one of {known}"
        )


# Not regular expressions: to compile two costs more than to test a hundred rules.
def _is_code(code: str) -> bool:
    family, number = code[:-3], code[-3:]
    letters = family.isalpha() and family.isupper() and family != ALL
    return code.isascii() and letters and number.isdigit()


def _is_name(name: str) -> bool:
    small = name.isascii() and name == name.lower() and name[:1].isalpha()
    return small and name.replace("-", "").isalnum() and "--" not in f"{name}-"


def _check_unique(kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
    """Refuse a key that comes twice; an entry is a key, what else to call the rule, its pack."""
    seen: dict[str, tuple[str, str]] = {}
    for key, called, owner in entries:
        if key in seen:
            first, first_owner = seen[key]
            raise PipelintError(
                f"rule {kind} {key} is used twice: by {called!r} of {owner} and by {first!r} of "
                f"{first_owner}"
            )
        seen[key] = called, owner
