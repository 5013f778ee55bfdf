"""Transform jobs: payloads, batches, and what is joined and filtered."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._jobs import transform_jobs
from pipelint_rules.arg._known import certain, known, number, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node, Place

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_JOIN = "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-data-processing.html"
_LARGEST_PRODUCT = 100
#: "The default value is 6 MB."
_DEFAULT_PAYLOAD = 6


def _transform(arguments: str) -> str:
    return f'[{{"Name": "X", "Type": "Transform", "Arguments": {{{arguments}}}}}]'


def _input(members: str, kind: str = '"S3Prefix"') -> str:
    return (
        '"TransformInput": {"DataSource": {"S3DataSource":'
        f' {{"S3DataType": {kind}, "S3Uri": "s3://b/d"}}}}{members}}}'
    )


@rule(
    "ARG160",
    on=Step,
    among=of_type("Transform"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_CreateTransformJob.html",
    bad=[_transform('"MaxConcurrentTransforms": 4, "MaxPayloadInMB": «50»')],
    good=[_transform('"MaxConcurrentTransforms": 16, "MaxPayloadInMB": 6')],
)
def payload_times_concurrency(step: Step, facts: Facts) -> Iterator[Problem]:
    """Payload and concurrency of a transform job multiply to more than 100 MB.

    The API reference: "If you specify the `MaxConcurrentTransforms` parameter, the value of
    `(MaxConcurrentTransforms * MaxPayloadInMB)` also cannot exceed 100 MB." The job is refused when
    the step is reached. Lower one of the two (`max_concurrent_transforms`, `max_payload` in the
    SDK). Without `MaxPayloadInMB` the payload is 6 MB; whether the service multiplies with that
    is not known.
    """
    for job in transform_jobs(step):
        parallel = known(facts, job, "MaxConcurrentTransforms")
        payload = known(facts, job, "MaxPayloadInMB")
        is_default = job.get("MaxPayloadInMB") is None
        count = number(parallel)
        size = _DEFAULT_PAYLOAD if is_default else number(payload)
        if parallel is None or count is None or size is None or count * size <= _LARGEST_PRODUCT:
            continue
        if size > _LARGEST_PRODUCT:
            continue
        node = parallel.node if payload is None else payload.node
        yield Problem(
            node.place,
            f"{count} concurrent transforms of {size} MB exceed {_LARGEST_PRODUCT} MB together",
            hint="lower 'MaxConcurrentTransforms' or 'MaxPayloadInMB'",
            related=() if payload is None else ((parallel.origin.place, "the concurrency"),),
            severity=None if certain(parallel, payload) and not is_default else "warning",
        )


@rule(
    "ARG161",
    on=Step,
    among=of_type("Transform"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_CreateTransformJob.html",
    bad=[
        _transform('"BatchStrategy": «"MultiRecord"», ' + _input(', "SplitType": "None"')),
        _transform('"BatchStrategy": «"MultiRecord"», ' + _input("")),
    ],
    good=[_transform('"BatchStrategy": "MultiRecord", ' + _input(', "SplitType": "Line"'))],
)
def batch_strategy_without_split(step: Step, facts: Facts) -> Iterator[Problem]:
    """Records are to be batched that are never split.

    The API reference: "To enable the batch strategy, you must set the `SplitType` property to
    `Line`, `RecordIO`, or `TFRecord`." Without it each request carries a whole object: the strategy
    does nothing, and an object larger than `MaxPayloadInMB` fails. Set `SplitType` (`split_type`
    in the SDK's `transform()`).
    """
    for job in transform_jobs(step):
        strategy = known(facts, job, "BatchStrategy")
        split = known(facts, job, "TransformInput", "SplitType")
        if strategy is None or strategy.value != "MultiRecord":
            continue
        absent = job.get("TransformInput", "SplitType") is None
        if absent or (split is not None and split.value == "None"):
            yield Problem(
                strategy.node.place,
                "'MultiRecord' has no effect without a split type",
                hint="set 'SplitType' of the input to 'Line', 'RecordIO' or 'TFRecord'",
                related=() if split is None else ((split.origin.place, "no split"),),
            )


@rule(
    "ARG162",
    on=Step,
    among=of_type("Transform"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_TransformS3DataSource.html",
    bad=[_transform(_input("", '«"AugmentedManifestFile"»'))],
    good=[_transform(_input("", '"ManifestFile"'))],
)
def transform_of_augmented_manifest(step: Step, facts: Facts) -> Iterator[Problem]:
    """A transform job is to read an augmented manifest.

    The API reference calls `ManifestFile` and `S3Prefix` compatible with transform jobs, and
    `AugmentedManifestFile` not. The enum of the API model has it, for training.
    """
    for job in transform_jobs(step):
        kind = known(facts, job, "TransformInput", "DataSource", "S3DataSource", "S3DataType")
        if kind is not None and kind.value == "AugmentedManifestFile":
            yield Problem(
                kind.node.place,
                "transform jobs do not read augmented manifests",
                hint="use 'ManifestFile' or 'S3Prefix'",
                related=kind.related,
                severity=None if kind.default is None else "warning",
            )


@rule(
    "ARG163",
    on=Step,
    among=of_type("Transform"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_JOIN,
    bad=[
        _transform(
            _input(', "ContentType": «"application/x-image"»')
            + ', "DataProcessing": {"JoinSource": "Input"}'
        )
    ],
    good=[
        _transform(
            _input(', "ContentType": "text/csv"') + ', "DataProcessing": {"JoinSource": "Input"}'
        ),
        _transform(_input(', "ContentType": "application/x-image"')),
    ],
)
def data_processing_of_other_format(step: Step, facts: Facts) -> Iterator[Problem]:
    """Input is to be filtered or joined that is neither CSV nor JSON.

    The guide: "You can use input files in JSON and CSV format only." What the format is the job
    knows by `ContentType`. Drop `DataProcessing`, or correct `ContentType`.
    """
    for job in transform_jobs(step):
        content = known(facts, job, "TransformInput", "ContentType")
        name = text(content)
        processing = job.get("DataProcessing")
        if content is None or not name or processing is None or not _does_something(processing):
            continue
        if "csv" not in name.lower() and "json" not in name.lower():
            yield Problem(
                content.node.place,
                f"data of type {shown(name)} cannot be filtered or joined",
                hint="only CSV and JSON can; drop 'DataProcessing', or correct 'ContentType'",
                related=(*content.related, (_key(processing), "the filter or join")),
            )


def _does_something(processing: Node) -> bool:
    filters = (processing.literal(key) for key in ("InputFilter", "OutputFilter"))
    return processing.literal("JoinSource") == "Input" or any(
        isinstance(path, str) and path != "$" for path in filters
    )


def _key(processing: Node) -> Place:
    assert processing.parent is not None
    return processing.parent.key_of("DataProcessing")


@rule(
    "ARG164",
    on=Step,
    among=of_type("Transform"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_JOIN,
    bad=[_transform('"DataProcessing": {"OutputFilter": «"$[\'id\',\'SageMakerOutput\']"»}')],
    good=[
        _transform(
            '"DataProcessing": {"OutputFilter": "$[\'id\',\'SageMakerOutput\']",'
            ' "JoinSource": "Input"}'
        )
    ],
)
def output_filter_without_join(step: Step, facts: Facts) -> Iterator[Problem]:
    """A filter of the output names what only a join makes.

    `SageMakerOutput` and `SageMakerInput` are attributes of the joined data: without `"JoinSource":
    "Input"` (`join_source="Input"` in the SDK) the output is the model's answer alone, and the
    filter finds nothing in it.
    """
    for job in transform_jobs(step):
        path = known(facts, job, "DataProcessing", "OutputFilter")
        join = job.get("DataProcessing", "JoinSource")
        value = text(path)
        if path is None or value is None or (join is not None and join.value != "None"):
            continue
        if "SageMakerOutput" in value or "SageMakerInput" in value:
            yield Problem(
                path.node.place,
                "the filter names an attribute of joined data, and nothing is joined",
                hint='add "JoinSource": "Input"',
                related=path.related,
            )


@rule(
    "ARG165",
    on=Step,
    among=of_type("Transform"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_REFERENCE + "API_DataProcessing.html",
    bad=[_transform('"DataProcessing": {"InputFilter": «"features"»}')],
    good=[_transform('"DataProcessing": {"InputFilter": "$.features"}')],
)
def filter_is_no_json_path(step: Step, facts: Facts) -> Iterator[Problem]:
    """A filter of a transform job is no JSONPath.

    Filters are JSONPath expressions, which begin with `$`: `$[1:]`, `$.features`. What the service
    says to another text is not known.
    """
    for job in transform_jobs(step):
        for key in ("InputFilter", "OutputFilter"):
            path = known(facts, job, "DataProcessing", key)
            value = text(path)
            if path is not None and value and not value.startswith("$"):
                yield Problem(
                    path.node.place,
                    f"{named(path.node)} {shown(value)} does not begin with '$'",
                    hint=f"write '$.{value}' or '$[…]'",
                    related=path.related,
                )
