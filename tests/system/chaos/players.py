"""The players of a chaos run: stations and a hub that are killed and begun again, and the guests at their doors."""

from __future__ import annotations

import json
import random
import select
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.domain.clock import SystemClock
from sync.hub.store import HubStore
from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.venue import SETUP, people
from tests.system.chaos.nursery import Nursery, Program

GATES = ("north", "south", "once")
_WINDOW = 12
_LONGEST_LIFE_S = 3.0
_LAST_BREATH_S = 0.003


class Guests:
    """Ticket codes in such an order that the same few are shown at all doors at about the same time."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self._number = number
        self._dice = dice
        self._shown = 0
        self._lock = threading.Lock()

    def next_code(self) -> str:
        with self._lock:
            self._shown += 1
            index = self._shown // 5 + self._dice.randrange(_WINDOW)
            return "NOBODY" if self._dice.random() < 0.03 else f"T{index % self._number:05}"


@dataclass
class HubPlayer:
    """One hub at one address, whatever happens to its process."""

    nursery: Nursery
    directory: Path
    number_of_people: int
    kills: int = 0
    pairing_code: str = ""
    _program: Program | None = None

    def __post_init__(self) -> None:
        store = HubStore(self.directory, SystemClock())
        store.load(SETUP, people(self.number_of_people))
        store.close()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address: tuple[str, int] = free.getsockname()

    def start(self) -> None:
        """Comes back when it serves."""
        port = str(self.address[1])
        self._program = self.nursery.start("hub", "--data", str(self.directory), "--port", port)
        first = self._program.stdout.readline()
        assert first.startswith(b"hub: "), f"the hub did not start: {first!r}"
        self.pairing_code = self._program.stdout.readline().decode().rpartition(": ")[2].strip()

    def kill(self) -> None:
        assert self._program is not None
        self._program.kill()
        self._program.stdout.read()
        self._program.close()
        self.kills += 1

    def stop(self) -> None:
        assert self._program is not None
        self._program.signal(signal.SIGTERM)
        self._program.stdout.read()
        self._program.close()


@dataclass
class StationPlayer:
    """One station's data directory and the processes that live on it, one after the other.

    `answers` is every whole line that came out of any of them: what somebody at the door has seen.
    """

    nursery: Nursery
    directory: Path
    proxy: FaultProxy
    guests: Guests
    dice: random.Random
    answers: list[dict[str, Any]] = field(default_factory=list)
    kills: int = 0
    died_by_itself: int = 0
    _program: Program | None = None
    _rest: bytes = b""

    def join(self, pairing_code: str) -> None:
        """The first start: pairs and gets the people, then ends in peace."""
        self._begin("--server", f"{self.proxy.url}#{pairing_code}")
        self.end()

    def live_and_die(self) -> None:
        """Begins, answers some guests, and is killed a random moment after a random answer."""
        self._begin()
        assert self._program is not None
        wanted = self.dice.choice([0, 1, 2, 4, 8, 16])
        self._present([self.guests.next_code() for _ in range(wanted + 10)])
        self._listen(wanted, time.monotonic() + _LONGEST_LIFE_S)
        time.sleep(self.dice.random() * _LAST_BREATH_S)
        self._program.kill()
        self.kills += 1
        self._hear_the_rest()

    def begin_for_good(self) -> None:
        self._begin()

    def present(self, codes: list[str]) -> list[dict[str, Any]]:
        """Shows codes to the living station and gives its answers."""
        before = len(self.answers)
        self._present(codes)
        self._listen(len(codes), time.monotonic() + 60.0)
        return self.answers[before:]

    def end(self) -> None:
        """End of input: the program finishes what it has and leaves."""
        assert self._program is not None
        self._program.stdin.close()
        self._hear_the_rest()

    def _begin(self, *more: str) -> None:
        gate = self.dice.choice(GATES)
        self._program = self.nursery.start("gate", "--data", str(self.directory), "--gate", gate, *more)
        self._rest = b""

    def _present(self, codes: list[str]) -> None:
        assert self._program is not None
        try:
            self._program.stdin.write("".join(f"{code}\n" for code in codes).encode())
            self._program.stdin.flush()
        except BrokenPipeError:
            self.died_by_itself += 1

    def _listen(self, wanted: int, until: float) -> None:
        """Takes whole lines until there are so many, or time is up."""
        assert self._program is not None
        heard = 0
        while heard < wanted and (left := until - time.monotonic()) > 0:
            if not select.select([self._program.stdout], [], [], left)[0]:
                return
            chunk = self._program.stdout.read1(65536)  # type: ignore[attr-defined]
            if not chunk:
                self.died_by_itself += 1
                return
            heard += self._take(chunk)

    def _hear_the_rest(self) -> None:
        assert self._program is not None
        self._take(self._program.stdout.read())
        self._program.close()
        self._program = None

    def _take(self, chunk: bytes) -> int:
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        self.answers += [json.loads(line) for line in lines]
        return len(lines)
