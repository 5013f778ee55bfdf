"""Caching, retries, parallelism and timeouts."""

from __future__ import annotations

from pipelint_rules.pol import cached_outputs, caching, code_paths, keys, retries

PARTS = (cached_outputs, caching, code_paths, keys, retries)
