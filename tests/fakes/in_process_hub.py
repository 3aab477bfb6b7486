"""A hub's books without a network: the same functions and the same bytes, called directly, with faults on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from kiosk.domain.edits import PersonEdit
from kiosk.domain.live import Intent
from kiosk.domain.scans import Scan, Verdict
from sync.hub.changes import all_conflicts, changes_after, snapshot_page
from sync.hub.conflicts import close_conflict
from sync.hub.edits import read_edits, take_edits
from sync.hub.redeem import redeem
from sync.hub.scans import read_rows, take_scans
from sync.hub.store import HubStore
from sync.messages import Changes, Conflict, EditReply, PushReply, PushResult, PushState, SnapshotPage
from sync.page_messages import StationReport
from sync.port import ServerTrouble, Trouble

Answer = TypeVar("Answer")


class Fault(StrEnum):
    """What goes wrong with one call."""

    NONE = "none"
    CUT_BEFORE = "cut-before"
    CUT_AFTER = "cut-after"
    TWICE = "twice"
    HALF_REPLY = "half-reply"
    HALF_TAKEN = "half-taken"
    BUSY = "busy"
    SERVER_ERROR = "server-error"


class InProcessHub:
    """RegistrationServer over a HubStore. `fault` strikes every call until it is set back.

    Scans of the codes in `unwanted` are refused for good; `refused` holds the ids of those that were and still are.
    """

    name = "in-process hub"
    poll_s = 1.0
    batch = 4

    def __init__(self, store: HubStore, device: str) -> None:
        self.store = store
        self.device = device
        self.fault = Fault.NONE
        self.unwanted: set[str] = set()
        self.refused: set[str] = set()
        self._later: tuple[int, Fault] | None = None

    def strike_later(self, calls: int, fault: Fault) -> None:
        """That fault strikes after so many more calls."""
        self._later = (calls, fault)

    def snapshot(self, page: str | None) -> SnapshotPage:
        return self._call(lambda: snapshot_page(self.store.reader(), self.store.epoch, self.device, page), SnapshotPage)

    def changes(self, cursor: str) -> Changes:
        return self._call(lambda: changes_after(self.store.reader(), self.store.epoch, self.device, cursor), Changes)

    def push(self, scans: Sequence[Scan], clock_offset_s: float | None) -> PushReply:
        reached = scans[: len(scans) // 2] if self.fault is Fault.HALF_TAKEN else scans
        rows = [self._judged(row) for row in read_rows([msgspec.Raw(msgspec.json.encode(scan)) for scan in reached])]
        reply = self._call(
            lambda: PushReply(
                results=tuple(
                    self.store.writer.run(lambda ledger: take_scans(ledger, self.device, rows, clock_offset_s))
                )
            ),
            PushReply,
        )
        if self.fault is Fault.HALF_REPLY:
            return PushReply(results=reply.results[: len(reply.results) // 2])
        return reply

    def push_edits(self, edits: Sequence[PersonEdit]) -> EditReply:
        rows = read_edits([msgspec.Raw(msgspec.json.encode(edit)) for edit in edits])
        work = lambda ledger: EditReply(results=tuple(take_edits(ledger, self.device, rows)))  # noqa: E731
        reply = self._call(lambda: self.store.writer.run(work), EditReply)
        if self.fault is Fault.HALF_REPLY:
            return EditReply(results=reply.results[: len(reply.results) // 2])
        return reply

    def redeem(self, intent: Intent) -> Verdict:
        return self._call(lambda: self.store.writer.run(lambda ledger: redeem(ledger, self.device, intent)), Verdict)

    def conflicts(self) -> list[Conflict]:
        return self._call(lambda: all_conflicts(self.store.reader()), list[Conflict])

    def close_conflict(self, scan_id: str, by: str, note: str) -> None:
        work = lambda ledger: close_conflict(ledger, scan_id, by, note)  # noqa: E731
        if not self._call(lambda: self.store.writer.run(work), bool):
            raise ServerTrouble(Trouble.REFUSED, "no open conflict")

    def report(self, report: StationReport) -> None:
        self._call(lambda: report, StationReport)

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass

    def _judged(self, row: Scan | PushResult) -> Scan | PushResult:
        if isinstance(row, Scan) and row.code in self.unwanted:
            self.refused.add(row.scan_id)
            return PushResult(scan_id=row.scan_id, state=PushState.REJECTED, detail="unwanted")
        if isinstance(row, Scan):
            self.refused.discard(row.scan_id)
        return row

    def _call(self, work: Callable[[], object], kind: type[Answer]) -> Answer:
        if self._later is not None:
            calls, fault = self._later
            self._later = (calls - 1, fault) if calls else None
            self.fault = self.fault if calls else fault
        if self.fault is Fault.CUT_BEFORE:
            raise ServerTrouble(Trouble.UNREACHABLE, "the cable is out")
        if self.fault is Fault.BUSY:
            raise ServerTrouble(Trouble.BUSY, "too many", retry_after_s=5.0)
        if self.fault is Fault.SERVER_ERROR:
            raise ServerTrouble(Trouble.SERVER_ERROR, "status 500")
        if self.fault is Fault.TWICE:
            work()
        answer = msgspec.json.decode(msgspec.json.encode(work()), type=kind)
        if self.fault is Fault.CUT_AFTER:
            raise ServerTrouble(Trouble.UNREACHABLE, "the answer was lost")
        return answer
