"""Values of a definition made ready for evaluation, once for all executions."""

from __future__ import annotations

from pipelint.analysis import SCALARS, fits, rendered, type_of_json, type_of_shape
from pipelint.model import Expression, Join, JsonGet, Reference
from pipelint.simulate._files import File, accessors, follow
from pipelint.simulate._plausible import of_type
from pipelint.simulate._value import UnresolvedError, Value, literal, put_together
from pipelint.simulate._words import in_words
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from pipelint.analysis import Facts, Type
    from pipelint.catalog import Shape
    from pipelint.model import Node, Segment
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

    class Scope(Protocol):
        """What an expression sees of the execution that it is evaluated in."""

        def parameter(self, name: str) -> Value:
            """The value of a parameter."""

        def variable(self, name: str) -> Value:
            """The value of an execution variable."""

        def experiment(self, name: str) -> Value:
            """A member of the `PipelineExperimentConfig`."""

        def item(self, path: Path) -> Value:
            """The `ForEach.CurrentItem`, or what is at the end of a path in it."""

        def read(self, step: str, segments: tuple[Segment, ...]) -> Value:
            """A property of a step."""

        def read_body(self, step: str, segments: tuple[Segment, ...]) -> Value:
            """A property of a body step in the iteration that a selector looks at."""

        def noted(self, value: Value) -> Value:
            """The same value; one that was made up is remembered."""

        def file(self, step: str, name: str) -> File:
            """A property file of a step."""

        def result(self, step: str) -> File:
            """The file with the result of a step that is a function."""

        def object(self, uri: Value) -> File:
            """An object in S3."""

    #: Gives the tree of a value in a scope; raises `UnresolvedError`.
    Template = Callable[[Scope], Tree]


class Literal:
    """A template without expressions."""

    __slots__ = ("value",)

    def __init__(self, value: Tree) -> None:
        self.value = value

    def __call__(self, scope: Scope) -> Tree:
        return self.value


def template(node: Node, facts: Facts) -> Template:
    """A value, its expressions checked against their places as they are evaluated."""
    if isinstance(node, Expression):
        return _placed(node, facts)
    value: Any = node.value  # JSON
    if type(value) is dict:
        inner = _inner(node, value, facts)
        return _object(value, inner) if inner else Literal(value)
    if type(value) is list:
        inner = _inner(node, dict(enumerate(value)), facts)
        return _list(value, inner) if inner else Literal(value)
    return Literal(value)


def _inner(
    node: Node, values: dict[str, object] | dict[int, object], facts: Facts
) -> dict[str | int, Template]:
    """The templates of those values inside that hold expressions."""
    found: dict[str | int, Template] = {}
    for key, value in values.items():
        inner = node.get(key) if type(value) is dict or type(value) is list else None
        made = None if inner is None else template(inner, facts)
        if made is not None and type(made) is not Literal:
            found[key] = made
    return found


def _object(value: dict[str, Any], inner: dict[str | int, Template]) -> Template:
    def tree(scope: Scope) -> Tree:
        found: dict[Any, Tree] = {**value}
        for key, made in inner.items():
            found[key] = made(scope)
        return found

    return tree


def _list(value: list[Any], inner: dict[str | int, Template]) -> Template:
    def tree(scope: Scope) -> Tree:
        found: list[Tree] = [*value]
        for key, made in inner.items():
            found[key] = made(scope)  # type: ignore[index]  # the keys of a list are indexes
        return found

    return tree


def _placed(node: Expression, facts: Facts) -> Template:
    """An expression, with its value held against the type of its place."""
    evaluate = expression(node, facts)
    wanted, where = type_of_shape(node.shape), pointer(node.path)

    def placed(scope: Scope) -> Value:
        value = evaluate(scope)
        if value.value is None:
            raise UnresolvedError(f"{_words(node)} is null", where)
        if wanted == "Integer" and type(value.value) is float and value.value.is_integer():
            # JSON does not tell 3 from 3.0.
            return value._replace(value=int(value.value), type="Integer")
        if not _fits(value, wanted):
            raise UnresolvedError(_misfit(node, value, wanted), where)
        return value

    return placed


def _fits(value: Value, wanted: Type) -> bool:
    if type(value.value) in (dict, list):
        return wanted not in SCALARS
    return fits(value.type, wanted)


def _misfit(node: Expression, value: Value, wanted: Type) -> str:
    if isinstance(node, Reference):
        # The service's own words: https://github.com/aws/sagemaker-python-sdk/issues/4867
        return f"Cannot assign property reference [{node.text}] to argument of type [{wanted}]."
    return f"{_words(node)} is {in_words(value.value)}, the argument is of type [{wanted}]"


def _words(node: Expression) -> str:
    if isinstance(node, Reference):
        return f"[{node.text}]"
    path = node.file_path if isinstance(node, JsonGet) else None
    return "the Std:Join" if path is None else f"the Std:JsonGet of '{path.value}'"


