"""Who and when an execution is, as far as nobody says so: the same in every run."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from pipelint.records import NamedTuple
from pipelint.simulate._value import Value
from pipelint.simulate._words import shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT = "111122223333"
REGION = "us-east-1"
START = datetime(2020, 12, 1, tzinfo=timezone.utc)
_PIPELINE = "pipeline"
_FIRST_ID = "pipelint0000"


class Identity(NamedTuple):
    """The execution variables that hold in the whole execution, and when it starts."""

    variables: Mapping[str, Value]
    start: datetime

    @property
    def execution_id(self) -> str:
        """The `PipelineExecutionId`."""
        return str(self.variables["PipelineExecutionId"].value)

    def time(self, seconds: float) -> str:
        """So many seconds after the start, in ISO 8601, UTC."""
        return written(self.start, seconds)


def identity(
    given: Mapping[str, str], execution_id: str = _FIRST_ID, start: datetime = START
) -> Identity:
    """The variables as given; the others go with them where they can, else they are made up."""
    name = given.get("PipelineName", _PIPELINE)
    arn = given.get("PipelineArn", f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:pipeline/{name}")
    execution = given.get("PipelineExecutionId", execution_id)
    if "StartDateTime" in given:
        start = read_time(given["StartDateTime"]) or start
    values = {
        "PipelineName": name,
        "PipelineArn": arn,
        "PipelineExecutionId": execution,
        "PipelineExecutionArn": given.get("PipelineExecutionArn", f"{arn}/execution/{execution}"),
        "StartDateTime": given.get("StartDateTime", written(start, 0)),
    }
    return Identity({key: _variable(key, value, given) for key, value in values.items()}, start)


def _variable(name: str, value: str, given: Mapping[str, str]) -> Value:
    path = ("execution", name)
    return Value(value, "String", () if name in given else (path,), path)


def next_id(execution_id: str | None) -> str:
    """The id of the execution after this one: its number, at the end, is one higher."""
    text = execution_id or _FIRST_ID
    digits = text[len(text.rstrip("0123456789")) :]
    if not digits:
        return f"{text}1"
    return text[: -len(digits)] + str(int(digits) + 1).zfill(len(digits))


def written(start: datetime, seconds: float) -> str:
    """A time in ISO 8601 with `Z`; the end of time where the calendar has no more days."""
    try:
        at = start + timedelta(seconds=seconds)
    except OverflowError:
        at = datetime.max.replace(tzinfo=timezone.utc)
    return at.isoformat().replace("+00:00", "Z")


def read_time(text: str) -> datetime | None:
    """A time in ISO 8601, in UTC unless it says otherwise; None for a text that is none."""
    try:
        # Python 3.10 does not read the Z.
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def time_fault(text: str) -> str | None:
    """Why a text that is given cannot be a time, None where it is one."""
    if read_time(text) is not None:
        return None
    return f"is no time: '{shortened(text)}', expected {written(START, 0)}"
