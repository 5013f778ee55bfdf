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
from pipelint_rules.typ.expressions import (
    join_in_number_place,
    parameter_in_string_place,
    parameter_of_other_type,
    property_of_other_type,
)
