"""The code of cached steps: paths that change with each build, and paths that never do."""

from __future__ import annotations

import re

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named
from pipelint_rules.pol._cached import cached_example, input_example, is_cached, keyed_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Node

#: A date and a time of day with seconds, as the SDK and others write them into names.
_TIME = (
    r"20\d\d-[01]\d-[0-3]\d[-_T][0-2]\d[-:][0-5]\d[-:][0-5]\d"
    r"|(?<!\d)20\d\d[01]\d[0-3]\d[-_T]?[0-2]\d[0-5]\d[0-5]\d(?!\d)"
)


def _with_times(facts: Facts) -> Sequence[Step]:
    """All steps of a definition that has a time anywhere in its text, which few have."""
    text, is_time = facts.document.source.text, re.compile(_TIME).match
    at = text.find("20")
    while at >= 0:
        if is_time(text, at):
            return facts.index[Step]
        at = text.find("20", at + 1)
    return ()


@rule(
    "POL032",
    on=Step,
    among=_with_times,
    severity="warning",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/pull/3070",
    bad=[
        "["
        + cached_example(
            input_example("code", '«"s3://b/job-2024-05-01-10-20-30-123/source/run.py"»')
        )
        + "]"
    ],
    good=[
        "["
        + cached_example(
            input_example("code", '"s3://b/code/0a1b2c3d4e5f60718293a4b5c6d7e8f9/run.py"')
        )
        + "]"
    ],
)
def timestamp_in_cache_key(step: Step, facts: Facts) -> Iterator[Problem]:
    """The cache key of a step has a path with the time at which the pipeline was built.

    The SDK puts the name of a job with its time into the path of a source bundle when it is not
    given a pipeline session; with each build the path, and so the key, is another, and the cache
    never hits. Build with `PipelineSession` (the path then has a hash of the code), or upload the
    code to a path of your own. Data with a time in their path are not reported.
    """
    for node in keyed_values(step):
        if isinstance(node.value, str) and _has_time(node.value) and _is_of_build(node, node.value):
            yield Problem(
                node.place,
                f"step {step.label} is cached, and {named(node)} has the time of a build",
                hint="use a path with a hash of the content",
            )


#: A date, or numbers with dots between them.
_VERSION = r"20\d\d-?[01]\d-?[0-3]\d|\d+\.\d+"
#: The names of inputs and channels that the SDKs give to code.
_CODE_NAMES = frozenset({"code", "entrypoint", "py-files", "jars", "sm_drivers"})
_CODE_FILES = (".py", ".sh", ".ipynb", ".jar", "sourcedir.tar.gz")


def _has_time(text: str) -> bool:
    """Whether the path of an S3 URI has a date and a time, as in `job-2024-05-01-10-20-30-123`."""
    # Framework estimators write hyperparameters as JSON, so that the URI stands in quotes.
    uri = text.strip('"')
    if "20" not in uri or not uri.startswith("s3://"):
        return False
    return re.search(_TIME, _below_bucket(uri)) is not None


def _below_bucket(uri: str) -> str:
    # The name of a bucket has the digits of an account, which may look like a date.
    return uri.removeprefix("s3://").partition("/")[2]


def _is_of_build(node: Node, uri: str) -> bool:
    """Whether a path is one of those that the SDK makes up while it builds.

    Data with a time in their path are those of that time, in each build again.
    """
    if isinstance(node.key, str) and node.parent is not None and node.parent.shape.kind == "map":
        return node.key == "model_dir" or node.key.casefold().startswith("sagemaker_")
    entry = _entry(node)
    if entry is None:
        return True
    name = entry.literal("InputName") or entry.literal("ChannelName")
    return name in _CODE_NAMES or uri.endswith(_CODE_FILES)


def _entry(node: Node) -> Node | None:
    """The input or channel that a value belongs to."""
    inner: Node | None = node
    while inner is not None and inner.parent is not None:
        if inner.parent.key in ("ProcessingInputs", "InputDataConfig", "TransformInput"):
            return inner
        inner = inner.parent
    return None


@rule(
    "POL033",
    on=Step,
    severity="info",
    stage="silent",
    evidence="E2",
    since="0.1",
    source="https://sagemaker.readthedocs.io/en/stable/amazon_sagemaker_model_building_pipeline.html",
    bad=["[" + cached_example(input_example("code", '«"s3://b/scripts/prepare.py"»')) + "]"],
    good=[
        "["
        + cached_example(
            input_example("code", '"s3://b/code/0a1b2c3d4e5f60718293a4b5c6d7e8f9/run.py"')
        )
        + "]"
    ],
)
def fixed_code_path(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cached step takes its code from a path that does not change with the code.

    The key has the URI of the script, not its content: after a new script is uploaded to the same
    place, the old result is still served. Both may be meant. The SDK's pipeline session uploads
    to a path with a hash of the content; do the same, or switch caching off while the code
    changes. A path with a hash, a date or a version in it is not reported.
    """
    uri = _code_uri(step) if is_cached(step) else None
    if uri is None or not isinstance(uri.value, str):
        return
    if not any(map(_is_version, _below_bucket(uri.value.strip('"')).split("/"))):
        yield Problem(
            uri.place,
            f"step {step.label} is cached, and stays so when the code at {named(uri)} changes",
            hint="put a hash of the code into its path",
        )


def _code_uri(step: Step) -> Node | None:
    """Where a step's own code is read from, as the SDK writes it."""
    if step.arguments is None:
        return None
    if step.type == "Training":
        return step.arguments.get("HyperParameters", "sagemaker_submit_directory")
    inputs = step.arguments.get("ProcessingInputs")
    for entry in () if inputs is None else inputs.items:
        path = entry.literal("S3Input", "LocalPath")
        in_code = isinstance(path, str) and path.startswith("/opt/ml/processing/input/code")
        if entry.literal("InputName") == "code" or in_code:
            return entry.get("S3Input", "S3Uri")
    return None


def _is_version(segment: str) -> bool:
    """Whether a part of a path has a hash, a date or a version, and so changes with the content."""
    words = segment.lower().replace("_", "-").split("-")
    return any(map(_is_hash, words)) or re.search(_VERSION, segment) is not None


def _is_hash(word: str) -> bool:
    """Whether a word, or its part before a suffix, is hexadecimal: 7 digits or more, as git's."""
    stem = word.partition(".")[0]
    is_hexadecimal = len(stem) >= 7 and not stem.strip("0123456789abcdef")
    return is_hexadecimal and any(map(str.isdecimal, stem))
