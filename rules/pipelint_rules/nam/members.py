"""Names of parameters, property files and outputs."""

from __future__ import annotations

from pipelint import Output, Parameter, Pipeline, Problem, PropertyFile, rule
from pipelint.catalog import LIMITS, shape
from pipelint_rules._place_names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Step

_FILES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html"
_PARAMETERS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html"
_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"


@rule(
    "NAM010",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": "String"},'
        ' {"Name": «"Mode"», "Type": "Integer"}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": "String"},'
        ' {"Name": "mode", "Type": "Integer"}], "Steps": []}'
    ],
)
def duplicate_parameter_name(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """Two parameters have the same name.

    `Get Parameters.<name>` can mean one of them only. The SDK does not look, and writes both; what
    the service makes of it, an error or one of the two, is not known.
    """
    yield from _repeated(facts.index[Parameter], "Name", "parameter name")


@rule(
    "NAM011",
    on=Parameter,
    stage="start",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_Parameter.html",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": «"learning rate"»}], "Steps": []}',
        '{"Version": "2020-12-01", "Parameters": [{"Name": «"' + "x" * 257 + '"»}], "Steps": []}',
        '{"Version": "2020-12-01", "Parameters": [{"Name": «""»}], "Steps": []}',
    ],
    good=['{"Version": "2020-12-01", "Parameters": [{"Name": "learning_rate"}], "Steps": []}'],
)
def malformed_parameter_name(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """A parameter's name has characters or a length that names may not have.

    StartPipelineExecution takes names of up to 256 letters, digits, `-` and `_`; one that is
    longer is an error, since no start can give it a value. Other characters, and more than the 64
    characters of the published schema, are warnings: whether the pipeline can be created is not
    known. A dot or a bracket cannot be read in `Get Parameters.<name>` at all.
    """
    name = parameter.name
    if name is None:
        return
    longest = shape("ParameterName").max or 0
    place = parameter.key_of("Name")._replace(aspect="value")
    if len(name) > LIMITS["parameter-name"].value:
        yield Problem(
            place,
            f"parameter name {shown(name)} has {len(name)} characters",
            hint=f"use at most {LIMITS['parameter-name'].value}",
            severity=None if len(name) > longest else "warning",
        )
    elif not name or not (name.isascii() and name.replace("-", "x").replace("_", "x").isalnum()):
        yield Problem(
            place,
            f"parameter name {shown(name)} is not made of letters, digits, '-' and '_'",
            hint="use letters, digits, '-' and '_' only",
            severity="warning",
        )


@rule(
    "NAM012",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_FILES,
    bad=[
        '[{"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles":'
        ' [{"PropertyFileName": "Report", "OutputName": "a", "FilePath": "a.json"},'
        ' {"PropertyFileName": «"Report"», "OutputName": "a", "FilePath": "b.json"}]}]'
    ],
    good=[
        '[{"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles":'
        ' [{"PropertyFileName": "Report", "OutputName": "a", "FilePath": "a.json"},'
        ' {"PropertyFileName": "Bias", "OutputName": "a", "FilePath": "b.json"}]}]'
    ],
)
def duplicate_property_file(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """Two property files of a step have the same name.

    `Steps.<step>.PropertyFiles.<name>` can mean one of them only; which one, or whether the
    definition is refused, is not known. Property files of different steps may share a name.
    """
    yield from _repeated(facts.index[PropertyFile], "PropertyFileName", "property file name")


@rule(
    "NAM013",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_OutputParameter.html",
    bad=[
        '[{"Name": "L", "Type": "Lambda", "OutputParameters": [{"OutputName": "n", "OutputType":'
        ' "String"}, {"OutputName": «"n"», "OutputType": "Integer"}]}]'
    ],
    good=[
        '[{"Name": "L", "Type": "Lambda", "OutputParameters": [{"OutputName": "n", "OutputType":'
        ' "String"}]}, {"Name": "M", "Type": "Lambda", "OutputParameters": [{"OutputName": "n",'
        ' "OutputType": "Integer"}]}]'
    ],
)
def duplicate_output_name(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """Two outputs of a step have the same name.

    A Lambda or Callback step gives its outputs by name, `Steps.<step>.OutputParameters['n']`, so
    that one of the two can never be read; whether the definition is refused is not known. Outputs
    of different steps may share a name.
    """
    yield from _repeated(facts.index[Output], "OutputName", "output name")


def _repeated(
    elements: Sequence[Parameter | PropertyFile | Output], member: str, words: str
) -> Iterator[Problem]:
    """A problem for each element that has the name of an earlier one of the same step."""
    first: dict[tuple[Step | None, str], Parameter | PropertyFile | Output] = {}
    for element in elements:
        if element.name is None:
            continue
        before = first.setdefault((element.step, element.name), element)
        if before is not element:
            yield Problem(
                element.key_of(member)._replace(aspect="value"),
                f"{words} '{element.name}' is given twice",
                hint="rename or remove one of the two",
                related=((before.key_of(member)._replace(aspect="value"), "first given here"),),
            )
