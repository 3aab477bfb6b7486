"""Taking the stations' scans: what happened at a door is a fact, so nothing true is ever turned away.

A scan id counts once however often it comes. A second entry on one ticket is kept like any other scan and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec

from kiosk.domain.payload import MAXIMUM_LENGTH
from kiosk.domain.scans import Outcome, Scan, ScanRefusal
from kiosk.store.values import encode
from sync.hub.ahead import Wanted
from sync.hub.books import Cursor
from sync.hub.conflicts import Upset, note_upset, open_conflict, upset_by, winner_over
from sync.hub.ledger import Ledger
from sync.hub.scan_rows import CLOCK_TOLERANCE_S, KeptScan
from sync.hub.upstream_queue import queue_upstream
from sync.messages import PushResult, PushState

_SCAN_ID = re.compile(r"[0-9a-f]{32}")
_scans = msgspec.json.Decoder(Scan)

_COLUMNS = (
    *("sequence", "scan_id", "device", "ticket_code", "area", "confirmed", "winner", "received_at", "clock_offset_s"),
    *("data", "gate", "direction", "verdict", "kind"),
)
_INTO = f"INSERT INTO scans ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (scan_id) DO"
_INSERT = f"{_INTO} NOTHING"
_UPDATE = "UPDATE scans SET confirmed = 1, data = ?, direction = ?, clock_offset_s = ?, winner = ? WHERE scan_id = ?"
_MOVE = "UPDATE scans SET sequence = ? WHERE scan_id = ?"
_REPLACE = f"{_INTO} UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"


def read_rows(rows: Sequence[msgspec.Raw]) -> list[Scan | PushResult]:
    """Each row as a scan, or as its own rejection: one row that can't be read holds back no other."""
    return [_read_row(row) for row in rows]


def wanted_by(rows: Sequence[Scan | PushResult]) -> Wanted:
    """What `take_scans` is going to look up."""
    scans = [row for row in rows if isinstance(row, Scan)]
    return Wanted(
        tickets=tuple(scan.ticket_code for scan in scans if scan.ticket_code is not None),
        scan_ids=tuple(scan.scan_id for scan in scans),
    )


def take_scans(
    ledger: Ledger, device: str, rows: Sequence[Scan | PushResult], clock_offset_s: float | None
) -> list[PushResult]:
    """Stores the scans of one device; the answers are in the order of the rows."""
    return [row if isinstance(row, PushResult) else take_scan(ledger, device, row, clock_offset_s) for row in rows]


def take_scan(ledger: Ledger, device: str, scan: Scan, clock_offset_s: float | None = None) -> PushResult:
    """Stores one scan that happened at a door of `device`."""
    known = ledger.find_scan(scan.scan_id)
    if known is None:
        return _keep(ledger, device, scan, clock_offset_s)
    if not _is_same_presentation(known.scan, scan):
        return _rejected(scan.scan_id, ScanRefusal.OTHER_SCAN)
    if known.confirmed:
        return _known_result(known)
    if known.scan.verdict is scan.verdict:
        return _confirm(ledger, known, scan, clock_offset_s)
    return _keep(ledger, device, scan, clock_offset_s, known.scan)


def take_told_scan(ledger: Ledger, device: str, scan: Scan) -> None:
    """Stores a scan that another server has told of, in this hub's time; its later word replaces the earlier one."""
    known = ledger.find_scan(scan.scan_id)
    if known is None:
        _keep(ledger, device, scan, None)
    elif known.device == device and known.scan != scan:
        _keep(ledger, device, scan, None, known.scan)


def store_answer(ledger: Ledger, device: str, scan: Scan, *, first_entry: bool) -> bool:
    """Keeps the hub's own answer to a door until the door uploads what it did; False when the id is known already.

    Doors with a wrong clock may have told of passages that are still to come: then even an entry that the hub has
    granted lies before another one. The first entry of a ticket can't.
    """
    is_new = ledger.ahead.is_new(scan.scan_id)
    cursor = _write(ledger, _INSERT, scan, _row(ledger, device, scan, None, confirmed=False, winner=None))
    stored = is_new or cursor.rowcount > 0
    if stored and not first_entry and scan.verdict is Outcome.ADMITTED:
        upset = upset_by(ledger, scan)
        _flagged(ledger, scan, upset, winner_over(scan, upset))
    return stored


def _row(
    ledger: Ledger, device: str, scan: Scan, clock_offset_s: float | None, *, confirmed: bool, winner: str | None
) -> tuple[Any, ...]:
    return (
        ledger.advance(),
        scan.scan_id,
        device,
        scan.ticket_code,
        scan.area,
        int(confirmed),
        winner,
        ledger.clock.now().isoformat(),
        clock_offset_s,
        encode(scan),
        scan.gate,
        scan.direction.value,
        scan.verdict.value,
        scan.kind.value,
    )


