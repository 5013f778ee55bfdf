"""A project: its configuration with the rules of its packs, and the check of its definitions."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.project._ruleset import Ruleset, chosen_rules, load_ruleset
from pipelint.project._run import run_check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.project._project import Project

__all__ = [
    "Project",
    "Ruleset",
    "chosen_rules",
    "load_ruleset",
    "run_check",
]

# Not needed by a check, which knows all its definitions at once.
__getattr__ = later(__name__, {"_project": ("Project",)})
