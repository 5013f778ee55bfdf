"""Fail steps."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts


@rule(
    "STR070",
    on=Step,
    among=of_type("Fail"),
    severity="warning",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html",
    bad=[
        '[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": «""»}}]',
        '[{"Name": "Stop", "Type": "Fail", «"Arguments"»: {}}]',
    ],
    good=['[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "MSE is above 6"}}]'],
)
def fail_without_message(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Fail step gives no `ErrorMessage`.

    The execution fails, and its step has no failure reason: who looks at it later cannot tell which
    check has failed. The SDK writes an empty message where `error_message` is not given.

    Say what was expected and what was found, in the SDK with `Join(on=" ", values=["MSE is",
    JsonGet(…)])`. Whether the service takes a Fail step without the member, or with null, is not
    known.
    """
    arguments = step.arguments
    if arguments is None or not isinstance(arguments.value, dict):
        return
    message = arguments.get("ErrorMessage")
    if message is None or message.value is None or message.value == "":
        yield Problem(
            arguments.lacking if message is None else message.place,
            f"{step.label} fails the execution without a reason",
            hint="tell in 'ErrorMessage' what was expected, and what was found",
        )
