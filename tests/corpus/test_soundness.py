"""Soundness on real definitions: where the linter is silent, every execution resolves."""

from __future__ import annotations

from types import ModuleType

import pytest

from pipelint import load
from pipelint.testing.strategies import executions
from tests.property.test_soundness import assert_sound, warned
from tests.testing.generated import many

#: Executions of one definition.
EXAMPLES = 5


@pytest.mark.slow
def test_real_definitions_without_warnings_resolve(corpus: ModuleType) -> None:
    silent = 0
    for path in sorted((corpus.folder() / "definitions").glob("*.json")):
        definition = load(path)
        if definition.blocking or definition.facts.pipeline is None:
            continue
        is_silent = not warned(definition)
        silent += is_silent
        for parameters, given in many(executions(definition), EXAMPLES):
            trace = definition.simulate(parameters, given)
            assert trace.needs == (), path.name
            if is_silent:
                assert_sound(trace)

    assert silent
