"""The names that the package offers."""

from __future__ import annotations

import pytest

import pipelint

PUBLIC = [
    "Argument",
    "Branch",
    "CacheConfig",
    "Condition",
    "Dependency",
    "Document",
    "Expression",
    "Facts",
    "Join",
    "JsonGet",
    "Misfit",
    "Node",
    "Output",
    "Parameter",
    "Pipeline",
    "PipelintError",
    "Place",
    "Problem",
    "PropertyFile",
    "Reference",
    "RetryPolicy",
    "Step",
    "load",
    "rule",
]


def test_package_offers_these_names_and_no_others() -> None:
    assert pipelint.__all__ == PUBLIC


def test_names_are_listed_before_they_are_loaded() -> None:
    assert dir(pipelint) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_name_is_that_of_what_it_gives(name: str) -> None:
    assert getattr(pipelint, name).__name__ == name


def test_name_that_is_not_offered_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'pipelint' has no attribute 'Stpe'"):
        _ = pipelint.Stpe  # type: ignore[attr-defined]  # what is tested
