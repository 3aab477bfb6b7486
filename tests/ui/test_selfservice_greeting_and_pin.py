"""Greeting people by the name they go by, and letting only staff leave."""

from __future__ import annotations

import pytest

from kiosk.domain.event import Language
from kiosk.domain.people import Attendee
from tests.fakes.errands import HandClock
from ui.pin import FIRST_LOCK_S, LONGEST_LOCK_S, PinAnswer, PinLock, hash_pin, is_pin
from ui.selfservice.greeting import given_name


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Fatima-Zahra EL IDRISSI", "Fatima-Zahra"),
        ("EL IDRISSI Fatima-Zahra", "Fatima-Zahra"),
        ("Mohamed Amine BERRADA", "Mohamed Amine"),
        ("Karim El FASSI", "Karim"),
        ("Maha Bennani", "Maha"),
        ("Moulay Rachid Tahiri", "Moulay Rachid"),
        ("Dr. Salma Chraibi", "Salma"),
        ("SALMA CHRAIBI", "SALMA"),
        ("Cher", "Cher"),
        ("Dr.", "Dr."),
    ],
)
def test_latin_given_name(name: str, given: str) -> None:
    assert given_name(Attendee(ticket_code="1", name=name), Language.FRENCH) == given


@pytest.mark.parametrize(
    ("name_ar", "given"),
    [("فاطمة بنعلي", "فاطمة"), ("عبد الرحمن التازي", "عبد الرحمن"), ("د. أحمد العلوي", "أحمد"), ("", "Maha")],
)
def test_arabic_given_name_else_the_latin_one(name_ar: str, given: str) -> None:
    attendee = Attendee(ticket_code="1", name="Maha Bennani", name_ar=name_ar)
    assert given_name(attendee, Language.ARABIC) == given


def test_double_given_name_is_double_in_arabic_too() -> None:
    attendee = Attendee(ticket_code="1", name="Fatima-Zahra EL IDRISSI", name_ar="فاطمة الزهراء الإدريسي")
    assert given_name(attendee, Language.ARABIC) == "فاطمة الزهراء"


def test_person_without_any_name_is_greeted_without_one() -> None:
    assert given_name(Attendee(ticket_code="1", name="  "), Language.ENGLISH) == ""


def test_pin_is_kept_as_a_salted_hash() -> None:
    kept = hash_pin("4711")
    assert "4711" not in kept
    assert kept != hash_pin("4711")
    assert is_pin("4711", kept)
    assert not is_pin("4712", kept)


def test_damaged_hash_opens_nothing() -> None:
    assert not is_pin("", "zz$zz")


def test_each_wrong_pin_after_the_third_locks_twice_as_long() -> None:
    clock = HandClock()
    lock = PinLock(hash_pin("4711", b"salt"), clock)
    assert [lock.attempt("0000") for _ in range(3)] == [PinAnswer.WRONG] * 3
    assert lock.attempt("4711") is PinAnswer.LOCKED
    clock.pass_by(FIRST_LOCK_S)
    assert lock.attempt("0000") is PinAnswer.WRONG
    clock.pass_by(FIRST_LOCK_S)
    assert lock.attempt("4711") is PinAnswer.LOCKED
    clock.pass_by(FIRST_LOCK_S)
    assert lock.attempt("4711") is PinAnswer.GRANTED
    assert lock.attempt("0000") is PinAnswer.WRONG


def test_lock_never_grows_beyond_an_hour() -> None:
    clock = HandClock()
    lock = PinLock(hash_pin("4711", b"salt"), clock)
    for _ in range(14):
        lock.attempt("0000")
        clock.pass_by(LONGEST_LOCK_S)
    lock.attempt("0000")
    assert lock.seconds_locked <= LONGEST_LOCK_S + 1


def test_kiosk_without_a_pin_lets_everybody_leave() -> None:
    assert PinLock("", HandClock()).attempt("") is PinAnswer.GRANTED