def expression(node: Node, facts: Facts) -> Callable[[Scope], Value]:
    """The value of an operand or another expression, wherever it stands."""
    if isinstance(node, Reference):
        found = _reference(node)
    elif isinstance(node, Join):
        found = _join(node, facts)
    elif isinstance(node, JsonGet):
        found = _json_get(node, facts)
    else:
        value = literal(node.value)
        return lambda scope: value
    return _at(found, pointer(node.path))


def _at(evaluate: Callable[[Scope], Value], where: str) -> Callable[[Scope], Value]:
    """The same; what cannot be resolved says where it stands."""

    def located(scope: Scope) -> Value:
        try:
            return evaluate(scope)
        except UnresolvedError as error:
            if error.pointer:
                raise
            error.pointer = where
            raise

    return located


def _reference(node: Reference) -> Callable[[Scope], Value]:
    root, name, segments = node.root, node.name or "", node.segments
    if node.get_path.fault is not None or node.name is None:
        return _undefined(node)
    if root == "ForEach":
        path = tuple(segment.key for segment in segments)
        return (lambda scope: scope.item(path)) if name == "CurrentItem" else _undefined(node)
    if root in ("Steps", "IterationOutput"):
        if not segments:
            return _undefined(node)
        if root == "Steps":
            return lambda scope: scope.read(name, segments)
        return lambda scope: scope.read_body(name, segments)
    if segments:
        return _undefined(node)
    if root == "Parameters":
        return lambda scope: scope.parameter(name)
    if root == "Execution":
        return lambda scope: scope.variable(name)
    if root == "PipelineExperimentConfig":
        return lambda scope: scope.experiment(name)
    return _undefined(node)


def _undefined(node: Reference) -> Callable[[Scope], Value]:
    def undefined(scope: Scope) -> Value:
        # As the SDK's local mode says it.
        raise UnresolvedError(f"{{'Get': '{node.text}'}} is undefined.")

    return undefined


def _join(node: Join, facts: Facts) -> Callable[[Scope], Value]:
    on = node.on
    separator = "" if on is None or not isinstance(on.value, str) else on.value
    parts = [expression(part, facts) for part in node.parts]

    def join(scope: Scope) -> Value:
        values = [part(scope) for part in parts]
        return put_together(separator.join(map(_text, values)), values)

    return join


def _text(value: Value) -> str:
    if isinstance(value.value, (str, int, float)):
        return rendered(value.value)
    what = "null" if value.value is None else "a list or an object"
    raise UnresolvedError(f"Std:Join cannot write {what} as text")


def _json_get(node: JsonGet, facts: Facts) -> Callable[[Scope], Value]:
    wanted = _wanted(node.shape)
    path = node.file_path
    text = None if path is None else path.value
    source = _source(node, facts)

    def json_get(scope: Scope) -> Value:
        inner = accessors(text)
        file = source(scope)
        where = (*file.root, *inner[file.skipped :])
        if not file.is_given:
            # Which file it is, decides first.
            missing = file.outputs or (where,)
            return scope.noted(Value(of_type(wanted, str(text)), wanted, missing, where))
        found = follow(file.content, inner, text, _file(file.root), where)
        return Value(found, type_of_json(found), (), where)

    return json_get


def _file(root: Path) -> str:
    return f"'{root[1]}'" if root[0] == "s3" else f"the file '{root[-1]}' of '{root[1]}'"


def _wanted(shape: Shape) -> Type:
    kind = type_of_shape(shape)
    return kind if kind in SCALARS else "Any"


def _source(node: JsonGet, facts: Facts) -> Callable[[Scope], File]:
    """Where a `Std:JsonGet` finds its file."""
    file, uri = node.property_file, node.s3_uri
    if isinstance(file, Reference) and file.name is not None and len(file.segments) > 1:
        step = file.name
        # A name may hold dots: all that follows `PropertyFiles.` is meant as one.
        name = file.text[file.segments[1].start :]
        return lambda scope: scope.file(step, name)
    if uri is None:
        return _no_file
    evaluate = expression(uri, facts)
    producer = function_of(uri)

    def s3(scope: Scope) -> File:
        result = None if producer is None else scope.result(producer)
        if result is not None and result.is_given:
            return result
        found = scope.object(evaluate(scope))
        return found if result is None or found.is_given else result

    return s3


def _no_file(scope: Scope) -> File:
    raise UnresolvedError("'Std:JsonGet' names no file")


def function_of(uri: Node) -> str | None:
    """The `@step` function whose result a URI is; None for other objects.

    The SDK writes it as the producer's output path, joined with `results.json`:
    https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/function_step.py
    """
    parts = uri.parts if isinstance(uri, Join) else ()
    if len(parts) != 2 or parts[1].value != "results.json":
        return None
    folder = parts[0]
    if not isinstance(folder, Reference) or folder.root != "Steps":
        return None
    keys = [segment.text for segment in folder.segments]
    return folder.name if keys == ["OutputDataConfig", "S3OutputPath"] else None
