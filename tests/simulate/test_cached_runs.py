"""Executions in a row, each with the trace of the former, against a model of what must hit."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from pipelint.simulate import Trace
from tests.simulate.definitions import call, definition, get, training

#: The steps, each of which reads the one before, and how long a run of each is good.
EXPIRY = {
    "Prep": ("T2h", timedelta(hours=2)),
    "Train": ("PT5H", timedelta(hours=5)),
    "Eval": ("1d", timedelta(days=1)),
}
NAMES = tuple(EXPIRY)
#: Halves of hours, so that a run is often looked for just when it expires.
TIMES = st.integers(min_value=0, max_value=12).map(lambda number: timedelta(minutes=30 * number))
VALUES = st.sampled_from(["a", "b"])


class Was(NamedTuple):
    """A run that succeeded: its key, the execution that really ran it, and its end."""

    key: tuple[str, str]
    made_in: str
    ended: datetime


class Expected(NamedTuple):
    status: str
    hit: bool
    attempts: int
    started: str | None
    ended: str | None


NOT_EXECUTED = Expected("NotExecuted", False, 0, None, None)


def written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def steps(uncached: frozenset[str]) -> list[dict[str, Any]]:
    def cache(name: str) -> dict[str, Any]:
        return {"Enabled": name not in uncached, "ExpireAfter": EXPIRY[name][0]}

    prep = {
        "Name": "Prep",
        "Type": "Processing",
        "Arguments": {"Environment": {"v": get("Parameters.Prep")}},
        "CacheConfig": cache("Prep"),
    }
    values = {"v": get("Parameters.Train"), "from": get("Steps.Prep.ProcessingJobName")}
    train = training("Train", Arguments={"HyperParameters": values}, CacheConfig=cache("Train"))
    asked = {"v": get("Parameters.Eval"), "from": get("Steps.Train.TrainingJobName")}
    return [prep, train, call("Eval", Arguments=asked, CacheConfig=cache("Eval"))]


class CachedRuns(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.trace: Trace | None = None
        self.known: dict[str, Was] = {}
        self.number = 0
        self.last_end = datetime(2020, 11, 30, 23, tzinfo=timezone.utc)

    @rule(
        values=st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)),
        durations=st.fixed_dictionaries(dict.fromkeys(NAMES, TIMES)),
        pause=st.none() | TIMES,
        failing=st.none() | st.sampled_from(NAMES),
        uncached=st.frozensets(st.sampled_from(NAMES), max_size=1),
        through_json=st.booleans(),
    )
    def execute(
        self,
        values: dict[str, str],
        durations: dict[str, timedelta],
        pause: timedelta | None,
        failing: str | None,
        uncached: frozenset[str],
        through_json: bool,
    ) -> None:
        start = self.last_end + (timedelta(hours=1) if pause is None else pause)
        expected = self.expect(start, values, durations, failing, uncached)

        entries: dict[str, Any] = {
            name: {"duration": each.total_seconds()} for name, each in durations.items()
        }
        if failing is not None:
            entries[failing]["fails"] = "always"
        given: dict[str, Any] = {"steps": entries}
        if pause is not None:
            given["execution"] = {"StartDateTime": written(start)}
        former = self.trace
        if former is not None and through_json:
            former = Trace.from_json(json.loads(json.dumps(former.as_json())))
        self.trace = definition(*steps(uncached), parameters=values).simulate(
            given=given, cache_from=former
        )

        assert {step.name: told(step) for step in self.trace.steps} == expected
        names = {"Prep": "ProcessingJobName", "Train": "TrainingJobName"}
        for name, member in names.items():
            if name in self.known:
                made_in = self.known[name].made_in
                assert self.trace[name].response[member] == f"pipelines-{made_in}-{name}"

    def expect(
        self,
        start: datetime,
        values: dict[str, str],
        durations: dict[str, timedelta],
        failing: str | None,
        uncached: frozenset[str],
    ) -> dict[str, Expected]:
        """What each step must do; the model goes on to the state after it."""
        found = dict.fromkeys(NAMES, NOT_EXECUTED)
        execution, now, before = f"pipelint{self.number:04}", start, ""
        runs: dict[str, Was] = {}
        for name in NAMES:
            key, old = (values[name], before), self.known.get(name)
            is_good = old is not None and old.key == key and now - old.ended <= EXPIRY[name][1]
            began = now
            if old is not None and is_good and name not in uncached:
                runs[name] = Was(key, old.made_in, now)
                found[name] = Expected("Succeeded", True, 0, written(now), written(now))
            else:
                now += durations[name]
                status = "Failed" if name == failing else "Succeeded"
                found[name] = Expected(status, False, 1, written(began), written(now))
                if name == failing:
                    break
                runs[name] = Was(key, execution, now)
            before = runs[name].made_in
        self.known, self.last_end, self.number = runs, now, self.number + 1
        return found


def told(step: Any) -> Expected:
    return Expected(step.status, step.cache_hit, step.attempts, step.started_at, step.ended_at)


TestCachedRuns = CachedRuns.TestCase
TestCachedRuns.settings = settings(max_examples=60, stateful_step_count=8, deadline=None)
