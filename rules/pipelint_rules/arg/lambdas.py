"""Lambda and Callback steps: what they are given, and whom they call."""

from __future__ import annotations

from collections import Counter

from pipelint import Expression, Pipeline, Problem, Step, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_ARN = "arn:aws:lambda:eu-west-1:111122223333:function:f"
_QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/q"


def _lambda(arguments: str = "{}", arn: str = f'"{_ARN}"', name: str = "L") -> str:
    return f'{{"Name": "{name}", "Type": "Lambda", "FunctionArn": {arn}, "Arguments": {arguments}}}'


def _callback(arguments: str = "{}", url: str = f'"{_QUEUE}"') -> str:
    return f'{{"Name": "C", "Type": "Callback", "SqsQueueUrl": {url}, "Arguments": {arguments}}}'


@rule(
    "ARG283",
    on=Step,
    among=of_type("Callback", "Lambda"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        "[" + _lambda('{"target": «{"bucket": "b", "prefix": "p"}»}') + "]",
        "[" + _callback('{"files": «["a", "b"]»}') + "]",
    ],
    good=[
        "[" + _lambda('{"target": "s3://b/p", "count": 3, "none": null}') + "]",
        "[" + _callback('{"id": {"Get": "Execution.PipelineExecutionId"}}') + "]",
    ],
)
def nested_step_input(step: Step, facts: Facts) -> Iterator[Problem]:
    """An argument of a Lambda or Callback step is an object or a list.

    The inputs of these steps are flat: each value is a string, a number, a boolean, or an
    expression that gives one; the guide says that nested values are not supported. Give each inner
    value a name of its own, or pass the whole as a string of JSON and parse it in the function.
    """
    for argument in () if step.arguments is None else step.arguments.items:
        if isinstance(argument.value, (dict, list)) and not _is_expression(argument):
            kind = "an object" if isinstance(argument.value, dict) else "a list"
            yield Problem(
                argument.place,
                f"{named(argument)} is {kind}, the inputs of a {step.type} step are flat",
                "give each value a name of its own, or pass the whole as a string of JSON",
            )


def _is_expression(argument: Node) -> bool:
    """Whether an argument is an expression, or was to be one and has a fault."""
    if isinstance(argument, Expression):
        return True
    keys = list(argument.value) if isinstance(argument.value, dict) else []
    return len(keys) == 1 and (keys[0] == "Get" or keys[0].startswith("Std:"))


@rule(
    "ARG284",
    on=Step,
    among=of_type("Lambda"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
    bad=[
        "[" + _lambda(arn='«"my-function"»') + "]",
        "[" + _lambda(arn='«"arn:aws:sagemaker:eu-west-1:111122223333:function/f"»') + "]",
    ],
    good=["[" + _lambda() + "]", "[" + _lambda(arn=f'"{_ARN}:live"') + "]"],
)
def not_a_function_arn(step: Step, facts: Facts) -> Iterator[Problem]:
    """The function of a Lambda step is not named by the ARN of a function.

    It has the form `arn:aws:lambda:<region>:<account>:function:<name>`, with a version or alias
    behind it if one is meant. A plain name, or a placeholder that nobody replaced, is found out
    when the step is reached.
    """
    arn = step.get("FunctionArn")
    if arn is not None and isinstance(arn.value, str) and not _is_function(arn.value):
        yield Problem(
            arn.place,
            f"{shown(arn.value)} is no ARN of a function",
            "expected arn:aws:lambda:<region>:<account>:function:<name>",
        )


def _is_function(arn: str) -> bool:
    parts = arn.split(":")
    return (
        len(parts) in (7, 8)
        and parts[0] == "arn"
        and parts[1].startswith("aws")
        and parts[2] == "lambda"
        and parts[3] != ""
        and len(parts[4]) == 12
        and parts[4].isdecimal()
        and parts[5] == "function"
        and all(parts[6:])
    )


@rule(
    "ARG285",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-build.html",
    bad=[
        "["
        + ", ".join(
            (
                _lambda(name="A"),
                _lambda(name="B"),
                _lambda(name="C", arn=f'«"{_ARN.replace("eu-west-1", "us-east-1")}"»'),
            )
        )
        + "]"
    ],
    good=["[" + _lambda(name="A") + ", " + _lambda(name="B") + "]"],
)
def functions_of_several_regions(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The functions of a pipeline's Lambda steps are in different regions.

    A function has to be in the region of the pipeline, so not all of these steps can succeed. The
    steps that are reported are those in another region than most; which region is the
    pipeline's, a definition does not say.
    """
    found = [
        (arn, str(arn.value).split(":")[3])
        for step in facts.index[Step]
        if step.type == "Lambda" and (arn := step.get("FunctionArn")) is not None
        if isinstance(arn.value, str) and _is_function(arn.value)
    ]
    regions = Counter(region for _, region in found)
    if len(regions) < 2:
        return
    [(usual, _)] = regions.most_common(1)
    first = next(arn for arn, region in found if region == usual)
    for arn, region in found:
        if region != usual:
            yield Problem(
                arn.place,
                f"the function is in {region}, others are in {usual}",
                "use a function in the region of the pipeline",
                ((first.place, f"in {usual}"),),
            )


@rule(
    "ARG286",
    on=Step,
    among=of_type("Callback"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        "[" + _callback(url='«"my-queue"»') + "]",
        "[" + _callback(url='«"arn:aws:sqs:eu-west-1:111122223333:q"»') + "]",
    ],
    good=["[" + _callback() + "]"],
)
def not_a_queue_url(step: Step, facts: Facts) -> Iterator[Problem]:
    """The queue of a Callback step is not named by a URL.

    It has the form `https://sqs.<region>.amazonaws.com/<account>/<name>`; neither the queue's name
    nor its ARN will do. A step whose message goes nowhere is found out when it is reached.
    """
    url = step.get("SqsQueueUrl")
    if url is not None and isinstance(url.value, str) and not _is_queue(url):
        yield Problem(
            url.place,
            f"{shown(url.value)} is no URL of a queue",
            "expected https://sqs.<region>.amazonaws.com/<account>/<name>",
        )


def _is_queue(node: Node) -> bool:
    # Older queues have `queue.amazonaws.com`, and endpoints of a VPC names of their own.
    scheme, _, rest = str(node.value).partition("://")
    host, *path = rest.split("/")
    return scheme in ("http", "https") and "." in host and len([part for part in path if part]) == 2
