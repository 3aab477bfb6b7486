"""Asks a TSPL printer how it is: one byte for one question, and its "printing" bit shows a label under way.

Format: TSPL/TSPL2 programming manual, `<ESC>!?`: bit 0 head open, 1 jam, 2 paper out, 3 ribbon out, 4 pause,
5 printing, 6 cover open, 7 other.
"""

from __future__ import annotations

from printing.asking import ask
from printing.printing_phase import PrintingPhase
from printing.status import SILENCE, PrinterCondition, PrinterStatus, status_of
from printing.transports import Transport

ASK_STATUS = b"\x1b!?"
_PRINTING = 0x20
_TROUBLES = {
    0x01: PrinterCondition.HEAD_OPEN,
    0x02: PrinterCondition.JAM,
    0x04: PrinterCondition.PAPER_OUT,
    0x08: PrinterCondition.RIBBON_OUT,
    0x10: PrinterCondition.PAUSED,
    0x40: PrinterCondition.HEAD_OPEN,
    0x80: PrinterCondition.FAULT,
}


class TsplReader:
    """Status questions to one TSPL printer.

    The answer comes ahead of the job that is being read in, so an idle answer alone proves nothing: the label is
    done when the printer was seen printing after the job, and then not any more.
    """

    def __init__(self) -> None:
        self._phase = PrintingPhase()

    def opened(self) -> None:
        """What was under way on a lost connection is not known any more."""
        self._phase.forget()

    def sent(self) -> None:
        """The label will show as the "printing" bit."""
        self._phase.sent()

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status; SILENCE when no byte came in time."""
        answer = ask(transport, ASK_STATUS, bool, answer_ms)
        if not answer:
            return SILENCE
        troubles = {condition for bit, condition in _TROUBLES.items() if answer[-1] & bit}
        return status_of(troubles, queued=self._phase.labels_inside(printing=bool(answer[-1] & _PRINTING)))
