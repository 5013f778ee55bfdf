"""The built-in pack of rules, which sees only what a third-party pack may see."""

from __future__ import annotations

from pipelint_rules import arg, cnd, dep, doc, hyg, nam, par, pol, ref, typ
from pipelint_rules import str as structure

PARTS = (arg, cnd, dep, doc, hyg, nam, par, pol, ref, structure, typ)
