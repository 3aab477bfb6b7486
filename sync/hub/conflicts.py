"""Double entries: found when scans arrive late and in any order, opened, explained and closed.

A conflict is an entry that its ticket did not have any more. Each scan that arrives may make one, explain one (an
exit or an undo that came late), or bring one back (the undo of an exit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kiosk.domain.admission import entry_in_the_way
from kiosk.domain.event import Gate
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Scan, ScanKind
from sync.hub.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Upset:
    """What one scan changes: entries that become double (-> the entry before each), and those that no longer are.

    `double` are all that are double with it.
    """

    fresh: Mapping[str, str]
    gone: frozenset[str]
    double: frozenset[str]


def double_entries(gates: Mapping[str, Gate], history: Sequence[Passage]) -> dict[str, str]:
    """Scan id of each entry that its ticket did not have any more -> scan id of the entry before it."""
    doubles = {}
    for position, passage in enumerate(history):
        gate = gates.get(passage.gate)
        if passage.direction is Direction.ENTRY and gate is not None:
            previous = entry_in_the_way(gate, history[:position])
            if previous is not None:
                doubles[passage.scan_id] = previous.scan_id
    return doubles


def upset_by(ledger: Ledger, scan: Scan, instead_of: Scan | None = None) -> Upset:
    """What `scan` would change, compared with the books without it, or with what they have under its id.

    The two may be of different tickets: the hub may know whose code it is before the door does.
    """
    fresh: dict[str, str] = {}
    gone: set[str] = set()
    double: set[str] = set()
    tickets = dict.fromkeys(one.ticket_code for one in (scan, instead_of) if one is not None)
    for ticket_code, area in product(filter(None, tickets), ledger.areas(scan.area)):
        before = _doubles_with(ledger, ticket_code, area, scan.scan_id, instead_of)
        after = _doubles_with(ledger, ticket_code, area, scan.scan_id, scan)
        fresh |= {scan_id: previous for scan_id, previous in after.items() if scan_id not in before}
        gone |= before.keys() - after.keys()
        double |= after.keys()
    return Upset(fresh, frozenset(gone), frozenset(double))


def _doubles_with(ledger: Ledger, ticket_code: str, area: str, scan_id: str, scan: Scan | None) -> dict[str, str]:
    """The double entries of a ticket with `scan` in the place of what the books have under `scan_id`."""
    including = scan if scan is not None and scan.ticket_code == ticket_code else None
    return double_entries(ledger.gates, ledger.history(ticket_code, area, without=scan_id, including=including))


def winner_over(scan: Scan, upset: Upset) -> str | None:
    """The scan that stands against `scan` as it arrives; None when it makes no double entry.

    A person who let somebody in a second time knowingly made no conflict.
    """
    if not upset.fresh or not _is_entry(scan) or _is_knowing(scan):
        return None
    return upset.fresh.get(scan.scan_id) or next(iter(upset.fresh))


def note_upset(ledger: Ledger, scan: Scan, upset: Upset) -> None:
    """Opens and closes conflicts between scans that were there before `scan`."""
    for scan_id in upset.gone:
        _explain(ledger, scan_id, upset.double, scan.scan_id)
    if _is_entry(scan):
        return
    for scan_id, previous in upset.fresh.items():
        kept = ledger.find_scan(scan_id)
        if kept is not None and not _is_knowing(kept.scan):
            open_conflict(ledger, scan_id, previous)


def open_conflict(ledger: Ledger, scan_id: str, winner: str) -> None:
    """Flags a double entry; one that a person has closed stays closed."""
    ledger.connection.execute(
        """INSERT INTO conflicts (scan_id, sequence, winner) VALUES (?, ?, ?)
           ON CONFLICT (scan_id) DO UPDATE SET sequence = excluded.sequence, winner = excluded.winner, closed_at = NULL
           WHERE conflicts.closed_by = ''""",
        (scan_id, ledger.advance(), winner),
    )


def close_conflict(ledger: Ledger, scan_id: str, by: str, note: str) -> bool:
    """A word on a double entry, a person's unless `by` is empty; False when there is no such open one."""
    cursor = ledger.connection.execute(
        """UPDATE conflicts SET closed_at = ?, closed_by = ?, note = ?, sequence = ?
           WHERE closed_at IS NULL AND scan_id = ?""",
        (ledger.clock.now().isoformat(), by, note, ledger.advance(), scan_id),
    )
    return cursor.rowcount > 0


def _explain(ledger: Ledger, scan_id: str, double: frozenset[str], explained_by: str) -> None:
    """An entry that is no double one any more closes the conflicts it had a part in, but those of another double one.

    Each gets a number of its own, as every change of a row does.
    """
    rows = ledger.connection.execute(
        "SELECT scan_id FROM conflicts WHERE closed_at IS NULL AND ? IN (scan_id, winner)", (scan_id,)
    )
    for conflict in rows.fetchall():
        if conflict["scan_id"] not in double:
            close_conflict(ledger, conflict["scan_id"], "", f"explained by {explained_by}")


def _is_entry(scan: Scan) -> bool:
    """Who is refused enters nothing, whichever way they wanted to go."""
    is_passage = scan.kind is ScanKind.PASSAGE and scan.verdict is Outcome.ADMITTED
    return is_passage and scan.direction is Direction.ENTRY


def _is_knowing(scan: Scan) -> bool:
    return scan.reason is Reason.ALREADY_ADMITTED
