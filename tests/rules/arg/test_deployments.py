"""Rules on models, endpoints and what is deployed to them: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.bounds import lower_bound_above_upper, value_not_documented
from pipelint_rules.arg.deployments import (
    endpoint_not_awaited,
    generated_name_repeated,
    unknown_variant,
)
from pipelint_rules.arg.endpoints import no_traffic_for_any_variant, serverless_endpoint_cannot
from pipelint_rules.arg.inference_components import component_specification_form, cores_as_integer
from pipelint_rules.arg.model_data import model_data_not_an_archive, multi_model_mismatch
from pipelint_rules.arg.model_packages import (
    model_package_content,
    model_package_without_group,
    tags_on_model_version,
)
from pipelint_rules.arg.models import model_container_form, model_environment_too_large
from tests.rules.linting import Json, lint, pipeline, step

_VARIANT: Json = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.m5.large"}


def model(**members: object) -> Json:
    return step("Make", "Model", Arguments=members)


def container(**members: object) -> Json:
    return model(PrimaryContainer={"Image": "i", **members})


def config(*variants: Json, name: str = "Config", **members: object) -> Json:
    return step(name, "EndpointConfig", Arguments={"ProductionVariants": variants, **members})


def endpoint(name: object = "ep") -> Json:
    used = {"Get": "Steps.Config.EndpointConfigName"}
    return step("Deploy", "Endpoint", Arguments={"EndpointName": name, "EndpointConfigName": used})


def component(**members: object) -> Json:
    return step("Component", "InferenceComponent", Arguments=members)


def test_both_container_forms_are_reported_at_the_second_with_the_first() -> None:
    lone = model(Containers=[{"Image": "i"}], PrimaryContainer={"Image": "j"})

    [finding] = lint(model_container_form, pipeline([lone]))

    assert finding.pointer == "/Steps/0/Arguments/Containers"
    assert [other.pointer for other in finding.related] == ["/Steps/0/Arguments/PrimaryContainer"]


@pytest.mark.parametrize(
    "url",
    [
        "s3://b/model.tar.gz",
        {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"},
        {"Std:Join": {"On": "/", "Values": ["s3://b", "x"]}},
    ],
)
def test_archive_and_what_is_not_known_are_fine_as_model_data(url: object) -> None:
    assert lint(model_data_not_an_archive, pipeline([container(ModelDataUrl=url)])) == ()


def test_prefix_of_many_models_is_no_archive() -> None:
    lone = container(Mode="MultiModel", ModelDataUrl="s3://b/models/")

    assert lint(model_data_not_an_archive, pipeline([lone])) == ()
    assert lint(multi_model_mismatch, pipeline([lone])) == ()


def test_container_of_unknown_mode_is_not_judged() -> None:
    lone = container(Mode={"Get": "Parameters.Mode"}, ModelDataUrl="s3://b/m", MultiModelConfig={})

    assert lint(model_data_not_an_archive, pipeline([lone])) == ()
    assert lint(multi_model_mismatch, pipeline([lone])) == ()


def test_environment_is_measured_in_bytes() -> None:
    short = {f"V{index:02}": "ü" * 500 for index in range(32)}
    long = {f"V{index:02}": "ü" * 511 for index in range(33)}

    assert lint(model_environment_too_large, pipeline([container(Environment=short)])) == ()
    [finding] = lint(model_environment_too_large, pipeline([container(Environment=long)]))
    assert finding.message == "the environment of the model's containers has 33825 bytes"


def test_empty_tags_of_a_model_version_are_fine() -> None:
    lone = step("R", "RegisterModel", Arguments={"ModelPackageGroupName": "g", "Tags": []})

    assert lint(tags_on_model_version, pipeline([lone])) == ()


def test_group_behind_a_parameter_is_a_group() -> None:
    group = {"Get": "Parameters.Group"}
    lone = step("R", "RegisterModel", Arguments={"ModelPackageGroupName": group})

    assert lint(model_package_without_group, pipeline([lone])) == ()


def test_misspelt_content_of_a_model_package_is_not_also_missing() -> None:
    lone = step("R", "RegisterModel", Arguments={"InferenceSpecificaton": {}})

    assert lint(model_package_content, pipeline([lone])) == ()


def test_one_weight_above_nothing_is_enough() -> None:
    idle = {**_VARIANT, "InitialVariantWeight": 0}
    behind = {**_VARIANT, "InitialVariantWeight": {"Get": "Parameters.Weight"}}

    assert lint(no_traffic_for_any_variant, pipeline([config(idle, behind)])) == ()
    [finding] = lint(no_traffic_for_any_variant, pipeline([config(idle, idle)]))
    assert finding.pointer.endswith("/ProductionVariants/0/InitialVariantWeight")


def test_network_isolation_that_is_off_is_fine_for_a_serverless_endpoint() -> None:
    serverless: Json = {"ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 1}}

    lone = config(serverless, EnableNetworkIsolation=False)

    assert lint(serverless_endpoint_cannot, pipeline([lone])) == ()


def test_provisioned_concurrency_by_default_is_a_warning() -> None:
    serverless = {"MaxConcurrency": 5, "ProvisionedConcurrency": {"Get": "Parameters.Ready"}}
    ready: Json = {"Name": "Ready", "Type": "Integer", "DefaultValue": 9}

    [finding] = lint(
        lower_bound_above_upper, pipeline([config({"ServerlessConfig": serverless})], [ready])
    )

    assert finding.severity == "warning"
    assert finding.related[-1].pointer == "/Parameters/0/DefaultValue"


def test_memory_beyond_the_range_of_the_model_is_left_to_the_rule_on_ranges() -> None:
    lone = config({"ServerlessConfig": {"MemorySizeInMB": 10000, "MaxConcurrency": 5}})

    assert lint(value_not_documented, pipeline([lone])) == ()


def test_missing_specification_is_a_warning() -> None:
    [finding] = lint(component_specification_form, pipeline([component(EndpointName="ep")]))

    assert finding.severity == "warning"


def test_hint_for_whole_cores_is_the_number_with_a_fraction() -> None:
    needs = {"NumberOfCpuCoresRequired": 4, "NumberOfAcceleratorDevicesRequired": 1.0}

    [finding] = lint(
        cores_as_integer,
        pipeline([component(Specifications=[{"ComputeResourceRequirements": needs}])]),
    )

    assert finding.hint == "write 4.0"


@pytest.mark.parametrize(
    "user",
    [
        step("Use", "Transform", Arguments={"ModelName": "m"}),
        config(_VARIANT, name="Use"),
        step("Use", "InferenceComponent", Arguments={"Specification": {"ModelName": "m"}}),
    ],
)
def test_name_of_a_model_that_the_pipeline_makes_is_not_repeated(user: Json) -> None:
    [finding] = lint(generated_name_repeated, pipeline([model(ModelName="m"), user]))

    assert finding.step == "Use"
    assert finding.hint == 'refer to it: {"Get": "Steps.Make.ModelName"}'
    assert [other.message for other in finding.related] == ["the name gets a suffix here"]


def test_name_of_a_model_from_elsewhere_is_fine() -> None:
    user = step("Use", "Transform", Arguments={"ModelName": "other"})

    assert lint(generated_name_repeated, pipeline([model(ModelName="m"), user])) == ()


def test_variant_of_an_endpoint_from_elsewhere_is_not_judged() -> None:
    parts = [config(_VARIANT), endpoint(), component(EndpointName="ep", VariantName="w")]

    assert lint(unknown_variant, pipeline(parts)) == ()


def test_variant_with_a_name_from_a_parameter_may_be_any() -> None:
    open_variant = {**_VARIANT, "VariantName": {"Get": "Parameters.Variant"}}
    deployed = {"Get": "Steps.Deploy.EndpointName"}
    parts = [config(open_variant), endpoint(), component(EndpointName=deployed, VariantName="w")]

    assert lint(unknown_variant, pipeline(parts)) == ()


def test_component_that_depends_on_the_endpoint_waits_for_it() -> None:
    late = {**component(EndpointName="ep"), "DependsOn": ["Deploy"]}

    assert lint(endpoint_not_awaited, pipeline([config(_VARIANT), endpoint(), late])) == ()
