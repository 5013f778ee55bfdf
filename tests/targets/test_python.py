"""Python callables and objects as targets: what is imported and called, and what goes wrong."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import pipelint
from pipelint.errors import PipelintError
from pipelint.lint import Config
from pipelint.targets import expand, read
from pipelint.text import Origin, Source

PIPELINE = """
class Pipeline:
    def __init__(self, text):
        self.text = text

    def definition(self):
        return self.text

"""
Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write modules into the working directory; each knows `Pipeline`, of two lines less."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PIPELINE + dedent(text), encoding="utf-8")

    return write


def built(word: str) -> Source:
    [target] = expand([word], Config()).targets
    return read(target)


def refusal(word: str) -> str:
    with pytest.raises(PipelintError) as caught:
        built(word)
    return str(caught.value)


class TestGiven:
    """What may be named."""

    def test_a_callable_gives_what_has_a_definition(self, write: Write) -> None:
        write("pipelines/abalone.py", "def make(region='us-east-1'):\n    return Pipeline(region)")

        source = built("pipelines/abalone.py:make")

        assert source.name == "pipelines/abalone.py:make"
        assert source.text == "us-east-1"
        assert source.origin == Origin("pipelines/abalone.py", 9)

    def test_an_object_has_a_definition(self, write: Write) -> None:
        write("abalone.py", "count = 1\n\npipeline = Pipeline('{}')")

        source = built("abalone.py:pipeline")

        assert (source.text, source.origin) == ("{}", Origin("abalone.py", 11))

    def test_a_class_is_called(self, write: Write) -> None:
        write(
            "abalone.py",
            "class Abalone(Pipeline):\n    def __init__(self):\n        self.text = '1'",
        )

        source = built("abalone.py:Abalone")

        assert (source.text, source.origin) == ("1", Origin("abalone.py", 9))

    def test_a_name_may_lead_into_an_object(self, write: Write) -> None:
        write(
            "abalone.py",
            """\
            class Makers:
                @staticmethod
                def make():
                    return Pipeline("{}")
            """,
        )

        assert built("abalone.py:Makers.make").text == "{}"

    def test_a_mapping_as_definition_is_written_as_json(self, write: Write) -> None:
        write("abalone.py", "pipeline = Pipeline({'Steps': []})")

        assert built("abalone.py:pipeline").text == '{\n  "Steps": []\n}'

    def test_a_module_is_found_in_the_working_directory(self, write: Write) -> None:
        write("acme/pipelines.py", "def make():\n    return Pipeline('{}')")

        source = built("acme.pipelines:make")

        assert source.name == "acme.pipelines:make"
        assert source.origin == Origin("acme/pipelines.py", 9)

    def test_the_origin_of_a_wrapped_callable_is_where_it_is_written(self, write: Write) -> None:
        write("makers.py", "def make(region):\n    return Pipeline(region)")
        write(
            "abalone.py",
            """\
            from functools import partial

            import makers

            make = partial(makers.make, "x")
            """,
        )

        assert built("abalone.py:make").origin == Origin("makers.py", 9)

    def test_load_takes_a_callable(self, write: Write) -> None:
        write("abalone.py", """pipeline = Pipeline('{"Version": "2020-12-01", "Steps": 1}')""")

        [finding] = pipelint.load("abalone.py:pipeline").check()

        assert (finding.pointer, finding.file) == ("/Steps", "abalone.py:pipeline")
        assert finding.origin == Origin("abalone.py", 9)


class TestImports:
    """How modules find each other."""

    def test_files_of_one_name_are_two_modules(self, write: Write) -> None:
        for name in ("one", "two"):
            write(f"{name}/steps.py", f"text = '{name}'")
            write(f"{name}/pipeline.py", "import steps\n\npipeline = Pipeline(steps.text)")

        assert [built(f"{name}/pipeline.py:pipeline").text for name in ("one", "two")] == [
            "one",
            "two",
        ]

    def test_packages_of_one_name_are_two_packages(self, write: Write) -> None:
        for name in ("one", "two"):
            write(f"{name}/pipelines/__init__.py", "")
            write(f"{name}/pipelines/steps.py", f"text = '{name}'")
            write(f"{name}/pipelines/make.py", "from .steps import text\npipeline = Pipeline(text)")

        assert [built(f"{name}/pipelines/make.py:pipeline").text for name in ("one", "two")] == [
            "one",
            "two",
        ]

    def test_a_script_sees_the_working_directory(self, write: Write) -> None:
        write("acme/common.py", "text = 'common'")
        write("acme/deep/pipeline.py", "from acme.common import text\npipeline = Pipeline(text)")

        assert built("acme/deep/pipeline.py:pipeline").text == "common"

    def test_imports_in_a_callable_work(self, write: Write) -> None:
        write("steps.py", "text = 'late'")
        write("pipeline.py", "def make():\n    from steps import text\n    return Pipeline(text)")

        assert built("pipeline.py:make").text == "late"

    def test_a_name_of_a_module_of_python_hides_nothing(self, write: Write) -> None:
        write("json.py", "import json\npipeline = Pipeline(json.dumps([1]))")

        before = sys.modules["json"]

        assert "json.py" in refusal("json.py:pipeline")
        assert sys.modules["json"] is before

    def test_a_file_whose_name_is_no_identifier_is_imported(self, write: Write) -> None:
        write("my-pipeline.py", "pipeline = Pipeline('{}')")

        assert built("my-pipeline.py:pipeline").text == "{}"

    def test_nothing_is_left_behind(self, write: Write) -> None:
        write("steps.py", "import sys\nsys.path.append('elsewhere')")
        write("pipeline.py", "import steps\npipeline = Pipeline('{}')")
        path, modules = [*sys.path], {**sys.modules}

        built("pipeline.py:pipeline")

        assert sys.path == path
        assert {name for name in sys.modules if name not in modules}.isdisjoint(
            {"steps", "pipeline"}
        )
        assert all(sys.modules[name] is module for name, module in modules.items())

    def test_the_working_directory_and_the_environment_are_as_before(
        self, write: Write, tmp_path: Path
    ) -> None:
        write(
            "pipeline.py",
            """\
            import os

            os.environ["PIPELINT_REGION"] = "eu-west-1"

            def make():
                os.chdir("/")
                return Pipeline(os.environ["PIPELINT_REGION"])
            """,
        )

        assert built("pipeline.py:make").text == "eu-west-1"
        assert "PIPELINT_REGION" not in os.environ
        assert Path.cwd() == tmp_path

    def test_what_is_printed_goes_to_the_standard_error(
        self, write: Write, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("pipeline.py", "print('importing')\npipeline = Pipeline('{}')")

        built("pipeline.py:pipeline")

        assert capsys.readouterr() == ("", "importing\n")


class TestRefused:
    """What is said where there is no definition."""

    def test_no_such_file(self, write: Write) -> None:
        assert refusal("gone/pipeline.py:make") == "no such file"

    def test_no_such_module(self, write: Write) -> None:
        assert refusal("gone.pipelines:make") == (
            "cannot be imported: ModuleNotFoundError: No module named 'gone'"
        )

    def test_module_that_raises(self, write: Write) -> None:
        write("pipeline.py", "count = 1\n\nraise ValueError('no region')")

        assert refusal("pipeline.py:make") == (
            "cannot be imported: ValueError: no region (pipeline.py:11)"
        )

    def test_module_that_exits(self, write: Write) -> None:
        write("pipeline.py", "import sys\nsys.exit('no')")

        assert refusal("pipeline.py:make") == "cannot be imported: SystemExit: no (pipeline.py:10)"

    def test_module_that_is_no_python(self, write: Write) -> None:
        write("pipeline.py", "def make(:")

        assert refusal("pipeline.py:make") == (
            "cannot be imported: SyntaxError: invalid syntax (pipeline.py, line 9)"
        )

    def test_no_such_name(self, write: Write) -> None:
        write("pipeline.py", "def get_pipeline():\n    pass")

        assert refusal("pipeline.py:get_pipelin") == (
            "the module has no 'get_pipelin': did you mean 'get_pipeline'?"
        )

    def test_no_such_name_in_an_object(self, write: Write) -> None:
        write("pipeline.py", "class Makers:\n    pass")

        assert refusal("pipeline.py:Makers.make") == "'Makers' has no 'make'"

    def test_callable_that_wants_arguments(self, write: Write) -> None:
        write("pipeline.py", "def make(region, role, *more, bucket=None, **others):\n    pass")

        assert refusal("pipeline.py:make") == (
            "make wants arguments ('region', 'role'): name a function that calls it without any"
        )

    def test_callable_that_raises(self, write: Write) -> None:
        write(
            "pipeline.py", "def make():\n    return find()\n\ndef find():\n    return {}['a\\nb']"
        )

        assert refusal("pipeline.py:make") == "raised KeyError: 'a\\nb' (pipeline.py:13)"

    def test_callable_that_raises_elsewhere(self, write: Write) -> None:
        write("pipeline.py", "import os\ndef make():\n    os.chdir('/')\n    raise OSError('no')")

        assert refusal("pipeline.py:make") == "raised OSError: no (pipeline.py:12)"

    def test_callable_that_means_to_end_everything(self, write: Write) -> None:
        write(
            "pipeline.py",
            "class Abort(BaseException): pass\ndef make():\n    raise Abort('no')",
        )

        assert refusal("pipeline.py:make") == "raised Abort: no (pipeline.py:11)"

    def test_module_that_skips_a_test(self, write: Write) -> None:
        write("pipeline.py", "import pytest\npytest.skip('no region', allow_module_level=True)")

        assert refusal("pipeline.py:make") == (
            "cannot be imported: Skipped: no region (pipeline.py:10)"
        )

    @pytest.mark.parametrize("where", ["", "def make(): "])
    def test_an_interrupt_is_none_of_its_faults(self, write: Write, where: str) -> None:
        write("pipeline.py", f"{where}raise KeyboardInterrupt")

        with pytest.raises(KeyboardInterrupt):
            built("pipeline.py:make")

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("async def make(): return Pipeline('{}')", "make()"),
            (
                "class make:\n    async def definition(self): return '{}'",
                "make: 'definition()'",
            ),
        ],
    )
    def test_coroutine_is_closed(self, write: Write, code: str, said: str) -> None:
        write("coroutine.py", code)

        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            message = refusal("coroutine.py:make")

        assert message == f"{said} is a coroutine: name a function that awaits it"
        assert warned == []

    def test_definition_that_raises(self, write: Write) -> None:
        write("pipeline.py", "pipeline = Pipeline('')\npipeline.definition = lambda: 1 / 0")

        assert refusal("pipeline.py:pipeline") == (
            "raised ZeroDivisionError: division by zero (pipeline.py:10)"
        )

    @pytest.mark.parametrize(
        ("code", "message"),
        [
            ("make = 3", "make is 'int': expected a callable, or one with 'definition()'"),
            ("make = lambda: None", "make() gave 'NoneType', which has no 'definition()'"),
            ("make = lambda: {}", "make() gave 'dict', which has no 'definition()'"),
            ("make = lambda: Pipeline", "make() gave 'type', which has no 'definition()'"),
            ("make = Pipeline(3)", "make: 'definition()' gave 'int', not a text"),
            (
                "make = Pipeline({'a': {1}})",
                "make is no JSON: Object of type set is not JSON serializable",
            ),
        ],
    )
    def test_what_has_no_definition(self, write: Write, code: str, message: str) -> None:
        write("pipeline.py", code)

        assert refusal("pipeline.py:make") == message
