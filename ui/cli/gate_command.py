"""`kiosk gate`: a station without a window, for turnstiles and tests.

One code a line in, one verdict a line out, each flushed after its scan is durable. Trouble with the disk answers
`ask` for that one code, because a person must look, and the gate goes on with the next.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import click

from kiosk.domain.payload import printable
from kiosk.domain.people import Attendee
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import DecidedBy, Outcome
from kiosk.service.check_in import CheckedIn, Door
from kiosk.store.station import require_station
from ui.cli.options import data_option
from ui.configuration import read_configuration
from ui.joining import join_server
from ui.logbook import logbook
from ui.station import Station

_LONGEST_LINE = 65_536
"""Bytes; what is longer can't be a code and is not kept in memory."""


@click.command("gate")
@data_option
@click.option("--gate", "gate_id", default="", help="The gate's id; the configured or first one otherwise.")
@click.option("--server", default="", help="The hub to ask first: its address, or URL#CODE to pair with it now.")
def command(directory: Path, gate_id: str, server: str) -> None:
    """Read one code a line from standard input and print one JSON verdict a line.

    Example: printf 'TICKET123\\n' | kiosk gate --data station-1 --gate entrance
    """
    failed = False
    if server:
        join_server(directory, server)
    require_station(directory)
    with Station(directory, read_configuration(directory)) as station, logbook(directory):
        door = station.door(gate_id)
        station.start()
        for code in _codes(sys.stdin.buffer):
            answer, problem = _answer(station, door, code)
            click.echo(json.dumps(answer, ensure_ascii=False))
            if problem is not None:
                failed = True
                with suppress(OSError):  # the very disk that is full may hold this, and the next code must be answered
                    click.echo(f"kiosk: {problem}", err=True)
    if failed:
        sys.exit(1)


def _codes(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream; bytes that are not UTF-8 become the replacement character."""
    while line := stream.readline(_LONGEST_LINE):
        text = line.decode("utf-8", errors="replace")
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)
        yield text.rstrip("\r\n")


def _answer(station: Station, door: Door, code: str) -> tuple[dict[str, Any], EnvironmentProblem | None]:
    began = time.perf_counter()
    try:
        checked_in = station.admissions.check_in(code, door)
    except EnvironmentProblem as problem:
        return _unanswered(code, station, began), problem
    return _as_json(checked_in, began), None


def _as_json(checked_in: CheckedIn, began: float) -> dict[str, Any]:
    scan, verdict = checked_in.scan, checked_in.verdict
    return {
        "scan_id": scan.scan_id,
        "code": scan.code,
        "verdict": verdict.outcome.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "attendee": _person(verdict.attendee),
        "at": scan.at.isoformat(),
        "decided_by": scan.decided_by.value,
        "ms": _milliseconds(began),
    }


def _unanswered(code: str, station: Station, began: float) -> dict[str, Any]:
    return {
        "scan_id": None,
        "code": printable(code),
        "verdict": Outcome.ASK.value,
        "reason": None,
        "attendee": None,
        "at": station.clock.now().isoformat(),
        "decided_by": DecidedBy.LOCAL.value,
        "ms": _milliseconds(began),
    }


def _person(attendee: Attendee | None) -> dict[str, str] | None:
    if attendee is None:
        return None
    return {
        "ticket_code": attendee.ticket_code,
        "name": attendee.name,
        "name_ar": attendee.name_ar,
        "company": attendee.company,
        "category": attendee.category,
    }


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
