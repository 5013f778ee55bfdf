"""From a definition and its inputs to the trace of one execution."""

from __future__ import annotations

import os
from collections.abc import Mapping

from pipelint.analysis import json_name
from pipelint.errors import suggestion
from pipelint.simulate._caches import cached_runs, key_of
from pipelint.simulate._child_names import child_named
from pipelint.simulate._errors import InputError, InputFault
from pipelint.simulate._execution import Execution
from pipelint.simulate._given_reader import read_world
from pipelint.simulate._identity import START, identity, next_id, read_time, written
from pipelint.simulate._items import beyond_items
from pipelint.simulate._parameters import start_parameters
from pipelint.simulate._paths import given_path
from pipelint.simulate._reasons import why_idle
from pipelint.simulate._refused import executable, refusal
from pipelint.simulate._step_run import StepRun
from pipelint.simulate._trace import Trace
from pipelint.simulate._value import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.simulate._conditions import Decision
    from pipelint.simulate._given import Given
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._loop import Loop
    from pipelint.simulate._run import Run
    from pipelint.simulate._value import Value

#: Steps that run at once unless something else is said: the documentation's example,
#: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-step-parallelism.html
MAX_PARALLEL = 50
#: The service's words: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-troubleshoot.html
_FAILED = "Step failure: One or multiple steps failed"
#: Seconds between a trace that is cached from and the run that does.
_PAUSE = 3600.0


def simulate(
    facts: Facts,
    *,
    parameters: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    fakes: Mapping[str, Callable[[dict[str, Any]], Any]] | None = None,
    cache_from: Trace | None = None,
    max_parallel: int = MAX_PARALLEL,
    lenient: bool = False,
) -> Trace:
    """Execute a definition without AWS, as the service would.

    `parameters` are typed, or texts as StartPipelineExecution takes them; they come before those
    of `given`, which says what the outside world does. A fake is called with the resolved request
    of the step it is named for, and gives what `given` would say of the step.

    Raises:
        PipelintError: the definition has a number in a step that cannot be read, steps that wait
            for each other, or steps of one name.
        InputError: an input that does not fit the definition.
    """
    __tracebackhide__ = True  # of pytest: the message says all
    for fault in facts.document.faults:
        if fault.kind == "number" and fault.place.path[:1] == ("Steps",):
            raise refusal(fault.place, fault.message, facts.document.source)
    plans = facts.once(executable)
    mappings = {"parameters": parameters, "given": given, "fakes": fakes}
    unfit = [*_unfit_arguments(mappings, cache_from, max_parallel)]
    if unfit:
        raise InputError(unfit)
    world, faults = read_world(given, facts, lenient=lenient)
    started, refusals = start_parameters({**world.parameters, **(parameters or {})}, facts)
    faults = [*faults, *refusals, *_unfit_fakes(fakes or {}, facts)]
    if max_parallel < 1:
        faults.append(InputFault((), "at least one step must be allowed to run at a time"))
    if faults:
        raise InputError(faults)
    who = _identity(world, cache_from)
    execution = Execution(
        plans,
        started,
        world,
        who,
        fakes=fakes or {},
        cached=cached_runs(cache_from),
        max_parallel=max_parallel,
        lenient=lenient,
    )
    execution.run()
    return _trace(execution, {name: value.value for name, value in started.items()}, who)


def _unfit_arguments(
    mappings: Mapping[str, object], cache_from: object, max_parallel: object
) -> Iterator[InputFault]:
    """Arguments of another kind than they are declared with."""
    for name, value in mappings.items():
        if value is not None and not isinstance(value, Mapping):
            hint = " (pass what the file holds, not its path)" if _is_path(value) else ""
            yield InputFault((name,), f"is {_kind(value)}, not a mapping{hint}")
    if cache_from is not None and not isinstance(cache_from, Trace):
        what = f"'cache_from' is {_kind(cache_from)}, not a trace"
        yield InputFault((), f"{what} (Trace.from_json reads one)")
    if not isinstance(max_parallel, int) or isinstance(max_parallel, bool):
        yield InputFault((), f"'max_parallel' is {_kind(max_parallel)}, not an integer")


