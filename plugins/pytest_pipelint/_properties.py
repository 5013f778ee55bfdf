"""The property of a definition as a test: it is executed with many inputs."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from pipelint import PipelintError
from pipelint.testing import counterexample_text, relative_definition, scenario_text
from pytest_pipelint._items import DefinitionItem, FailedError, refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.testing import Counterexample, Examination

#: The name under which a test's report says what was reached; workers send it along.
COVERAGE = "pipelint_coverage"
_NO_HYPOTHESIS = "Hypothesis is not installed: pip install 'pipelint[pytest]'"
#: The first line of a scenario that is saved.
_WRITTEN = "# Written by pytest --pipelint-save-failures."


class PropertyItem(DefinitionItem):
    """Whatever a start and the outside world may do, the definition gets through."""

    kind = "pipelint_property"

    def setup(self) -> None:
        """Ask whether it can be executed: one that is no definition is an error, not a failure."""
        try:
            _ = self.definition.blocking
        except PipelintError as error:
            refuse(str(error))

    def runtest(self) -> None:
        """Execute it with many inputs, those at boundaries first.

        Raises:
            FailedError: it has errors, or does not get through; with the least that shows it.
        """
        blocking = self.definition.blocking
        if blocking:
            raise FailedError("\n".join([f"it cannot be executed: {blocking[0]}", *blocking[1:]]))
        found = self._examined()
        if found.counterexample is not None:
            text = counterexample_text(found.counterexample, self.definition.definition)
            raise FailedError("\n".join([text, *self._saved(found.counterexample)]))
        if not found.coverage.is_complete or self.config.get_verbosity() > 0:
            self.user_properties.append((COVERAGE, str(found.coverage)))

    def _examined(self) -> Examination:
        # Everything else works without Hypothesis.
        try:
            from pipelint.testing import examine
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "hypothesis":
                raise
            raise FailedError(_NO_HYPOTHESIS) from None
        return examine(self.definition.definition, key=self.nodeid)

    def _saved(self, example: Counterexample) -> list[str]:
        """Write the scenario that reproduces a failure, where that is asked for; what to say."""
        word = self.config.getoption("--pipelint-save-failures")
        if word is None:
            return []
        folder = self.config.invocation_params.dir / word
        definition = relative_definition(self.definition.path, str(folder))
        text = f"{_WRITTEN}\n{scenario_text(example, definition)}"
        try:
            return [f"Saved as {_save(text, folder, self.definition.source.name)}"]
        except OSError as error:
            return [f"Not saved, as {folder} cannot be written: {error.strerror}"]


def _save(text: str, folder: Path, definition: str) -> Path:
    """Write the failure of a definition, over no other file; where it is now.

    Raises:
        OSError: that cannot be done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^A-Za-z0-9]+", "_", definition.removesuffix(".pipeline.json")).strip("_")
    for number in count(1):
        end = "" if number == 1 else f"_{number}"
        path = folder / f"test_{stem}{end}.pipeline.yaml"
        if not path.exists():
            path.write_bytes(text.encode())
            return path
        if path.read_bytes() == text.encode():
            return path
    raise AssertionError
