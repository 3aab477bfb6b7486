"""Rule trees: each operator, and that nothing half understood opens a door."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.rules import RuleFacts, RuleNotUnderstood, rule_holds

CASABLANCA = ZoneInfo("Africa/Casablanca")
NOON = datetime(2023, 6, 7, 12, 0, tzinfo=CASABLANCA)
FACTS = RuleFacts(
    variables={"product": "12", "entries_number": 1, "now": NOON, "note": None},
    times={"date_from": NOON - timedelta(minutes=5)},
)
TRUE, FALSE = {"==": [1, 1]}, {"==": [1, 2]}


def now_against(operator: str, *when: Any) -> dict[str, Any]:
    return {operator: [{"var": "now"}, *when]}


@pytest.mark.parametrize(
    ("tree", "holds"),
    [
        ({}, True),
        ({"and": [TRUE, TRUE]}, True),
        ({"and": [TRUE, FALSE]}, False),
        ({"or": [FALSE, TRUE]}, True),
        ({"or": [FALSE, FALSE]}, False),
        ({"or": []}, False),
        ({"!": [FALSE]}, True),
        ({"!": FALSE}, True),
        ({"<": [{"var": "entries_number"}, 2]}, True),
        ({"<=": [{"var": "entries_number"}, 1]}, True),
        ({">": [{"var": "entries_number"}, 1]}, False),
        ({">=": [{"var": "entries_number"}, 1]}, True),
        ({"!=": [{"var": "entries_number"}, 1]}, False),
        ({"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "12", "Day"]}]}]}, True),
        ({"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", 13, "Day"]}]}]}, False),
        (now_against("isAfter", {"buildTime": ["date_from"]}), True),
        (now_against("isBefore", {"buildTime": ["date_from"]}), False),
        (now_against("isBefore", {"buildTime": ["date_from"]}, 6), True),
        (now_against("isBefore", {"buildTime": ["date_from"]}, 5), False),
        (now_against("isBefore", {"buildTime": ["date_from"]}, None), False),
        (now_against("isAfter", {"buildTime": ["custom", "2023-06-07T10:59:00+00:00"]}), True),
        (now_against("isAfter", {"buildTime": ["customtime", "11:59"]}), True),
        (now_against("isAfter", {"buildTime": ["customtime", "12:01"]}), False),
    ],
)
def test_rule_that_is_understood(tree: dict[str, Any], holds: bool) -> None:
    assert rule_holds(tree, FACTS) is holds


@pytest.mark.parametrize(
    "tree",
    [
        {"moonPhase": []},
        {"var": "shoe_size"},
        {"var": []},
        {"var": [["product"]]},
        {"==": [1]},
        {"==": []},
        {"<": [1, 2, 3]},
        {"<": [1, "2"]},
        {"<": [{"var": "note"}, 2]},
        {"!": [{"==": [{"var": "note"}, 2]}]},
        {"and": "yes"},
        {"or": ["yes", 1]},
        {"!": []},
        {"==": [1, 1], "or": []},
        {"inList": ["1", "123"]},
        {"inList": [{"var": "product"}]},
        {"objectList": ["product"]},
        {"lookup": ["product"]},
        {"buildTime": []},
        {"isAfter": [{"var": "now"}]},
        now_against("isAfter", {"buildTime": ["date_moon"]}),
        now_against("isAfter", {"buildTime": ["custom", "tomorrow"]}),
        now_against("isAfter", {"buildTime": ["custom", "2023-06-07T10:59:00"]}),
        now_against("isAfter", {"buildTime": ["customtime", "noon"]}),
        now_against("isAfter", "2023"),
        now_against("isAfter", {"buildTime": ["date_from"]}, "five"),
        now_against("isAfter", {"buildTime": ["date_from"]}, 10**30),
    ],
)
def test_rule_that_is_not_understood_is_named_as_such(tree: dict[str, Any]) -> None:
    with pytest.raises(RuleNotUnderstood):
        rule_holds(tree, FACTS)


@pytest.mark.parametrize("tree", [{"or": [TRUE, {"moonPhase": []}]}, {"!": [{"and": [FALSE, {"moonPhase": []}]}]}])
def test_branch_that_is_not_understood_is_not_hidden_by_its_neighbour(tree: dict[str, Any]) -> None:
    with pytest.raises(RuleNotUnderstood):
        rule_holds(tree, FACTS)


def test_tree_without_end_is_not_understood() -> None:
    tree: dict[str, Any] = TRUE
    for _ in range(10_000):
        tree = {"!": [tree]}
    with pytest.raises(RuleNotUnderstood):
        rule_holds(tree, FACTS)
