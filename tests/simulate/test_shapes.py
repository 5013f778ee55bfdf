"""What the API's requests can have."""

from __future__ import annotations

import pytest

from pipelint.model import parse_accessors
from pipelint.simulate._shapes import unknown_member


@pytest.mark.parametrize(
    ("kind", "path", "unknown"),
    [
        ("Training", "HyperParameters.batch", None),
        ("Training", "InputDataConfig[7].ChannelName", None),
        ("Training", "InputDataConfig['train'].ChanelName", ("ChanelName", "Channel")),
        ("Training", "RoleArn.a", ("a", "RoleArn")),
        ("Training", "HyperParameters.batch.a", ("a", "HyperParameterValue")),
        ("Lambda", "any.thing[0]", None),
        ("Fail", "Message", ("Message", "FailArguments")),
        ("AcmeStep", "any", None),
    ],
)
def test_first_member_that_the_api_does_not_have(
    kind: str, path: str, unknown: tuple[str, str] | None
) -> None:
    found = unknown_member(kind, parse_accessors(path)[0])

    assert (None if found is None else (found[0], found[1].name)) == unknown
