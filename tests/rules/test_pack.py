"""The built-in pack is whole."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import pipelint_rules
from pipelint.lint import ENGINE_RULES, Rule, load_packs


def test_rules_of_all_modules_are_in_the_pack() -> None:
    names = [each.name for each in walk_packages(pipelint_rules.__path__, "pipelint_rules.")]
    written = {
        value.code
        for name in names
        for value in vars(import_module(name)).values()
        if isinstance(value, Rule)
    }

    found = {rule.code for rule in load_packs(("pipelint_rules",)) if rule not in ENGINE_RULES}

    assert found == written
