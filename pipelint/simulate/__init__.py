"""The simulator: a definition and what the outside world does, to the trace of an execution."""

from __future__ import annotations

from pipelint.simulate._conditions import Decision
from pipelint.simulate._errors import InputError, InputFault
from pipelint.simulate._execution import Event
from pipelint.simulate._needed import Input, needed, sample_given
from pipelint.simulate._paths import given_path, put
from pipelint.simulate._reasons import Idle
from pipelint.simulate._simulation import MAX_PARALLEL, simulate
from pipelint.simulate._step_run import StepRun
from pipelint.simulate._supposed import Supposed
from pipelint.simulate._trace import Need, Trace
from pipelint.simulate._value import Value

__all__ = [
    "MAX_PARALLEL",
    "Decision",
    "Event",
    "Idle",
    "Input",
    "InputError",
    "InputFault",
    "Need",
    "StepRun",
    "Supposed",
    "Trace",
    "Value",
    "given_path",
    "needed",
    "put",
    "sample_given",
    "simulate",
]
