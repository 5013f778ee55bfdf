from collections.abc import Iterator

from pipelint import Facts, Problem, Step, rule


@rule(
    "ACM001",
    on=Step,
    severity="warning",
    stage="practice",
    evidence="E2",
    since="1.0",
    source="https://acme.example/pipelines",
    options={"length": 20},
    bad=['[{"Name": «"TrainTheModelOfAbalones"», "Type": "Training"}]'],
    good=['[{"Name": "Train", "Type": "Training"}]'],
)
def long_step_name(step: Step, facts: Facts, *, length: int) -> Iterator[Problem]:
    """A step's name must fit the column of our dashboard: keep it short."""
    name = step.get("Name")
    if name is not None and step.name is not None and len(step.name) > length:
        yield Problem(name.place, f"'{step.name}' is longer than {length}", "shorten the name")
