"""The built-in pack of rules, which sees only what a third-party pack may see."""

from __future__ import annotations

from pipelint_rules.arg.automl import (
    algorithm_of_other_mode,
    channels_disagree,
    metric_of_other_problem_type,
    no_training_channel,
    problem_type_without_objective,
    validation_takes_all_or_nothing,
)
from pipelint_rules.arg.bedrock import custom_model_source
from pipelint_rules.arg.bounds import lower_bound_above_upper, value_not_documented
from pipelint_rules.arg.channels import (
    channel_without_data,
    file_system_without_vpc,
    pipe_and_fast_file,
    streaming_option_of_file_channel,
)
from pipelint_rules.arg.checks import (
    check_environment,
    check_without_baseline,
    half_a_baseline,
    incomplete_model_quality,
    model_of_check,
)
from pipelint_rules.arg.containers import (
    metrics_of_built_in_algorithm,
    private_registry_without_vpc,
)
from pipelint_rules.arg.deployments import (
    endpoint_not_awaited,
    generated_name_repeated,
    unknown_variant,
)
from pipelint_rules.arg.emr import (
    emr_cluster_form,
    emr_instances_form,
    emr_node_roles,
    emr_step_too_long,
    failure_action_of_concurrent_steps,
    fleet_capacity,
    half_of_the_security_groups,
    runtime_role_without_cluster_id,
)
from pipelint_rules.arg.emr_serverless import (
    driver_of_other_application,
    emr_serverless_application_form,
    job_names_another_application,
    retry_of_other_job_mode,
    worker_image_given_twice,
)
from pipelint_rules.arg.endpoints import (
    cross_region_cap_not_possible,
    model_for_some_variants,
    no_traffic_for_any_variant,
    prefix_aware_routing,
    repeated_variant_name,
    serverless_endpoint_cannot,
    serverless_variant_with_instances,
    several_variants_with_shadow,
    variant_without_instances,
)
from pipelint_rules.arg.inference_components import (
    component_parts,
    component_specification_form,
    cores_as_integer,
    partition_of_several_accelerators,
    specification_without_instance_type,
)
from pipelint_rules.arg.instance_types import impossible_instance_type, unknown_instance_type
from pipelint_rules.arg.instances import (
    count_of_preferences,
    groups_and_instance_type,
    no_instance_type,
    preferences_and_instance_type,
    read_only_argument,
    unknown_instance_group,
)
from pipelint_rules.arg.job_documents import job_document_not_json, value_outside_of_json_string
from pipelint_rules.arg.kinds import null_argument, reference_for_container, wrong_json_type
from pipelint_rules.arg.lambdas import (
    functions_of_several_regions,
    nested_step_input,
    not_a_function_arn,
    not_a_queue_url,
)
from pipelint_rules.arg.limits import (
    bad_map_key,
    number_out_of_range,
    pattern_mismatch,
    text_too_long,
    too_many_entries,
    too_short,
    unknown_enum_value,
    unlisted_enum_value,
)
from pipelint_rules.arg.lineage import repeated_lineage_entity
from pipelint_rules.arg.local_paths import (
    local_path_outside_processing,
    outputs_at_one_place,
    shared_local_path,
)
from pipelint_rules.arg.manifests import attribute_names, augmented_manifest_without_pipe
from pipelint_rules.arg.maxima import above_documented_maximum
from pipelint_rules.arg.members import (
    missing_argument,
    refused_argument,
    several_alternatives,
    unknown_argument,
)
from pipelint_rules.arg.model_data import (
    model_data_given_twice,
    model_data_not_an_archive,
    model_prefix_without_slash,
    multi_model_mismatch,
)
from pipelint_rules.arg.model_packages import (
    model_package_content,
    model_package_without_group,
    repeated_inference_specification,
    tags_on_model_version,
)
from pipelint_rules.arg.models import (
    container_without_image,
    credentials_for_platform_image,
    execution_config_of_one_container,
    hostname_for_some_containers,
    model_container_form,
    model_environment_too_large,
)
from pipelint_rules.arg.processing import (
    compressed_file_input,
    dataset_source,
    feature_store_output_not_app_managed,
    input_without_local_path,
    processing_input_source,
    processing_output_target,
)
from pipelint_rules.arg.roles import role_of_another_account
from pipelint_rules.arg.spot import (
    pending_time_without_accelerator,
    spot_without_wait,
    wait_below_runtime,
    wait_without_spot,
    warm_pool_of_spot_instances,
)
from pipelint_rules.arg.storage import (
    key_for_express_bucket,
    training_without_volume_size,
    volume_key_with_local_storage,
)
from pipelint_rules.arg.training import (
    evaluation_without_type,
    incomplete_training,
    profiling_interval,
    training_algorithm,
    training_on_burstable_instance,
)
from pipelint_rules.arg.transform import (
    batch_strategy_without_split,
    data_processing_of_other_format,
    filter_is_no_json_path,
    output_filter_without_join,
    payload_times_concurrency,
    transform_of_augmented_manifest,
)
from pipelint_rules.arg.tuning import (
    hyperband_without_max_resource,
    more_parallel_jobs_than_jobs,
    objective_not_defined,
    setting_of_another_strategy,
    training_definition_form,
    tuned_hyperparameter_is_static,
)
from pipelint_rules.arg.tuning_definitions import (
    too_much_environment,
    tuning_resources_given_twice,
    unclear_training_definition,
)
from pipelint_rules.arg.tuning_ranges import (
    range_beyond_its_scale,
    range_bound_not_a_number,
    range_bounds_reversed,
)
from pipelint_rules.arg.tuning_search import (
    hyperparameter_tuned_twice,
    number_of_combinations,
    numeric_range_on_grid,
    too_many_ranges,
)
from pipelint_rules.arg.unique import name_not_unique, repeated_name
from pipelint_rules.cnd.constant import (
    comparison_with_itself,
    constant_condition,
    contradictory_conditions,
    dead_branch,
    impossible_value,
    incompatible_branches,
)
from pipelint_rules.cnd.lists import (
    empty_list,
    nested_condition,
    no_branches,
    repeated_value,
)
from pipelint_rules.cnd.operands import (
    integer_equals_float,
    mismatched_operands,
    null_operand,
    numbers_as_text,
    ordered_booleans,
    structured_operand,
)
from pipelint_rules.dep.bodies import dependency_on_body_step
from pipelint_rules.dep.branches import (
    dependency_on_both_branches,
    dependency_on_one_branch,
    dependency_on_other_branch,
)
from pipelint_rules.dep.cleanup import (
    cleanup_of_step_in_vpc,
    cleanup_without_dependency,
    uncleanable_source,
    unknown_cleanup_source,
)
from pipelint_rules.dep.entries import (
    conflicting_triggers,
    dependency_on_condition_step,
    dependency_on_fail_step,
    repeated_dependency,
)
from pipelint_rules.dep.graph import dependency_cycle, unknown_dependency
from pipelint_rules.doc.encoding import (
    byte_order_mark,
    wrong_encoding,
)
from pipelint_rules.doc.kind import (
    not_a_definition,
)
from pipelint_rules.doc.syntax import (
    duplicate_key,
    not_a_json_number,
    oversized_document,
    syntax_error,
)
from pipelint_rules.hyg.places import checkpoints_shared_by_executions, output_shared_by_executions
from pipelint_rules.nam.members import (
    duplicate_output_name,
    duplicate_parameter_name,
    duplicate_property_file,
    malformed_parameter_name,
)
from pipelint_rules.nam.steps import (
    duplicate_step_name,
    malformed_step_name,
    name_of_an_iteration,
    similar_step_names,
)
from pipelint_rules.par.enums import (
    default_outside_enum,
    duplicate_enum_value,
    enum_of_numbers,
    enum_value_of_another_type,
    too_many_enum_values,
)
from pipelint_rules.par.lists import items_are_no_list
from pipelint_rules.par.starts import (
    empty_default,
    long_default,
    too_many_mandatory_parameters,
    unused_parameter,
)
from pipelint_rules.par.types import (
    default_is_an_expression,
    default_of_another_type,
    fraction_for_an_integer,
    unknown_parameter_type,
)
from pipelint_rules.pol.cached_outputs import path_behind_cached_step
from pipelint_rules.pol.caching import (
    bad_cache_duration,
    cache_not_taken,
    cache_without_expiry,
    months_for_minutes,
    seconds_in_cache_duration,
)
from pipelint_rules.pol.code_paths import fixed_code_path, timestamp_in_cache_key
from pipelint_rules.pol.keys import cached_behind_uncached, never_cached
from pipelint_rules.pol.retries import (
    exception_in_two_policies,
    job_exception_without_job,
    never_retried,
    retry_not_taken,
    retry_of_nothing,
    retry_out_of_range,
    two_retry_bounds,
    unknown_exception_type,
)
from pipelint_rules.ref.elements import (
    index_out_of_range,
    nested_output,
    unconfirmed_element_name,
    unknown_element,
    unknown_map_key,
    unknown_output,
)
from pipelint_rules.ref.endings import property_of_failed_step, reason_without_failure
from pipelint_rules.ref.functions import malformed_expression, unknown_function, unknown_operand
from pipelint_rules.ref.items import missing_item_member
from pipelint_rules.ref.iterations import optional_step_of_iteration
from pipelint_rules.ref.joins import container_in_join, incomplete_join, null_in_join
from pipelint_rules.ref.json_get import (
    ambiguous_json_source,
    missing_json_path,
    suspicious_json_path,
    unusual_json_uri,
)
from pipelint_rules.ref.json_reads import unordered_json_read, unserialized_step_result
from pipelint_rules.ref.metrics import undeclared_metric
from pipelint_rules.ref.paths import broken_reference, unknown_namespace, unusual_reference
from pipelint_rules.ref.properties import (
    container_property,
    unknown_property,
    unusual_accessor,
    wrong_accessor,
)
from pipelint_rules.ref.property_files import (
    absolute_property_file,
    misplaced_property_file,
    property_file_without_output,
    unknown_property_file,
)
from pipelint_rules.ref.slashes import doubled_slash
from pipelint_rules.ref.steps import step_without_properties, unknown_step, whole_step_reference
from pipelint_rules.ref.texts import python_object_as_text, reference_as_text
from pipelint_rules.ref.variables import (
    loop_value_outside,
    member_of_single_value,
    misplaced_job_variable,
    undeclared_parameter,
    unknown_variable,
    unset_experiment,
)
from pipelint_rules.str.conditions import (
    missing_condition_key,
    unconfirmed_condition_type,
    unknown_condition_key,
    unknown_condition_type,
)
from pipelint_rules.str.definition import (
    malformed_metadata_key,
    missing_steps,
    missing_version,
    no_steps,
    unknown_top_level_key,
    wrong_version,
)
from pipelint_rules.str.fail import (
    fail_without_message,
)
from pipelint_rules.str.for_each import (
    concurrency_out_of_range,
    not_iterable,
    selector_without_iteration_output,
    step_type_in_body,
)
from pipelint_rules.str.kinds import (
    expression_for_literal,
    wrong_kind_of_value,
)
from pipelint_rules.str.limits import (
    malformed_text,
    overlong_text,
    unlisted_value,
    wrong_number_of_elements,
)
from pipelint_rules.str.lineage import (
    ambiguous_lineage_reference,
    empty_lineage,
    unknown_lineage_entity,
)
from pipelint_rules.str.members import (
    missing_key,
    null_value,
    unknown_key,
    unknown_setting,
)
from pipelint_rules.str.steps import (
    misplaced_step_key,
    missing_arguments,
    property_files_of_another_step,
    unknown_step_key,
    unknown_step_type,
)
from pipelint_rules.typ.expressions import (
    join_in_number_place,
    parameter_in_string_place,
    parameter_of_other_type,
    property_of_other_type,
)
from pipelint_rules.typ.items import item_of_other_type, items_without_list, selector_without_order
