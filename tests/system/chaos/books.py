"""What the files of a venue say while its processes run: read beside them, without disturbing them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.history import passages
from kiosk.domain.scans import Scan
from kiosk.store.database import Connection, Durability, open_database, station_key
from kiosk.store.scan_log import first_broken_link
from kiosk.store.scan_log import read_scan as read_log_row
from sync.hub.conflicts import double_entries
from sync.hub.scan_rows import read_scan as read_hub_row
from sync.messages import Conflict
from tests.fakes.venue import SETUP

Pairs = frozenset[tuple[str, str]]
"""Open double entries: the scan that came after the other, and that other one."""

_conflicts = msgspec.json.Decoder(Conflict)
GATES = {gate.id: gate for gate in SETUP.gates}


@dataclass(frozen=True, slots=True, kw_only=True)
class StationBooks:
    """One station's files at one moment."""

    own: frozenset[str]
    waiting: int
    parked: int
    others: frozenset[str]
    conflicts: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class HubBooks:
    """The hub's file at one moment. `answered_only` are verdicts whose station has recorded nothing (yet)."""

    confirmed: frozenset[str]
    answered_only: frozenset[str]
    conflicts: Pairs


def station_books(directory: Path) -> StationBooks:
    with closing(_open(directory, "log.db")) as log:
        own = _ids(log, "SELECT scan_id FROM scans")
        waiting, parked = (
            log.execute("SELECT count(*) FROM outbox WHERE state = ?", (state,)).fetchone()[0]
            for state in ("pending", "parked")
        )
    with closing(_open(directory, "cache.db")) as cache:
        others = _ids(cache, "SELECT scan_id FROM other_scans")
        rows = cache.execute("SELECT data FROM conflicts WHERE is_open").fetchall()
    told = [_conflicts.decode(row["data"]) for row in rows]
    conflicts = frozenset((one.scan.scan_id, one.winner.scan_id) for one in told)
    return StationBooks(own=own, waiting=waiting, parked=parked, others=others, conflicts=conflicts)


def hub_books(directory: Path) -> HubBooks:
    with closing(_open(directory, "hub.db")) as hub:
        return HubBooks(
            confirmed=_ids(hub, "SELECT scan_id FROM scans WHERE confirmed"),
            answered_only=_ids(hub, "SELECT scan_id FROM scans WHERE NOT confirmed"),
            conflicts=frozenset(
                (row["scan_id"], row["winner"])
                for row in hub.execute("SELECT scan_id, winner FROM conflicts WHERE closed_at IS NULL")
            ),
        )


def log_of(directory: Path) -> dict[str, Scan]:
    with closing(_open(directory, "log.db")) as log:
        return {row["scan_id"]: read_log_row(row) for row in log.execute("SELECT * FROM scans")}


def chain_is_broken(directory: Path) -> bool:
    with closing(_open(directory, "log.db")) as log:
        return first_broken_link(log) is not None


def scans_at_hub(directory: Path) -> list[Scan]:
    """Every scan in the hub's time, the hub's own answers included."""
    with closing(_open(directory, "hub.db")) as hub:
        return [read_hub_row(row).scan for row in hub.execute("SELECT * FROM scans")]


def doubles_among(scans: list[Scan]) -> set[str]:
    """The entries that their tickets did not have any more, by a recount over everything."""
    doubles: set[str] = set()
    by_place: dict[tuple[str | None, str], list[Scan]] = {}
    for scan in scans:
        by_place.setdefault((scan.ticket_code, scan.area), []).append(scan)
    for here in by_place.values():
        doubles |= double_entries(GATES, passages(here)).keys()
    return doubles


def flagged(conflicts: Pairs) -> set[str]:
    """Every scan that has a part in an open double entry."""
    return {scan_id for pair in conflicts for scan_id in pair}


def _open(directory: Path, name: str) -> Connection:
    key = station_key(directory)
    return open_database(directory / name, key, durability=Durability.FULL, read_only=True)


def _ids(connection: Connection, statement: str) -> frozenset[str]:
    return frozenset(row["scan_id"] for row in connection.execute(statement))
