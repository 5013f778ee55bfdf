"""Hypothesis's database of examples, shared by many definitions."""

from __future__ import annotations

from hypothesis.database import ExampleDatabase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class KeyedDatabase(ExampleDatabase):
    """A database in which the examples of one definition have a key of their own.

    Hypothesis makes the key of a test's function, which is the same one for all definitions.
    """

    def __init__(self, database: ExampleDatabase, key: str) -> None:
        super().__init__()
        self._database = database
        self._key = key.encode("utf-8", "surrogatepass")

    def save(self, key: bytes, value: bytes) -> None:
        """Keep an example."""
        self._database.save(self._own(key), value)

    def fetch(self, key: bytes) -> Iterable[bytes]:
        """The examples that are kept."""
        return self._database.fetch(self._own(key))

    def delete(self, key: bytes, value: bytes) -> None:
        """Forget an example."""
        self._database.delete(self._own(key), value)

    def _own(self, key: bytes) -> bytes:
        return self._key + b"\0" + key
