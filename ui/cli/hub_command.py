"""`kiosk hub`: the venue server, until it is stopped."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from pathlib import Path

import click

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.import_people import setup_for
from kiosk.service.sheet_update import updated_people
from kiosk.service.spreadsheet import read_people
from sync.hub.reports import people_export
from sync.hub.server import DEFAULT_PORT, Hub
from sync.pairing import read_pairing_text
from ui.cli.hub_announcement import Announcement
from ui.cli.import_command import line_of
from ui.cli.import_progress import people_stored, rows_read
from ui.cli.options import data_option

_LOOK_EVERY_S = 1.0


@click.command("hub")
@data_option
@click.option("--port", default=DEFAULT_PORT, show_default=True, help="The port to listen on; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the stations of the venue.")
@click.option("--import", "file", type=click.Path(path_type=Path), help="Take in the people of a CSV or XLSX first.")
@click.option("--standby-of", "leader", default="", metavar="URL#CODE", help="Follow this hub, to take over one day.")
@click.option("--promote", is_flag=True, help="Let this standby take over from the hub that it followed.")
def command(directory: Path, port: int, host: str, file: Path | None, leader: str, promote: bool) -> None:
    """Serve the stations of a venue.

    Example: kiosk hub --data hub --host 0.0.0.0 --import people.csv
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Hub(directory) as hub:
        faults = _import(hub, file) if file is not None else 0
        if leader:
            hub.follow(read_pairing_text(leader), socket.gethostname())
        if promote and not _promoted(hub, port, host):
            return
        if not promote:
            hub.start(port, host)
        click.echo(f"hub: {hub.url}")
        click.echo(f"pairing code: {hub.pairing_code}")
        click.echo(f"pair a station: kiosk pair '{hub.pairing_text}' --data DIR")
        sys.stdout.flush()
        with Announcement(hub, on_network=host != "127.0.0.1") as announcement:
            while not stop.wait(_LOOK_EVERY_S):
                announcement.look()
    if faults:
        sys.exit(1)


def _promoted(hub: Hub, port: int, host: str) -> bool:
    """Takes charge and serves; False when another process serves from these books already, which then takes over."""
    generation = hub.promote()
    click.echo(f"promoted: this hub is in charge, in generation {generation}")
    try:
        hub.start(port, host)
    except EnvironmentProblem as problem:
        if problem.kind is not ProblemKind.PORT_IN_USE:
            raise
        click.echo(f"the standby that runs on port {port} goes on as the hub in charge")
        return False
    return True


def _import(hub: Hub, file: Path) -> int:
    """Takes in the good rows, names the others, and gives the number of those."""
    setup = hub.store.setup()
    known = {"timezone": setup.event.timezone} if setup else {}
    with rows_read() as progress:
        reading = read_people(file, categories=setup.categories if setup else (), progress=progress, **known)
    people = updated_people(reading, {person.ticket_code: person for person in people_export(hub.store.reader())})
    with people_stored(len(people)) as progress:
        taken = hub.store.load(setup_for(setup, people, "", SystemClock()), people, progress)
    click.echo(
        f"{taken.added} added, {taken.changed} updated, {taken.unchanged} unchanged, "
        f"{len(reading.problems)} rows with a fault"
    )
    for problem in reading.problems:
        click.echo(line_of(problem), err=True)
    return len(reading.problems)
