"""From scans to passages: which entries and exits of a ticket count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.domain.scans import Direction, Outcome, Passage, Scan, ScanKind


def passages(scans: Iterable[Scan], area: str | None = None) -> tuple[Passage, ...]:
    """The admitted passages that nobody took back, in the order of their times at the door.

    A scan that is known twice (here and from the server) counts once. Order of equal times is the scan id's.
    Without an `area` all scans are of one area. With one they may be of several rooms: a person can't be in two, so
    the entry elsewhere of one who is in `area` is their exit from it, and other passages elsewhere don't count.
    """
    known = {scan.scan_id: scan for scan in scans}
    undone = {scan.undoes for scan in known.values() if scan.kind is ScanKind.UNDO}
    counted = [scan for scan in known.values() if _counts(scan) and scan.scan_id not in undone]
    counted.sort(key=lambda scan: (scan.at, scan.scan_id))
    return tuple(_seen_from(area, counted))


def _seen_from(area: str | None, counted: Iterable[Scan]) -> Iterator[Passage]:
    inside = False
    for scan in counted:
        entry = scan.direction is Direction.ENTRY
        if area is None or scan.area == area:
            inside = entry
            yield _passage(scan, scan.direction)
        elif inside and entry:
            inside = False
            yield _passage(scan, Direction.EXIT)


def _passage(scan: Scan, direction: Direction) -> Passage:
    return Passage(
        scan_id=scan.scan_id,
        direction=direction,
        at=scan.at,
        gate=scan.gate,
        station=scan.station,
        operator=scan.operator,
    )


def _counts(scan: Scan) -> bool:
    return scan.kind is ScanKind.PASSAGE and scan.verdict is Outcome.ADMITTED and scan.ticket_code is not None


class Occupancy:
    """Who is inside one area, kept up to date scan by scan.

    The last passage of a ticket decides. An undo puts the ticket back to the passage before it. With the name of
    its `area` it may be given the scans of other rooms too: a room is left by entering another.
    """

    def __init__(self, area: str | None = None) -> None:
        self._area = area
        self._by_ticket: dict[str, dict[str, Scan]] = {}
        self._tickets: dict[str, str] = {}
        self._inside: set[str] = set()

    @property
    def inside(self) -> int:
        """Persons inside now."""
        return len(self._inside)

    def take(self, scan: Scan) -> None:
        """Counts one scan, new or known already; a later word on a known scan replaces the earlier one.

        So an entry that a server had answered yes to and that the door then refused is taken out again.
        """
        counted_for = self._tickets.pop(scan.scan_id, None)
        if counted_for is not None:
            del self._by_ticket[counted_for][scan.scan_id]
            self._judge(counted_for)
        if scan.ticket_code is None or scan.verdict is not Outcome.ADMITTED:
            return
        self._tickets[scan.scan_id] = scan.ticket_code
        self._by_ticket.setdefault(scan.ticket_code, {})[scan.scan_id] = scan
        self._judge(scan.ticket_code)

    def _judge(self, ticket_code: str) -> None:
        history = passages(self._by_ticket[ticket_code].values(), self._area)
        if history and history[-1].direction is Direction.ENTRY:
            self._inside.add(ticket_code)
        else:
            self._inside.discard(ticket_code)
