"""What the jobs are really given, in plain pytest."""

from __future__ import annotations

START = {
    "Bucket": "churn",
    "InputData": "s3://churn/customers",
    "Role": "arn:aws:iam::111122223333:role/churn",
}


def test_training_reads_what_this_execution_prepared(pipelint):
    training = pipelint.load("pipelines/training/pipeline.py:get_pipeline")

    def evaluate(request):
        assert request["ProcessingInputs"][0]["InputName"] == "model"
        return {"property_files": {"Report": {"metrics": {"auc": 0.9}}}}

    trace = training.simulate(START, fakes={"Evaluate": evaluate})

    uri = "InputDataConfig[0].DataSource.S3DataSource.S3Uri"
    assert trace["Train"].at(uri) == "s3://churn/churn/pipelint0000/Prepare/train"
    assert trace.ran("Register")


def test_every_definition_has_a_role_or_none_that_is_written_down(pipeline_definition):
    assert "arn:aws:iam" not in pipeline_definition.source.text
