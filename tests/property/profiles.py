"""How many examples the properties are tried on."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings

# Far more than any example takes on a busy machine: it is a hang that must be noticed.
_PATIENCE = timedelta(seconds=20)


def tried(examples: int, *, shrinks: bool = True) -> settings:
    """Settings for whole definitions, which are large and slow to generate.

    To shrink one that is nearly right takes minutes.
    """
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    return settings(
        max_examples=examples,
        deadline=_PATIENCE,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
        phases=[*phases, Phase.shrink] if shrinks else phases,
    )
