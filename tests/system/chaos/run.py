"""The chaos run: real stations and a real hub, killed at random, over a network that does everything to them.

Three acts. *Chaos*: every station lives and dies while its proxy strikes and cuts, and the hub dies too. *Apart*: all
cables are out, and the same tickets are shown at every door. *Healed*: the cables are back; from here the clock
runs. The figures come from the files and from the lines that the stations have printed.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.domain.scans import DecidedBy, Outcome
from tests.fakes.fault_proxy import FaultProxy, ProxyFault
from tests.system.chaos import books
from tests.system.chaos.nursery import Nursery
from tests.system.chaos.players import Guests, HubPlayer, StationPlayer

STATIONS = 4
PEOPLE = 2_000
_HUB_LIFE_S = (0.5, 4.0)
_HUB_AWAY_S = (0.0, 0.6)
_TICKETS_APART = 10
_APART_S = 25.0
"""Long enough for every station to have lost its patience: each waits as long as it ever does between two tries."""

_PATIENCE_S = 40.0
_POLL_S = 0.1
_WEIGHTS = {
    ProxyFault.NONE: 60,
    **{fault: 4 for fault in ProxyFault if fault is not ProxyFault.NONE},
    ProxyFault.ENDLESS: 1,
    ProxyFault.HUGE: 1,
    ProxyFault.DRIP: 2,
    ProxyFault.SILENCE: 2,
}


@dataclass
class Figures:
    """What is held against the promises."""

    seed: int
    values: dict[str, Any] = field(default_factory=dict)

    def table(self) -> str:
        width = max(map(len, self.values))
        rows = [f"  {name.ljust(width)}  {value}" for name, value in self.values.items()]
        return "\n".join([f"chaos run, seed {self.seed}", *rows])


class Network:
    """Decides for one station what happens to each request: now and then the cable is out for a while."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._out_until = 0.0
        self._lock = threading.Lock()

    def __call__(self, _request: bytes) -> ProxyFault:
        with self._lock:
            now = time.monotonic()
            if now < self._out_until:
                return ProxyFault.DROP
            if self._dice.random() < 0.02:
                self._out_until = now + self._dice.uniform(0.2, 2.0)
            return self._dice.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]


def run(directory: Path, *, kills: int, seed: int) -> Figures:
    """At least so many kills of stations and hub together; the figures, nothing judged."""
    figures = Figures(seed)
    dice = random.Random(seed)
    with Nursery() as nursery:
        hub = HubPlayer(nursery, directory / "hub", PEOPLE)
        hub.start()
        guests = Guests(PEOPLE, random.Random(dice.random()))
        proxies = [FaultProxy(hub.address) for _ in range(STATIONS)]
        stations = [
            StationPlayer(nursery, directory / f"station-{number}", proxy, guests, random.Random(dice.random()))
            for number, proxy in enumerate(proxies)
        ]
        try:
            for station in stations:
                station.join(hub.pairing_code)
            for proxy in proxies:
                proxy.choose = Network(random.Random(dice.random()))
            began = time.monotonic()
            _chaos(hub, stations, kills, random.Random(dice.random()))
            figures.values["seconds of chaos"] = round(time.monotonic() - began, 1)
            apart = _apart(stations)
            _heal(hub, stations, figures)
            _end(hub, stations)
        finally:
            for proxy in proxies:
                proxy.close()
    _count(figures, hub, stations, apart)
    return figures


