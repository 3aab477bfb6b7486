"""Admission rules as JSON-logic trees, in the operators that registration servers send.

A tree has one operator an object: `and`, `or`, `inList`, `objectList`, `lookup`, `isBefore`, `isAfter`,
`buildTime`, the comparisons, and `var`. Source: the rule trees of pretix check-in lists (observed), which follow
jsonlogic.com. A tree that can't be understood is never true: a door must not open by mistake.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Value = str | int | float | bool | datetime | None | list[Any]


class RuleNotUnderstood(ValueError):
    """An operator or variable that this station does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a rule may ask about. `variables` as named by the tree, `times` for `buildTime` names (UTC)."""

    variables: Mapping[str, Value]
    times: Mapping[str, datetime]


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def rule_holds(tree: dict[str, Any], facts: RuleFacts) -> bool:
    """Whether the rule is met; an empty tree always is. Raises RuleNotUnderstood."""
    return bool(_value(tree, facts)) if tree else True


def _value(node: Any, facts: RuleFacts) -> Any:
    if not isinstance(node, dict):
        return node
    if len(node) != 1:
        raise RuleNotUnderstood(f"one operator expected, found {sorted(node)}")
    name, arguments = next(iter(node.items()))
    listed = arguments if isinstance(arguments, list) else [arguments]
    if name in _COMPARISONS:
        return _compare(name, listed, facts)
    if name not in _OPERATORS:
        raise RuleNotUnderstood(f"operator {name!r}")
    return _OPERATORS[name](listed, facts)


def _compare(name: str, arguments: list[Any], facts: RuleFacts) -> bool:
    left, right = (_value(argument, facts) for argument in arguments[:2])
    if left is None or right is None:
        return False
    try:
        return _COMPARISONS[name](left, right)
    except TypeError as error:
        raise RuleNotUnderstood(f"{left!r} {name} {right!r}") from error


def _variable(arguments: list[Any], facts: RuleFacts) -> Value:
    if arguments[0] not in facts.variables:
        raise RuleNotUnderstood(f"variable {arguments[0]!r}")
    return facts.variables[arguments[0]]


def _build_time(arguments: list[Any], facts: RuleFacts) -> datetime:
    kind, *rest = arguments
    if kind == "custom":
        return datetime.fromisoformat(rest[0])
    if kind not in facts.times:
        raise RuleNotUnderstood(f"time {kind!r}")
    return facts.times[kind]


def _apart(arguments: list[Any], facts: RuleFacts, *, sign: int) -> bool:
    """`isBefore`/`isAfter` left, right, tolerance in minutes in favour of the guest."""
    left, right = (_value(argument, facts) for argument in arguments[:2])
    tolerance = timedelta(minutes=(arguments[2] if len(arguments) > 2 else None) or 0)
    if not isinstance(left, datetime) or not isinstance(right, datetime):
        raise RuleNotUnderstood("a time compared with something else")
    return left < right + tolerance if sign < 0 else left > right - tolerance


_OPERATORS: dict[str, Callable[[list[Any], RuleFacts], Any]] = {
    "and": lambda arguments, facts: all(_value(argument, facts) for argument in arguments),
    "or": lambda arguments, facts: any(_value(argument, facts) for argument in arguments),
    "!": lambda arguments, facts: not _value(arguments[0], facts),
    "var": _variable,
    "inList": lambda arguments, facts: _value(arguments[0], facts) in _value(arguments[1], facts),
    "objectList": lambda arguments, facts: [_value(argument, facts) for argument in arguments],
    "lookup": lambda arguments, _facts: str(arguments[1]),
    "buildTime": _build_time,
    "isBefore": lambda arguments, facts: _apart(arguments, facts, sign=-1),
    "isAfter": lambda arguments, facts: _apart(arguments, facts, sign=1),
}
