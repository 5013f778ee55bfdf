"""Rules, what they report, and the run that brings both together."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.errors import suggestion
from pipelint.lint._config import DEFAULT_PACKS, Config, find_config, load_config
from pipelint.lint._engine_rules import ENGINE_RULES, rule_crashed, unused_suppression
from pipelint.lint._packs import load_packs
from pipelint.lint._problem import BLOCKING, SEVERITIES, STAGES, Finding, Problem, Related
from pipelint.lint._rule import Rule, rule
from pipelint.lint._runner import FileReport, Unread, check_source
from pipelint.lint._selection import check_selectors, enabled, matches
from pipelint.lint._settings import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint._baseline import apply_baseline, read_baseline, write_baseline
    from pipelint.lint._fingerprint import fingerprints
    from pipelint.lint._problem import Severity as Severity
    from pipelint.lint._suppression import Suppressed, Suppression, apply_suppressions
    from pipelint.lint._unused import unused_suppressions

__all__ = [
    "BLOCKING",
    "DEFAULT_PACKS",
    "ENGINE_RULES",
    "SEVERITIES",
    "STAGES",
    "Config",
    "FileReport",
    "Finding",
    "Problem",
    "Related",
    "Rule",
    "Suppressed",
    "Suppression",
    "Unread",
    "apply_baseline",
    "apply_suppressions",
    "check_selectors",
    "check_source",
    "enabled",
    "find_config",
    "fingerprints",
    "load_config",
    "load_packs",
    "matches",
    "read_baseline",
    "rule",
    "rule_crashed",
    "settle",
    "suggestion",
    "unused_suppression",
    "unused_suppressions",
    "write_baseline",
]

# A check of a clean file without configuration needs none of these.
__getattr__ = later(
    __name__,
    {
        "_baseline": ("apply_baseline", "read_baseline", "write_baseline"),
        "_fingerprint": ("fingerprints",),
        "_suppression": ("Suppressed", "Suppression", "apply_suppressions"),
        "_unused": ("unused_suppressions",),
    },
)
