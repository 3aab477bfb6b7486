"""`kiosk hub`: the venue server, until it is stopped."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.open_files import allow_many_connections
from sync.hub.server import DEFAULT_PORT, Hub, url_of
from sync.hub.sqlite_books import HUB_FILE
from sync.pairing import read_pairing_text
from sync.terms import Role
from ui.cli.event_options import event_layout_option, event_name_option
from ui.cli.hub_announcement import Announcement
from ui.cli.hub_event import EventGiven
from ui.cli.hub_processes import HubProcesses, can_share_address, shared_listeners, stop_at_signals
from ui.cli.options import hub_data_option
from ui.cli.terminal_code import code_lines

_LOOK_EVERY_S = 1.0


@click.command("hub")
@hub_data_option
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the stations of the venue.")
@click.option(
    "--import",
    "file",
    type=click.Path(path_type=Path, readable=False),
    help="Take in the people of a CSV or XLSX first.",
)
@event_name_option
@event_layout_option
@click.option("--standby-of", "leader", default="", metavar="URL#CODE", help="Follow this hub, to take over one day.")
@click.option("--promote", is_flag=True, help="Let this standby take over from the hub that it followed.")
@click.option("--upstream", default="", metavar="URL#CODE", help="The organiser's server, whose station this hub is.")
@click.option(
    "--database",
    envvar="KIOSK_HUB_DATABASE",
    metavar="URL",
    help="Keep the books in this PostgreSQL (postgresql://USER@HOST/NAME); also as variable KIOSK_HUB_DATABASE.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Serve one address from so many processes; with --database, on Linux.",
)
def command(
    *,
    directory: Path,
    port: int,
    host: str,
    file: Path | None,
    event_name: str,
    layout: str,
    leader: str,
    promote: bool,
    upstream: str,
    database: str | None,
    processes: int,
) -> None:
    """Serve the stations of a venue.

    Example: kiosk hub --host 0.0.0.0 --import people.csv --event "My congress"
    """
    allow_many_connections()
    given = EventGiven(file=file, name=event_name, layout=layout)
    if database is not None and (leader or promote):
        raise click.UsageError("a standby keeps its books in a file; PostgreSQL has its own copies")
    if processes > 1:
        _serve_together(directory, port, host, given, database, processes, upstream)
        return
    stop = stop_at_signals()
    if promote:
        _check_standby(directory)
    beside = promote and not (given.is_something or leader or upstream)
    with Hub(directory, database=database, beside=beside) as hub:
        faults = given.take_into(hub)
        _join(hub, leader, upstream)
        if _starts(hub, port, host, promote=promote):
            _serve(hub, stop, on_network=host != "127.0.0.1")
    if faults:
        sys.exit(1)


def _check_standby(directory: Path) -> None:
    """A mistyped directory would become a new and empty hub in charge."""
    if not (directory / HUB_FILE).exists():
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"there is no hub in {directory}",
            "give the directory of the standby with --data",
        )


def _join(hub: Hub, leader: str, upstream: str) -> None:
    """Where this hub belongs to others: as a standby, or as a station of the organiser's server."""
    if leader:
        hub.follow(read_pairing_text(leader), socket.gethostname())
    if upstream:
        hub.join_upstream(upstream, socket.gethostname())


def _serve(hub: Hub, stop: threading.Event, *, on_network: bool) -> None:
    if hub.store.standing.role is Role.IN_CHARGE:
        _introduce(hub.url, hub.pairing_code)
    else:
        _tell(f"hub: {hub.url}")
    with Announcement(hub, on_network=on_network) as announcement:
        while not stop.wait(_LOOK_EVERY_S):
            announcement.look()


def _serve_together(
    directory: Path,
    port: int,
    host: str,
    given: EventGiven,
    database: str | None,
    processes: int,
    upstream: str,
) -> None:
    """The same by several processes. The books are closed here before the first of them begins."""
    if database is None or not can_share_address:
        raise click.UsageError("--processes needs --database, and Linux; elsewhere start one hub a port")
    listeners = shared_listeners(host, port, processes)
    with Hub(directory, database=database) as hub:
        faults = given.take_into(hub)
        _join(hub, "", upstream)
        code = hub.pairing_code
    _introduce(url_of(host, listeners[0].getsockname()[1]), code)
    HubProcesses(directory, database, host, listeners).serve()
    if faults:
        sys.exit(1)


def _introduce(url: str, code: str) -> None:
    """With the code as a QR where a camera can see it."""
    _tell(f"hub: {url}", f"pairing code: {code}", f"pair a station: kiosk pair '{url}#{code}' --data DIR")
    if sys.stdout.isatty() and (sys.stdout.encoding or "").lower().startswith("utf"):
        _tell(*code_lines(f"{url}#{code}"))


def _tell(*lines: str) -> None:
    for line in lines:
        click.echo(line)
    sys.stdout.flush()


def _starts(hub: Hub, port: int, host: str, *, promote: bool) -> bool:
    """Begins to serve; False when the standby that is promoted runs already, and then takes over by itself."""
    if promote:
        click.echo(f"promoted: this hub is in charge, in generation {hub.promote()}")
    if hub.is_beside:
        click.echo("the standby that runs goes on as the hub in charge")
        return False
    hub.start(port, host)
    return True
