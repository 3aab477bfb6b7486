"""Guests registered at the desk and corrections made there: durable first, shown at once, never lost to a sync."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.badges import PrintCause
from kiosk.domain.edits import (
    EditKind,
    EditState,
    PersonEdit,
    all_edited,
    differences,
    edited,
    new_ticket_code,
    overtaken,
)
from kiosk.domain.event import Category, Localized
from kiosk.domain.people import Attendee
from kiosk.domain.scans import DecidedBy, Direction, Outcome, Reason, Verdict
from kiosk.service.check_in import Admissions, Door
from kiosk.service.import_people import setup_for
from kiosk.service.registration import Particulars, Reception, Registration, particulars_of, usual_category
from kiosk.store import edit_log
from kiosk.store.cache import remove_people
from kiosk.store.database import Connection, DatabaseError
from kiosk.store.station import StationStore
from tests.fakes.door import AMINA, ENTRANCE, KARIM, SETUP, HandClock
from tests.fakes.live_decider import ScriptedDecider

NORTH = Door(gate="north", station="lane-1", operator="Rim")
NADIA = Particulars(name="Nadia Berrada", company="Atelier Atlas", category="visitor", language="fr")
UNKNOWN = Verdict(outcome=Outcome.REFUSED, reason=Reason.UNKNOWN_CODE, direction=Direction.ENTRY)

Reopen = Callable[[], StationStore]


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Reopen]:
    """Closes the station (if it is open) and opens it again, as after a crash."""
    opened: list[StationStore] = []

    def again() -> StationStore:
        for store in opened:
            store.close()
        opened.append(StationStore(tmp_path))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Reopen) -> StationStore:
    store = reopen()
    store.cache.save_setup(SETUP)
    store.cache.save_people([AMINA, KARIM])
    return store


@pytest.fixture
def reception(store: StationStore) -> Reception:
    return Reception(store, HandClock())


def registered(reception: Reception, typed: Particulars = NADIA) -> Attendee:
    answer = reception.walk_in(typed, NORTH)
    assert answer.outcome is Registration.REGISTERED
    assert answer.attendee is not None
    return answer.attendee


def corrected(reception: Reception, known: Attendee, **texts: str) -> Attendee:
    answer = reception.correct(known.ticket_code, replace(particulars_of(known), **texts), NORTH)
    assert answer.outcome is Registration.CORRECTED
    assert answer.attendee is not None
    return answer.attendee


def test_guest_is_found_checked_in_and_gets_a_badge_without_a_network(
    reception: Reception, store: StationStore
) -> None:
    guest = registered(reception)
    assert store.cache.find("nadia berrada", 5)[0].attendee == guest
    answer = Admissions(store, HandClock()).check_in(guest.ticket_code, NORTH)
    assert answer.verdict.outcome is Outcome.ADMITTED
    assert answer.print_job is not None
    assert (answer.print_job.badge.name, answer.print_job.badge.code) == ("Nadia Berrada", guest.ticket_code)
    assert answer.print_job.cause is PrintCause.WALK_IN


def test_guest_is_on_disk_with_who_and_when_before_it_is_shown(
    reception: Reception, store: StationStore, reopen: Reopen
) -> None:
    """The program dies between the two files: the cache has nothing, the log has all."""
    guest = registered(reception)
    store.cache.writer.run(lambda connection: remove_people(connection, [guest.ticket_code]))
    again = reopen()
    assert again.cache.attendee(guest.ticket_code) == guest
    (edit,) = again.log.read(lambda log: edit_log.waiting_edits(log, 9))
    assert (edit.station, edit.operator, edit.at) == ("lane-1", "Rim", HandClock().now())


def test_guest_is_let_in_while_the_cache_does_not_have_them_yet(reception: Reception, store: StationStore) -> None:
    guest = registered(reception)
    store.cache.writer.run(lambda connection: remove_people(connection, [guest.ticket_code]))
    assert Admissions(store, HandClock()).check_in(guest.ticket_code, NORTH).verdict.outcome is Outcome.ADMITTED


def test_guest_is_let_in_while_another_process_has_the_cache(reception: Reception, store: StationStore) -> None:
    """The first sync of a large event: the guest is on disk at once, search shows them as soon as the page is done."""
    done = threading.Event()
    lent = store.cache.lend(lambda path, key: done.wait(10))
    guest = registered(reception)
    assert Admissions(store, HandClock()).check_in(guest.ticket_code, NORTH).verdict.outcome is Outcome.ADMITTED
    assert store.cache.attendee(guest.ticket_code) is None
    done.set()
    lent.result()
    store.show_edits().result()
    assert store.cache.attendee(guest.ticket_code) == guest


def test_damaged_cache_that_was_set_aside_has_guests_and_corrections_again(
    reception: Reception, store: StationStore, reopen: Reopen, tmp_path: Path
) -> None:
    guest = registered(reception)
    corrected(reception, guest, company="Atelier Rif")
    store.close()
    cache = tmp_path / "cache.db"
    cache.write_bytes(b"damaged" * 4096)
    again = reopen()
    assert again.cache_was_rebuilt
    assert again.cache.find("nadia", 5)[0].attendee.company == "Atelier Rif"


def test_server_is_not_asked_about_a_guest_whom_only_this_station_knows(
    reception: Reception, store: StationStore
) -> None:
    guest, server = registered(reception), ScriptedDecider(lambda _: UNKNOWN)
    answer = Admissions(store, HandClock(), live=server).check_in(guest.ticket_code, NORTH)
    assert (answer.verdict.outcome, answer.scan.decided_by) == (Outcome.ADMITTED, DecidedBy.LOCAL)
    assert server.asked == []


def test_server_decides_once_it_has_the_guest(reception: Reception, store: StationStore) -> None:
    guest, server = registered(reception), ScriptedDecider(lambda _: UNKNOWN)
    settle(store, EditState.TAKEN)
    Admissions(store, HandClock(), live=server).check_in(guest.ticket_code, NORTH)
    assert [intent.code for intent in server.asked] == [guest.ticket_code]


def test_badge_has_the_corrected_name_although_the_server_still_says_the_old_one(
    reception: Reception, store: StationStore
) -> None:
    corrected(reception, AMINA, name="Amina Bennani-Fassi")
    yes = Verdict(outcome=Outcome.ADMITTED, reason=None, direction=Direction.ENTRY, attendee=AMINA, first_entry=True)
    answer = Admissions(store, HandClock(), live=ScriptedDecider(lambda _: yes)).check_in("AMINA1", NORTH)
    assert answer.print_job is not None
    assert answer.print_job.badge.name == "Amina Bennani-Fassi"
    assert answer.print_job.cause is PrintCause.CHECK_IN


@pytest.mark.parametrize(
    ("typed", "outcome", "field"),
    [
        (Particulars(), Registration.NAME_MISSING, "name"),
        (Particulars(name=" \u00a0 "), Registration.NAME_MISSING, "name"),
        (Particulars(name="…?!"), Registration.NAME_MISSING, "name"),
        (Particulars(name="Nadia\x1bBerrada"), Registration.UNREADABLE, "name"),
        (Particulars(name="Nadia", company="Line\nbreak"), Registration.UNREADABLE, "company"),
        (Particulars(name="Z" + "\u0301\u0316" * 90), Registration.UNREADABLE, "name"),
        (Particulars(name="N" * 201), Registration.TOO_LONG, "name"),
        (Particulars(name="Nadia", email="nadia at example.org"), Registration.BAD_EMAIL, "email"),
    ],
)
def test_entry_that_no_badge_could_show_is_refused(
    reception: Reception, store: StationStore, typed: Particulars, outcome: Registration, field: str
) -> None:
    for answer in (reception.walk_in(typed, NORTH), reception.correct("AMINA1", typed, NORTH)):
        assert (answer.outcome, answer.field, answer.attendee) == (outcome, field, None)
    assert store.log.read(edit_log.edits_to_show) == []
    assert store.cache.people_count() == 2


def test_marks_of_a_paste_are_left_out_and_joiners_stay(reception: Reception) -> None:
    guest = registered(reception, Particulars(name="\u200eNadia\u00a0 Berrada\u202c", name_ar="می\u200cخواهم"))
    assert (guest.name, guest.name_ar) == ("Nadia Berrada", "می\u200cخواهم")


def test_only_name_may_be_arabic(reception: Reception) -> None:
    guest = registered(reception, Particulars(name_ar="نادية برادة"))
    assert (guest.name, guest.name_ar) == ("نادية برادة", "")


def test_correction_of_nobody_or_of_nothing_says_so(reception: Reception) -> None:
    assert reception.correct("NOBODY", NADIA, NORTH).outcome is Registration.UNKNOWN_PERSON
    assert reception.correct("AMINA1", particulars_of(AMINA), NORTH).outcome is Registration.UNCHANGED


def test_correction_is_found_under_the_new_name_and_keeps_all_else(reception: Reception, store: StationStore) -> None:
    changed = corrected(reception, AMINA, name="Amina Chraibi")
    assert changed == replace(AMINA, name="Amina Chraibi")
    assert [found.attendee for found in store.cache.find("chraibi", 5)] == [changed]
    assert store.cache.find("bennani", 5) == []


def test_second_correction_starts_from_the_first(reception: Reception, store: StationStore) -> None:
    corrected(reception, corrected(reception, AMINA, company="Atlas"), company="Rif")
    first, second = store.log.read(edit_log.edits_to_show)
    assert [(one.before, one.after) for edit in (first, second) for one in edit.changes] == [
        ("", "Atlas"),
        ("Atlas", "Rif"),
    ]


def test_older_row_of_the_server_does_not_undo_a_correction_and_a_newer_one_stands(
    reception: Reception, store: StationStore
) -> None:
    corrected(reception, AMINA, name="Amina Chraibi")
    for name, shown in (("Amina Bennani", "Amina Chraibi"), ("Amina Alaoui", "Amina Alaoui")):
        store.cache.save_people([replace(AMINA, name=name, city="Rabat")])
        store.show_edits().result()
        assert store.cache.attendee("AMINA1") == replace(AMINA, name=shown, city="Rabat")


def test_edits_can_neither_be_changed_nor_deleted(reception: Reception, store: StationStore) -> None:
    registered(reception)
    for statement in (
        "DELETE FROM edits",
        "UPDATE edits SET data = x''",
        "REPLACE INTO edits SELECT * FROM edits",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            store.log.writer.run(lambda log, statement=statement: log.execute(statement))  # type: ignore[misc]


def test_parked_guest_stays_known_and_a_parked_correction_gives_way(reception: Reception, store: StationStore) -> None:
    guest = registered(reception)
    corrected(reception, AMINA, company="Atlas")
    settle(store, EditState.PARKED)
    store.cache.save_people([AMINA])
    store.cache.writer.run(lambda connection: remove_people(connection, [guest.ticket_code]))
    store.show_edits().result()
    assert store.cache.attendee(guest.ticket_code) == guest
    assert store.cache.attendee("AMINA1") == AMINA
    assert len(store.log.read(edit_log.parked_edits)) == 2


def test_parked_correction_is_made_anew_against_what_the_server_says_now(
    reception: Reception, store: StationStore
) -> None:
    corrected(reception, AMINA, company="Atlas")
    settle(store, EditState.PARKED)
    store.cache.save_people([replace(AMINA, company="Rif")])
    (parked,) = store.log.read(edit_log.parked_edits)
    reception.send_again(parked.edit.edit_id, NORTH)
    (again,) = store.log.read(lambda log: edit_log.waiting_edits(log, 9))
    assert [(one.before, one.after) for one in again.changes] == [("Rif", "Atlas")]
    assert store.log.read(edit_log.parked_edits) == []
    attendee = store.cache.attendee("AMINA1")
    assert attendee is not None and attendee.company == "Atlas"


def test_parked_guest_goes_up_once_more(reception: Reception, store: StationStore) -> None:
    registered(reception)
    settle(store, EditState.PARKED)
    (parked,) = store.log.read(edit_log.parked_edits)
    reception.send_again(parked.edit.edit_id, NORTH)
    assert store.log.read(lambda log: edit_log.waiting_edits(log, 9)) == [parked.edit]


def test_upload_is_woken_after_each_edit_and_not_for_a_refused_one(store: StationStore) -> None:
    woken: list[int] = []
    reception = Reception(store, HandClock(), on_edit=lambda: woken.append(1))
    reception.walk_in(Particulars(), NORTH)
    assert woken == []
    registered(reception)
    corrected(reception, AMINA, company="Atlas")
    assert len(woken) == 2


def test_usual_category_is_the_first_one_that_the_gate_lets_in() -> None:
    setup = replace(SETUP, categories=tuple(Category(id=name, name=Localized()) for name in ("staff", "visitor")))
    assert usual_category(setup, ENTRANCE) == "staff"
    assert usual_category(setup, replace(ENTRANCE, categories=("visitor",))) == "visitor"
    assert usual_category(replace(setup, categories=()), ENTRANCE) == ""


def test_usual_category_of_a_spreadsheet_is_the_one_that_most_people_have() -> None:
    kinds = ("delegation", "visitor", "visitor", "press", "")
    people = [replace(AMINA, ticket_code=f"A{number}", category=kind) for number, kind in enumerate(kinds)]
    setup = setup_for(None, people, "", HandClock())
    assert [category.id for category in setup.categories] == ["visitor", "delegation", "press"]
    assert usual_category(setup, setup.gates[0]) == "visitor"


def test_ticket_codes_of_walk_ins_are_short_plain_and_never_the_same() -> None:
    codes = {new_ticket_code() for _ in range(20_000)}
    assert len(codes) == 20_000
    assert all(re.fullmatch(r"W(-[2-9A-HJKMNP-TV-Z]{4}){3}", code) for code in codes)


texts = st.fixed_dictionaries({field: st.sampled_from(["", "a", "b"]) for field in ("name", "company", "language")})


@given(texts, texts, texts)
def test_correction_applied_twice_is_applied_once_and_never_touches_a_field_changed_meanwhile(
    base: dict[str, str], wanted: dict[str, str], server: dict[str, str]
) -> None:
    known, meant, now = (Attendee(ticket_code="T", **fields) for fields in (base, wanted, server))
    edit = edit_of(known, meant)
    after = all_edited(now, [edit])
    assert after is not None
    assert edited(after, edit) == after
    for field, value in base.items():
        taken = now if field in overtaken(now, edit) or value == wanted[field] else meant
        assert getattr(after, field) == getattr(taken, field)


def edit_of(before: Attendee, after: Attendee) -> PersonEdit:
    return PersonEdit(
        edit_id="0" * 32,
        kind=EditKind.CORRECTION,
        ticket_code=before.ticket_code,
        at=HandClock().now(),
        station="lane-1",
        changes=differences(before, after),
    )


def settle(store: StationStore, state: EditState) -> None:
    """The server's answer to all that waits."""

    def answer(log: Connection) -> None:
        results = [edit_log.EditResult(edit_id=edit.edit_id, state=state) for edit in edit_log.waiting_edits(log, 99)]
        edit_log.settle_edits(log, results, HandClock().now())

    store.log.writer.run(answer)
