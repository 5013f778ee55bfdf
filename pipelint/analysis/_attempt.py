"""Objects that are written like expressions, and are none."""

from __future__ import annotations

from pipelint.catalog import GET_ROOTS
from pipelint.model import Expression, Join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.model import Node

# What other languages of templates call such functions, and how the known ones are misspelt.
_INVENTED = frozenset(
    {
        "concat",
        "format",
        "get",
        "getatt",
        "join",
        "jsonget",
        "param",
        "parameter",
        "ref",
        "sub",
    }
)
# The fourth character of `Get`, which has none, and of `Std:`: most keys are told apart by it.
_MARKS = frozenset(("", ":"))
_NAMESPACES = tuple(f"{root}." for root in GET_ROOTS)


def attempted_expression(node: Node) -> str | None:
    """The key that makes an object look like an expression; None where it is one, or is data.

    An expression is an object with exactly one key `Get`, `Std:Join` or `Std:JsonGet`. Any other
    key with `Std:` is a mistake wherever it stands; keys that data may have as well count only
    where a single value is wanted.
    """
    value = node.value
    if isinstance(node, Expression) or not isinstance(value, dict):
        return None
    likely = [key for key in value if key[3:4] in _MARKS and _is_likely(key, value[key])]
    if likely:
        key = min(likely)  # whatever the order of the members is
        return key if node.shape.kind != "map" or key != "Get" else None
    if len(value) != 1 or not _wants_single_value(node):
        return None
    [key] = value
    return key if key.startswith("Fn::") or key.casefold() in _INVENTED else None


def _is_likely(key: str, value: object) -> bool:
    return key[:4].casefold() == "std:" or (key == "Get" and _is_path(value))


def _is_path(text: object) -> bool:
    return isinstance(text, str) and text.startswith(_NAMESPACES)


def _wants_single_value(node: Node) -> bool:
    if node.shape.kind == "any":
        parent = node.parent
        in_join = parent is not None and parent.key == "Values" and _is_join(parent.parent)
        return node.shape.name == "ConditionOperand" or in_join
    return node.shape.kind not in ("structure", "map", "list", "variant")


def _is_join(node: Node | None) -> bool:
    return node is not None and isinstance(node.parent, Join)
