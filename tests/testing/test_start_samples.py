"""Parameters without a default have samples that all places take."""

from __future__ import annotations

from pipelint import load
from pipelint.testing._start_samples import reach_of, samples_of
from tests.testing.pipelines import get, parameter, pipeline, training


def test_samples_suit_the_places_of_parameters_without_a_default() -> None:
    definition = pipeline(
        training(
            count=get("Parameters.N"),
            arguments={
                "OutputDataConfig": {"S3OutputPath": get("Parameters.Uri")},
                "RoleArn": get("Parameters.Role"),
            },
        ),
        parameters=[
            parameter("N", "Integer"),
            parameter("Uri"),
            parameter("Role"),
            parameter("Mode", EnumValues=["x", "y"]),
            parameter("Known", default="k"),
        ],
    )
    facts = load(definition).facts

    samples = samples_of(facts)

    assert [*samples] == ["N", "Uri", "Role", "Mode"]
    assert samples["N"] == 1
    assert samples["Mode"] == "x"
    reach = reach_of(facts)
    assert all(reach.suits(facts.parameters[name], samples[name]) for name in samples)