def _chaos(hub: HubPlayer, stations: list[StationPlayer], kills: int, dice: random.Random) -> None:
    """Every station on a thread of its own; the hub dies until the last of them is through."""
    share = -(-kills // len(stations))
    over = threading.Event()
    with ThreadPoolExecutor(len(stations) + 1) as pool:
        reaper = pool.submit(_kill_hub, hub, over, dice)
        lives = [pool.submit(_live_and_die, station, share) for station in stations]
        wait(lives)
        over.set()
    for ended in (*lives, reaper):
        ended.result()


def _live_and_die(station: StationPlayer, times: int) -> None:
    while station.kills < times:
        station.live_and_die()


def _kill_hub(hub: HubPlayer, over: threading.Event, dice: random.Random) -> None:
    while not over.wait(dice.uniform(*_HUB_LIFE_S)):
        hub.kill()
        over.wait(dice.uniform(*_HUB_AWAY_S))
        hub.start()


def _apart(stations: list[StationPlayer]) -> list[str]:
    """All cables out; the same fresh tickets at every door. Gives their codes."""
    codes = [f"T{PEOPLE - 1 - number:05}" for number in range(_TICKETS_APART)]
    for station in stations:
        station.proxy.choose = lambda _: ProxyFault.DROP
        station.begin_for_good()
        station.present(codes)
    time.sleep(_APART_S)
    return codes


def _heal(hub: HubPlayer, stations: list[StationPlayer], figures: Figures) -> None:
    """From the last fault on: how long until every double entry is told everywhere, and until all are the same."""
    for station in stations:
        station.proxy.heal()
    healed = time.monotonic()
    figures.values["seconds apart"] = _APART_S
    figures.values["s until double entries are flagged on every station"] = _until(
        lambda: _all_flagged(hub, stations), healed
    )
    figures.values["s until hub and stations are the same"] = _until(lambda: _all_same(hub, stations), healed)


def _until(reached: Callable[[], bool], since: float) -> float | None:
    """Seconds from `since`; None when it does not come true."""
    while time.monotonic() - since < _PATIENCE_S:
        if reached():
            return round(time.monotonic() - since, 1)
        time.sleep(_POLL_S)
    return None


def _all_flagged(hub: HubPlayer, stations: list[StationPlayer]) -> bool:
    """By the logs of the stations themselves: what they have let in twice is flagged on each of them."""
    of_stations = [books.station_books(station.directory) for station in stations]
    if any(one.waiting for one in of_stations):
        return False
    doubles = books.doubles_among(books.scans_at_hub(hub.directory))
    return all(doubles <= books.flagged(one.conflicts) for one in of_stations)


def _all_same(hub: HubPlayer, stations: list[StationPlayer]) -> bool:
    of_hub = books.hub_books(hub.directory)
    of_stations = [books.station_books(station.directory) for station in stations]
    everything = of_hub.confirmed | of_hub.answered_only
    logs = frozenset().union(*(one.own for one in of_stations))
    own_answers = [everything - one.own - one.others for one in of_stations]  # asked by a process that died over it
    return (
        of_hub.confirmed == logs
        and not any(one.waiting for one in of_stations)
        and all(missing <= of_hub.answered_only for missing in own_answers)
        and all(one.conflicts == of_hub.conflicts for one in of_stations)
    )


def _end(hub: HubPlayer, stations: list[StationPlayer]) -> None:
    for station in stations:
        station.end()
    hub.stop()


def _count(figures: Figures, hub: HubPlayer, stations: list[StationPlayer], apart: list[str]) -> None:
    logs = [books.log_of(station.directory) for station in stations]
    logged = {scan_id: scan for log in logs for scan_id, scan in log.items()}
    at_hub = books.hub_books(hub.directory)
    answers = [answer for station in stations for answer in station.answers]
    struck: Counter[str] = Counter()
    for station in stations:
        struck.update({fault.value: number for fault, number in station.proxy.struck.items()})
    doubles = books.doubles_among(books.scans_at_hub(hub.directory))
    figures.values |= {
        "kills of stations": sum(station.kills for station in stations),
        "kills of the hub": hub.kills,
        "stations that died by themselves": sum(station.died_by_itself for station in stations),
        "exchanges over the proxies": sum(struck.values()),
        "of these struck by a fault": sum(struck.values()) - struck[ProxyFault.NONE.value],
        "verdicts shown": len(answers),
        "of these green": sum(answer["verdict"] == Outcome.ADMITTED for answer in answers),
        "of these green by the hub": len(_online_greens(answers)),
        "unanswered (disk trouble)": sum(answer["scan_id"] is None for answer in answers),
        "shown and lost": sum(not _is_kept(answer, logged) for answer in answers),
        "missing at the hub": len(logged.keys() - at_hub.confirmed),
        "doubled at the hub": len(at_hub.confirmed - logged.keys()),
        "answers of the hub that no door has recorded": len(at_hub.answered_only),
        "two online greens for one single-entry ticket": _contested(answers, logged),
        "double entries": len(doubles),
        "of these not flagged": len(doubles - books.flagged(at_hub.conflicts)),
        "tickets shown at every door while apart": len(apart),
        "broken chains": sum(books.chain_is_broken(station.directory) for station in stations),
        "faults": dict(struck),
    }


def _is_kept(answer: dict[str, Any], logged: dict[str, Any]) -> bool:
    kept = logged.get(answer["scan_id"])
    return kept is not None and (kept.code, kept.verdict.value) == (answer["code"], answer["verdict"])


def _online_greens(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in answers if one["verdict"] == Outcome.ADMITTED and one["decided_by"] == DecidedBy.SERVER]


def _contested(answers: list[dict[str, Any]], logged: dict[str, Any]) -> int:
    """How many tickets the hub itself let in more than once into one area."""
    greens = Counter(
        (logged[one["scan_id"]].ticket_code, logged[one["scan_id"]].area) for one in _online_greens(answers)
    )
    return sum(number > 1 for number in greens.values())
