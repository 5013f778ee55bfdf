"""What a Condition step compared with what, and the values with where they came from."""

from __future__ import annotations

from pipelint.model import Condition, Join, JsonGet, Reference
from pipelint.report._line import Piece
from pipelint.report._values import cut_json, shown
from pipelint.report._words import printable
from pipelint.simulate import function_of
from pipelint.text import path_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint.analysis import Facts
    from pipelint.model import Node
    from pipelint.report._account import Account
    from pipelint.report._line import Line
    from pipelint.simulate import Decision, StepRun

_OPERATORS = {
    "Equals": "==",
    "NotEquals": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
    "In": "in",
    "NotIn": "not in",
}


def decision_lines(step: StepRun, account: Account) -> Iterator[Line]:
    """What a Condition step compared with what, and the values with where they came from.

    One comparison is the outcome of the step; of several each is told with its result, further in
    than the `Or` or `Not` that holds it.
    """
    decisions = step.decisions or ()
    holders: list[str] = []
    for decision in decisions:
        while holders and not decision.pointer.startswith(f"{holders[-1]}/"):
            holders.pop()
        for line in _compared(decision, account, with_result=len(decisions) > 1):
            yield (Piece("  " * len(holders)), *line)
        holders.append(decision.pointer)


def _compared(decision: Decision, account: Account, *, with_result: bool) -> Iterator[Line]:
    if decision.left is None:
        yield (Piece(f"{decision.type}: {cut_json(decision.result)}", "note"),)
        return
    node = _node(decision.pointer, account.facts)
    operands = node.operands if isinstance(node, Condition) else ()
    others = decision.right if isinstance(decision.right, list) else [decision.right]
    left = [_operand(operands[0]), shown(decision.left, account)]
    right = [
        _several([_operand(operand) for operand in operands[1:]], decision.right),
        _several([shown(value, account) for value in others if value], decision.right),
    ]
    operator = _OPERATORS.get(decision.type, decision.type)
    width = max(map(len, left))
    rows = (0, 1) if left[0] != left[1] or right[0] != right[1] else (0,)
    for at in rows:
        words = f"{left[at]:<{width}} {operator} {right[at]}"
        result = f"   {cut_json(decision.result)}" if with_result and at == rows[-1] else ""
        yield (Piece(printable(words)), Piece(result, "note"))


def _several(words: Sequence[str], right: object) -> str:
    return f"[{', '.join(words)}]" if isinstance(right, list) else "".join(words)


def _node(pointer: str, facts: Facts) -> Node | None:
    pipeline = facts.pipeline
    return None if pipeline is None else pipeline.get(*path_at(facts.document.value, pointer))


def _operand(node: Node) -> str:
    return _name(node) or '""'


def _name(node: Node) -> str:
    """An operand in the fewest words."""
    if isinstance(node, Reference):
        return node.text.partition(".")[2]
    if isinstance(node, JsonGet):
        path = node.file_path
        return f"{_file(node)}: {'' if path is None else path.value}"
    if isinstance(node, Join):
        separator = node.on.value if node.on is not None else ""
        return str(separator).join(_name(part) for part in node.parts)
    return node.value if isinstance(node.value, str) else cut_json(node.value)


def _file(node: JsonGet) -> str:
    source = node.property_file
    if isinstance(source, Reference):
        return source.text.rpartition(".")[2]
    uri = node.s3_uri
    producer = None if uri is None else function_of(uri)
    if producer is not None:
        return producer
    return "a file in S3" if uri is None else _name(uri)
