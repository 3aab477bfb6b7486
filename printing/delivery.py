"""Brings one job to one printer and waits for the printer's own word.

The order is the whole point: ask, claim (SENDING is on disk), send, ask until done. Before the claim nothing
happened; after the first byte nothing is ever sent a second time by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.problems import EnvironmentProblem
from printing.line import PrinterLine
from printing.status import SILENCE, PrinterStatus
from printing.transports import LineLost

_FIRST_REST_MS = 10
"""The first wait between two questions; the next ones double up to the line's `poll`."""

STOP_GRACE_MS = 3_000
_LAST_REST_S = 0.05


class Outcome(StrEnum):
    """PRINTED: the printer said so. UNCONFIRMED: a person must look. NOT_SENT: no byte of the job left us."""

    PRINTED = "printed"
    UNCONFIRMED = "unconfirmed"
    NOT_SENT = "not-sent"


class Pace(Protocol):
    """The passing of time between two questions."""

    def now_ms(self) -> float: ...

    def wait(self, ms: int) -> bool:
        """Waits; True when the wait was broken off because the program stops."""
        ...


class SystemPace:
    """Real time. When the program stops, a badge that is on its way gets a moment to come out."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._grace_ends: float | None = None

    def now_ms(self) -> float:
        return time.monotonic() * 1000

    def wait(self, ms: int) -> bool:
        if not self._stopping.wait(ms / 1000):
            return False
        if self._grace_ends is None:
            self._grace_ends = self.now_ms() + STOP_GRACE_MS
        time.sleep(_LAST_REST_S)
        return self.now_ms() >= self._grace_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one job.

    Times are readings of the pace in ms; `claimed` tells that SENDING is on disk; `problem` is what the line said
    when it failed.
    """

    outcome: Outcome
    status: PrinterStatus
    claimed: bool
    first_byte_at: float | None = None
    confirmed_at: float | None = None
    problem: EnvironmentProblem | None = None


def deliver(
    data: bytes,
    line: PrinterLine,
    *,
    labels: int,
    claim: Callable[[], bool],
    pace: Pace,
    watch: Callable[[PrinterStatus], None] = lambda _: None,
) -> Delivery:
    """Delivers `data`, which prints `labels` labels.

    `claim` is called right before the first byte and must make SENDING durable; when it returns False somebody
    else has the job. `watch` hears every status. Raises only what `claim` and `watch` raise.
    """
    try:
        before, problem = _first_look(line)
        watch(before)
        if not before.can_print or not claim():
            return Delivery(outcome=Outcome.NOT_SENT, status=before, claimed=False, problem=problem)
        return _send(data, line, _Word(before=before, labels=labels, pace=pace, watch=watch))
    finally:
        line.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What the printer's word is measured against."""

    before: PrinterStatus
    labels: int
    pace: Pace
    watch: Callable[[PrinterStatus], None]


def _send(data: bytes, line: PrinterLine, word: _Word) -> Delivery:
    first_byte_at = word.pace.now_ms()
    try:
        line.send(data)
    except LineLost as lost:
        outcome = Outcome.UNCONFIRMED if lost.sent else Outcome.NOT_SENT
        return Delivery(outcome=outcome, status=SILENCE, claimed=True, problem=lost)
    status, confirmed = _wait_for_word(line, word)
    return Delivery(
        outcome=Outcome.PRINTED if confirmed else Outcome.UNCONFIRMED,
        status=status,
        claimed=True,
        first_byte_at=first_byte_at,
        confirmed_at=word.pace.now_ms() if confirmed else None,
    )


def _first_look(line: PrinterLine) -> tuple[PrinterStatus, EnvironmentProblem | None]:
    try:
        line.open()
        return line.status(), None
    except EnvironmentProblem as problem:
        return SILENCE, problem


def _wait_for_word(line: PrinterLine, word: _Word) -> tuple[PrinterStatus, bool]:
    """Asks until the job is done or the patience is over."""
    end = word.pace.now_ms() + line.patience.confirm
    idle_since, rest_ms = None, _FIRST_REST_MS
    while True:
        status = _look_again(line, may_reconnect=word.before.printed_total is not None)
        if status is None:
            return SILENCE, False
        word.watch(status)
        now = word.pace.now_ms()
        idle_since = (now if idle_since is None else idle_since) if _idle(status) else None
        if _printed(word, status) or _idle_long_enough(word, line, now, idle_since):
            return status, True
        if status.can_print and status.queued is None:
            return status, False  # a printer that can't tell whether it is done: no use in waiting
        if now >= end or word.pace.wait(min(rest_ms, line.patience.poll)):
            return status, False
        rest_ms *= 2


def _look_again(line: PrinterLine, *, may_reconnect: bool) -> PrinterStatus | None:
    """One more status; None when the line is lost for good.

    Only an odometer proves a label across a broken connection: a printer that was switched off and on looks
    idle too.
    """
    try:
        return line.status()
    except EnvironmentProblem:
        if not may_reconnect:
            return None
    line.close()
    return _first_look(line)[0]


def _idle(status: PrinterStatus) -> bool:
    return status.can_print and status.queued == 0


def _printed(word: _Word, now: PrinterStatus) -> bool:
    """The odometer moved by all that was due, and nothing is left inside."""
    if word.before.printed_total is None or now.printed_total is None or not _idle(now):
        return False
    return now.printed_total >= word.before.printed_total + (word.before.queued or 0) + word.labels


def _idle_long_enough(word: _Word, line: PrinterLine, now: float, idle_since: float | None) -> bool:
    """Where there is no odometer: idle from one question to a later one, at least a full `poll` apart."""
    if word.before.printed_total is not None or idle_since is None:
        return False
    return now - idle_since >= line.patience.poll
