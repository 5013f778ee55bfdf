"""What is known of one step type."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

# Step-level keys that every step may have.
_COMMON = ("Name", "Type", "Arguments", "DisplayName", "Description", "DependsOn")


class StepType:
    """A step type of the pipeline language.

    `arguments` names the shape of `Arguments`; `properties` those whose members a property path
    may begin with, `roots` further first members with their shapes, which no API has. A step that
    is not `readable` may not be referenced at all.
    `cache` says who lets it have a CacheConfig: "documented", "sdk" (only the SDK's classes) or
    None; `retry` the same of RetryPolicies, where "schema" is AWS's published schema alone.
    `retry_exceptions` are those a policy is known to work for, `cache_key` the places whose change
    makes a cached run unusable, as paths from the step. `keys` are the type's own step-level keys,
    `required_keys` those of them that may not be missing; `needs_arguments` tells the same of
    `Arguments`. `check_type` names the shape of `CheckType`. A step that does not `work` is the
    pipeline's own decision: it takes no slot, asks nobody, and fails of itself alone. `source` is
    where the type is from.
    """

    __slots__ = (
        "arguments",
        "cache",
        "cache_key",
        "check_type",
        "keys",
        "name",
        "needs_arguments",
        "properties",
        "readable",
        "required_keys",
        "retry",
        "retry_exceptions",
        "roots",
        "source",
        "works",
    )

    def __init__(
        self,
        name: str,
        arguments: str,
        properties: tuple[str, ...] = (),
        *,
        source: str,
        roots: Mapping[str, str] | None = None,
        readable: bool = True,
        cache: str | None = None,
        cache_key: tuple[str, ...] = (),
        retry: str | None = None,
        retry_exceptions: tuple[str, ...] = (),
        keys: tuple[str, ...] = (),
        required_keys: tuple[str, ...] = (),
        needs_arguments: bool = True,
        check_type: str = "CheckType",
        works: bool = True,
    ) -> None:
        self.name: Final = name
        self.arguments: Final = arguments
        self.properties: Final = properties
        self.source: Final = source
        self.roots: Final[Mapping[str, str]] = roots or {}
        self.readable: Final = readable
        self.cache: Final = cache
        self.cache_key: Final = cache_key
        self.retry: Final = retry
        self.retry_exceptions: Final = retry_exceptions
        self.keys: Final = keys
        self.required_keys: Final = required_keys
        self.needs_arguments: Final = needs_arguments
        self.check_type: Final = check_type
        self.works: Final = works

    def __repr__(self) -> str:
        return f"StepType({self.name!r})"

    @property
    def taken(self) -> tuple[str, ...]:
        """All step-level keys that a step of this type takes."""
        cache = ("CacheConfig",) if self.cache else ()
        retry = ("RetryPolicies",) if self.retry else ()
        return (*_COMMON, *self.keys, *cache, *retry)
