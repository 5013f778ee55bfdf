"""Configuration, packs and selection: which rules a command is about."""

from __future__ import annotations

import os

from pipelint.errors import PipelintError
from pipelint.lint import (
    BLOCKING,
    Config,
    enabled,
    find_config,
    load_config,
    load_packs,
    settle,
)
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Rule


class Ruleset(NamedTuple):
    """The configuration of a run with the rules of its packs.

    `known` are all rules of the engine and the packs, `configured` those that the configuration
    enables.
    """

    config: Config
    known: tuple[Rule, ...]
    configured: tuple[Rule, ...]

    @property
    def guarding(self) -> tuple[Rule, ...]:
        """The rules of which an error keeps a definition from being executed.

        What is selected says what is reported, not what can be executed: those that are on by
        default are among them as well. What is ignored is not, as that is a verdict on a rule.
        """
        config = self.config
        chosen = enabled(
            self.known,
            extend_select=(*(config.select or ()), *config.extend_select),
            ignore=config.ignore,
        )
        return tuple(rule for rule in chosen if rule.family in BLOCKING)


def load_ruleset(path: str | None, *, isolated: bool, start: str | None = None) -> Ruleset:
    """The rules as the given configuration file has them, else the nearest one.

    The nearest one is looked for from the folder `start` upwards, the working directory.

    Raises:
        PipelintError: the configuration or a pack is at fault.
    """
    config = _config(path, isolated, start)
    known = load_packs(config.packs, config.folder)
    config = settle(config, known)
    configured = enabled(
        known,
        select=config.select,
        extend_select=config.extend_select,
        ignore=config.ignore,
        origin=f"{config.path}: {''.join(f'{key}.' for key in config.table)}",
    )
    return Ruleset(config, known, configured)


def chosen_rules(
    ruleset: Ruleset,
    select: Sequence[str] | None,
    extend_select: Sequence[str],
    ignore: Sequence[str],
) -> tuple[Rule, ...]:
    """The rules that run once the command line has had its say.

    Raises:
        PipelintError: a selector that means no rule.
    """
    return enabled(
        ruleset.known,
        select=select,
        extend_select=extend_select,
        ignore=ignore,
        base=ruleset.configured,
    )


def _config(path: str | None, isolated: bool, start: str | None) -> Config:
    if path is not None and isolated:
        raise PipelintError("--config and --isolated exclude each other")
    if isolated:
        return Config()
    return find_config(start or os.getcwd()) if path is None else load_config(path)