def _write(ledger: Ledger, statement: str, scan: Scan, values: tuple[Any, ...]) -> Cursor:
    ledger.ahead.forget_scan(scan.scan_id, scan.ticket_code)
    return ledger.connection.execute(statement, values)


def _keep(
    ledger: Ledger, device: str, scan: Scan, clock_offset_s: float | None, instead_of: Scan | None = None
) -> PushResult:
    upset = upset_by(ledger, _in_hub_time(scan, clock_offset_s), instead_of)
    winner = winner_over(scan, upset)
    _write(ledger, _REPLACE, scan, _row(ledger, device, scan, clock_offset_s, confirmed=True, winner=winner))
    ledger.count(scan, replaces=instead_of is not None)
    queue_upstream(ledger.connection, scan.scan_id, device)
    return _flagged(ledger, scan, upset, winner)


def _flagged(ledger: Ledger, scan: Scan, upset: Upset, winner: str | None) -> PushResult:
    note_upset(ledger, scan, upset)
    if winner is not None:
        open_conflict(ledger, scan.scan_id, winner)
        return PushResult(scan_id=scan.scan_id, state=PushState.CONFLICT, winner=winner)
    return PushResult(scan_id=scan.scan_id, state=PushState.APPLIED)


def _confirm(ledger: Ledger, known: KeptScan, scan: Scan, clock_offset_s: float | None) -> PushResult:
    """The station did what the hub had answered; its own record completes the hub's.

    Others hear of it again only when it says something else than the answer, besides the door's time: an answer that
    came too late was decided by the station.
    """
    moved = _in_hub_time(scan, clock_offset_s)  # the door's time may order entries otherwise
    upset = upset_by(ledger, moved)
    if moved.at != known.scan.at:
        upset = replace(upset, gone=upset.gone | upset_by(ledger, moved, known.scan).gone)
    winner = winner_over(scan, upset)
    values = (encode(scan), scan.direction.value, clock_offset_s, winner, scan.scan_id)
    _write(ledger, _UPDATE, scan, values)
    if replace(known.scan, at=scan.at) != scan:
        _write(ledger, _MOVE, scan, (ledger.advance(), scan.scan_id))
    queue_upstream(ledger.connection, scan.scan_id, known.device)
    return _flagged(ledger, scan, upset, winner)


def _known_result(known: KeptScan) -> PushResult:
    state = PushState.DUPLICATE if known.winner is None else PushState.CONFLICT
    return PushResult(scan_id=known.scan.scan_id, state=state, winner=known.winner)


def _is_same_presentation(known: Scan, scan: Scan) -> bool:
    return (known.code, known.gate, known.kind, known.undoes) == (scan.code, scan.gate, scan.kind, scan.undoes)


def _in_hub_time(scan: Scan, clock_offset_s: float | None) -> Scan:
    if clock_offset_s is None or abs(clock_offset_s) <= CLOCK_TOLERANCE_S:
        return scan
    return replace(scan, at=scan.at + timedelta(seconds=clock_offset_s))


def _read_row(row: msgspec.Raw) -> Scan | PushResult:
    try:
        scan = _scans.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _rejected(_scan_id_of(row), ScanRefusal.NOT_UNDERSTOOD, str(error))
    fault = _fault_of(scan)
    return _rejected(scan.scan_id, ScanRefusal.NOT_UNDERSTOOD, fault) if fault else scan


def _fault_of(scan: Scan) -> str:
    """What no station of ours would send; empty for a scan that can be stored."""
    if not _SCAN_ID.fullmatch(scan.scan_id):
        return "a scan id has 32 hex digits"
    if scan.at.tzinfo is None:
        return "the time has no offset"
    if len(scan.code) > MAXIMUM_LENGTH:
        return "the code is too long"
    return "no text has a zero character" if "\0" in f"{scan.ticket_code}{scan.gate}{scan.area}" else ""


def _scan_id_of(row: msgspec.Raw) -> str:
    """The id of a row that can't be read otherwise; empty when even that is missing."""
    try:
        value = msgspec.json.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    scan_id = value.get("scan_id") if isinstance(value, dict) else None
    return scan_id if isinstance(scan_id, str) else ""


def _rejected(scan_id: str, refusal: ScanRefusal, why: str = "") -> PushResult:
    detail = f"{refusal.value} {why}".rstrip()
    return PushResult(scan_id=scan_id, state=PushState.REJECTED, retryable=False, detail=detail)
