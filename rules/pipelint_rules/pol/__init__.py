"""Caching, retries, parallelism and timeouts."""
