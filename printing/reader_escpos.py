"""Asks an ESC/POS printer how it is, and knows from its answers in turn when a job is done."""

from __future__ import annotations

from printing.asking import ask
from printing.status import SILENCE, PrinterStatus, status_of
from printing.status_escpos import ASK_IN_TURN, ASK_NOW, REAL_TIME_ANSWERS, conditions_of, sort_answers
from printing.transports import Transport

TURN_MS = 100
"""How long an answer in turn is awaited before the printer counts as printing."""


class EscposReader:
    """Status questions to one ESC/POS printer.

    Every question ends with GS r, which is answered only when all data before it is on paper; `queued` is the
    number of such answers still owed. There is no odometer.
    """

    def __init__(self) -> None:
        self._owed = 0

    def opened(self) -> None:
        """Answers owed on the old connection are lost with it."""
        self._owed = 0

    def sent(self) -> None:
        """Nothing to remember: the next GS r stands behind the job."""

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status; SILENCE when the real-time answers did not come in time."""
        got = ask(transport, ASK_NOW, _all_real_time, answer_ms)
        if not _all_real_time(got):
            return SILENCE
        self._owed += 1
        got += ask(transport, ASK_IN_TURN, lambda more: self._nothing_owed(got + more), TURN_MS)
        answers = sort_answers(got)
        self._owed -= min(self._owed, answers.in_turn)
        return status_of(set(conditions_of(answers.real_time[:REAL_TIME_ANSWERS])), queued=self._owed)

    def _nothing_owed(self, received: bytes) -> bool:
        return sort_answers(received).in_turn >= self._owed


def _all_real_time(received: bytes) -> bool:
    return len(sort_answers(received).real_time) >= REAL_TIME_ANSWERS
