"""`kiosk export`: lists and figures as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.export import SCAN_COLUMNS, ExportFormat, person_row, scan_row, write_table
from kiosk.service.people_csv import PEOPLE_COLUMNS
from kiosk.store.station import StationStore
from ui.cli.options import data_option


@click.command("export")
@click.argument("subject", type=click.Choice(["scans", "people"]))
@data_option
@click.option("--format", "wanted", type=click.Choice([one.value for one in ExportFormat]), default="csv")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; standard output else.")
def command(subject: str, directory: Path, wanted: str, out: Path | None) -> None:
    """Write the scans or the people of this station.

    Example: kiosk export scans --data station-1 --format xlsx --out scans.xlsx
    """
    with StationStore.existing(directory) as store:
        if subject == "scans":
            scans = [scan_row(scan, state) for scan, state in store.log.all_scans()]
            content = write_table(scans, SCAN_COLUMNS, ExportFormat(wanted))
        else:
            people = [person_row(person) for person in store.cache.people()]
            content = write_table(people, PEOPLE_COLUMNS, ExportFormat(wanted))
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE, f"{out} can't be written ({error.strerror})", "choose another --out"
        ) from error
