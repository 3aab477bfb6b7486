"""The hub's books as their one writer sees them: the connection, the next sequence number, the event.

Sequence numbers are given out inside the transaction that stores their rows, so a reader that sees number n sees
every number below it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from kiosk.domain.clock import Clock
from kiosk.domain.event import Gate, Setup
from kiosk.domain.history import Occupancy, passages
from kiosk.domain.scans import Passage, Scan
from kiosk.store.values import decode_setup, encode
from sync.hub.ahead import Ahead
from sync.hub.books import Connection
from sync.hub.scan_rows import KeptScan, find_scan, read_scan, scans_after, scans_of, scans_through

History = tuple[Passage, ...]

_PUT_META = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


@dataclass(slots=True)
class Ledger:
    """What a piece of work gets; one has it at a time. Others may look at `committed` only.

    `timezone` is the event's own, in which rules count days. `ahead` is what was looked up for a whole group.
    """

    connection: Connection
    clock: Clock
    sequence: int = 0
    committed: int = 0
    setup: Setup | None = None
    gates: dict[str, Gate] = field(default_factory=dict)
    timezone: tzinfo = UTC
    ahead: Ahead = field(default_factory=Ahead)
    _areas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _occupancies: dict[str, Occupancy] = field(default_factory=dict)
    _setup_sequence: int = 0

    def load(self) -> None:
        """Reads what is remembered between transactions; also after one was rolled back."""
        self.sequence = self.committed = int(meta(self.connection, "sequence") or 0)
        self.forget()

    def forget(self) -> None:
        """Reads the event again and drops the counts, after a piece of work was taken back."""
        self._setup_sequence = int(meta(self.connection, "setup_sequence") or 0)
        text = meta(self.connection, "setup")
        self._know(decode_setup(text.encode()) if text else None)
        self._occupancies.clear()

    def distrust(self) -> None:
        """A transaction was taken back: all is read anew at the beginning of the next one."""
        self._setup_sequence = -1

    def catch_up(self) -> None:
        """Takes note of what other processes have committed since this one's last transaction, at its beginning."""
        keys = ("sequence", "setup_sequence")
        rows = self.connection.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", keys).fetchall()
        found = {row["key"]: int(row["value"]) for row in rows}
        sequence, known = found.get("sequence", 0), self.committed
        if found.get("setup_sequence", 0) != self._setup_sequence or sequence < known:
            self.forget()
        elif sequence > known and self._occupancies:
            for scan in scans_after(self.connection, known):
                self.count(scan, replaces=False)
        self.sequence = self.committed = sequence

    def advance(self) -> int:
        """The next sequence number."""
        self.sequence += 1
        return self.sequence

    def before_commit(self) -> None:
        if self.sequence != self.committed:
            put_meta(self.connection, "sequence", str(self.sequence))

    def after_commit(self) -> None:
        self.committed = self.sequence

    def save_setup(self, setup: Setup) -> bool:
        """Stores the event when it differs from the known one, and tells whether it did."""
        if setup == self.setup:
            return False
        put_meta(self.connection, "setup", encode(setup).decode())
        self._setup_sequence = self.advance()
        put_meta(self.connection, "setup_sequence", str(self._setup_sequence))
        self._know(setup)
        return True

    def inside(self, area: str) -> int:
        """Persons in an area now."""
        occupancy = self._occupancies.get(area)
        if occupancy is None:
            occupancy = self._occupancies[area] = Occupancy(area)
            for scan in scans_through(self.connection, self.areas(area)):
                occupancy.take(scan)
        return occupancy.inside

    def everybody_inside(self) -> dict[str, int]:
        """Persons inside each area of the event."""
        return {area: self.inside(area) for area in sorted({gate.area for gate in self.gates.values()})}

    def areas(self, area: str) -> tuple[str, ...]:
        """The areas whose scans tell who is in `area`."""
        return self._areas.get(area, (area,))

    def history(self, ticket_code: str, area: str, *, without: str = "", including: Scan | None = None) -> History:
        """The passages of a ticket through an area in the order of their times.

        The scan `without` is left out; `including` is counted as if it were stored.
        """
        scans = [scan for scan in self._scans_of(ticket_code, self.areas(area)) if scan.scan_id != without]
        if including is not None:
            scans.append(including)
        return passages(scans, area) if scans else ()

    def find_scan(self, scan_id: str) -> KeptScan | None:
        """A scan as the books have it now."""
        if self.ahead.is_new(scan_id):
            return None
        known = self.ahead.scan(scan_id)
        return read_scan(known) if known is not None else find_scan(self.connection, scan_id)

    def count(self, scan: Scan, *, replaces: bool) -> None:
        """Keeps the counts true after a scan was stored; a replaced one has its area counted anew when next asked."""
        for area in self.areas(scan.area):
            if replaces:
                self._occupancies.pop(area, None)
            elif area in self._occupancies:
                self._occupancies[area].take(scan)

    def _scans_of(self, ticket_code: str, areas: tuple[str, ...]) -> list[Scan]:
        known = self.ahead.scans_of(ticket_code)
        if known is None:
            return scans_of(self.connection, ticket_code, areas)
        return [read_scan(row).scan for row in known if row["area"] in areas]

    def _know(self, setup: Setup | None) -> None:
        self.setup = setup
        self.gates = {gate.id: gate for gate in setup.gates} if setup else {}
        self.timezone = ZoneInfo(setup.event.timezone) if setup else UTC
        self._areas = {gate.area: setup.connected_areas(gate.area) for gate in setup.gates} if setup else {}


def meta(connection: Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else None


def put_meta(connection: Connection, key: str, value: str) -> None:
    connection.execute(_PUT_META, (key, value))


def meta_or_new(connection: Connection, key: str, new: str | None = None) -> str:
    """The remembered value, made on first use (random when none is given)."""
    value = meta(connection, key)
    if value is None:
        value = new or secrets.token_hex(8)
        put_meta(connection, key, value)
    return value
