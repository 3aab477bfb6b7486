"""What waits for a person at this station, gathered from what the server told and what it refused."""

from __future__ import annotations

import msgspec

from kiosk.store import edit_log, outbox
from kiosk.store.station import StationStore
from sync.errands import Closings, KeptHere, WaitingClosing
from sync.messages import Conflict
from ui.frontdesk.conflicts import DoubleEntry, OpenCases, RefusedEdit, RefusedUpload, UnreadRow

_MOST_UNREAD = 50
_conflicts = msgspec.json.Decoder(Conflict)


def open_cases(store: StationStore) -> OpenCases:
    """Double entries that nobody has closed here or elsewhere, and parked uploads, with the people they are about.

    What a person has decided to keep here only is no case any more.
    """
    waiting = {closing.scan_id for closing in Closings(store.log).waiting()}
    kept = KeptHere(store.log).ids()
    conflicts = [_conflicts.decode(row) for row in store.cache.open_conflicts()]
    return OpenCases(
        doubles=tuple(_double(store, one) for one in conflicts if one.scan.scan_id not in waiting),
        refused=tuple(
            RefusedUpload(scan=one.scan, detail=one.detail, attendee=store.cache.attendee(one.scan.ticket_code or ""))
            for one in store.log.read(outbox.parked)
            if one.scan.scan_id not in kept
        ),
        edits=tuple(
            RefusedEdit(edit=one.edit, detail=one.detail, attendee=store.cache.attendee(one.edit.ticket_code))
            for one in store.log.read(edit_log.parked_edits)
            if one.edit.edit_id not in kept
        ),
        unread=tuple(UnreadRow(*row) for row in store.cache.unread_rows(_MOST_UNREAD)),
    )


def open_double_count(store: StationStore) -> int:
    """How many double entries there are for a person, without looking at each."""
    waiting = {closing.scan_id for closing in Closings(store.log).waiting()}
    return store.cache.open_conflict_count(waiting)


def close_case(store: StationStore, scan_id: str, by: str, note: str) -> None:
    """Closes a double entry; it waits on disk until the server has heard it."""
    Closings(store.log).add(WaitingClosing(scan_id=scan_id, by=by, note=note))


def keep_case(store: StationStore, case_id: str) -> None:
    """A refused upload stays at this station, for good."""
    KeptHere(store.log).add(case_id)


def _double(store: StationStore, conflict: Conflict) -> DoubleEntry:
    earlier, later = sorted((conflict.winner, conflict.scan), key=lambda scan: scan.at)
    return DoubleEntry(
        scan_id=conflict.scan.scan_id,
        earlier=earlier,
        later=later,
        attendee=store.cache.attendee(conflict.scan.ticket_code or ""),
    )
