"""EMR steps: the cluster that a step runs on, or the one that it starts."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import exactly_one
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._known import certain, known, number, text
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/emr/latest/APIReference"
_SDK = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/emr_step.py"
)
_STEP = '"StepConfig": {"HadoopJarStep": {"Jar": "s3://b/j.jar"}}'
_GROUPS = '"InstanceGroups": []'
#: All strings in a HadoopJarStep together.
_MAX_STEP = 10240


def _emr(members: str) -> str:
    return f'[{{"Name": "E", "Type": "EMR", "Arguments": {{{members}}}}}]'


def _cluster(members: str, more: str = "") -> str:
    return _emr(f'{_STEP}, "ClusterConfig": {{"Instances": {{{members}}}{more}}}')


@rule(
    "ARG270",
    on=Step,
    among=of_type("EMR"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_SDK,
    bad=[
        _emr(f'{_STEP}, "ClusterId": "j-1", «"ClusterConfig"»: {{"Instances": {{{_GROUPS}}}}}'),
        f'[{{"Name": "E", "Type": "EMR", «"Arguments"»: {{{_STEP}}}}}]',
    ],
    good=[_emr(f'{_STEP}, "ClusterId": "j-1"'), _cluster(_GROUPS)],
)
def emr_cluster_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """An EMR step has both a running cluster and one to be started, or neither.

    `ClusterId` names a cluster that runs already, `ClusterConfig` describes one that is started for
    the step and ended after it. The SDK refuses both and none:

        EMRStep <name> can not have both cluster_idor cluster_config.
        EMRStep <name> must have either cluster_id or cluster_config
    """
    request = request_of(step, "EMR")
    if request is not None:
        yield from exactly_one(request, "ClusterId", "ClusterConfig")


@rule(
    "ARG271",
    on=Step,
    among=of_type("EMR"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_SDK,
    bad=[
        _emr(
            f'{_STEP}, "ClusterConfig": {{"Instances": {{{_GROUPS}}}}},'
            ' «"ExecutionRoleArn"»: "arn:aws:iam::111122223333:role/R"'
        )
    ],
    good=[
        _emr(f'{_STEP}, "ClusterId": "j-1", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/R"')
    ],
)
def runtime_role_without_cluster_id(step: Step, facts: Facts) -> Iterator[Problem]:
    """An EMR step has a runtime role for a cluster that it starts itself.

    A runtime role, `ExecutionRoleArn`, works with a running cluster only. The SDK refuses it:

        EMRStep <name> cannot have execution_role_arnwithout cluster_id.To use EMRStep with
        execution_role_arn, cluster_id must not be None.

    The nodes of a cluster that is started for the step have the role of their instance profile,
    `ClusterConfig.JobFlowRole`.
    """
    request = request_of(step, "EMR")
    if request is None or present(request, "ClusterId"):
        return
    if present(request, "ExecutionRoleArn"):
        yield Problem(
            request.key_of("ExecutionRoleArn"),
            "'ExecutionRoleArn' is given without 'ClusterId'",
            "name a running cluster, or set 'ClusterConfig.JobFlowRole' instead",
        )


@rule(
    "ARG272",
    on=Step,
    among=of_type("EMR"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_JobFlowInstancesConfig.html",
    bad=[
        _cluster(f'{_GROUPS}, «"InstanceFleets"»: []'),
        _emr(f'{_STEP}, "ClusterConfig": {{«"Instances"»: {{"Ec2KeyName": "k"}}}}'),
    ],
    good=[_cluster(_GROUPS), _cluster('"InstanceFleets": []')],
)
def emr_instances_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cluster has both instance groups and instance fleets, or neither.

    "A valid JobFlowInstancesConfig must contain either InstanceGroups or InstanceFleets. They
    cannot be used together." The older form, with `MasterInstanceType`, is not for pipelines:

        In EMRStep <name>, Instances should contain either InstanceGroups or InstanceFleets.
    """
    instances = _instances(step)
    if instances is not None:
        yield from exactly_one(instances, "InstanceGroups", "InstanceFleets")


def _instances(step: Step) -> Node | None:
    request = request_of(step, "EMR")
    found = None if request is None else request.get("ClusterConfig", "Instances")
    return found if found is not None and isinstance(found.value, dict) else None


