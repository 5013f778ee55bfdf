"""`NamedTuple` for the path that every user pays for.

`typing.NamedTuple` compiles each annotation, 200 µs a class, and to import `typing` costs a third
of a start of Python. These classes are the same tuples, made by `collections.namedtuple` from the
names alone; type checkers see `typing.NamedTuple`.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Maker(type):
        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.pop("__annotations__", ()))
            given = tuple(field for field in fields if field in body)
            if given != fields[len(fields) - len(given) :]:
                raise TypeError(f"a field without default follows one with a default in '{name}'")
            defaults = [body.pop(field) for field in given]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for attribute, value in body.items():
                if attribute != "__module__":
                    setattr(made, attribute, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """A tuple with named fields: the annotations of the class, in their order."""
