"""Guests registered and people corrected at stations, on the hub's writing thread.

An edit counts once however often it comes: its id is kept with what became of it. A correction changes only the
fields that are still what the desk saw; a field that somebody else has changed meanwhile stays, and the desk is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from kiosk.domain.edits import CORRECTABLE, EditKind, EditRefusal, PersonEdit, edited, overtaken
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee
from kiosk.store.values import encode
from sync.hub.ledger import Ledger
from sync.hub.people import find_attendee, take_people
from sync.hub.upstream_queue import queue_edit_upstream
from sync.messages import EditAnswer, PushState

_EDIT_ID = re.compile(r"[0-9a-f]{32}")
_edits = msgspec.json.Decoder(PersonEdit)
_KEEP = """
    INSERT INTO edits (edit_id, sequence, device, ticket_code, received_at, detail, data) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def read_edits(rows: Sequence[msgspec.Raw]) -> list[PersonEdit | EditAnswer]:
    """Each row as an edit, or as its own rejection: one row that can't be read holds back no other."""
    return [_read(row) for row in rows]


def take_edits(ledger: Ledger, device: str, rows: Sequence[PersonEdit | EditAnswer]) -> list[EditAnswer]:
    """Applies the edits of one device in their order; the answers are in the order of the rows."""
    return [row if isinstance(row, EditAnswer) else _take(ledger, device, row) for row in rows]


def _take(ledger: Ledger, device: str, edit: PersonEdit) -> EditAnswer:
    kept = ledger.connection.execute("SELECT detail FROM edits WHERE edit_id = ?", (edit.edit_id,)).fetchone()
    known = find_attendee(ledger.connection, edit.ticket_code)
    if kept is not None:
        return _answered(edit, known, kept["detail"], PushState.DUPLICATE)
    refusal = _refusal(known, edit)
    if refusal is not None:
        return _rejected(edit.edit_id, refusal)
    fields = overtaken(known, edit) if known is not None else ()
    detail = f"{EditRefusal.CHANGED_MEANWHILE.value} {','.join(fields)}" if fields else ""
    after = edited(known, edit)
    if after is not None and after != known:
        take_people(ledger, [after])
    values = (edit.edit_id, ledger.advance(), device, edit.ticket_code, ledger.clock.now().isoformat(), detail)
    ledger.connection.execute(_KEEP, (*values, encode(edit)))
    queue_edit_upstream(ledger.connection, edit.edit_id, device)
    return _answered(edit, after, detail, PushState.APPLIED)


def _refusal(known: Attendee | None, edit: PersonEdit) -> EditRefusal | None:
    if edit.kind is EditKind.WALK_IN:
        return EditRefusal.CODE_TAKEN if known is not None and known != edit.attendee else None
    return EditRefusal.UNKNOWN_PERSON if known is None else None


def _answered(edit: PersonEdit, person: Attendee | None, detail: str, state: PushState) -> EditAnswer:
    """All of it was taken, or all but the fields in `detail`."""
    state = PushState.CONFLICT if detail else state
    return EditAnswer(edit_id=edit.edit_id, state=state, detail=detail, person=person)


def _read(row: msgspec.Raw) -> PersonEdit | EditAnswer:
    try:
        edit = _edits.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _rejected(_edit_id_of(row), EditRefusal.NOT_UNDERSTOOD, str(error))
    fault = _fault(edit)
    return _rejected(edit.edit_id, EditRefusal.NOT_UNDERSTOOD, fault) if fault else edit


def _fault(edit: PersonEdit) -> str:
    """What is wrong with an edit that no station of ours sends; empty when nothing is."""
    if not _EDIT_ID.fullmatch(edit.edit_id) or edit.at.tzinfo is None:
        return "an edit has an id of 32 hex digits and a time with an offset"
    if edit.kind is EditKind.WALK_IN:
        return "" if _is_guest(edit) else "a guest has a name and the ticket of the edit"
    texts = [text for change in edit.changes for text in (change.before, change.after)]
    fields = {change.field for change in edit.changes}
    if not fields <= set(CORRECTABLE) or any("\0" in text for text in texts):
        return "these fields can't be changed"
    return "" if all(change.after.strip() for change in edit.changes if change.field == "name") else "no name is left"


def _is_guest(edit: PersonEdit) -> bool:
    guest = edit.attendee
    code = read_payload(edit.ticket_code)
    return (
        guest is not None
        and code.fault is None
        and edit.ticket_code == guest.ticket_code == code.text
        and bool(guest.name.strip())
        and b"\\u0000" not in encode(guest)
    )


def _edit_id_of(row: msgspec.Raw) -> str:
    """The id of a row that can't be read otherwise; empty when even that is missing."""
    try:
        value = msgspec.json.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    edit_id = value.get("edit_id") if isinstance(value, dict) else None
    return edit_id if isinstance(edit_id, str) else ""


def _rejected(edit_id: str, refusal: EditRefusal, why: str = "") -> EditAnswer:
    return EditAnswer(edit_id=edit_id, state=PushState.REJECTED, detail=f"{refusal.value} {why}".rstrip())
