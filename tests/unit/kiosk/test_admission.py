"""The rule book of the door: every verdict, every reason, and which one speaks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.event import Gate, PassageMode
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee, Credential, CredentialState, TicketStatus
from kiosk.domain.scans import Direction, Outcome, Reason, Verdict
from tests.fakes.door import AMINA, ENTRANCE, NINE, passage

ENTRY, EXIT = Direction.ENTRY, Direction.EXIT
EVERY_DAY_ONCE = {"<": [{"var": "entries_today"}, 1]}
NEVER = {"==": [1, 2]}


def verdict(attendee: Attendee | None = AMINA, gate: Gate = ENTRANCE, **facts: Any) -> Verdict:
    code = facts.pop("code", attendee.ticket_code if attendee else "NOBODY")
    return decide(
        Presentation(payload=read_payload(code), gate=gate, at=facts.pop("at", NINE), attendee=attendee, **facts)
    )


def reason(attendee: Attendee | None = AMINA, gate: Gate = ENTRANCE, **facts: Any) -> Reason | None:
    answer = verdict(attendee, gate, **facts)
    assert (answer.reason is None) == (answer.outcome is Outcome.ADMITTED)
    return answer.reason


def credential(state: CredentialState) -> Credential:
    return Credential(code="BADGE", ticket_code=AMINA.ticket_code, state=state)


# What the ticket is


def test_valid_ticket_is_admitted_and_named() -> None:
    answer = verdict()
    assert (answer.outcome, answer.reason, answer.attendee) == (Outcome.ADMITTED, None, AMINA)


def test_code_that_nobody_has_is_unknown() -> None:
    assert reason(None) is Reason.UNKNOWN_CODE


@pytest.mark.parametrize(
    ("code", "fault"), [("", "empty"), ("X" * 513, "too-long"), ("A\u202eB", "forbidden-character")]
)
def test_unreadable_code_is_refused_with_its_fault(code: str, fault: str) -> None:
    answer = verdict(None, code=code)
    assert (answer.outcome, answer.reason, answer.detail) == (Outcome.REFUSED, Reason.UNREADABLE_CODE, fault)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (TicketStatus.UNPAID, Reason.UNPAID),
        (TicketStatus.CANCELLED, Reason.CANCELLED),
        (TicketStatus.BLOCKED, Reason.BLOCKED),
    ],
)
def test_ticket_that_is_not_valid_is_refused_by_its_status(status: TicketStatus, expected: Reason) -> None:
    assert reason(replace(AMINA, status=status)) is expected


def test_badge_that_was_replaced_is_revoked() -> None:
    assert reason(credential=credential(CredentialState.REVOKED)) is Reason.REVOKED


def test_badge_that_replaces_the_ticket_is_admitted() -> None:
    assert reason(credential=credential(CredentialState.VALID)) is None


def test_ticket_of_another_event_says_so_instead_of_unknown() -> None:
    assert reason(None, credential=credential(CredentialState.OTHER_EVENT)) is Reason.OTHER_EVENT


# What the ticket may


def test_category_that_the_door_does_not_list_is_the_wrong_type() -> None:
    assert reason(gate=replace(ENTRANCE, categories=("press",))) is Reason.WRONG_TYPE


def test_category_that_the_door_lists_is_admitted() -> None:
    assert reason(gate=replace(ENTRANCE, categories=("press", "visitor"))) is None


def test_door_without_categories_admits_everybody() -> None:
    assert reason(replace(AMINA, category="")) is None


# When


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-1, Reason.OUTSIDE_TIME), (0, None), (60, None), (61, Reason.OUTSIDE_TIME)]
)
def test_ticket_holds_from_its_first_to_its_last_moment(minutes: int, expected: Reason | None) -> None:
    dated = replace(AMINA, valid_from=NINE, valid_until=NINE + timedelta(hours=1))
    assert reason(dated, at=NINE + timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-1, Reason.OUTSIDE_TIME), (0, None), (60, None), (61, Reason.OUTSIDE_TIME)]
)
def test_door_holds_from_its_opening_to_its_closing(minutes: int, expected: Reason | None) -> None:
    gate = replace(ENTRANCE, opens_at=NINE, closes_at=NINE + timedelta(hours=1))
    assert reason(gate=gate, at=NINE + timedelta(minutes=minutes)) is expected


def test_outside_time_says_from_when_by_the_later_of_ticket_and_door() -> None:
    later = NINE + timedelta(hours=2)
    gate = replace(ENTRANCE, opens_at=NINE + timedelta(hours=1))
    assert verdict(replace(AMINA, valid_from=later), gate).detail == f"from {later.isoformat()}"


def test_outside_time_says_until_when_by_the_earlier_of_ticket_and_door() -> None:
    earlier = NINE - timedelta(hours=2)
    gate = replace(ENTRANCE, closes_at=NINE - timedelta(hours=1))
    assert verdict(replace(AMINA, valid_until=earlier), gate).detail == f"until {earlier.isoformat()}"


# Rules


def test_rule_that_is_met_admits() -> None:
    assert reason(gate=replace(ENTRANCE, rule=EVERY_DAY_ONCE)) is None


def test_rule_that_is_not_met_refuses() -> None:
    assert reason(gate=replace(ENTRANCE, rule=NEVER)) is Reason.RULE


def test_rule_that_is_not_understood_refuses_and_says_what() -> None:
    answer = verdict(gate=replace(ENTRANCE, rule={"moonPhase": ["full"]}))
    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, Reason.RULE)
    assert "moonPhase" in answer.detail


def test_once_a_day_rule_counts_days_in_the_time_zone_of_the_event() -> None:
    """00:30 in Casablanca (UTC+1) is a new day there and still the day before in UTC."""
    gate = replace(ENTRANCE, entries=None, rule=EVERY_DAY_ONCE)
    evening, after_midnight = datetime.fromisoformat("2023-06-07T20:00Z"), datetime.fromisoformat("2023-06-07T23:30Z")
    history = (replace(passage(), at=evening),)
    assert reason(gate=gate, at=after_midnight, history=history, timezone=ZoneInfo("Africa/Casablanca")) is None
    assert reason(gate=gate, at=after_midnight, history=history) is Reason.RULE


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        ({"==": [{"var": "entries_number"}, 2]}, True),
        ({"==": [{"var": "entries_today"}, 2]}, True),
        ({"==": [{"var": "entries_days"}, 1]}, True),
        ({"==": [{"var": "minutes_since_first_entry"}, 30]}, True),
        ({"==": [{"var": "minutes_since_last_entry"}, 10]}, True),
        ({"==": [{"var": "entry_status"}, "present"]}, True),
        ({"==": [{"var": "gate"}, "south"]}, False),
        ({"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "visitor", "Visitor"]}]}]}, True),
        ({"==": [{"var": "now_isoweekday"}, 3]}, True),
    ],
)
def test_rule_may_ask_about_the_ticket_its_history_and_the_door(rule: dict[str, Any], met: bool) -> None:
    history = (passage(minutes=-30), passage(EXIT, minutes=-20), passage(minutes=-10))
    gate = replace(ENTRANCE, entries=None, rule=rule)
    assert reason(gate=gate, history=history) is (None if met else Reason.RULE)


# Entries, exits and coming back


def test_second_entry_is_refused_when_list_allows_one() -> None:
    first = passage(minutes=-5)
    answer = verdict(history=(first,))
    assert (answer.outcome, answer.reason, answer.previous) == (Outcome.REFUSED, Reason.ALREADY_ADMITTED, first)


def test_second_entry_is_admitted_when_list_allows_two_and_the_third_names_the_latest() -> None:
    twice = replace(ENTRANCE, entries=2)
    first, second = passage(minutes=-9), passage(minutes=-5)
    assert reason(gate=twice, history=(first,)) is None
    assert verdict(gate=twice, history=(first, second)).previous == second


def test_entries_without_limit_are_always_admitted() -> None:
    assert reason(gate=replace(ENTRANCE, entries=None), history=[passage(minutes=-n) for n in (9, 8, 7)]) is None


def test_exit_gives_the_entry_back() -> None:
    assert reason(history=(passage(minutes=-9), passage(EXIT, minutes=-5))) is None


def test_exit_gives_nothing_back_when_coming_back_is_not_allowed() -> None:
    gate = replace(ENTRANCE, reentry_after_exit=False)
    assert reason(gate=gate, history=(passage(minutes=-9), passage(EXIT, minutes=-5))) is Reason.ALREADY_ADMITTED


def test_exit_without_entry_gives_no_further_entry() -> None:
    history = (passage(EXIT, minutes=-9), passage(minutes=-5))
    assert reason(history=history) is Reason.ALREADY_ADMITTED


def test_person_admitted_anyway_may_come_back_after_going_out() -> None:
    history = (passage(minutes=-9), passage(minutes=-7), passage(EXIT, minutes=-5))
    assert reason(history=history) is None


def test_coming_back_is_no_first_entry() -> None:
    assert verdict().first_entry
    assert not verdict(history=(passage(minutes=-9), passage(EXIT, minutes=-5))).first_entry


def test_exit_gate_lets_out_and_counts_no_first_entry() -> None:
    answer = verdict(gate=replace(ENTRANCE, mode=PassageMode.EXIT))
    assert (answer.outcome, answer.direction, answer.first_entry) == (Outcome.ADMITTED, EXIT, False)


def test_nobody_is_locked_in_by_times_rules_capacity_questions_or_a_missing_entry() -> None:
    strict = replace(
        ENTRANCE,
        mode=PassageMode.EXIT,
        closes_at=NINE - timedelta(hours=1),
        rule=NEVER,
        capacity=1,
        questions=("diet",),
    )
    assert reason(gate=strict, inside=5) is None


def test_exit_still_tells_a_ticket_of_another_type() -> None:
    gate = replace(ENTRANCE, mode=PassageMode.EXIT, categories=("press",))
    assert reason(gate=gate) is Reason.WRONG_TYPE


def test_toggle_gate_takes_the_opposite_of_the_last_passage() -> None:
    toggle = replace(ENTRANCE, mode=PassageMode.TOGGLE)
    inside, outside = (passage(minutes=-9),), (passage(minutes=-9), passage(EXIT, minutes=-5))
    assert [verdict(gate=toggle, history=history).direction for history in ((), inside, outside)] == [
        ENTRY,
        EXIT,
        ENTRY,
    ]


def test_direction_by_hand_overrides_the_mode_of_the_gate() -> None:
    assert verdict(direction=EXIT).direction is EXIT


# Room


@pytest.mark.parametrize(
    ("inside", "expected"), [(1, None), (2, Reason.ROOM_FULL), (3, Reason.ROOM_FULL), (None, None)]
)
def test_room_is_full_at_its_capacity(inside: int | None, expected: Reason | None) -> None:
    assert reason(gate=replace(ENTRANCE, capacity=2), inside=inside) is expected


def test_room_without_capacity_is_never_full() -> None:
    assert reason(inside=10_000) is None


# Questions


def test_missing_answers_are_asked_for_by_their_ids() -> None:
    answer = verdict(
        replace(AMINA, answers=(("diet", "none"), ("size", ""))), replace(ENTRANCE, questions=("diet", "size", "car"))
    )
    assert (answer.outcome, answer.reason, answer.detail) == (Outcome.ASK, Reason.ANSWERS_NEEDED, "size,car")


def test_answers_that_are_known_are_not_asked_for() -> None:
    assert reason(replace(AMINA, answers=(("diet", "none"),)), replace(ENTRANCE, questions=("diet",))) is None


# Which reason speaks first: what the ticket is, what it may, when, and last what a person can still solve


def test_reasons_speak_in_the_order_in_which_the_desk_can_act() -> None:
    worst = {
        "attendee": replace(AMINA, status=TicketStatus.UNPAID),
        "gate": replace(
            ENTRANCE,
            categories=("press",),
            opens_at=NINE + timedelta(hours=1),
            rule=NEVER,
            capacity=1,
            questions=("diet",),
        ),
        "history": (passage(minutes=-5),),
        "inside": 1,
        "credential": credential(CredentialState.REVOKED),
    }
    cures: list[dict[str, Any]] = [
        {"credential": None},
        {"attendee": AMINA},
        {"categories": ()},
        {"opens_at": None},
        {"rule": None},
        {"history": ()},
        {"inside": 0},
        {"questions": ()},
    ]
    spoken = [reason(**worst)]
    for cure in cures:
        of_gate = {key: value for key, value in cure.items() if hasattr(worst["gate"], key)}
        worst |= cure if not of_gate else {"gate": replace(worst["gate"], **of_gate)}
        spoken.append(reason(**worst))
    assert spoken == [
        Reason.REVOKED,
        Reason.UNPAID,
        Reason.WRONG_TYPE,
        Reason.OUTSIDE_TIME,
        Reason.RULE,
        Reason.ALREADY_ADMITTED,
        Reason.ROOM_FULL,
        Reason.ANSWERS_NEEDED,
        None,
    ]


def test_unreadable_speaks_before_unknown_and_other_event_before_unknown() -> None:
    assert reason(None, code="") is Reason.UNREADABLE_CODE
    assert reason(None, credential=credential(CredentialState.OTHER_EVENT)) is Reason.OTHER_EVENT


# Total


trees: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just("now"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["and", "or", "!", "var", "inList", "objectList", "lookup", "buildTime", "isBefore", "==", "<"]
            ),
            inner,
            min_size=1,
            max_size=1,
        )
    ),
    max_leaves=12,
)


@given(rule=st.dictionaries(st.sampled_from(["and", "or", "inList", "isAfter", "buildTime", "<"]), trees, max_size=2))
def test_whatever_rule_a_server_sends_there_is_a_verdict(rule: dict[str, Any]) -> None:
    answer = verdict(gate=replace(ENTRANCE, rule=rule))
    assert answer.reason in (None, Reason.RULE)


@given(code=st.text(), minutes=st.integers(-10_000, 10_000), inside=st.none() | st.integers(0, 5))
def test_whatever_is_presented_there_is_a_verdict(code: str, minutes: int, inside: int | None) -> None:
    answer = verdict(None, code=code, at=NINE + timedelta(minutes=minutes), inside=inside)
    assert answer.outcome is Outcome.REFUSED
