"""Definitions share a database of examples, not the examples."""

from __future__ import annotations

from hypothesis.database import InMemoryExampleDatabase

from pipelint.testing._examples_database import KeyedDatabase


def test_examples_are_kept_apart_by_key() -> None:
    shared = InMemoryExampleDatabase()
    first, second = KeyedDatabase(shared, "a"), KeyedDatabase(shared, "b")

    first.save(b"key", b"example")

    assert [*first.fetch(b"key")] == [b"example"]
    assert [*second.fetch(b"key")] == []


def test_an_example_is_forgotten() -> None:
    database = KeyedDatabase(InMemoryExampleDatabase(), "\udcff")
    database.save(b"key", b"example")

    database.delete(b"key", b"example")

    assert [*database.fetch(b"key")] == []
