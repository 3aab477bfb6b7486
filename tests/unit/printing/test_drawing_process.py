"""The process that draws badges: the same dots as in a thread, and never the reason why a badge is not drawn."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from printing.drawing import Artist, Drawn, Order
from printing.drawing_process import DrawingProcess
from tests.fakes.badges import FRENCH

ORDER = Order(badge=FRENCH, layout="4x3")
UNKNOWN = replace(ORDER, layout="no-such-layout")


@pytest.fixture
def process() -> Iterator[DrawingProcess]:
    running = DrawingProcess()
    yield running
    running.close()


def collected(process: DrawingProcess) -> tuple[Order, Drawn | None] | None:
    assert process.wait(60)
    return process.collect(patient=True)


def test_process_draws_the_very_bytes_of_the_thread(process: DrawingProcess) -> None:
    assert process.ask(ORDER)
    assert collected(process) == (ORDER, Artist().draw(ORDER))


def test_orders_come_back_in_their_order_and_one_that_fails_holds_up_nobody(process: DrawingProcess) -> None:
    later = replace(ORDER, badge=replace(FRENCH, name="Salma"))
    assert process.ask(UNKNOWN)
    assert process.ask(later)
    assert collected(process) == (UNKNOWN, None)
    assert process.owes(later)
    found = collected(process)
    assert found is not None
    assert found[0] == later
    assert not process.owes(later)


def test_nobody_waits_for_a_process_that_is_still_starting(process: DrawingProcess) -> None:
    process.ask(ORDER)
    began = time.monotonic()
    process.collect(patient=True)
    assert time.monotonic() - began < 1


def test_killed_process_is_given_up_at_once(process: DrawingProcess) -> None:
    process.ask(ORDER)
    collected(process)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGTERM)
    process.ask(ORDER)
    assert process.collect(patient=True) is None
    assert not process.ask(ORDER)
    assert not process.owes(ORDER)


def test_no_more_is_ordered_than_can_be_drawn_in_time(process: DrawingProcess) -> None:
    accepted = [process.ask(replace(ORDER, badge=replace(FRENCH, name=f"N{number}"))) for number in range(12)]
    assert accepted == [True] * 8 + [False] * 4
