"""Asks a Brother QL printer how it is: over its own line (USB), or by SNMP where the network line stays mute.

While it prints, a Brother must not be asked on its line: it tells by itself that a label is done.
"""

from __future__ import annotations

import time

from printing import snmp
from printing.asking import ask
from printing.printing_phase import PrintingPhase
from printing.status import SILENCE, PrinterCondition, PrinterStatus, status_of
from printing.status_brother import ASK_STATUS, Block, StatusType, parse_blocks
from printing.transports import Transport

STATUS_OID = "1.3.6.1.4.1.2435.3.3.9.1.6.1.0"
LISTEN_MS = 100


class BrotherLineReader:
    """Status over the line itself; `printed_total` counts the labels that this line reported done.

    `_owed` labels are still to be reported. One that an earlier visit left inside (paper was out) counts, so that its
    report is not taken for the next one's.
    """

    def __init__(self) -> None:
        self._owed = 0
        self._done = 0
        self._rest = b""
        self._troubles: set[PrinterCondition] = set()

    def opened(self) -> None:
        """A report that is half in is lost; whatever was under way is asked about anew."""
        self._owed = 0
        self._rest = b""

    def sent(self) -> None:
        """From now on the printer speaks by itself."""
        self._owed += 1

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status: asked for when idle, listened for while a label is under way."""
        if self._owed:
            return self._listen(transport)
        answer = ask(transport, ASK_STATUS, lambda got: bool(parse_blocks(got)[0]), answer_ms)
        blocks, self._rest = parse_blocks(answer)
        if not blocks:
            return SILENCE
        self._owed = int(blocks[-1].printing)
        return self._status(blocks)

    def _listen(self, transport: Transport) -> PrinterStatus:
        end = time.monotonic() + LISTEN_MS / 1000
        blocks: list[Block] = []
        while self._owed and (rest := end - time.monotonic()) > 0:
            found, self._rest = parse_blocks(self._rest + transport.receive(max(1, int(rest * 1000))))
            blocks += found
            self._count(found)
        return self._status(blocks)

    def _count(self, blocks: list[Block]) -> None:
        done = sum(block.kind == StatusType.PRINTED for block in blocks)
        self._done += done
        self._owed = max(0, self._owed - done)

    def _status(self, blocks: list[Block]) -> PrinterStatus:
        """The newest block decides about troubles; without a new one they last."""
        if blocks:
            self._troubles = set(blocks[-1].troubles)
        return status_of(set(self._troubles), queued=self._owed, printed_total=self._done)


class BrotherNetworkReader:
    """Status by SNMP. A label counts as done when the printer was seen printing after it, and then not any more."""

    def __init__(self, host: str, port: int = snmp.SNMP_PORT) -> None:
        self._host = host
        self._port = port
        self._phase = PrintingPhase()

    def opened(self) -> None:
        """A lost connection loses nothing here: SNMP has its own."""

    def sent(self) -> None:
        """The label will show as the phase "printing"."""
        self._phase.sent()

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status; SILENCE when SNMP gives none."""
        value = snmp.get(self._host, STATUS_OID, answer_ms, self._port)
        blocks, _ = parse_blocks(value or b"")
        if not blocks:
            return SILENCE
        block = blocks[-1]
        queued = self._phase.labels_inside(printing=block.printing)
        return status_of(set(block.troubles) - {PrinterCondition.SILENT}, queued=queued)