@rule(
    "ARG273",
    on=Step,
    among=of_type("EMR"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_JobFlowInstancesConfig.html",
    bad=[_cluster(f'{_GROUPS}, «"EmrManagedMasterSecurityGroup"»: "sg-1"')],
    good=[
        _cluster(
            f'{_GROUPS}, "EmrManagedMasterSecurityGroup": "sg-1",'
            ' "EmrManagedSlaveSecurityGroup": "sg-2"'
        )
    ],
)
def half_of_the_security_groups(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cluster has the managed security group of one kind of nodes, and not that of the other.

    "If you specify `EmrManagedMasterSecurityGroup`, you must also specify
    `EmrManagedSlaveSecurityGroup`", and the other way round.
    """
    pair = ("EmrManagedMasterSecurityGroup", "EmrManagedSlaveSecurityGroup")
    instances = _instances(step)
    given = () if instances is None else present(instances, *pair)
    if instances is not None and len(given) == 1:
        key = str(given[0].key)
        other = pair[1] if key == pair[0] else pair[0]
        yield Problem(
            instances.key_of(key), f"'{key}' is given without '{other}'", f"add '{other}'"
        )


@rule(
    "ARG274",
    on=Step,
    among=of_type("EMR"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_InstanceFleetConfig.html",
    bad=[
        _cluster(
            '"InstanceFleets": [{"InstanceFleetType": "MASTER", "TargetOnDemandCapacity": «2»}]'
        ),
        _cluster(
            '"InstanceFleets": [{"InstanceFleetType": "MASTER", "TargetOnDemandCapacity": 1,'
            ' «"TargetSpotCapacity"»: 1}]'
        ),
        _cluster('"InstanceFleets": [«{»"InstanceFleetType": "CORE", "TargetSpotCapacity": 0}]'),
    ],
    good=[
        _cluster(
            '"InstanceFleets": [{"InstanceFleetType": "MASTER", "TargetOnDemandCapacity": 1,'
            ' "TargetSpotCapacity": 0}, {"InstanceFleetType": "CORE", "TargetSpotCapacity": 4}]'
        )
    ],
)
def fleet_capacity(step: Step, facts: Facts) -> Iterator[Problem]:
    """The capacity of an instance fleet is nothing, or more than a master has.

    "At least one of `TargetSpotCapacity` and `TargetOnDemandCapacity` should be greater than 0",
    and "for a master instance fleet, only one of [them] can be specified, and its value must be 1".
    A fleet without capacity is a warning: managed scaling may give it some later.
    """
    instances = _instances(step)
    for fleet in () if instances is None else elements(instances, "InstanceFleets"):
        given = present(fleet, "TargetOnDemandCapacity", "TargetSpotCapacity")
        used = [node for node in given if node.value != 0]
        if not used:
            yield Problem(
                fleet.lacking,
                "a fleet has no capacity",
                "add 'TargetOnDemandCapacity'",
                severity="warning",
            )
        elif fleet.literal("InstanceFleetType") == "MASTER" and len(used) > 1:
            yield Problem(
                fleet.key_of(str(used[1].key)),
                "a master has either on-demand or spot capacity",
                "keep one of them",
            )
        elif fleet.literal("InstanceFleetType") == "MASTER":
            yield from _not_one(fleet, str(used[0].key), facts)


def _not_one(fleet: Node, member: str, facts: Facts) -> Iterator[Problem]:
    found = known(facts, fleet, member)
    if found is not None and number(found) not in (None, 1):
        yield Problem(
            found.node.place,
            f"a master has a capacity of 1, not of {number(found)}",
            "expected 1",
            found.related,
            None if certain(found) else "warning",
        )


@rule(
    "ARG275",
    on=Step,
    among=of_type("EMR"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_StepConfig.html",
    bad=[
        _emr(
            '"StepConfig": {"ActionOnFailure": «"CANCEL_AND_WAIT"»,'
            ' "HadoopJarStep": {"Jar": "s3://b/j.jar"}},'
            f' "ClusterConfig": {{"Instances": {{{_GROUPS}}}, "StepConcurrencyLevel": 2}}'
        )
    ],
    good=[
        _emr(
            '"StepConfig": {"ActionOnFailure": "CONTINUE",'
            ' "HadoopJarStep": {"Jar": "s3://b/j.jar"}},'
            f' "ClusterConfig": {{"Instances": {{{_GROUPS}}}, "StepConcurrencyLevel": 2}}'
        )
    ],
)
def failure_action_of_concurrent_steps(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step would end a cluster that runs several steps at once.

    "If a cluster's `StepConcurrencyLevel` is greater than 1, do not use `AddJobFlowSteps` to submit
    a step with this parameter set to `CANCEL_AND_WAIT` or `TERMINATE_CLUSTER`. The step is not
    submitted and the action fails". It is not known whether the step is submitted in this way to a
    cluster that is started for it, so this is a warning.
    """
    request = request_of(step, "EMR")
    if request is None:
        return
    level = known(facts, request, "ClusterConfig", "StepConcurrencyLevel")
    action = known(facts, request, "StepConfig", "ActionOnFailure")
    at_once, wanted = number(level), text(action)
    if action is None or level is None or at_once is None or at_once <= 1:
        return
    if wanted in ("CANCEL_AND_WAIT", "TERMINATE_CLUSTER"):
        yield Problem(
            action.node.place,
            f"{shown(wanted)} is not possible where {at_once} steps run at once",
            "expected 'CONTINUE'",
            ((level.node.place, "the steps at once"), *level.related, *action.related),
        )


@rule(
    "ARG276",
    on=Step,
    among=of_type("EMR"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_AddJobFlowSteps.html",
    bad=[
        _emr(
            '"ClusterId": "j-1", "StepConfig": {«"HadoopJarStep"»: {"Jar": "s3://b/j.jar",'
            f' "Args": ["{"x" * 6000}", "{"y" * 6000}"]}}}}'
        )
    ],
    good=[_emr(f'"ClusterId": "j-1", {_STEP}')],
)
def emr_step_too_long(step: Step, facts: Facts) -> Iterator[Problem]:
    """The arguments of an EMR step are too long together.

    "The string values passed into `HadoopJarStep` object cannot exceed a total of 10240
    characters." What is not known before the start is not counted. Put long arguments into a file
    on S3 that the application reads.
    """
    request = request_of(step, "EMR")
    jar = None if request is None else request.get("StepConfig", "HadoopJarStep")
    if jar is None:
        return
    length = sum(len(node.value) for node in jar.walk() if isinstance(node.value, str))
    if length > _MAX_STEP:
        yield Problem(jar.lacking, f"{named(jar)} has {length} characters", f"at most {_MAX_STEP}")


@rule(
    "ARG277",
    on=Step,
    among=of_type("EMR"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_InstanceGroupConfig.html",
    bad=[
        _emr(
            f'{_STEP}, "ClusterConfig": {{"Instances": {{«"InstanceGroups"»:'
            ' [{"InstanceRole": "CORE", "InstanceCount": 2, "InstanceType": "m5.xlarge"}]}}'
        ),
        _cluster(
            '"InstanceGroups": [{"InstanceRole": "MASTER", "InstanceCount": 1},'
            ' {"InstanceRole": «"MASTER"», "InstanceCount": 1}]'
        ),
    ],
    good=[_cluster('"InstanceGroups": [{"InstanceRole": "MASTER", "InstanceCount": 1}]')],
)
def emr_node_roles(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cluster has no master, or several groups or fleets of a kind that there is one of.

    A cluster has one master and at most one core group; task groups may be many, task fleets are at
    most one. The API model does not say so, and how EMR refuses other counts is not known.
    """
    instances = _instances(step)
    if instances is None:
        return
    roles = {"InstanceGroups": "InstanceRole", "InstanceFleets": "InstanceFleetType"}
    for member, role in roles.items():
        listed = [entry.get(role) for entry in elements(instances, member)]
        nodes = [node for node in listed if node is not None and isinstance(node.value, str)]
        if not listed or len(nodes) < len(listed):
            continue
        if all(node.value != "MASTER" for node in nodes):
            yield Problem(instances.key_of(member), "the cluster has no master", "add a master")
        single = ("MASTER", "CORE") if role == "InstanceRole" else ("MASTER", "CORE", "TASK")
        for kind in single:
            for repeated in [node for node in nodes if node.value == kind][1:]:
                yield Problem(repeated.place, f"a cluster has one {kind} entry, not several")
