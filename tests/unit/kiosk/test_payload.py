"""What a code may say: nothing unseen passes, nothing unseen is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.payload import MAXIMUM_LENGTH, SHOWN_LENGTH, PayloadFault, printable, read_payload

CONTROL = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
ZERO_WIDTH = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u3164",
    "\ufe0f",
    "\U000e0100",
]
SURROGATES = ["\ud800", "\udfff"]
any_text = st.text(st.characters(exclude_categories=()))
hidden = st.sampled_from(CONTROL + BIDI + ZERO_WIDTH + SURROGATES)


def is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or character in ZERO_WIDTH


@pytest.mark.parametrize("code", ["TICKET123", "a.b@c.org/7", "محمد-12", "é", "X" * MAXIMUM_LENGTH, "two words"])
def test_ordinary_code_is_looked_up_exactly_as_it_reads(code: str) -> None:
    payload = read_payload(code)
    assert (payload.text, payload.fault) == (code, None)


@pytest.mark.parametrize("raw", ["CODE\r\n", "\tCODE", "  CODE ", "CODE\x1d"])
def test_white_space_of_a_scanner_is_no_part_of_the_code(raw: str) -> None:
    assert read_payload(raw).text == "CODE"


@pytest.mark.parametrize("raw", ["", " ", "\r\n", "\u3000"])
def test_nothing_is_no_code(raw: str) -> None:
    assert read_payload(raw).fault is PayloadFault.EMPTY


@pytest.mark.parametrize("character", CONTROL + BIDI + ZERO_WIDTH + SURROGATES)
def test_unseen_character_inside_a_code_never_passes(character: str) -> None:
    assert read_payload(f"A{character}B").fault is PayloadFault.FORBIDDEN_CHARACTER


@given(before=any_text, character=hidden, after=any_text)
def test_unseen_character_anywhere_never_reaches_a_look_up(before: str, character: str, after: str) -> None:
    payload = read_payload(f"A{before}{character}{after}B")
    assert payload.fault is not None


@given(any_text)
def test_every_text_has_an_answer_without_anything_unseen(raw: str) -> None:
    payload = read_payload(raw)
    assert not any(map(is_unseen, payload.text))
    assert (payload.fault is PayloadFault.TOO_LONG) == (len(raw.strip()) > MAXIMUM_LENGTH)
    if payload.fault is None:
        assert payload.text == raw.strip()
    else:
        assert len(payload.text) <= SHOWN_LENGTH


@given(any_text)
def test_printable_text_is_short_and_shows_what_cannot_be_seen(raw: str) -> None:
    shown = printable(raw)
    assert not any(map(is_unseen, shown))
    assert len(shown) <= SHOWN_LENGTH


def test_printable_text_names_the_character_and_marks_the_cut() -> None:
    assert printable("A\u202eB") == "A\\u202eB"
    assert printable("X" * 500).endswith("…")
