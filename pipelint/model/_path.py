"""The place of a value in a person's words: `Steps[Train].Arguments.ResourceConfig`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.text import Path

#: Members that name the element of a list, the first that is there (shapes of the API).
NAME_MEMBERS = (
    "Name",
    "OutputName",
    "InputName",
    "ChannelName",
    "PropertyFileName",
    "MetricName",
    "VariantName",
    "RuleConfigurationName",
    "CollectionName",
    "InstanceGroupName",
    "DefinitionName",
    "ProfileName",
    "AlgorithmName",
)
_INNER_STEP_LISTS = frozenset({"IfSteps", "ElseSteps", "ForEachBody"})


def logical_path(value: object, path: Path) -> str:
    """The path in a person's words, in the definition `value`.

    Any step, however deep, is `Steps[<name>]`; members follow with dots; an element of a list is
    `[<name>]` where it has a name, else `[<index>]`. The whole document is the empty text.
    """
    words = ""
    holder: str | int | None = None
    for depth, key in enumerate(path):
        if isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
            name = _name(value)
            if name is not None and _holds_steps(holder, depth):
                words = f"Steps[{name}]"
            else:
                words += f"[{key if name is None else name}]"
        else:
            value = value.get(key) if isinstance(value, dict) else None
            words += f".{key}" if words else str(key)
        holder = key
    return words


def names_on(value: object, path: Path) -> tuple[str | None, str | None]:
    """The names of the innermost step and of the parameter that a path leads through."""
    step = parameter = None
    holder: str | int | None = None
    for depth, key in enumerate(path):
        if isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
            if _holds_steps(holder, depth):
                step = _name(value) or step
            elif depth == 1 and holder == "Parameters":
                parameter = _name(value)
        else:
            value = value.get(key) if isinstance(value, dict) else None
        holder = key
    return step, parameter


def _name(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    names = (value.get(member) for member in NAME_MEMBERS)
    return next((name for name in names if isinstance(name, str)), None)


def _holds_steps(holder: str | int | None, depth: int) -> bool:
    # EMR cluster configurations have a list `Steps` of their own.
    return holder in _INNER_STEP_LISTS or (holder == "Steps" and depth == 1)
