"""The rows of a server's answer, read one by one: a row that can't be read is named and holds up none of the others.

A server may be of a later version, or have let something in that no station understands. Such a row comes again with
every answer, so a station that refused the whole answer would hear nothing more of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from kiosk.domain.event import Setup
from kiosk.domain.payload import MAXIMUM_LENGTH
from kiosk.domain.people import Attendee, Credential
from kiosk.store.people_rows import PreparedPerson, prepare_read
from sync.messages import Conflict, Rows, SequencedScan, UnreadRow

Row = TypeVar("Row")

_LARGEST_NUMBER = 2**63 - 1
"""The largest sequence number that a database keeps."""

_SHOWN_OF_A_ROW = 80
"""Bytes."""

_MANY = 20
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, ValueError)


class _RowsAsTheyCame(msgspec.Struct, kw_only=True, frozen=True):
    """`Rows` with each of them as JSON. msgspec reads a Raw with a default into its own kind of class only."""

    setup: Raw = Raw(b"null")
    people: tuple[Raw, ...] = ()
    removed: tuple[Raw, ...] = ()
    credentials: tuple[Raw, ...] = ()
    scans: tuple[Raw, ...] = ()
    conflicts: tuple[Raw, ...] = ()
    whole: tuple[str, ...] = ()
    unread: tuple[UnreadRow, ...] = ()


_as_they_came = msgspec.json.Decoder(_RowsAsTheyCame)
_setups: msgspec.json.Decoder[Setup | None] = msgspec.json.Decoder(Setup | None)
_attendees = msgspec.json.Decoder(Attendee)
_removed = msgspec.json.Decoder(str)
_credentials = msgspec.json.Decoder(Credential)
_scans = msgspec.json.Decoder(SequencedScan)
_conflicts = msgspec.json.Decoder(Conflict)


def read_rows(rows: Raw | memoryview) -> tuple[Rows, list[Raw]]:
    """All rows but the people, and the people as they came, for `read_person` one by one.

    Raises msgspec.DecodeError or UnicodeDecodeError for what is no set of rows at all.
    """
    came = _as_they_came.decode(rows)
    unread = list(came.unread)
    setup = next(iter(_read("setup", [came.setup], _setup, unread)), None)
    return Rows(
        setup=setup,
        removed=tuple(_read("removed", came.removed, _removed.decode, unread)),
        credentials=tuple(_read("credentials", came.credentials, _credentials.decode, unread)),
        scans=tuple(_read("scans", came.scans, _scan, unread)),
        conflicts=tuple(_read("conflicts", came.conflicts, _conflict, unread)),
        whole=came.whole,
        unread=tuple(unread),
    ), list(came.people)


def read_all_rows(rows: Raw | memoryview) -> Rows:
    """The same with the people."""
    read, people = read_rows(rows)
    unread: list[UnreadRow] = []
    found = tuple(_read("people", people, _person, unread))
    return replace(read, people=found, unread=(*read.unread, *unread))


def require_people(known: int, unread: Sequence[UnreadRow]) -> None:
    """So many people of whom none can be read are no people: a snapshot of them would leave nobody here.

    Raises msgspec.ValidationError.
    """
    people = [row for row in unread if row.kind == "people"]
    if not known and len(people) >= _MANY:
        raise msgspec.ValidationError(people[0].detail)


def read_person(row: Raw) -> PreparedPerson | UnreadRow:
    """A person ready for the tables, their JSON kept as it came."""
    data = bytes(row)
    try:
        return prepare_read(_person(data), data)
    except _UNREADABLE as error:
        return _unread("people", data, error)


def _read(kind: str, rows: Iterable[Raw], reading: Callable[[Raw], Row], unread: list[UnreadRow]) -> Iterable[Row]:
    for row in rows:
        try:
            yield reading(row)
        except _UNREADABLE as error:
            unread.append(_unread(kind, bytes(row), error))


def _person(row: Raw | bytes) -> Attendee:
    person = _attendees.decode(row)
    _require_zones(person.valid_from, person.valid_until)
    return person


def _scan(row: Raw) -> SequencedScan:
    told = _scans.decode(row)
    _require_number(told.sequence)
    _require_zones(told.scan.at)
    return told


def _conflict(row: Raw) -> Conflict:
    conflict = _conflicts.decode(row)
    _require_number(conflict.sequence)
    _require_zones(conflict.scan.at, conflict.winner.at, conflict.closed_at)
    return conflict


def _setup(row: Raw) -> Setup | None:
    setup = _setups.decode(row)
    if setup is not None:
        _require_zones(setup.event.starts_at, setup.event.ends_at)
        for timed in setup.sessions:
            _require_zones(timed.starts_at, timed.ends_at)
        for gate in setup.gates:
            _require_zones(gate.opens_at, gate.closes_at)
    return setup


def _require_zones(*moments: datetime | None) -> None:
    """A time without a zone can't be held against a door's clock."""
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise ValueError("a time without its zone")


def _require_number(sequence: int | None) -> None:
    if sequence is not None and not 0 <= sequence <= _LARGEST_NUMBER:
        raise ValueError("a sequence number beyond any")


def _unread(kind: str, row: bytes, error: Exception) -> UnreadRow:
    return UnreadRow(kind=kind, key=_key(kind, row), detail=str(error))


def _key(kind: str, row: bytes) -> str:
    """What tells this row from others, from whatever can be read of it."""
    try:
        found = _key_of(kind, msgspec.json.decode(row))
    except _UNREADABLE:
        found = None
    key = found[:MAXIMUM_LENGTH] if found else row[:_SHOWN_OF_A_ROW].decode(errors="replace")
    return key.replace("\0", "")  # which PostgreSQL keeps in no text


def _key_of(kind: str, row: Any) -> str | None:
    if kind == "setup":
        return kind
    if kind in ("scans", "conflicts") and isinstance(row, dict):
        row = row.get("scan")
    if not isinstance(row, dict):
        return None
    names = {"people": "ticket_code", "credentials": "code"}
    key = row.get(names.get(kind, "scan_id"))
    return key if isinstance(key, str) else None
