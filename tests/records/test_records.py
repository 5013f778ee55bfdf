"""Named tuples without `typing`: the same as those with it."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple as Typed

import pytest

from pipelint.lint import check_source
from pipelint.records import NamedTuple
from pipelint.text import Place, Source, Span
from tests.lint.samples import a_finding


class Ours(NamedTuple):
    """A point with a name."""

    x: int
    y: int = 2
    name: str | None = None

    @property
    def total(self) -> int:
        """The sum."""
        return self.x + self.y

    def moved(self, by: int) -> Ours:
        """Another point."""
        return self._replace(x=self.x + by)

    @classmethod
    def origin(cls) -> Ours:
        """The first point."""
        return cls(0, 0)

    @staticmethod
    def unit() -> str:
        """What is counted."""
        return "px"


class Theirs(Typed):
    """A point with a name."""

    x: int
    y: int = 2
    name: str | None = None


class Empty(NamedTuple):
    """Nothing."""


@pytest.mark.parametrize("values", [(1,), (1, 3), (1, 3, "a")])
def test_values_behave_as_those_of_typing(values: tuple[int, ...]) -> None:
    ours, theirs = Ours(*values), Theirs(*values)

    assert ours == theirs == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert (ours < Ours(2)) == (theirs < Theirs(2))


def test_the_classes_are_alike() -> None:
    assert Ours._fields == Theirs._fields == ("x", "y", "name")
    assert Ours._field_defaults == Theirs._field_defaults == {"y": 2, "name": None}
    assert (Ours.__name__, Ours.__qualname__, Ours.__module__) == ("Ours", "Ours", __name__)
    assert Ours.__doc__ == Theirs.__doc__ == "A point with a name."
    assert issubclass(Ours, tuple)


def test_methods_and_properties_are_kept() -> None:
    assert (Ours(1).total, Ours(1).moved(4)) == (3, Ours(5))
    assert (Ours.origin(), Ours.unit()) == (Ours(0, 0), "px")


def test_replace_makes_another_value() -> None:
    one = Ours(1)

    assert (one._replace(name="a"), one) == (Ours(1, 2, "a"), Ours(1))
    with pytest.raises((TypeError, ValueError), match="nothing"):
        one._replace(nothing=1)


def test_values_do_not_change() -> None:
    with pytest.raises(AttributeError):
        Ours(1).x = 2  # type: ignore[misc]  # what is tested
    with pytest.raises(AttributeError):
        Ours(1).z = 2  # type: ignore[attr-defined]  # what is tested


@pytest.mark.parametrize("values", [(), (1, 2, "a", 4)])
def test_too_few_and_too_many_values_are_refused(values: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Ours(*values)


def test_a_class_without_fields_is_an_empty_tuple() -> None:
    assert (Empty(), Empty._fields) == ((), ())


def test_a_field_without_default_after_one_with_is_refused() -> None:
    with pytest.raises(TypeError, match="default"):

        class Wrong(NamedTuple):
            first: int = 1
            second: int  # type: ignore[misc]  # what is tested


def test_a_class_in_a_function_knows_where_it_is() -> None:
    class Inner(NamedTuple):
        x: int

    class Other(Typed):
        x: int

    assert Inner.__qualname__ == Other.__qualname__.replace("Other", "Inner")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_values_are_pickled_with_their_class(protocol: int) -> None:
    for value in (Ours(1), Span(1, 2), Place(("Steps", 0)), a_finding()):
        again = pickle.loads(pickle.dumps(value, protocol))

        assert (type(again), again) == (type(value), value)


def test_values_are_copied() -> None:
    one = Ours(1)

    assert (copy.copy(one), copy.deepcopy(one)) == (one, one)
    assert type(copy.deepcopy(one)) is Ours


def test_a_report_goes_to_another_process_and_back() -> None:
    report = check_source(Source.from_text("{}", "a.json"), [], file="a.json")
    again = pickle.loads(pickle.dumps(report._replace(findings=(a_finding(),))))

    assert again.findings == (a_finding(),)
    assert again.source.text == "{}"


def test_values_match_patterns() -> None:
    match Ours(1, 5):
        case Ours(x, y):
            assert (x, y) == (1, 5)


def test_typing_is_not_imported() -> None:
    import pipelint

    root = str(Path(pipelint.__file__).parents[1])
    program = (
        f"import sys; sys.path.insert(0, {root!r}); import pipelint.text;"
        "print('typing' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
