"""The simulator: a definition and what the outside world does, to the trace of an execution."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.simulate._child_names import Child, child_name, child_named
from pipelint.simulate._conditions import Decision
from pipelint.simulate._errors import InputError, InputFault
from pipelint.simulate._identity import read_time, written
from pipelint.simulate._items import beyond_count, beyond_items, least_items, loop_over, made_item
from pipelint.simulate._needed import Input, needed, sample_given
from pipelint.simulate._parameters import start_parameters
from pipelint.simulate._paths import given_path, put
from pipelint.simulate._plausible import plausible
from pipelint.simulate._policies import ATTEMPT, Failure, attempts, policies
from pipelint.simulate._reasons import ENDS, Idle
from pipelint.simulate._shapes import unknown_member
from pipelint.simulate._simulation import MAX_PARALLEL, simulate
from pipelint.simulate._step_run import StepRun
from pipelint.simulate._supposed import Supposed
from pipelint.simulate._template import expression, function_of
from pipelint.simulate._trace import Event, Need, Trace
from pipelint.simulate._value import UnresolvedError, Value
from pipelint.simulate._words import in_words, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.simulate._conform import Schema as Schema
    from pipelint.simulate._conform import read_schema
    from pipelint.simulate._given_file import (
        GivenFile,
        given_in,
        given_schema,
        placed,
        read_given,
        sound,
    )
    from pipelint.simulate._policies import Policy as Policy
    from pipelint.simulate._template import Scope as Scope
    from pipelint.simulate._trace_file import read_trace

__all__ = [
    "ATTEMPT",
    "ENDS",
    "MAX_PARALLEL",
    "Child",
    "Decision",
    "Event",
    "Failure",
    "GivenFile",
    "Idle",
    "Input",
    "InputError",
    "InputFault",
    "Need",
    "StepRun",
    "Supposed",
    "Trace",
    "UnresolvedError",
    "Value",
    "attempts",
    "beyond_count",
    "beyond_items",
    "child_name",
    "child_named",
    "expression",
    "function_of",
    "given_in",
    "given_path",
    "given_schema",
    "in_words",
    "least_items",
    "loop_over",
    "made_item",
    "needed",
    "placed",
    "plausible",
    "policies",
    "put",
    "read_given",
    "read_schema",
    "read_time",
    "read_trace",
    "sample_given",
    "shortened",
    "simulate",
    "sound",
    "start_parameters",
    "unknown_member",
    "written",
]

# Only a file pays for its readers.
__getattr__ = later(
    __name__,
    {
        "_conform": ("read_schema",),
        "_given_file": ("GivenFile", "given_in", "given_schema", "placed", "read_given", "sound"),
        "_trace_file": ("read_trace",),
    },
)
