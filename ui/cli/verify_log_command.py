"""`kiosk verify-log`: is the scan log whole?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.store.station import StationStore
from ui.cli.options import data_option


@click.command("verify-log")
@data_option
def command(directory: Path) -> None:
    """Walk the hash chain of the scan log and name the first broken record.

    Example: kiosk verify-log --data station-1
    """
    with StationStore.existing(directory) as store:
        broken = store.log.first_broken_link()
        count = len(store.log.all_scans())
    if broken is not None:
        click.echo(
            f"kiosk: record {broken.sequence} (scan {broken.scan_id}) does not follow from the ones before it: "
            "the log was changed there; keep the file as it is and compare with the server's copy",
            err=True,
        )
        sys.exit(1)
    click.echo(f"the log is whole: {count} records")
