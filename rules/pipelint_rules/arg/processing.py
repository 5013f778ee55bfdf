"""Inputs and outputs of processing jobs: what they are read from and written to."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import PROCESSING
from pipelint_rules.arg._exclusive import exactly_one, knows_members
from pipelint_rules.arg._jobs import elements, processing_jobs
from pipelint_rules.arg._known import certain, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_S3 = '"S3Input": {"S3Uri": "s3://b/d", "S3DataType": "S3Prefix", '
_S3_INPUT = _S3 + '"LocalPath": "/opt/ml/processing/in"}'
_S3_OUTPUT = '"S3Output": {"S3Uri": "s3://b/o", "S3UploadMode": "EndOfJob"}'
_ATHENA = '"AthenaDatasetDefinition": {"Catalog": "c"}'
_REDSHIFT = '"RedshiftDatasetDefinition": {"ClusterId": "c"}'
_PATH = '"LocalPath": "/opt/ml/processing/in"'


def _processing(arguments: str) -> str:
    return f'[{{"Name": "P", "Type": "Processing", "Arguments": {{{arguments}}}}}]'


def _input(members: str) -> str:
    return _processing(f'"ProcessingInputs": [{members}]')


def _output(members: str) -> str:
    return _processing(f'"ProcessingOutputConfig": {{"Outputs": [{members}]}}')


def inputs(step: Step) -> Iterator[Node]:
    """The inputs of the processing job that a step runs."""
    for job in processing_jobs(step):
        yield from elements(job, "ProcessingInputs")


def outputs(step: Step) -> Iterator[Node]:
    """The outputs of the processing job that a step runs."""
    for job in processing_jobs(step):
        yield from elements(job, "ProcessingOutputConfig", "Outputs")


@rule(
    "ARG100",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingInput.html",
    bad=[
        _input(f'{{"InputName": "a", {_S3_INPUT}, «"DatasetDefinition"»: {{{_ATHENA}}}}}'),
        _input('«{»"InputName": "a"}'),
    ],
    good=[
        _input(f'{{"InputName": "a", {_S3_INPUT}}}'),
        _input(f'{{"InputName": "a", "DatasetDefinition": {{{_ATHENA}, {_PATH}}}}}'),
    ],
)
def processing_input_source(step: Step, facts: Facts) -> Iterator[Problem]:
    """A processing input has two sources, or none.

    The API reference: "The processing input must specify exactly one of either `S3Input` or
    `DatasetDefinition` types." The API model requires neither, so the definition is accepted and
    the step fails when it is reached. Make an input of its own for each source.
    """
    for entry in inputs(step):
        yield from exactly_one(entry, "S3Input", "DatasetDefinition")


@rule(
    "ARG101",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingOutput.html",
    bad=[
        _output(
            f'{{"OutputName": "a", "AppManaged": true, {_S3_OUTPUT},'
            ' «"FeatureStoreOutput"»: {"FeatureGroupName": "f"}}'
        ),
        _output('«{»"OutputName": "a"}'),
    ],
    good=[_output(f'{{"OutputName": "a", {_S3_OUTPUT}}}')],
)
def processing_output_target(step: Step, facts: Facts) -> Iterator[Problem]:
    """A processing output has two targets, or none.

    The API reference: "The processing output must specify exactly one of either `S3Output` or
    `FeatureStoreOutput` types." The step fails when it is reached. Make an output of its own for
    each target.
    """
    for entry in outputs(step):
        yield from exactly_one(entry, "S3Output", "FeatureStoreOutput")


@rule(
    "ARG102",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_DatasetDefinition.html",
    bad=[
        _input(
            '{"InputName": "a", "DatasetDefinition":'
            f' {{{_ATHENA}, «"RedshiftDatasetDefinition"»: {{"ClusterId": "c"}}, {_PATH}}}}}'
        ),
        _input(f'{{"InputName": "a", «"DatasetDefinition"»: {{{_PATH}}}}}'),
    ],
    good=[_input(f'{{"InputName": "a", "DatasetDefinition": {{{_REDSHIFT}, {_PATH}}}}}')],
)
def dataset_source(step: Step, facts: Facts) -> Iterator[Problem]:
    """A dataset definition reads from Athena and Redshift, or from neither.

    The API reference: "The Dataset Definition input must specify exactly one of either
    `AthenaDatasetDefinition` or `RedshiftDatasetDefinition` types." The step fails when it is
    reached.
    """
    for entry in inputs(step):
        dataset = entry.get("DatasetDefinition")
        if dataset is not None and isinstance(dataset.value, dict):
            yield from exactly_one(dataset, "AthenaDatasetDefinition", "RedshiftDatasetDefinition")


@rule(
    "ARG103",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingS3Input.html",
    bad=[
        _input('{"InputName": "a", «"S3Input"»: {"S3Uri": "s3://b/d", "S3DataType": "S3Prefix"}}'),
        _input('{"InputName": "a", "AppManaged": false, «"DatasetDefinition"»: {' + _ATHENA + "}}"),
    ],
    good=[
        _input(f'{{"InputName": "a", {_S3_INPUT}}}'),
        _input(
            '{"InputName": "a", "AppManaged": true,'
            ' "S3Input": {"S3Uri": "s3://b/d", "S3DataType": "S3Prefix"}}'
        ),
    ],
)
def input_without_local_path(step: Step, facts: Facts) -> Iterator[Problem]:
    """A processing input that SageMaker downloads has no `LocalPath`.

    The API reference: "`LocalPath` is a required parameter when `AppManaged` is `False`
    (default)." The API model does not require it, since an application that manages its inputs
    has no use for it. The step fails when it is reached. Add `LocalPath` (in the SDK the
    `destination` of a `ProcessingInput`).
    """
    for entry in inputs(step):
        managed = entry.get("AppManaged")
        if managed is not None and managed.value not in (False, None):
            continue
        for key in ("S3Input", "DatasetDefinition"):
            source = entry.get(key)
            if source is None or not isinstance(source.value, dict):
                continue
            if "LocalPath" not in source.children and knows_members(source):
                yield Problem(
                    source.lacking,
                    f"'{key}' lacks 'LocalPath'",
                    hint="add a path below /opt/ml/processing",
                )


@rule(
    "ARG104",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingOutput.html",
    bad=[_output('{"OutputName": "a", «"FeatureStoreOutput"»: {"FeatureGroupName": "f"}}')],
    good=[
        _output(
            '{"OutputName": "a", "AppManaged": true,'
            ' "FeatureStoreOutput": {"FeatureGroupName": "f"}}'
        )
    ],
)
def feature_store_output_not_app_managed(step: Step, facts: Facts) -> Iterator[Problem]:
    """An output to the Feature Store is not managed by the application.

    The API reference: "This processing output type is only supported when `AppManaged` is
    specified." The processing script itself puts the records; SageMaker uploads nothing. Add
    `"AppManaged": true`. Whether an explicit `false` is refused as well is not known.
    """
    for entry in outputs(step):
        managed = entry.get("AppManaged")
        if entry.get("FeatureStoreOutput") is None:
            continue
        if managed is None or managed.value in (False, None):
            yield Problem(
                entry.key_of("FeatureStoreOutput"),
                "'FeatureStoreOutput' needs 'AppManaged'",
                hint='add "AppManaged": true',
                severity=None if managed is None else "warning",
            )


@rule(
    "ARG108",
    on=Step,
    among=PROCESSING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingS3Input.html",
    bad=[
        _input(
            f'{{"InputName": "a", {_S3}{_PATH}, "S3InputMode": "File",'
            ' "S3CompressionType": «"Gzip"»}}'
        )
    ],
    good=[
        _input(
            f'{{"InputName": "a", {_S3}{_PATH}, "S3InputMode": "Pipe",'
            ' "S3CompressionType": "Gzip"}}'
        )
    ],
)
def compressed_file_input(step: Step, facts: Facts) -> Iterator[Problem]:
    """A processing input is to be decompressed that is not streamed.

    The API reference: "`Gzip` can only be used when `Pipe` mode is specified as the
    `S3InputMode`." In File mode the files are copied as they are. Drop `S3CompressionType` and
    decompress in the script, or use Pipe mode.
    """
    for entry in inputs(step):
        compression = known(facts, entry, "S3Input", "S3CompressionType")
        if compression is None or compression.value != "Gzip":
            continue
        mode = known(facts, entry, "S3Input", "S3InputMode")
        absent = entry.get("S3Input", "S3InputMode") is None
        if absent or (mode is not None and mode.value == "File"):
            sure = not absent and certain(compression, mode)
            yield Problem(
                compression.node.place,
                "'Gzip' needs the input mode 'Pipe'",
                hint="drop 'S3CompressionType', or set 'S3InputMode' to 'Pipe'",
                related=() if mode is None else ((mode.origin.place, "the input mode"),),
                severity=None if sure else "warning",
            )
