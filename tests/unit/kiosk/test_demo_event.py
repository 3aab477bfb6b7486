"""The demo event says what the real one said, now; its crowd has everything that makes lists hard."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.event import GateKind, PassageMode, SessionKind
from kiosk.domain.people import TicketStatus
from kiosk.service.demo_event import demo_people, demo_setup
from kiosk.service.people_csv import people_csv
from kiosk.service.spreadsheet import read_people

NOW = datetime(2026, 3, 14, 22, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def setup():
    return demo_setup(NOW)


@pytest.fixture(scope="module")
def people(setup):
    return demo_people(event=setup.event)


def is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


# The programme


def test_programme_has_the_items_of_both_days(setup):
    zone = ZoneInfo("Africa/Casablanca")
    first_day = setup.event.starts_at.astimezone(zone) + timedelta(hours=20)
    kinds = Counter((session.kind, session.starts_at > first_day) for session in setup.sessions)
    assert kinds == {
        (SessionKind.CEREMONY, False): 1,
        (SessionKind.PLENARY, False): 1,
        (SessionKind.CERCLE, False): 3,
        (SessionKind.AREA, False): 2,
        (SessionKind.PLENARY, True): 2,
        (SessionKind.CERCLE, True): 3,
        (SessionKind.OPEN_INNOVATION, True): 1,
        (SessionKind.CEREMONY, True): 1,
        (SessionKind.AREA, True): 2,
    }


def test_titles_are_those_of_the_edition(setup):
    titles = {session.id: session.title.fr for session in setup.sessions}
    assert titles["opening"] == "Cérémonie d'ouverture"
    assert titles["plenary-3"] == "Plénière 3 : Villes amies des femmes"
    assert titles["cercle-5"] == "Cercle 5 : Systèmes de services smart"
    assert setup.event.theme.fr == "Ville smart, vers les transitions métropolitaines durables"


def test_everything_shown_has_words_in_three_languages(setup):
    names = [setup.event.name, setup.event.theme, setup.event.venue]
    names += [thing.name for thing in (*setup.categories, *setup.rooms, *setup.gates)]
    names += [session.title for session in setup.sessions]
    for name in names:
        assert name.fr
        assert name.en
        assert is_arabic(name.ar)


def test_cercles_of_a_day_run_at_the_same_time_in_different_rooms(setup):
    cercles = [session for session in setup.sessions if session.kind is SessionKind.CERCLE]
    for day in (cercles[:3], cercles[3:]):
        assert len({session.room for session in day}) == 3
        assert len({session.starts_at for session in day}) == 1


def test_no_room_has_two_items_at_once(setup):
    for room in setup.rooms:
        items = sorted((s.starts_at, s.ends_at) for s in setup.sessions if s.room == room.id)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(items))


@pytest.mark.parametrize("minutes", range(0, 60 * 24 * 3, 97))
def test_day_one_runs_now_with_the_opening_ceremony_on_and_the_doors_open(minutes):
    now = NOW + timedelta(minutes=minutes)
    setup = demo_setup(now)
    on_now = {session.id for session in setup.sessions if session.starts_at <= now <= session.ends_at}
    assert on_now == {"opening", "exhibition-1", "startup-village-1"}
    assert all(gate.opens_at is None or gate.opens_at <= now <= gate.closes_at for gate in setup.gates)
    assert {session.starts_at.minute % 15 for session in setup.sessions} == {0}


# The doors


def test_entrances_share_their_history_and_print_and_the_exit_gives_back(setup):
    venue = [gate for gate in setup.gates if gate.area == "venue"]
    assert {gate.id for gate in venue} == {"north", "south", "exhibitors", "exit"}
    assert {gate.layout for gate in venue if gate.mode is PassageMode.ENTRY} == {"4x3"}
    assert [gate.id for gate in venue if gate.mode is PassageMode.EXIT] == ["exit"]


def test_every_room_has_one_door_with_its_capacity(setup):
    doors = {gate.area: gate.capacity for gate in setup.gates if gate.kind is GateKind.ROOM}
    assert doors == {room.id: room.capacity for room in setup.rooms}
    assert sum(gate.kind is GateKind.ROOM for gate in setup.gates) == len(setup.rooms)


def test_doors_and_sessions_name_what_exists(setup):
    categories = {category.id for category in setup.categories}
    rooms = {room.id for room in setup.rooms}
    assert all(set(gate.categories) <= categories for gate in setup.gates)
    assert all(session.room in rooms for session in setup.sessions)
    committee = next(gate for gate in setup.gates if gate.id == "door-committee-room")
    assert "participant" not in committee.categories


# The people


def test_two_thousand_people_with_unique_codes_from_unmistakable_letters(people):
    codes = {person.ticket_code for person in people}
    assert len(people) == len(codes) == 2000
    assert all(len(code) >= 10 and code.isalnum() and not set("IO01") & set(code) for code in codes)


def test_same_seed_same_people_and_fewer_are_the_first_of_more(setup, people):
    assert demo_people(event=setup.event) == people
    assert demo_people(300, event=setup.event) == people[:300]
    assert demo_people(300, seed=8, event=setup.event) != people[:300]


def test_a_third_has_an_arabic_name_and_some_have_only_that(people):
    arabic = [person for person in people if is_arabic(person.name + person.name_ar)]
    assert 0.30 <= len(arabic) / len(people) <= 0.37
    assert 60 <= sum(is_arabic(person.name) for person in people) <= 200
    assert all(person.name for person in people)


def test_every_category_is_there_from_the_first_hundred(setup, people):
    wanted = {category.id for category in setup.categories}
    assert {person.category for person in people} == wanted
    assert {person.category for person in people[:100]} == wanted


def test_titles_run_to_110_characters_and_not_over(people):
    lengths = [len(person.job_title) for person in people]
    assert max(lengths) == 110
    assert sum(length > 90 for length in lengths) > 50
    assert lengths.count(0) > 50
    assert any('"' in person.job_title and "," in person.job_title for person in people)


def test_names_have_particles_capitals_double_given_names_and_both_apostrophes(people):
    names = [person.name for person in people]
    for piece in (" El ", " EL ", "Ben ", "Ait ", "Al ", "Fatima Zahra", "Jean-Baptiste", "M'", "M’"):
        assert any(piece in name for name in names), piece
    assert any(name.isupper() for name in names)
    assert any(name.islower() for name in names)


def test_delegations_of_2_to_30_share_order_and_organisation(people):
    orders: dict[str, list] = {}
    for person in people[:-30]:
        if person.category == "delegation":
            orders.setdefault(person.order_code, []).append(person)
    assert len(orders) > 10
    assert all(2 <= len(members) <= 30 for members in orders.values())
    assert all(len({member.company for member in members}) == 1 for members in orders.values())
    assert max(map(len, orders.values())) > 20


def test_organisations_are_in_all_scripts_and_mail_stays_in_example_domains(people):
    assert any(is_arabic(person.company) for person in people)
    assert {person.language for person in people} == {"fr", "ar", "en", ""}
    domains = {person.email.rpartition("@")[2] for person in people}
    assert domains == {"example.com", "example.org", "example.net", ""}


def test_a_few_are_unpaid_cancelled_or_blocked(people):
    states = Counter(person.status for person in people)
    for status in (TicketStatus.UNPAID, TicketStatus.CANCELLED, TicketStatus.BLOCKED):
        assert 5 <= states[status] <= 80


def test_some_tickets_are_for_day_two_only(setup, people):
    dated = [person for person in people if person.valid_from]
    assert 20 <= len(dated) <= 150
    assert all(NOW < person.valid_from <= setup.sessions[-1].starts_at for person in dated)


def test_people_written_as_csv_read_back_the_same(people, setup, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(people_csv(people), encoding="utf-8")
    reading = read_people(path, categories=setup.categories)
    assert not reading.problems
    assert reading.attendees == people
