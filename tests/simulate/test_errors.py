"""What is wrong with the inputs, as it is told."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.simulate import InputError, InputFault


def test_fault_is_told_with_its_path() -> None:
    path = ("steps", "Each", "iterations", 0, "Body", "outputs", "a.b")

    assert str(InputFault(path, "is null")) == (
        "steps.Each.iterations.0.Body.outputs['a.b']: is null"
    )
    assert str(InputFault((), "is a list, not a mapping")) == "is a list, not a mapping"


def test_error_tells_all_of_its_faults_in_their_order() -> None:
    faults = [InputFault(("s3", "x"), "is no URI"), InputFault((), "is empty")]

    error = InputError(faults)

    assert isinstance(error, PipelintError)
    assert str(error) == "s3.x: is no URI; is empty"
    assert error.faults == (InputFault(("s3", "x"), "is no URI"), InputFault((), "is empty"))
    assert error.messages == ("s3.x: is no URI", "is empty")


def test_fault_knows_the_parameter_that_it_is_about() -> None:
    assert InputFault(("parameters", "Mode"), "is empty").parameter == "Mode"
    assert InputFault(("parameters",), "is a list, not a mapping").parameter is None
    assert InputFault(("steps", "Mode"), "is empty").parameter is None