def _is_path(value: object) -> bool:
    return isinstance(value, (str, os.PathLike))


def _kind(value: object) -> str:
    """What a value is that may be none of JSON."""
    if isinstance(value, os.PathLike):
        return "a path"
    words = json_name(value)
    return f"of the type '{type(value).__name__}'" if words == "a value" else words


def _unfit_fakes(fakes: Mapping[str, Any], facts: Facts) -> Iterable[InputFault]:
    for name, fake in fakes.items():
        fault = _not_called(str(name), facts)
        if fault is None and not callable(fake):
            fault = f"is {_kind(fake)}, not a function: 'given' takes what is always the same"
        if fault is not None:
            yield InputFault(("fakes", str(name)), fault)


def _not_called(name: str, facts: Facts) -> str | None:
    """Why no step of a name asks a fake, None where one may."""
    step = facts.steps.get(name)
    if step is not None:
        return None if step.works else f"a {step.type} step has no fake"
    child = child_named(name, facts)
    if child is not None:
        return beyond_items(child.iteration, child.loop)
    return f"is not a step of this definition{suggestion(name, facts.steps)}"


def _identity(world: Given, cache_from: Trace | None) -> Identity:
    if cache_from is None:
        return identity(world.execution)
    ends = [_time(step.ended_at) for step in cache_from.steps]
    last = max((end for end in ends if end is not None), default=None)
    # Where nothing has ended, the hour is counted from the start.
    last = last or _time(cache_from.execution.get("StartDateTime")) or START
    following = next_id(cache_from.execution.get("PipelineExecutionId"))
    return identity(world.execution, following, read_time(written(last, _PAUSE)) or last)


def _time(text: str | None) -> datetime | None:
    return None if text is None else read_time(text)


def _trace(execution: Execution, parameters: Mapping[str, Any], who: Identity) -> Trace:
    status = "NeedsInput" if execution.needs else execution.top.status
    failed = status in ("Failed", "CompletedWithFailures")
    runs = sorted(execution.runs, key=lambda run: (run.order is None, run.order or run.key))
    return Trace(
        status=status,
        failure_reason=_FAILED if failed else None,
        parameters=parameters,
        execution={name: value.value for name, value in who.variables.items()},
        needs=tuple(dict.fromkeys(execution.needs)),
        steps=[_step(run, execution, who) for run in runs],
        events=execution.events,
        made_up={given_path(path): value for path, value in execution.made_up.items()},
        facts=execution.plans.facts,
    )


def _step(run: Run, execution: Execution, who: Identity) -> StepRun:
    owner = run.group.owner
    idle = why_idle(run, execution.plans.facts)
    response = run.response
    return StepRun(
        run.name,
        run.step.type or "",
        run.status or "",
        run.order,
        run.outcome,
        None if run.decisions is None else [_decision(each) for each in run.decisions],
        run.attempts,
        run.policies[-1] if run.policies else None,
        run.cache_hit,
        run.reason if idle is None else str(idle),
        None if run.started is None else who.time(run.started),
        None if run.ended is None else who.time(run.ended),
        None if owner is None else owner.name,
        run.group.index,
        idle,
        run.decisions,
        run.cache_miss,
        run.unresolved,
        run.lacking,
        run.policies,
        None if run.loop is None else _selection(run.loop),
        run.arguments,
        dict if response is None else response.tree,
        key=lambda: key_of(run),
    )


def _selection(loop: Loop) -> tuple[str, Value] | None:
    if loop.selected is None or loop.value is None:
        return None
    return loop.selected.name, loop.value


def _decision(decision: Decision) -> dict[str, Any]:
    right = decision.right
    return {
        "pointer": decision.pointer,
        "left": None if decision.left is None else plain(decision.left),
        "right": plain(right),
        "result": decision.result,
    }
