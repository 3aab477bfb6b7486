"""What is different when PostgreSQL keeps the hub's books: several processes, and a server that can be lost.

That all the rest is the same is shown by the other tests of the hub, which run on both.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx2
import msgspec
import psycopg
import pytest

from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction, Outcome, Reason, Verdict
from sync.hub.changes import changes_after
from sync.hub.pairing_codes import try_code
from sync.hub.postgres import PostgresAddress
from sync.hub.postgres_problems import postgres_problem
from sync.hub.postgres_writer import LOCK
from sync.hub.redeem import redeem, wanted_by
from sync.hub.reports import scan_export
from sync.hub.server import Hub
from sync.hub.store import HubStore
from sync.page_messages import StationReport
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.postgres_server import PASSWORD, PostgresServer
from tests.fakes.venue import OPENING, SETUP, VenueClock, gate, people
from tests.unit.sync.conftest import STORES
from ui.cli.hub_announcement import Announcement

on_postgres = pytest.mark.skipif("postgresql" not in STORES, reason="set KIOSK_TEST_DATABASE=postgresql")
PATIENCE_S = 20.0


def intent(number: int, code: str = "T00001", at: str = "north", station: str = "A", **more: object) -> Intent:
    return Intent(scan_id=f"{number:032x}", code=code, gate=at, at=OPENING, station=station, **more)  # type: ignore[arg-type]


def ask(store: HubStore, question: Intent) -> Verdict:
    verdict = store.writer.run(lambda ledger: redeem(ledger, question.station, question))
    assert verdict is not None
    return verdict


def wait_for(is_so: Callable[[], object]) -> None:
    """Until another thread has done its work."""
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        threading.Event().wait(0.02)


@pytest.fixture
def first(tmp_path, new_database, clock) -> Iterator[HubStore]:
    """The books as one process has them, with ten people."""
    store = HubStore(tmp_path, clock, new_database)
    store.load(SETUP, people(10))
    yield store
    store.close()


@pytest.fixture
def second(tmp_path, new_database, first, clock) -> Iterator[HubStore]:
    """The same books as another process has them."""
    store = HubStore(tmp_path, clock, new_database)
    yield store
    store.close()


@on_postgres
def test_of_two_processes_with_one_ticket_one_says_yes(first, second):
    def rush(number: int) -> list[Outcome]:
        code = f"T{number % 10:05}"
        with ThreadPoolExecutor(2) as doors:
            asked = [
                doors.submit(ask, store, intent(number * 2 + place, code, "once", str(place)))
                for place, store in enumerate((first, second))
            ]
            return [one.result().outcome for one in asked]

    for number in range(10):
        assert sorted(rush(number)) == [Outcome.ADMITTED, Outcome.REFUSED]


@on_postgres
def test_a_question_asked_at_another_process_gets_the_same_answer(first, second):
    assert ask(first, intent(1)).outcome is Outcome.ADMITTED
    assert ask(second, intent(1)).outcome is Outcome.ADMITTED
    assert len(scan_export(first.reader())) == 1


@on_postgres
def test_a_room_is_full_for_the_doors_of_all_processes(first, second):
    assert ask(first, intent(1, "T00001", "hall")).outcome is Outcome.ADMITTED
    assert ask(second, intent(2, "T00002", "hall")).outcome is Outcome.ADMITTED
    assert ask(first, intent(3, "T00003", "hall")).reason is Reason.ROOM_FULL
    ask(second, intent(4, "T00001", "hall", direction=Direction.EXIT))
    assert ask(first, intent(5, "T00003", "hall")).outcome is Outcome.ADMITTED


@on_postgres
def test_a_gate_that_one_process_was_given_opens_at_the_other(first, second):
    assert second.writer.run(lambda ledger: redeem(ledger, "A", intent(1, at="west"))) is None
    first.load(replace(SETUP, gates=(*SETUP.gates, gate("west"))), [])
    assert ask(second, intent(1, at="west")).outcome is Outcome.ADMITTED


@on_postgres
def test_numbers_are_seen_in_their_order_while_two_processes_write(first, second):
    """A reader that has seen number n never finds a lower one later."""
    epoch, over, missed = first.epoch, threading.Event(), []

    def follow() -> None:
        cursor, seen = f"{epoch}.0", set()
        while not over.is_set() or cursor != f"{epoch}.{newest()}":
            page = changes_after(second.reader(), epoch, "nobody", cursor)
            seen |= {msgspec.json.decode(scan)["sequence"] for scan in page.rows.scans}
            cursor = page.cursor
        scans = {row["sequence"] for row in scan_export(first.reader())}
        missed.extend(scans - seen)

    def newest() -> int:
        return int(first.reader().execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()["value"])

    follower = threading.Thread(target=follow)
    follower.start()
    with ThreadPoolExecutor(2) as doors:
        for number in range(60):
            store = (first, second)[number % 2]
            doors.submit(ask, store, intent(number, f"T{number % 10:05}"))
    over.set()
    follower.join()
    assert not missed


@on_postgres
def test_a_process_hears_of_the_others_commits_without_writing_itself(first, second):
    ask(first, intent(1))
    wait_for(lambda: second.newest_cursor == first.newest_cursor)


@on_postgres
def test_one_process_is_the_first_and_the_next_one_when_it_ends(tmp_path, new_database, clock):
    stores = [HubStore(tmp_path, clock, new_database) for _ in range(3)]
    while stores:
        wait_for(lambda: sum(store.is_first for store in stores) == 1)
        first = next(store for store in stores if store.is_first)
        first.close()
        assert not first.is_first
        stores.remove(first)


@on_postgres
def test_wrong_codes_at_any_process_lock_all(first, second):
    wrong = [store.writer.run(lambda ledger: try_code(ledger, "WRONG", "10.0.0.7")) for store in (first, second) * 3]
    assert [tried.locked_s > 0 for tried in wrong] == [False] * 5 + [True]
    right = second.writer.run(lambda ledger: try_code(ledger, second.doorkeeper.pairing_code, "10.0.0.7"))
    assert not right.is_right


@on_postgres
def test_all_processes_know_the_same_code_and_the_same_pages(first, second):
    assert first.doorkeeper.pairing_code == second.doorkeeper.pairing_code
    assert second.doorkeeper.is_page(first.doorkeeper.open_page())
    assert not second.doorkeeper.is_page("anything")


@pytest.fixture
def hubs(tmp_path, new_database) -> Iterator[tuple[Hub, Hub]]:
    """Two hubs on two ports with the same books."""
    with Hub(tmp_path, database=new_database) as one, Hub(tmp_path, database=new_database) as other:
        one.load(SETUP, people(10))
        one.start()
        other.start()
        yield one, other


@on_postgres
def test_a_station_paired_at_one_hub_is_known_to_the_other_at_once(hubs):
    one, other = hubs
    token = pair_with_hub(one.url, one.pairing_code, "A").token
    server = HubServer(other.url, token)
    assert server.redeem(intent(1), 10.0).outcome is Outcome.ADMITTED
    server.close()


@on_postgres
def test_the_page_of_each_hub_shows_the_stations_of_all(hubs):
    one, other = hubs
    server = HubServer(one.url, pair_with_hub(one.url, one.pairing_code, "A").token)
    server.report(StationReport(waiting=7))
    server.close()

    def told() -> bool:
        states = other.store.doorkeeper.stations()
        return bool(states) and states[0].last_seen is not None and states[0].report == StationReport(waiting=7)

    wait_for(told)


@on_postgres
def test_what_one_hub_takes_the_other_tells(hubs):
    doors = [HubServer(hub.url, pair_with_hub(hub.url, hub.pairing_code, "door").token) for hub in hubs]
    cursor = doors[1].snapshot(None).cursor
    assert doors[0].redeem(intent(1), 10.0).outcome is Outcome.ADMITTED
    wait_for(lambda: [item.scan.scan_id for item in doors[1].changes(cursor).rows.scans] == [intent(1).scan_id])
    for door in doors:
        door.close()


@on_postgres
def test_a_lost_server_is_named_and_the_hub_goes_on_when_it_is_back(hubs, postgres: PostgresServer):
    one, _ = hubs
    token = pair_with_hub(one.url, one.pairing_code, "A").token
    head = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=one.url, headers=head, trust_env=False, timeout=30) as door:
        question = {"scan_id": "1" * 32, "code": "T00001", "gate": "north", "at": OPENING.isoformat(), "station": "A"}
        postgres.stop()
        try:
            answers = [door.post("/api/v1/redeem", json=question)]
            answers += [door.get(f"/api/v1/{path}") for path in ("snapshot", "counts")]
        finally:
            postgres.start()
        assert [answer.status_code for answer in answers] == [503] * 3
        assert all("retry-after" in answer.headers for answer in answers)
        assert all("can't be reached" in answer.text and PASSWORD not in answer.text for answer in answers)
        wait_for(lambda: door.post("/api/v1/redeem", json=question).status_code == 200)
        assert door.post("/api/v1/redeem", json=question).json()["outcome"] == "admitted"
        wait_for(lambda: door.get("/api/v1/counts").json().get("scans", {}).get("admitted") == 1)


@on_postgres
def test_the_command_outlives_a_lost_server_and_says_what_it_waits_for(hubs, postgres: PostgresServer, capsys):
    hub, _ = hubs
    with Announcement(hub, on_network=False) as announcement:
        postgres.stop()
        try:
            with pytest.raises(EnvironmentProblem):
                ask(hub.store, intent(1))
            announcement.look()
        finally:
            postgres.start()
        assert "can't be reached: start it" in capsys.readouterr().err
        wait_for(lambda: _is_asked(hub))
        announcement.look()
        assert capsys.readouterr().err == "the hub stores again\n"


def _is_asked(hub: Hub) -> bool:
    try:
        return ask(hub.store, intent(1)) is not None
    except EnvironmentProblem:
        return False


@on_postgres
def test_a_hub_that_idles_over_a_restart_of_the_server_loses_no_question(first, postgres: PostgresServer):
    ask(first, intent(1))
    scan_export(first.reader())
    postgres.stop()
    postgres.start()
    first.writer._used -= 10.0  # as if it were a while ago
    assert ask(first, intent(2, "T00002")).outcome is Outcome.ADMITTED
    assert len(scan_export(first.reader())) == 2


@on_postgres
def test_commits_are_durable_although_the_server_is_set_otherwise(new_database):
    name = new_database.rpartition("/")[2]
    with psycopg.connect(new_database, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    connection = PostgresAddress(new_database).connect()
    assert connection.execute("SHOW synchronous_commit").fetchone() == {"synchronous_commit": "on"}
    connection.close()


@on_postgres
def test_work_of_one_request_that_fails_takes_nothing_else_back(first):
    def fails(ledger):
        ledger.advance()
        raise ValueError("a bug")

    def question(number: int) -> Awaitable[Verdict | None]:
        asked = intent(number, f"T0000{number}")
        return first.writer.submit(lambda ledger: redeem(ledger, "A", asked), wanted_by(asked))

    async def together() -> list[object]:
        return await asyncio.gather(*map(question, range(3)), first.writer.submit(fails), return_exceptions=True)

    *verdicts, bug = asyncio.run(together())
    assert [verdict.outcome for verdict in verdicts] == [Outcome.ADMITTED] * 3
    assert isinstance(bug, ValueError)


@on_postgres
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "wrong"}, "refuses this user or password"),
        ({"user": "nobody"}, "refuses this user or password"),
    ],
)
def test_a_wrong_log_in_is_named(postgres: PostgresServer, tmp_path, change, words):
    with pytest.raises(EnvironmentProblem, match=words) as found:
        HubStore(tmp_path, VenueClock(), postgres.url("postgres", **change))
    assert found.value.kind is ProblemKind.CONFIGURATION
    assert "wrong" not in str(found.value)


@on_postgres
def test_a_missing_database_is_named(postgres: PostgresServer, tmp_path):
    with pytest.raises(EnvironmentProblem, match="has no such database"):
        HubStore(tmp_path, VenueClock(), postgres.url("missing"))


@on_postgres
def test_a_copy_that_takes_no_writes_is_named(new_database, tmp_path):
    name = new_database.rpartition("/")[2]
    with psycopg.connect(new_database, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    with pytest.raises(EnvironmentProblem, match="read-only copy"):
        HubStore(tmp_path, VenueClock(), new_database)


@on_postgres
def test_a_hub_that_hangs_with_the_lock_is_named_and_waited_for(first, new_database):
    with psycopg.connect(new_database) as hanging:
        hanging.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        with pytest.raises(EnvironmentProblem, match="is held by another hub"):
            ask(first, intent(1))
    assert ask(first, intent(1)).outcome is Outcome.ADMITTED


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull(), ProblemKind.DISK_FULL),
        (psycopg.errors.OutOfMemory(), ProblemKind.DISK_FULL),
        (psycopg.errors.TooManyConnections(), ProblemKind.NETWORK),
        (psycopg.errors.AdminShutdown(), ProblemKind.NETWORK),
        (psycopg.errors.ConnectionFailure(), ProblemKind.NETWORK),
        (psycopg.errors.InsufficientPrivilege(), ProblemKind.CONFIGURATION),
        (psycopg.OperationalError("the line is cut"), ProblemKind.NETWORK),
        (psycopg.OperationalError("FATAL:  the database system is starting up"), ProblemKind.NETWORK),
        (psycopg.OperationalError("FATAL:  the database system is not yet accepting connections"), ProblemKind.NETWORK),
    ],
)
def test_each_trouble_of_the_server_is_named(error, kind):
    problem = postgres_problem("venue:5432/hub", error)
    assert problem is not None
    assert problem.kind is kind
    assert "venue:5432/hub" in problem.what and problem.remedy


def test_a_user_who_may_not_connect_is_not_told_to_make_the_database():
    error = psycopg.OperationalError('FATAL:  permission denied for database "hub"')
    problem = postgres_problem("venue:5432/hub", error)
    assert problem is not None
    assert "too few rights" in problem.what


def test_a_bug_in_a_statement_stays_one():
    assert postgres_problem("venue:5432/hub", psycopg.errors.UndefinedColumn()) is None


@pytest.mark.parametrize(
    "address",
    [
        "mysql://hub:wayzgoose@host/x",
        "hub:wayzgoose@host",
        "postgresql://hub:way@zgoose@host/x",
        "postgresql://u:%zz@h/x",
    ],
)
def test_an_address_that_is_none_is_not_repeated(address):
    with pytest.raises(EnvironmentProblem) as found:
        PostgresAddress(address)
    assert found.value.kind is ProblemKind.CONFIGURATION
    assert "zgoose" not in str(found.value) and "%zz" not in str(found.value)


def test_a_server_that_nobody_runs_is_named():
    with pytest.raises(EnvironmentProblem, match=r"at 127\.0\.0\.1:1/x can't be reached") as found:
        PostgresAddress(f"postgresql://hub:{PASSWORD}@127.0.0.1:1/x").connect()
    assert found.value.kind is ProblemKind.NETWORK
    assert PASSWORD not in str(found.value)
