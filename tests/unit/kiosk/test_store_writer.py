"""The one writing thread: the door first, all or nothing, and an end that forgets nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from kiosk.store.database import Connection, DatabaseError, Durability, open_database, station_key
from kiosk.store.writer import Priority, Writer


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    key = station_key(tmp_path)
    path = tmp_path / "notes.db"
    writer = Writer(path, lambda: open_database(path, key, durability=Durability.FULL))
    writer.run(lambda connection: connection.execute("CREATE TABLE notes (text TEXT UNIQUE)"))
    yield writer
    writer.close()
    assert not [thread for thread in threading.enumerate() if "notes.db" in thread.name]


def put(text: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute("INSERT INTO notes VALUES (?)", (text,))


def notes(connection: Connection) -> list[str]:
    return [row["text"] for row in connection.execute("SELECT text FROM notes ORDER BY rowid")]


def held(writer: Writer) -> threading.Event:
    """Keeps the writer busy until the event is set, so that what follows queues up."""
    busy, go_on = threading.Event(), threading.Event()

    def wait(_: Connection) -> None:
        busy.set()
        go_on.wait(10)

    writer.submit(wait)
    assert busy.wait(10)
    return go_on


def test_door_is_served_before_the_desk_and_the_desk_before_the_sync(writer: Writer) -> None:
    go_on = held(writer)
    for name, priority in (("page", Priority.BACKGROUND), ("note", Priority.DESK), ("scan", Priority.DOOR)):
        writer.submit(put(name), priority)
    go_on.set()
    assert writer.run(notes, Priority.BACKGROUND) == ["scan", "note", "page"]


def test_equal_priorities_keep_their_order(writer: Writer) -> None:
    go_on = held(writer)
    for number in range(9):
        writer.submit(put(str(number)), Priority.DOOR)
    go_on.set()
    assert writer.run(notes, Priority.BACKGROUND) == list("012345678")


def test_work_that_fails_leaves_nothing_and_tells_its_asker_only(writer: Writer) -> None:
    def half(connection: Connection) -> None:
        connection.execute("INSERT INTO notes VALUES ('half')")
        raise LookupError("the second half is missing")

    with pytest.raises(LookupError, match="second half"):
        writer.run(half)
    writer.run(put("whole"))
    assert writer.run(notes) == ["whole"]


def test_mistake_in_a_statement_is_a_loud_bug_and_no_environment_problem(writer: Writer) -> None:
    writer.run(put("once"))
    with pytest.raises(DatabaseError, match="UNIQUE"):
        writer.run(put("once"))
    assert writer.run(notes) == ["once"]


def test_two_threads_write_through_one_writer(writer: Writer) -> None:
    def write(name: str) -> None:
        for number in range(50):
            writer.run(put(f"{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(writer.run(notes)) == 100


def test_close_finishes_what_is_queued(writer: Writer) -> None:
    go_on = held(writer)
    waiting: list[Future[object]] = [writer.submit(put(str(number)), Priority.BACKGROUND) for number in range(5)]
    closing = threading.Thread(target=writer.close)
    closing.start()
    go_on.set()
    closing.join()
    assert all(future.done() and future.exception() is None for future in waiting)


def test_work_after_the_end_is_refused_instead_of_waiting_for_ever(writer: Writer) -> None:
    writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        writer.run(notes)


def test_lent_file_is_written_by_nobody_here_until_it_is_back(writer: Writer, tmp_path: Path) -> None:
    lent, back = threading.Event(), threading.Event()

    def elsewhere() -> str:
        lent.set()
        back.wait(10)
        other = open_database(tmp_path / "notes.db", station_key(tmp_path), durability=Durability.FULL)
        other.execute("INSERT INTO notes VALUES ('theirs')")
        other.close()
        return "done"

    stored = writer.lend(elsewhere)
    assert lent.wait(10)
    ours = writer.submit(put("ours"), Priority.DOOR)
    assert not ours.done()
    back.set()
    assert stored.result() == "done"
    ours.result()
    assert writer.run(notes) == ["theirs", "ours"]
