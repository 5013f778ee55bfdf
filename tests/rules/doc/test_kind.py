from __future__ import annotations

import pytest

from pipelint_rules.doc.kind import not_a_definition
from tests.rules.linting import lint, pipeline


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        ({"PipelineArn": "a", "PipelineDefinition": "{}"}, "store the text of its 'PipelineDef"),
        ({"PipelineDefinition": {"PipelineDefinitionBody": "{}"}}, "it holds 'PipelineDefinition'"),
        ({"Resources": {}, "Parameters": {}}, "a CloudFormation template"),
        ({"Version": "2012-10-17", "Statement": []}, "an object with 'Version' and 'Steps'"),
        ({"steps": []}, "write 'Steps' for 'steps'"),
        ({"StartAt": "A", "States": {}}, "a state machine of Step Functions"),
        ('{"Version": "2020-12-01", "Steps": []}', "dumped twice"),
        ([{"Name": "A", "Type": "Fail"}], "a list of steps stands in a definition"),
        (3, "an object with 'Version' and 'Steps'"),
    ],
)
def test_json_that_is_no_definition_is_one_finding_with_a_hint(document: object, hint: str) -> None:
    [finding] = lint(not_a_definition, document)

    assert finding.pointer == ""
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    "document",
    [pipeline(), {"Steps": []}, {"Version": "2020-12-01"}, {"Parameters": []}, b'{"Steps": ['],
)
def test_what_may_be_a_definition_and_broken_json_are_silent(document: object) -> None:
    assert lint(not_a_definition, document) == ()
