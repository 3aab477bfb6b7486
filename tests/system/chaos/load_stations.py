"""Many stations in one process: the exchanges of real stations at their real pace, without their files.

Each has a door that asks for live verdicts at random moments and uploads what it did, and a second connection that
looks for changes like a sync worker. Orders come as JSON on standard input, times go out as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import uvloop

from sync.servers.hub import HubServer

POLL_S = HubServer.poll_s


class _Seen(msgspec.Struct):
    cursor: str


_seen = msgspec.json.Decoder(_Seen)


@dataclass(slots=True)
class Times:
    """Milliseconds of each exchange, from the first byte out to the last in."""

    verdicts: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    admitted: int = 0


class Line:
    """One keep-alive connection."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._address = (host, port)
        self._head = f"Host: hub\r\nAuthorization: Bearer {token}\r\n"

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(*self._address)

    async def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        kind = "Content-Type: application/json\r\n" if body else ""
        head = f"{method} {path} HTTP/1.1\r\n{self._head}{kind}Content-Length: {len(body)}\r\n\r\n"
        self._writer.write(head.encode() + body)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        if not answer.startswith(b"http/1.1 200"):
            raise RuntimeError(answer.splitlines()[0].decode())
        return await self._reader.readexactly(int(answer.partition(b"content-length:")[2].split(b"\r\n", 1)[0]))

    def close(self) -> None:
        self._writer.close()


@dataclass(slots=True)
class Station:
    name: str
    door: Line
    sync: Line
    codes: list[str]
    cursor: str
    every_s: float
    until: float
    times: Times
    waiting: list[dict[str, Any]] = field(default_factory=list)

    async def live(self) -> None:
        await asyncio.gather(self.door.open(), self.sync.open())
        await asyncio.gather(self._guests(), self._exchange())
        self.door.close()
        self.sync.close()

    async def _guests(self) -> None:
        while self.codes and time.monotonic() < self.until:
            await asyncio.sleep(random.expovariate(1 / self.every_s))
            await self._guest(self.codes.pop())

    async def _guest(self, code: str) -> None:
        at = datetime.now(UTC).isoformat()
        intent = {"scan_id": uuid.uuid4().hex, "code": code, "gate": "north", "at": at, "station": self.name}
        began = time.perf_counter()
        verdict = json.loads(await self.door.ask("POST", "/api/v1/redeem", json.dumps(intent).encode()))
        self.times.verdicts.append((time.perf_counter() - began) * 1000)
        self.times.admitted += verdict["outcome"] == "admitted"
        told = {
            "ticket_code": code,
            "area": "venue",
            "direction": verdict["direction"],
            "verdict": verdict["outcome"],
            "reason": verdict.get("reason"),
            "decided_by": "server",
        }
        self.waiting.append(intent | told)

    async def _exchange(self) -> None:
        await asyncio.sleep(random.random() * POLL_S)
        while time.monotonic() < self.until:
            if self.waiting:
                body, self.waiting = json.dumps({"scans": self.waiting}).encode(), []
                began = time.perf_counter()
                await self.sync.ask("POST", "/api/v1/scans", body)
                self.times.uploads.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            answer = await self.sync.ask("GET", f"/api/v1/changes?cursor={self.cursor}")
            self.times.changes.append((time.perf_counter() - began) * 1000)
            self.cursor = _seen.decode(answer).cursor
            await asyncio.sleep(POLL_S * (0.75 + 0.5 * random.random()))


async def _live(order: dict[str, Any]) -> Times:
    times = Times()
    until = time.monotonic() + order["seconds"]
    stations = [
        Station(
            name=f"load-{number}",
            door=Line(order["host"], order["port"], token),
            sync=Line(order["host"], order["port"], token),
            codes=codes,
            cursor=order["cursor"],
            every_s=order["every_s"],
            until=until,
            times=times,
        )
        for number, (token, codes) in enumerate(zip(order["tokens"], order["codes"], strict=True))
    ]
    await asyncio.gather(*(station.live() for station in stations))
    return times


if __name__ == "__main__":
    done = uvloop.run(_live(json.loads(sys.stdin.read())))
    sys.stdout.write(json.dumps({name: getattr(done, name) for name in Times.__slots__}))
