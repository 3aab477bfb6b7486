"""Who guesses the pairing code waits longer and longer, and keeps nobody else out."""

from __future__ import annotations

import httpx2
import pytest

from sync.hub.pairing_codes import CodeTry, try_code
from sync.hub.store import HubStore
from tests.fakes.venue import VenueClock

GUESSER, ORGANISER = "10.0.0.66", "10.0.0.7"


def guess(books: HubStore, code: str = "WRONG", address: str = GUESSER) -> CodeTry:
    return books.writer.run(lambda ledger: try_code(ledger, code, address))


def right(books: HubStore, address: str) -> CodeTry:
    return guess(books, books.doorkeeper.pairing_code.lower().replace("-", " "), address)


def test_an_address_that_guesses_is_not_looked_at_and_others_are(books: HubStore) -> None:
    assert [guess(books).locked_s for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert right(books, GUESSER).is_right is False
    assert right(books, ORGANISER).is_right is True


def test_each_wrong_code_after_the_wait_makes_the_next_wait_longer(books: HubStore, clock: VenueClock) -> None:
    waits = []
    for _ in range(16):
        guess(books)
        waits.append(guess(books).locked_s)
        clock.go_on(waits[-1])
    assert waits[:8] == [0, 0, 1, 2, 4, 8, 16, 32]
    assert waits[-1] == 300


def test_the_right_code_after_the_wait_forgives(books: HubStore, clock: VenueClock) -> None:
    for _ in range(5):
        guess(books)
    clock.go_on(1)
    assert right(books, GUESSER).is_right
    assert [guess(books).locked_s for _ in range(5)] == [0] * 5


def test_a_clock_that_was_set_back_locks_nobody_for_hours(books: HubStore, clock: VenueClock) -> None:
    for _ in range(5):
        guess(books)
    clock.jump(-7200)
    assert right(books, GUESSER).is_right


def test_many_addresses_fill_no_disk(books: HubStore) -> None:
    for number in range(700):
        guess(books, address=f"fe80::{number:x}")
    (row,) = books.reader().execute("SELECT value FROM meta WHERE key = 'code_tries'").fetchall()
    assert row["value"].count("fe80::") == 500
    assert "fe80::2bb" in row["value"]


@pytest.mark.parametrize("path", ["/login", "/api/v1/pair"])
def test_a_guest_who_guesses_does_not_keep_the_organiser_out(hub, path) -> None:
    def post(code: str, address: str) -> int:
        with httpx2.Client(transport=httpx2.HTTPTransport(local_address=address)) as client:
            return client.post(f"{hub.url}{path}", json={"code": code, "name": "desk"}).status_code

    assert [post("WRONG", "127.0.0.66") for _ in range(6)][-1] == 429
    assert post(hub.pairing_code, "127.0.0.66") == 429
    assert post(hub.pairing_code, "127.0.0.1") == 200
