"""Guests and corrections of stations at the hub and at the other stations: exactly once, never over a newer word."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import msgspec
import pytest

from kiosk.domain.edits import EditKind, EditState, PersonEdit
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Outcome, Reason, UploadState
from kiosk.service.registration import Particulars, Reception, Registration, particulars_of
from kiosk.store import edit_log
from sync.hub.edits import read_edits, take_edits
from sync.hub.store import HubStore
from sync.messages import EditAnswer, EditReply, PushState
from sync.pairing import pair, paired_server, read_pairing_text
from sync.port import ServerTrouble, Trouble
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.venue import SETUP, VenueStation, people

NADIA = Particulars(name="Nadia Berrada", category="visitor")


def walk_in(station: VenueStation, typed: Particulars = NADIA) -> Attendee:
    answer = Reception(station.store, station.clock).walk_in(typed, station.door("north"))
    assert answer.outcome is Registration.REGISTERED and answer.attendee is not None
    return answer.attendee


def correct(station: VenueStation, code: str = "T00001", **texts: str) -> None:
    known = station.store.cache.attendee(code)
    assert known is not None
    typed = replace(particulars_of(known), **texts)
    answer = Reception(station.store, station.clock).correct(code, typed, station.door("north"))
    assert answer.outcome is Registration.CORRECTED


def states(station: VenueStation) -> list[str]:
    rows = station.store.log.read(lambda log: log.execute("SELECT state FROM edits ORDER BY sequence").fetchall())
    return [row["state"] for row in rows]


def parked(station: VenueStation) -> list[str]:
    return [one.detail for one in station.store.log.read(edit_log.parked_edits)]


def test_guest_is_known_at_every_station_and_checked_in_by_any(station, books):
    first, second = station("A"), station("B")
    guest = walk_in(first)
    first.sync()
    second.sync()
    assert second.store.cache.find("nadia berrada", 5)[0].attendee == guest
    assert second.check_in(guest.ticket_code).verdict.outcome is Outcome.ADMITTED
    assert states(first) == ["uploaded"]


def test_guest_goes_up_before_the_scans_of_their_ticket(station, books):
    calls: list[str] = []

    class Noted(InProcessHub):
        def push(self, scans, clock_offset_s):
            calls.append("scans")
            return super().push(scans, clock_offset_s)

        def push_edits(self, edits):
            calls.append("edits")
            return super().push_edits(edits)

    first = station("A")
    first.worker.stop()
    first.server = Noted(books, "A")
    first.store.close()
    first.open()
    guest = walk_in(first)
    first.check_in(guest.ticket_code)
    report = first.sync()
    assert calls == ["edits", "scans"]
    assert (report.pending, report.parked) == (0, 0)


def test_two_stations_apart_register_one_person_under_two_tickets(station):
    first, second = station("A"), station("B")
    tickets = {walk_in(first).ticket_code, walk_in(second).ticket_code}
    for each in (first, second, first):
        each.sync()
    for each in (first, second):
        assert {found.attendee.ticket_code for found in each.store.cache.find("nadia berrada", 5)} == tickets


def test_corrections_of_different_fields_by_two_stations_both_survive(station):
    first, second = station("A"), station("B")
    correct(first, name="Nadia Alaoui")
    correct(second, company="Atelier Rif")
    for each in (first, second, first):
        each.sync()
    for each in (first, second):
        attendee = each.store.cache.attendee("T00001")
        assert (attendee.name, attendee.company) == ("Nadia Alaoui", "Atelier Rif")
        assert parked(each) == []


def test_correction_does_not_overwrite_what_the_organiser_changed_meanwhile_in_another_field(station, books):
    first = station("A")
    correct(first, name="Nadia Alaoui")
    books.import_people([replace(people(2)[1], city="Rabat", company="Atlas")])
    first.sync()
    first.sync()
    attendee = first.store.cache.attendee("T00001")
    assert (attendee.name, attendee.city, attendee.company) == ("Nadia Alaoui", "Rabat", "Atlas")


def test_second_word_on_the_same_field_is_parked_and_its_other_fields_are_taken(station):
    first, second = station("A"), station("B")
    correct(first, name="Nadia Alaoui")
    correct(second, name="Nadia Tazi", company="Atelier Rif")
    for each in (first, second, first, second):
        each.sync()
    assert parked(first) == []
    assert parked(second) == ["changed-meanwhile name"]
    assert second.worker.status.parked == 1
    for each in (first, second):
        attendee = each.store.cache.attendee("T00001")
        assert (attendee.name, attendee.company) == ("Nadia Alaoui", "Atelier Rif")


def test_parked_correction_counts_when_a_person_insists(station):
    first, second = station("A"), station("B")
    correct(first, name="Nadia Alaoui")
    correct(second, name="Nadia Tazi")
    for each in (first, second, second):
        each.sync()
    (refused,) = second.store.log.read(edit_log.parked_edits)
    Reception(second.store, second.clock).send_again(refused.edit.edit_id, second.door("north"))
    for each in (second, first):
        each.sync()
        assert each.store.cache.attendee("T00001").name == "Nadia Tazi"
    assert parked(second) == []


def test_correction_of_somebody_whom_the_organiser_removed_is_parked(station, books):
    first = station("A")
    correct(first, company="Atlas")
    books.remove_people(["T00001"])
    first.sync()
    assert parked(first) == ["unknown-person"]
    assert first.store.cache.attendee("T00001") is None
    assert first.check_in("T00001").verdict.reason is Reason.UNKNOWN_CODE


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.TWICE, Fault.HALF_REPLY])
def test_answer_that_is_lost_or_doubled_counts_once_and_undoes_nothing(station, books, fault):
    """While the station waits for its answer another one says the contrary: that stays."""
    first, second = station("A"), station("B")
    correct(first, company="Atlas")
    first.server.fault = fault
    first.sync()
    second.sync()
    correct(second, company="")
    second.sync()
    first.server.fault = Fault.NONE
    for each in (first, second):
        each.sync()
    for each in (first, second):
        assert each.store.cache.attendee("T00001").company == ""
    assert parked(first) == []


def test_guest_and_correction_survive_a_snapshot_that_lacks_them(station, books):
    first = station("A")
    guest = walk_in(first)
    correct(first, company="Atlas")
    first.server.push_edits = lambda edits: (_ for _ in ()).throw(ServerTrouble(Trouble.SERVER_ERROR, "status 500"))
    first.store.close()
    for file in first.directory.glob("cache.db*"):
        file.unlink()
    first.open()
    assert first.store.cache.attendee(guest.ticket_code) == guest
    first.sync()
    assert first.store.cache.people_count() == 11
    assert first.store.cache.attendee(guest.ticket_code) == guest
    assert first.store.cache.attendee("T00001").company == "Atlas"


def test_guest_who_was_taken_while_a_snapshot_came_is_not_undone_by_it(station, books):
    first = station("A")
    guest = walk_in(first)
    page = first.server.snapshot(None)
    first.store.log.writer.run(lambda log: _take_all(books, log))
    first.worker._side.store_page(page, name=None)
    assert first.store.cache.attendee(guest.ticket_code) == guest


def test_server_that_cannot_take_one_edit_gets_the_others_and_the_scans(station, books):
    bad: list[str] = []

    class Choosy(InProcessHub):
        def push_edits(self, edits):
            if any(edit.ticket_code in bad for edit in edits):
                raise ServerTrouble(Trouble.SERVER_ERROR, "status 500")
            return super().push_edits(edits)

    first = station("A")
    first.worker.stop()
    first.store.close()
    first.server = Choosy(books, "A")
    first.open()
    bad.append(walk_in(first).ticket_code)
    correct(first, bad[0], company="Atlas")
    for number in range(4):
        walk_in(first, replace(NADIA, name=f"Guest {number}"))
    first.check_in(bad[0])
    for _ in range(6):
        first.sync()
    assert states(first).count("queued") == 2
    assert first.store.log.upload_counts()[UploadState.PENDING] == 0
    assert first.worker.status.problem is Trouble.SERVER_ERROR
    bad.clear()
    first.sync()
    first.sync()
    assert (states(first).count("queued"), parked(first)) == (0, [])
    assert first.worker.status.problem is None


def test_server_that_takes_no_edits_leaves_them_waiting(tmp_path, books, clock):
    class Plain:
        """As little as the port asks for."""

        name, poll_s, batch = "plain", 1.0, 4

        def __init__(self) -> None:
            inner = InProcessHub(books, "A")
            self.snapshot, self.changes, self.push = inner.snapshot, inner.changes, inner.push

        def abort(self) -> None: ...

        def close(self) -> None: ...

    only = VenueStation(tmp_path / "plain", Plain(), "A", clock)
    only.sync()
    walk_in(only)
    assert (only.sync().pending, only.worker.status.problem) == (1, None)
    only.close()


def test_other_books_get_every_guest_and_correction_again(station, tmp_path, clock):
    first = station("A")
    guest = walk_in(first)
    correct(first, company="Atlas")
    first.sync()
    first.sync()
    with_closed = HubStore(tmp_path / "new books", clock)
    try:
        with_closed.load(SETUP, people(10))
        first.server.store = with_closed
        first.sync()
        first.sync()
        assert states(first) == ["uploaded", "uploaded"]
        assert first.store.cache.attendee(guest.ticket_code) == guest
        assert first.store.cache.attendee("T00001").company == "Atlas"
    finally:
        first.server.fault = Fault.CUT_BEFORE
        with_closed.close()


def edit(**changed: object) -> PersonEdit:
    guest = Attendee(ticket_code="W-2345", name="Nadia")
    return replace(
        PersonEdit(
            edit_id="0" * 32,
            kind=EditKind.WALK_IN,
            ticket_code="W-2345",
            at=SETUP.event.starts_at,
            station="A",
            attendee=guest,
        ),
        **changed,  # type: ignore[arg-type]
    )


def taken(books: HubStore, *rows: object) -> list[EditAnswer]:
    read = read_edits([msgspec.Raw(msgspec.json.encode(row)) for row in rows])
    answers: list[EditAnswer] = books.writer.run(lambda ledger: take_edits(ledger, "A", read))
    return answers


@pytest.mark.parametrize(
    "row",
    [
        {"edit_id": "0" * 32},
        edit(edit_id="nonsense"),
        edit(attendee=None),
        edit(attendee=Attendee(ticket_code="W-2345", name=" ")),
        edit(attendee=Attendee(ticket_code="OTHER", name="Nadia")),
        edit(attendee=Attendee(ticket_code="W-2345", name="Na\0dia")),
        {**msgspec.to_builtins(edit(kind=EditKind.CORRECTION)), "changes": [_] if (_ := {"field": "status"}) else []},
        {
            **msgspec.to_builtins(edit(kind=EditKind.CORRECTION)),
            "changes": [{"field": "status", "before": "unpaid", "after": "valid"}],
        },
        {
            **msgspec.to_builtins(edit(kind=EditKind.CORRECTION, ticket_code="T00001")),
            "changes": [{"field": "name", "before": "Nadia Visitor 1", "after": " "}],
        },
    ],
)
def test_row_that_no_station_of_ours_sends_is_rejected_alone(books, row):
    refused, good = taken(books, row, edit(edit_id="1" * 32))
    assert (refused.state, refused.detail.split()[0]) == (PushState.REJECTED, "not-understood")
    assert good.state is PushState.APPLIED


def test_ticket_of_somebody_else_is_not_given_to_a_guest(books):
    answers = taken(books, edit(ticket_code="T00001", attendee=Attendee(ticket_code="T00001", name="Nadia")))
    assert [(answer.state, answer.detail) for answer in answers] == [(PushState.REJECTED, "code-taken")]


def test_edits_go_over_http_to_a_paired_hub(hub, tmp_path, clock):
    from kiosk.store.station import StationStore

    with StationStore(tmp_path / "A") as store:
        pair(store, read_pairing_text(hub.pairing_text), "A")
        server = paired_server(store)
        token = store.log.setting("server.token")
    real = VenueStation(tmp_path / "A", server, "A", clock)
    try:
        real.sync()
        guest = walk_in(real)
        assert real.sync().pending == 0
        assert server.push_edits([edit()]).results[0].state is PushState.APPLIED
        assert server.push_edits([edit()]) == EditReply(
            results=(EditAnswer(edit_id="0" * 32, state=PushState.DUPLICATE, person=edit().attendee),)
        )
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx2.post(f"{hub.url}/api/v1/edits", content=b"{", headers=headers).status_code == 400
        assert httpx2.post(f"{hub.url}/api/v1/edits", json={"edits": []}).status_code == 401
    finally:
        real.close()
    assert guest.ticket_code in {person.ticket_code for person in _people(hub.store)}


def _people(store: HubStore) -> list[Attendee]:
    from sync.hub.reports import people_export

    return people_export(store.reader())


def _take_all(books: HubStore, log: object) -> None:
    waiting = edit_log.waiting_edits(log, -1)  # type: ignore[arg-type]
    taken(books, *waiting)
    results = [edit_log.EditResult(edit_id=one.edit_id, state=EditState.TAKEN) for one in waiting]
    edit_log.settle_edits(log, results, SETUP.event.starts_at)  # type: ignore[arg-type]
