"""What a start can give to parameters, and what comes of it."""

from __future__ import annotations

from pipelint import Parameter, Pipeline, Problem, Reference, Step, rule
from pipelint.catalog import LIMITS
from pipelint_rules._place_names import shown
from pipelint_rules._suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_MANY = ", ".join(['{"Name": "P"}'] * 200)


@rule(
    "PAR020",
    on=Parameter,
    severity="info",
    stage="start",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/4016",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Suffix", "Type": "String",'
        ' "DefaultValue": «""»}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Suffix", "Type": "String",'
        ' "DefaultValue": "none"}], "Steps": []}'
    ],
    default=True,
)
def empty_default(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of a String parameter is the empty text.

    It stands for "not set", and works as a default for many. But a start cannot give it: the
    service refuses an empty value with `[string "" is too short (length: 0, required minimum:
    1)]`, so that who has overridden it once cannot go back. Local mode takes both.

    A word such as `none`, which the script treats as "not set", works in both.
    """
    default = parameter.default
    if default is not None and default.value == "" and parameter.type == "String":
        yield Problem(
            default.place,
            f"the default of parameter '{parameter.name}' is empty, which no start can give",
            hint="use a word such as 'none', and treat it in the script",
        )


@rule(
    "PAR021",
    on=Pipeline,
    stage="start",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_StartPipelineExecution.html",
    bad=[
        f'{{"Version": "2020-12-01", "Parameters": [{_MANY}, {{"Name": «"P"»}}], "Steps": []}}',
    ],
    good=[
        f'{{"Version": "2020-12-01", "Parameters": [{_MANY}, {{"Name": "P", "DefaultValue": "x"}}],'
        ' "Steps": []}'
    ],
)
def too_many_mandatory_parameters(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """More parameters need a value than a start can carry.

    A parameter without `DefaultValue` must be given at every start, and StartPipelineExecution
    takes 200 values at most, as do the targets of EventBridge and the Scheduler. With 201 of them
    the pipeline can be created, but never started.

    Give defaults, or pass one S3 URI of a file with the settings and let the steps read it.
    """
    most = LIMITS["parameters-without-default"].value
    if len(pipeline.parameters) <= most:
        return
    mandatory = [parameter for parameter in pipeline.parameters if parameter.default is None]
    if len(mandatory) > most:
        extra = mandatory[most]
        place = extra.place if extra.name is None else extra.key_of("Name")._replace(aspect="value")
        yield Problem(
            place,
            f"{len(mandatory)} parameters have no default, more than a start can carry",
            hint=f"leave at most {most} without a 'DefaultValue'",
        )


@rule(
    "PAR022",
    on=Parameter,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Sql", "DefaultValue": «"'
        + "x" * 1025
        + '"»}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Sql", "DefaultValue": "'
        + "x" * 1024
        + '"}], "Steps": []}'
    ],
)
def long_default(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of a parameter is longer than a default, or a start's value, may be.

    The published schema takes defaults of up to 4096 characters; a longer one is an error.

    A start gives values of up to 1024 characters (`Value` of `PipelineParameters`), so a default
    that is longer than that can be replaced, but no start can give it, or a text of its length,
    again: an info. Put the text into a file in S3 and pass its URI.
    """
    default = parameter.default
    longest, of_start = LIMITS["parameter-default"].value, LIMITS["parameter-override"].value
    if default is None or not isinstance(default.value, str) or parameter.type != "String":
        return
    length = len(default.value)
    if length > of_start:
        beyond = length > longest
        yield Problem(
            default.place,
            f"the default of parameter '{parameter.name}' has {length} characters",
            hint=f"at most {longest} are allowed"
            if beyond
            else f"a start can give at most {of_start}",
            severity=None if beyond else "info",
        )


@rule(
    "PAR023",
    on=Pipeline,
    severity="info",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": «"Epochs"», "Type": "Integer"}],'
        ' "Steps": [{"Name": "T", "Type": "Training", "Arguments": {}}]}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Why"}], "Steps": [{"Name": "F", "Type":'
        ' "Fail", "Arguments": {"ErrorMessage": {"Get": "Parameters.Why"}}}]}'
    ],
)
def unused_parameter(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """No step reads a parameter.

    The service accepts it, and a start that gives it a value changes nothing. Often the value was
    written into the step instead, where the parameter was meant: in the SDK
    `parameter.default_value` or a plain Python variable in place of the parameter itself.
    """
    if not facts.index[Step]:
        return
    unused = [node for node in facts.parameters.values() if node not in facts.uses]
    meant = _meant(facts) if unused else frozenset()
    for parameter in unused:
        if parameter.name not in meant:
            yield Problem(
                parameter.key_of("Name")._replace(aspect="value"),
                f"parameter {shown(parameter.name)} is used nowhere",
                hint="use it, or remove it",
            )


def _meant(facts: Facts) -> frozenset[str | None]:
    """The parameters that references to unknown ones seem to mean: those are used, but misspelt."""
    return frozenset(
        nearest(reference.name, facts.parameters)
        for reference in facts.index[Reference]
        if reference.root == "Parameters"
        and reference.name is not None
        and facts.resolution(reference).fault is not None
    )
