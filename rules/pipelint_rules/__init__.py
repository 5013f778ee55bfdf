"""The built-in pack of rules, which sees only what a third-party pack may see."""

from __future__ import annotations

from pipelint_rules.arg.instance_types import impossible_instance_type, unknown_instance_type
from pipelint_rules.arg.kinds import null_argument, reference_for_container, wrong_json_type
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
from pipelint_rules.arg.members import (
    missing_argument,
    refused_argument,
    several_alternatives,
    unknown_argument,
)
from pipelint_rules.arg.roles import role_of_another_account
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
from pipelint_rules.pol.caching import (
    bad_cache_duration,
    cache_not_taken,
    cache_without_expiry,
    months_for_minutes,
    seconds_in_cache_duration,
)
from pipelint_rules.pol.keys import (
    cached_behind_uncached,
    fixed_code_path,
    never_cached,
    path_behind_cached_step,
    timestamp_in_cache_key,
)
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
