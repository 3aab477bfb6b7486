"""What happened in a demo, gathered from the engines' own events and written as `report.json`."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.devices.reader import CodeScanned
from kiosk.service.check_in import CheckedIn
from printing.events import JobPrinted, JobTrouble, PrintEvent, Trouble

_STEPS = ("decode", "decide", "render", "first_byte", "confirmed", "scan_to_first_byte")
"""`first_byte` and `confirmed` count from the judgement, `scan_to_first_byte` from the arrival of the frame."""


@dataclass(slots=True)
class _Visitor:
    code: str
    verdict: str
    reason: str | None
    job_id: str | None
    captured_at: datetime
    milliseconds: dict[str, float | None] = field(default_factory=lambda: dict.fromkeys(_STEPS))


class DemoReport:
    """Collects from any thread; `quiet` tells when every queued badge has come to its end."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._visitors: list[_Visitor] = []
        self._waiting: set[str] = set()
        self._ended: dict[str, PrintEvent] = {}

    def answered(self, code: CodeScanned, checked_in: CheckedIn, decide_ms: float) -> None:
        """One code was judged; times in ms."""
        job = checked_in.print_job
        visitor = _Visitor(
            code=checked_in.scan.ticket_code or checked_in.scan.code,
            verdict=checked_in.verdict.outcome.value,
            reason=checked_in.verdict.reason.value if checked_in.verdict.reason else None,
            job_id=job.job_id if job else None,
            captured_at=code.captured_at,
        )
        visitor.milliseconds.update(decode=code.decode_ms, decide=decide_ms)
        with self._lock:
            self._visitors.append(visitor)
            if job is not None and job.job_id not in self._ended:
                self._waiting.add(job.job_id)
            self._lock.notify_all()

    def print_event(self, event: PrintEvent) -> None:
        """A word of the print worker."""
        ended = isinstance(event, JobPrinted) or (
            isinstance(event, JobTrouble) and event.trouble is not Trouble.WAITING
        )
        if not ended or not isinstance(event, JobPrinted | JobTrouble):
            return
        with self._lock:
            self._ended[event.job.job_id] = event
            self._waiting.discard(event.job.job_id)
            self._lock.notify_all()

    def wait_for_badges(self, timeout_s: float) -> bool:
        """Waits until no badge is on its way; False when some still are."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._waiting, timeout_s)

    @property
    def count(self) -> int:
        """Visitors answered so far."""
        with self._lock:
            return len(self._visitors)

    def printed_codes(self) -> list[str]:
        """The ticket codes whose badge the printer has confirmed, in the order of the scans."""
        with self._lock:
            return [visitor.code for visitor in self._visitors if self._is_printed(visitor)]

    def as_json(self, *, uploaded: int, seconds: float) -> dict[str, Any]:
        """The report of the contract; a step that did not happen is null."""
        with self._lock:
            visitors = [self._row(visitor) for visitor in self._visitors]
        return {"visitors": visitors, "uploaded": uploaded, "seconds": round(seconds, 2)}

    def _row(self, visitor: _Visitor) -> dict[str, Any]:
        event = self._ended.get(visitor.job_id or "")
        times = dict(visitor.milliseconds)
        if isinstance(event, JobPrinted):
            times.update(
                render=event.render_ms,
                first_byte=event.first_byte_ms,
                confirmed=event.confirmed_ms,
                scan_to_first_byte=_ms(event.job.created_at - visitor.captured_at) + event.first_byte_ms,
            )
        return {
            "ticket_code": visitor.code,
            "verdict": visitor.verdict,
            "reason": visitor.reason,
            "badge": f"badges/{visitor.code}.zpl" if self._is_printed(visitor) else None,
            "ms": {step: None if value is None else round(value, 2) for step, value in times.items()},
        }

    def _is_printed(self, visitor: _Visitor) -> bool:
        return isinstance(self._ended.get(visitor.job_id or ""), JobPrinted)


def _ms(time: timedelta) -> float:
    return time.total_seconds() * 1000


def write_report(report: dict[str, Any], path: Path) -> None:
    """Writes `report.json`."""
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
