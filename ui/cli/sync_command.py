"""`kiosk sync`: exchanges people and scans with the server, once or until it is stopped."""

from __future__ import annotations

import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.station import StationStore
from sync.pairing import paired_server
from sync.status import SyncReport, SyncStatus
from sync.worker import SyncWorker
from ui.cli.options import data_option, json_option
from ui.joining import unread_words
from ui.logbook import logbook


@click.command("sync")
@data_option
@click.option("--once", is_flag=True, help="Stop when everything is exchanged, or can't be now.")
@json_option
def command(directory: Path, once: bool, as_json: bool) -> None:
    """Bring people and other stations' scans down and this station's scans up.

    Example: kiosk sync --data station-1 --once --json
    """
    with StationStore.existing(directory) as store:
        server = paired_server(store)
        if server is None:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION, "this station has no server yet", "run kiosk pair URL#CODE first"
            )
        worker = SyncWorker(store, server, SystemClock(), on_status=None if once else _say)
        try:
            report = worker.run_once() if once else _until_stopped(worker, directory)
        finally:
            worker.stop()
        unread = unread_words(store)
    _print(report, as_json=as_json)
    if unread:
        click.echo(f"kiosk: {unread}", err=True)
    if once and worker.status.detail:
        click.echo(f"kiosk: {worker.status.detail}", err=True)
        sys.exit(1)


def _until_stopped(worker: SyncWorker, directory: Path) -> SyncReport:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with logbook(directory):
        worker.start()
        stop.wait()
    return worker.report()


def _say(status: SyncStatus) -> None:
    state = "connected" if status.connected else f"not connected ({status.detail or 'no answer yet'})"
    click.echo(f"{status.server}: {state}, {status.waiting} waiting, {status.parked} parked", err=True)


def _print(report: SyncReport, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(report)))
    else:
        click.echo(
            f"{report.pulled} rows down, {report.pushed} scans up, {report.pending} waiting, {report.parked} parked"
        )
