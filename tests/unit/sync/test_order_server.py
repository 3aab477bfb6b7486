"""A server that numbers no changes, takes one scan a call and tells of nothing that is gone fits the port as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import pytest

from kiosk.domain.people import Attendee, Credential, TicketStatus
from kiosk.domain.scans import Direction, Outcome, Reason, Scan, ScanKind, UploadState
from sync.messages import Changes, Conflict, PushReply, PushResult, PushState, Rows, SequencedScan, SnapshotPage
from sync.port import ServerTrouble, Trouble
from tests.fakes.order_server import Answer, CheckIn, Order, OrderPage, OrderServer
from tests.fakes.venue import OPENING, SETUP, VenueStation

Told = TypeVar("Told")
DEVICE = 1


class OrderAdapter:
    """RegistrationServer over an `OrderServer`. It keeps nothing: places and cursors hold all that it must know.

    A place is `PAGE/SINCE/GENERATED`: the page to come, of the orders changed since, and the time of the first page.
    `cut` says after how many calls of a push the answer is lost.
    """

    name, poll_s, batch = "orders", 5.0, 10

    def __init__(self, server: OrderServer) -> None:
        self.server = server
        self.cut: int | None = None

    def snapshot(self, page: str | None) -> SnapshotPage:
        told, following, generated = self._orders(page or "1/0/")
        return SnapshotPage(
            rows=replace(self._rows(told), setup=SETUP if page is None else None),
            cursor=f"1/{generated}/",
            next_page=following,
        )

    def changes(self, cursor: str) -> Changes:
        told, following, generated = self._orders(cursor)
        return Changes(rows=self._rows(told), cursor=following or f"1/{generated}/", more=following is not None)

    def push(self, scans: Sequence[Scan], clock_offset_s: float | None) -> PushReply:
        results: list[PushResult] = []
        for scan in scans:
            results.append(self._tell(scan))
            if self.cut is not None and len(results) > self.cut:
                raise ServerTrouble(Trouble.UNREACHABLE, "the answer was lost")
        return PushReply(results=tuple(results))

    def abort(self) -> None: ...

    def close(self) -> None: ...

    def _orders(self, place: str) -> tuple[OrderPage, str | None, str]:
        number, since, generated = place.split("/")
        page = self.server.page(int(number), int(since))
        generated = generated or str(page.generated)
        return page, f"{int(number) + 1}/{since}/{generated}" if page.has_next else None, generated

    def _rows(self, page: OrderPage) -> Rows:
        return Rows(
            people=tuple(_person(order) for order in page.orders),
            credentials=tuple(Credential(code=order.secret, ticket_code=order.code) for order in page.orders),
            scans=tuple(
                SequencedScan(sequence=None, scan=_scan(order, one))
                for order in page.orders
                for one in order.check_ins
                if one.device != DEVICE
            ),
            conflicts=tuple(conflict for order in page.orders for conflict in _conflicts(order)),
            whole=tuple(order.code for order in page.orders),
        )

    def _tell(self, scan: Scan) -> PushResult:
        if scan.kind is ScanKind.UNDO:
            taken = self.server.annul(scan.undoes or "", DEVICE)
            return PushResult(scan_id=scan.scan_id, state=PushState.APPLIED if taken else PushState.REJECTED)
        if scan.verdict is not Outcome.ADMITTED:
            self.server.report_refusal(scan.code, str(scan.reason), scan.scan_id)
            return PushResult(scan_id=scan.scan_id, state=PushState.APPLIED)
        said = self.server.redeem(scan.code, scan.scan_id, scan.at, scan.direction.value, DEVICE, force=False)
        if said is Answer.ALREADY:
            self.server.redeem(scan.code, scan.scan_id, scan.at, scan.direction.value, DEVICE, force=True)
            return PushResult(scan_id=scan.scan_id, state=PushState.CONFLICT)
        state = PushState.REJECTED if said is Answer.UNKNOWN else PushState.APPLIED
        return PushResult(scan_id=scan.scan_id, state=state, detail=said.value)


def _person(order: Order) -> Attendee:
    status = TicketStatus.CANCELLED if order.status == "c" else TicketStatus.VALID
    return Attendee(ticket_code=order.code, name=order.name, category="visitor", status=status)


def _scan(order: Order, one: CheckIn) -> Scan:
    return Scan(
        scan_id=f"{one.number:032x}",
        code=order.secret,
        ticket_code=order.code,
        gate="north",
        area="venue",
        direction=Direction(one.direction),
        verdict=Outcome.ADMITTED,
        reason=None,
        at=one.at,
        station=f"device {one.device}",
    )


def _conflicts(order: Order) -> Iterator[Conflict]:
    in_order = sorted(order.check_ins, key=lambda one: one.at)
    for first, second in pairwise(in_order):
        if first.direction == second.direction == "entry":
            yield Conflict(sequence=second.number, scan=_scan(order, second), winner=_scan(order, first))


@pytest.fixture
def server() -> OrderServer:
    made = OrderServer()
    for number in range(7):
        made.sell(f"O{number}", f"secret-{number}", f"Nadia Visitor {number}")
    return made


@pytest.fixture
def venue(tmp_path, clock, server) -> Iterator[VenueStation]:
    station = VenueStation(tmp_path / "A", OrderAdapter(server), "A", clock)
    yield station
    station.close()


def answers(venue: VenueStation, secret: str) -> tuple[Outcome, Reason | None]:
    verdict = venue.check_in(secret).verdict
    return verdict.outcome, verdict.reason


def between_pages(adapter: OrderAdapter, call: str, event: Callable[[], object]) -> None:
    """Something happens at the server after the first page of a pass."""
    whole: Callable[[str | None], SnapshotPage | Changes] = getattr(adapter, call)
    happened: list[object] = []

    def ask(place: str | None) -> SnapshotPage | Changes:
        answer = whole(place)
        if not happened:
            happened.append(event())
        return answer

    setattr(adapter, call, ask)


def test_everybody_comes_down_in_pages(venue):
    venue.sync()
    assert venue.store.cache.people_count() == 7
    assert answers(venue, "secret-6") == (Outcome.ADMITTED, None)


@pytest.mark.parametrize("call", ["snapshot", "changes"])
def test_what_changes_between_two_pages_is_not_lost(venue, server, call):
    if call == "changes":
        venue.sync()
        for order in list(server.orders.values()):
            server.change(replace(order, name="Renamed"))
    between_pages(venue.server, call, lambda: server.change(replace(server.orders["O0"], status="c")))
    between_pages(venue.server, call, lambda: server.sell("O9", "secret-9", "Late Buyer"))
    venue.sync()
    venue.sync()
    assert venue.store.cache.people_count() == 8
    assert answers(venue, "secret-0") == (Outcome.REFUSED, Reason.CANCELLED)


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_scans_whose_answer_was_lost_count_once(venue, server, cut):
    venue.sync()
    for secret in ("secret-1", "secret-2", "nobody", "secret-1"):
        venue.check_in(secret)
    venue.server.cut = cut
    venue.sync()
    venue.server.cut = None
    venue.sync()
    assert [len(server.orders[code].check_ins) for code in ("O1", "O2")] == [1, 1]
    assert sorted(server.refusals.values()) == ["already-admitted", "unknown-code"]
    assert venue.store.log.upload_counts()[UploadState.PENDING] == 0


def test_own_check_ins_come_down_as_nobody_elses(venue):
    venue.sync()
    venue.check_in("secret-1")
    venue.sync()
    venue.sync()
    assert venue.store.cache.other_scans("O1", "venue") == []


def test_who_entered_elsewhere_is_refused_until_that_entry_is_annulled(venue, server):
    venue.sync()
    nonce = server.scan_elsewhere("secret-3", 1)
    venue.sync()
    assert answers(venue, "secret-3") == (Outcome.REFUSED, Reason.ALREADY_ADMITTED)
    server.annul(nonce, 2)
    venue.sync()
    assert answers(venue, "secret-3") == (Outcome.ADMITTED, None)


def test_undone_entry_is_annulled(venue, server):
    venue.sync()
    venue.undo(venue.check_in("secret-1").scan.scan_id)
    venue.sync()
    assert server.orders["O1"].check_ins == ()


def test_code_that_was_replaced_opens_no_door(venue, server):
    venue.sync()
    server.change(replace(server.orders["O4"], secret="new-secret"))
    venue.sync()
    assert answers(venue, "secret-4") == (Outcome.REFUSED, Reason.UNKNOWN_CODE)
    assert answers(venue, "new-secret") == (Outcome.ADMITTED, None)


def test_double_entry_is_shown_until_one_of_both_is_annulled(venue, server):
    venue.sync()
    venue.check_in("secret-5")
    nonce = server.scan_elsewhere("secret-5", 1)
    venue.sync()
    venue.sync()
    (shown,) = venue.worker.open_conflicts()
    assert {shown.scan.station, shown.winner.station} == {f"device {DEVICE}", "device 2"}
    server.annul(nonce, 2)
    venue.sync()
    assert venue.worker.open_conflicts() == []


def test_people_inside_are_counted_whatever_the_order_of_the_pages(venue, server):
    """Check-ins come by order, so an earlier one may come pages after a later one."""
    venue.sync()
    changes = venue.server.changes

    def counted_meanwhile(cursor: str) -> Changes:
        venue.admissions.people_inside("venue")
        return changes(cursor)

    venue.server.changes = counted_meanwhile
    for secret in ("secret-6", "secret-0", "secret-1"):
        server.scan_elsewhere(secret, 1)
    venue.sync()
    assert venue.admissions.people_inside("venue") == 3


def test_whose_entry_was_annulled_is_not_inside_any_more(venue, server):
    venue.sync()
    nonces = [server.scan_elsewhere(secret, 1) for secret in ("secret-2", "secret-3")]
    venue.sync()
    assert venue.admissions.people_inside("venue") == 2
    server.annul(nonces[0], 2)
    venue.sync()
    assert venue.admissions.people_inside("venue") == 1


def test_what_is_told_again_is_not_counted_again(venue, server):
    venue.sync()
    server.scan_elsewhere("secret-1", 1)
    for _ in range(3):
        venue.sync()
    assert venue.admissions.people_inside("venue") == 1
    assert venue.store.cache.other_scans("O1", "venue")[0].at > OPENING
