"""`kiosk export`: lists and figures of a station, or of a hub, as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kiosk.domain.badges import PrintState
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.export import BADGE_COLUMNS, SCAN_COLUMNS, ExportFormat, badge_row, person_row, scan_row, write_table
from kiosk.service.people_csv import PEOPLE_COLUMNS
from kiosk.store.station import StationStore
from sync.hub.books import Connection
from sync.hub.postgres_books import shared_hub_books
from sync.hub.reports import people_export, scan_export
from sync.hub.sqlite_books import HUB_FILE, hub_books
from ui.cli.options import either_data_option

_COLUMNS = {"scans": SCAN_COLUMNS, "people": PEOPLE_COLUMNS, "badges": BADGE_COLUMNS}


@click.command("export")
@click.argument("subject", type=click.Choice(list(_COLUMNS)))
@either_data_option
@click.option("--format", "wanted", type=click.Choice([one.value for one in ExportFormat]), default="csv")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; standard output else.")
@click.option("--database", metavar="URL", help="The PostgreSQL in which a hub keeps its books, instead of --data.")
def command(subject: str, directory: Path, wanted: str, out: Path | None, database: str | None) -> None:
    """Write the scans or the people of a station or a hub, or the badges that a station printed.

    Example: kiosk export scans --data station-1 --format xlsx --out scans.xlsx
    """
    rows = _rows(subject, directory, database)
    content = write_table(rows, _COLUMNS[subject], ExportFormat(wanted))
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE, f"{out} can't be written ({error.strerror})", "choose another --out"
        ) from error


def _rows(subject: str, directory: Path, database: str | None) -> list[dict[str, Any]]:
    is_hub = database is not None or (directory / HUB_FILE).exists()
    if subject == "badges" and is_hub:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION, "A hub prints no badges", "name the data directory of a station with --data"
        )
    if database is not None:
        with shared_hub_books(database) as books:
            return _hub_rows(subject, books)
    if is_hub:
        with hub_books(directory) as books:
            return _hub_rows(subject, books)
    return _station_rows(subject, directory)


def _station_rows(subject: str, directory: Path) -> list[dict[str, Any]]:
    with StationStore.existing(directory) as store:
        if subject == "scans":
            return [scan_row(scan, state) for scan, state in store.log.all_scans()]
        if subject == "badges":
            return [badge_row(job) for job in store.log.print_jobs.in_state(*PrintState)]
        return [person_row(person) for person in store.cache.people()]


def _hub_rows(subject: str, books: Connection) -> list[dict[str, Any]]:
    """The hub's rows have keys of their own beside those of a station."""
    if subject == "scans":
        return [{**row, "at": row["at"].isoformat()} for row in scan_export(books)]
    return [person_row(person) for person in people_export(books)]
