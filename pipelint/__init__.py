"""A linter for Amazon SageMaker Pipelines definitions."""

__version__ = "0.1.0"
