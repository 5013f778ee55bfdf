"""How messages name a place of the definition."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint import Node


#: The JSON values that the kinds of shapes take.
KINDS = {
    "structure": "an object",
    "map": "an object",
    "list": "a list",
    "string": "a string",
    "integer": "an integer",
    "float": "a number",
    "boolean": "true or false",
    "timestamp": "a time as a string",
}


def named(node: Node) -> str:
    """A place in words: `'InstanceType'`, `an element of 'Subnets'`."""
    if isinstance(node.key, str):
        return f"'{node.key}'"
    parent = node.parent
    return "a value" if parent is None else f"an element of {named(parent)}"


def shown(value: object) -> str:
    """A JSON value as a message shows it: strings in single quotes, long ones cut."""
    text = f"'{value}'" if isinstance(value, str) else str(value)
    text = {"True": "true", "False": "false", "None": "null"}.get(text, text)
    return text if len(text) <= 60 else f"{text[:56]}…{text[-1]}"
