"""EMR Serverless steps: the application, and the job that runs on it."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import exactly_one
from pipelint_rules.arg._jobs import present
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_API = "https://docs.aws.amazon.com/emr-serverless/latest/APIReference"
_ROLE = '"ExecutionRoleArn": "arn:aws:iam::111122223333:role/R"'
_DRIVER = '"jobDriver": {"sparkSubmit": {"entryPoint": "s3://b/x.py"}}'
_SPARK = '"ApplicationConfig": {"releaseLabel": "emr-7.1.0", "type": "SPARK"'


def _serverless(members: str, job: str = _DRIVER) -> str:
    return (
        '[{"Name": "S", "Type": "EMRServerless", "Arguments":'
        f' {{{_ROLE}, {members}, "JobConfig": {{{job}}}}}}}]'
    )


@rule(
    "ARG278",
    on=Step,
    among=of_type("EMRServerless"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=(
        "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/"
        "mlops/workflow/emr_serverless_step.py"
    ),
    bad=[
        _serverless('"ApplicationId": "00f", «"ApplicationConfig"»: {"type": "SPARK"}'),
        '[{"Name": "S", "Type": "EMRServerless", «"Arguments"»:'
        f' {{{_ROLE}, "JobConfig": {{{_DRIVER}}}}}}}]',
    ],
    good=[_serverless('"ApplicationId": "00f"'), _serverless(f"{_SPARK}}}")],
)
def emr_serverless_application_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """An EMR Serverless step has both an application and one to be made, or neither.

    `ApplicationId` names an application, `ApplicationConfig` describes one that is made for the
    step. The SDK refuses both and none:

        EMRServerlessStep <name> cannot have both application_id and application_config.
        EMRServerlessStep <name> must have either application_id or application_config
    """
    request = request_of(step, "EMRServerless")
    if request is not None:
        yield from exactly_one(request, "ApplicationId", "ApplicationConfig")


@rule(
    "ARG279",
    on=Step,
    among=of_type("EMRServerless"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_StartJobRun.html",
    bad=[
        _serverless('"ApplicationId": "00f"', f'"applicationId": «"00e"», {_DRIVER}'),
        _serverless(f"{_SPARK}}}", f'"applicationId": «"00e"», {_DRIVER}'),
        _serverless(
            '"ApplicationId": "00f"',
            f'"executionRoleArn": «"arn:aws:iam::111122223333:role/Other"», {_DRIVER}',
        ),
    ],
    good=[_serverless('"ApplicationId": "00f"', f'"applicationId": "00f", {_DRIVER}')],
)
def job_names_another_application(step: Step, facts: Facts) -> Iterator[Problem]:
    """The job of an EMR Serverless step names another application or role than the step.

    The SDK writes both twice, once for the step and once in `JobConfig`, with the same value. Which
    of two values holds is not known.
    """
    request = request_of(step, "EMRServerless")
    if request is None:
        return
    pairs = (("ApplicationId", "applicationId"), ("ExecutionRoleArn", "executionRoleArn"))
    for outer, inner in pairs:
        own, node = request.get(outer), request.get("JobConfig", inner)
        if node is None or not isinstance(node.value, str):
            continue
        if own is None and outer == "ApplicationId" and present(request, "ApplicationConfig"):
            yield Problem(
                node.place,
                "the job names an application, and the step makes one",
                "leave it out, or give 'ApplicationId' instead of 'ApplicationConfig'",
            )
        elif own is not None and isinstance(own.value, str) and own.value != node.value:
            yield Problem(
                node.place,
                f"the job has {shown(node.value)}, the step {shown(own.value)}",
                "use one value for both",
                ((own.place, "the step's"),),
            )


@rule(
    "ARG280",
    on=Step,
    among=of_type("EMRServerless"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_CreateApplication.html",
    bad=[
        _serverless(
            f'{_SPARK}, "imageConfiguration": {{"imageUri": "i"}}, "workerTypeSpecifications":'
            ' {"Driver": {«"imageConfiguration"»: {"imageUri": "j"}}}}'
        )
    ],
    good=[_serverless(f'{_SPARK}, "imageConfiguration": {{"imageUri": "i"}}}}')],
)
def worker_image_given_twice(step: Step, facts: Facts) -> Iterator[Problem]:
    """An application has an image for all workers and one for a kind of them.

    "You can either set this parameter or `imageConfiguration` for each worker type in
    `workerTypeSpecifications`."
    """
    request = request_of(step, "EMRServerless")
    application = None if request is None else request.get("ApplicationConfig")
    if application is None or not present(application, "imageConfiguration"):
        return
    workers = application.get("workerTypeSpecifications")
    for worker in () if workers is None else workers.items:
        if present(worker, "imageConfiguration"):
            yield Problem(
                worker.key_of("imageConfiguration"),
                "a kind of workers has an image of its own, and all have one",
                "keep one of them",
                ((application.key_of("imageConfiguration"), "the image of all"),),
            )


@rule(
    "ARG281",
    on=Step,
    among=of_type("EMRServerless"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_RetryPolicy.html",
    bad=[
        _serverless(
            '"ApplicationId": "00f"',
            f'{_DRIVER}, "mode": "STREAMING", "retryPolicy": {{«"maxAttempts"»: 3}}',
        ),
        _serverless(
            '"ApplicationId": "00f"',
            f'{_DRIVER}, "retryPolicy": {{«"maxFailedAttemptsPerHour"»: 3}}',
        ),
    ],
    good=[_serverless('"ApplicationId": "00f"', f'{_DRIVER}, "retryPolicy": {{"maxAttempts": 3}}')],
)
def retry_of_other_job_mode(step: Step, facts: Facts) -> Iterator[Problem]:
    """The retry policy of a job run is for the other mode of job runs.

    `maxAttempts` "is only applicable for `BATCH` mode", which is the default;
    `maxFailedAttemptsPerHour` "is only applicable for `STREAMING` mode".
    """
    request = request_of(step, "EMRServerless")
    job = None if request is None else request.get("JobConfig")
    policy = None if job is None else job.get("retryPolicy")
    if job is None or policy is None:
        return
    mode = "BATCH" if job.get("mode") is None else job.literal("mode")
    wrong = {"BATCH": "maxFailedAttemptsPerHour", "STREAMING": "maxAttempts"}.get(str(mode))
    if wrong is not None and policy.get(wrong) is not None:
        yield Problem(
            policy.key_of(wrong), f"'{wrong}' has no meaning in the mode {mode}", "leave it out"
        )


@rule(
    "ARG282",
    on=Step,
    among=of_type("EMRServerless"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_JobDriver.html",
    bad=[_serverless(f"{_SPARK}}}", '"jobDriver": {«"hive"»: {"query": "s3://b/q.sql"}}')],
    good=[_serverless(f"{_SPARK}}}")],
)
def driver_of_other_application(step: Step, facts: Facts) -> Iterator[Problem]:
    """A job for Hive is to run on a Spark application, or the other way round.

    The type of the application that the step makes decides which driver a job has: `sparkSubmit`
    for `SPARK`, `hive` for `HIVE`. How the service refuses another one is not known.
    """
    request = request_of(step, "EMRServerless")
    driver = None if request is None else request.get("JobConfig", "jobDriver")
    if request is None or driver is None:
        return
    kind = str(request.literal("ApplicationConfig", "type")).casefold()
    wrong = {"spark": "hive", "hive": "sparkSubmit"}.get(kind)
    if wrong is not None and present(driver, wrong):
        yield Problem(
            driver.key_of(wrong),
            f"'{wrong}' does not run on an application of type {kind.upper()}",
            "use the driver of the application's type",
        )
