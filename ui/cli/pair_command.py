"""`kiosk pair`: makes this station one of a hub's."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.station import StationStore
from sync.beacon import find_hubs
from sync.pairing import pair, read_pairing_text
from ui.cli.options import data_option
from ui.joining import pull, unread_words
from ui.station_name import name_to_pair_with


@click.command("pair")
@click.argument("text", metavar="URL#CODE", default="")
@click.option("--find", is_flag=True, help="List the hubs on this network instead of pairing.")
@data_option
@click.option("--name", default="", help="What the station is called, where station.toml has no name.")
def command(text: str, find: bool, directory: Path, name: str) -> None:
    """Pair this station with the hub whose pairing text (or QR) is URL#CODE, and bring its people here.

    Example: kiosk pair 'http://192.168.1.5:8470#K7QM-2XWD' --data station-1
    """
    if find:
        _list_hubs()
        return
    if not text:
        raise click.UsageError("Missing argument 'URL#CODE'.")
    wanted = read_pairing_text(text)
    with StationStore(directory) as store:
        pair(store, wanted, name_to_pair_with(store, name))
        click.echo(f"paired with {wanted.url}")
        trouble = pull(store)
        click.echo(f"{store.cache.people_count()} people are here")
        if unread := unread_words(store):
            click.echo(f"kiosk: {unread}", err=True)
    if trouble:
        click.echo(f"kiosk: {trouble}; the pairing stands: run kiosk sync later", err=True)
        sys.exit(1)


def _list_hubs() -> None:
    hubs = find_hubs()
    if not hubs:
        raise EnvironmentProblem(
            ProblemKind.NETWORK, "no hub answers on this network", "type its address: kiosk pair URL#CODE"
        )
    for hub in hubs:
        click.echo(f"{hub.name}: {hub.url}#CODE")
