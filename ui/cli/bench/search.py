"""How long the desk waits for each keystroke, with 100,000 people.

People are typed letter by letter, by name in both scripts, by company, by e-mail and with one wrong letter. `cpu` is
the time of this thread alone, `wall` what a person waits. References in the same run: a LIKE over all names, and
rapidfuzz over all names.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from kiosk.domain.names import fold
from kiosk.domain.people import Attendee
from kiosk.store.database import Connection, Durability, open_database, station_key
from kiosk.store.station import StationStore
from ui.cli.bench.figures import Progress, crowd, crowded_station, percentiles, timed

PEOPLE_TYPED = 120
SHOWN = 20
GOAL_P99_MS = 10.0
_REFERENCES = 25


def run(progress: Progress) -> dict[str, Any]:
    """The figures of each way of typing; `goal_met` tells whether every p99 of `cpu` stays below 10 ms."""
    dice = random.Random(5)
    people = dice.sample(crowd(), PEOPLE_TYPED)
    with crowded_station(progress) as directory:
        with StationStore.existing(directory) as store:
            first_ms = timed(partial(store.cache.find, "qwxzkj", SHOWN))
            ways = {}
            for way, words in _ways(people, dice):
                progress(f"typing {way}")
                ways[way] = _typed(store, words)
        progress("the references")
        references = _references(directory, people)
    return {
        "people": len(crowd()),
        "ways": ways,
        "goal_p99_ms": GOAL_P99_MS,
        "goal_met": all(figures["cpu_ms"]["p99"] < GOAL_P99_MS for figures in ways.values()),
        "words_read_ms": round(first_ms, 1),
        "references": references,
    }


def _ways(people: Sequence[Attendee], dice: random.Random) -> Iterator[tuple[str, list[str]]]:
    yield "name", [person.name for person in people]
    yield "name_ar", [person.name_ar for person in people if person.name_ar]
    yield "last_word_first", [" ".join(reversed(person.name.split())) for person in people]
    yield "company", [person.company for person in people if person.company]
    yield "email", [person.email for person in people if person.email]
    yield "one_wrong_letter", [_mistyped(person.name, dice) for person in people if len(person.name) > 3]


def _mistyped(name: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(name))
    return name[:place] + dice.choice("aeioubdrt") + name[place + 1 :]


def _typed(store: StationStore, words: Iterable[str]) -> dict[str, Any]:
    """Times of every beginning of every word, as it is typed."""
    wall: list[float] = []
    cpu: list[float] = []
    for typed in (word[:length] for word in words for length in range(1, len(word) + 1)):
        began = time.perf_counter()
        cpu.append(timed(partial(store.cache.find, typed, SHOWN), time.thread_time))
        wall.append((time.perf_counter() - began) * 1000)
    return {"keystrokes": len(cpu), "cpu_ms": percentiles(cpu, 50, 99), "wall_ms": percentiles(wall, 50, 99)}


def _references(directory: Path, people: Sequence[Attendee]) -> dict[str, Any]:
    words = [fold(person.name) for person in people[:_REFERENCES]]
    database = open_database(
        directory / "cache.db", station_key(directory), durability=Durability.NORMAL, read_only=True
    )
    with closing(database) as connection:
        like = [timed(partial(_like, connection, word)) for word in words]
        names = [row[0] for row in connection.execute("SELECT folded FROM people_names")]
    nearest = [timed(partial(process.extract, word, names, scorer=fuzz.ratio, limit=SHOWN)) for word in words]
    return {"like_over_all_names_ms": percentiles(like, 50), "rapidfuzz_over_all_names_ms": percentiles(nearest, 50)}


def _like(connection: Connection, word: str) -> None:
    connection.execute("SELECT id FROM people_names WHERE folded LIKE ? LIMIT 20", (f"%{word}%",)).fetchall()
