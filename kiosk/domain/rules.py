"""Admission rules as JSON-logic trees, in the operators that registration servers send.

A tree has one operator an object: `and`, `or`, `inList`, `objectList`, `lookup`, `isBefore`, `isAfter`,
`buildTime`, the comparisons, and `var`. Source: the rule trees of pretix check-in lists (observed), which follow
jsonlogic.com. A tree that can't be understood is never true, whatever its other branches say: a door must not
open by mistake.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

Value = str | int | float | bool | datetime | None | list[Any]


class RuleNotUnderstood(ValueError):
    """An operator or variable that this station does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a rule may ask about. `variables` as named by the tree, `times` for `buildTime` names; all times aware.

    `variables["now"]` is in the event's own time zone: it says which day a time of day belongs to.
    """

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


_MALFORMED = (TypeError, ValueError, LookupError, OverflowError, RecursionError)
"""What Python says of operands that are missing, of the wrong kind or nested without end."""


def rule_holds(tree: dict[str, Any], facts: RuleFacts) -> bool:
    """Whether the rule is met; an empty tree always is. Raises RuleNotUnderstood, and nothing else."""
    try:
        return _truth(tree, facts) if tree else True
    except RuleNotUnderstood:
        raise
    except _MALFORMED as error:
        raise RuleNotUnderstood(f"a malformed tree ({error})") from error


def _truth(node: Any, facts: RuleFacts) -> bool:
    value = _value(node, facts)
    if not isinstance(value, bool):
        raise RuleNotUnderstood(f"a condition expected, found {value!r}")
    return value


def _truths(nodes: list[Any], facts: RuleFacts) -> list[bool]:
    """Every condition, without a short cut: one that is not understood is not hidden by its neighbours."""
    return [_truth(node, facts) for node in nodes]


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
    left, right = (_value(argument, facts) for argument in arguments)
    if left is None or right is None:
        raise RuleNotUnderstood(f"{left!r} {name} {right!r}")
    return _COMPARISONS[name](left, right)


def _variable(arguments: list[Any], facts: RuleFacts) -> Value:
    (name,) = arguments
    if name not in facts.variables:
        raise RuleNotUnderstood(f"variable {name!r}")
    return facts.variables[name]


def _in_list(arguments: list[Any], facts: RuleFacts) -> bool:
    wanted, listed = (_value(argument, facts) for argument in arguments)
    if not isinstance(listed, list):
        raise RuleNotUnderstood(f"a list expected, found {listed!r}")
    return wanted in listed


def _build_time(arguments: list[Any], facts: RuleFacts) -> datetime:
    kind, *rest = arguments
    if kind == "custom":
        return datetime.fromisoformat(rest[0])
    if kind == "customtime":
        return _time_of_today(rest[0], facts)
    if kind not in facts.times:
        raise RuleNotUnderstood(f"time {kind!r}")
    return facts.times[kind]


def _time_of_today(text: str, facts: RuleFacts) -> datetime:
    now = facts.variables.get("now")
    if not isinstance(now, datetime):
        raise RuleNotUnderstood("a time of day without a present moment")
    return datetime.combine(now.date(), time.fromisoformat(text), tzinfo=now.tzinfo)


def _apart(arguments: list[Any], facts: RuleFacts, *, sign: int) -> bool:
    """`isBefore`/`isAfter` left, right, tolerance in minutes in favour of the guest."""
    earlier, later, *more = arguments
    left, right = _value(earlier, facts), _value(later, facts)
    tolerance = timedelta(minutes=(more[0] if more else None) or 0)
    if not isinstance(left, datetime) or not isinstance(right, datetime):
        raise RuleNotUnderstood("a time compared with something else")
    return left < right + tolerance if sign < 0 else left > right - tolerance


_OPERATORS: dict[str, Callable[[list[Any], RuleFacts], Any]] = {
    "and": lambda arguments, facts: all(_truths(arguments, facts)),
    "or": lambda arguments, facts: any(_truths(arguments, facts)),
    "!": lambda arguments, facts: not _truth(arguments[0], facts),
    "var": _variable,
    "inList": _in_list,
    "objectList": lambda arguments, facts: [_value(argument, facts) for argument in arguments],
    "lookup": lambda arguments, _facts: str(arguments[1]),
    "buildTime": _build_time,
    "isBefore": lambda arguments, facts: _apart(arguments, facts, sign=-1),
    "isAfter": lambda arguments, facts: _apart(arguments, facts, sign=1),
}
