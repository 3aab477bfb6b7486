"""`kiosk import`: a spreadsheet into this station, or into a hub."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.import_people import ImportResult, import_people, plan_import, setup_for
from kiosk.service.spreadsheet import RowProblem, SpreadsheetReading, read_people
from kiosk.store.station import StationStore
from sync.pairing import pair, paired_server, paired_url, read_pairing_text
from ui.cli.event_options import event_layout_option, event_name_option
from ui.cli.import_progress import people_stored, rows_read
from ui.cli.options import data_option, json_option
from ui.joining import pull
from ui.station_name import name_to_pair_with

_AT_ONCE = 2_000


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@data_option
@click.option("--hub", metavar="URL", default="", help="Into the hub at URL; URL#CODE when not paired with it yet.")
@event_name_option
@event_layout_option
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@json_option
def command(
    *, file: Path, directory: Path, hub: str, event_name: str, layout: str, dry_run: bool, as_json: bool
) -> None:
    """Read the people of FILE (CSV or XLSX) into this station, or into its hub; known ticket codes are updated.

    Broken rows are named by line and column and stay out, all others go in (exit status 1 tells that some did not).

    Example: kiosk import people.xlsx --event "Casablanca Smart City"
    """
    with _opened(directory, for_a_look=dry_run and not hub) as store:
        if hub:
            _join(store, hub)
        setup = store.cache.setup()
        known = {"timezone": setup.event.timezone} if setup else {}
        with rows_read() as progress:
            reading = read_people(file, categories=setup.categories if setup else (), progress=progress, **known)
        if hub:
            result = _import_into_hub(store, reading, event_name, layout, dry_run=dry_run)
        else:
            result = import_people(
                store,
                reading,
                event_name=event_name,
                layout=layout,
                clock=SystemClock(),
                dry_run=dry_run,
                storing=people_stored,
            )
    _report(result, reading, as_json=as_json, dry_run=dry_run)
    if reading.problems:
        sys.exit(1)


@contextmanager
def _opened(directory: Path, *, for_a_look: bool) -> Iterator[StationStore]:
    """The station. A look alone makes none where there is none: it counts against an empty one."""
    with ExitStack() as stack:
        if for_a_look and not (directory / "log.db").exists():
            directory = Path(stack.enter_context(TemporaryDirectory(prefix="kiosk-import-")))
        yield stack.enter_context(StationStore(directory))


def _join(store: StationStore, hub: str) -> None:
    """Knows what the hub knows, so that the file is held against that. Raises EnvironmentProblem."""
    if "#" in hub:
        pair(store, read_pairing_text(hub), name_to_pair_with(store))
    elif paired_url(store) != hub.rstrip("/"):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"this station is not paired with {hub}",
            "give the hub's code too: --hub URL#CODE",
        )
    if trouble := pull(store):
        raise EnvironmentProblem(ProblemKind.NETWORK, trouble, "nothing was imported; try again when the hub answers")


def _import_into_hub(
    store: StationStore, reading: SpreadsheetReading, event_name: str, layout: str, *, dry_run: bool
) -> ImportResult:
    """What differs goes to the hub, the event first, and comes from there to every station."""
    plan = plan_import(store, reading)
    server = None if dry_run else paired_server(store)
    if server is not None:
        known = store.cache.setup()
        setup = setup_for(known, plan.people, event_name, SystemClock(), layout)
        with closing(server), people_stored(len(plan.people)) as progress:
            if setup != known:
                server.send_setup(setup)
            for start in range(0, len(plan.people), _AT_ONCE):
                some = plan.people[start : start + _AT_ONCE]
                server.send_people(some)
                progress(len(some))
        pull(store)
    return plan.result


def _report(result: ImportResult, reading: SpreadsheetReading, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        click.echo(json.dumps(_as_json(result, reading, dry_run), ensure_ascii=False))
    else:
        would = "would be " if dry_run else ""
        click.echo(
            f"{result.added} {would}added, {result.updated} {would}updated, {result.unchanged} unchanged, "
            f"{len(reading.problems)} rows with a fault, {result.not_in_file} known people are not in this file (kept)"
        )
        if reading.answer_columns:
            click.echo(f"kept as answers: {', '.join(reading.answer_columns)}")
    for problem in reading.problems:
        click.echo(line_of(problem), err=True)


def _as_json(result: ImportResult, reading: SpreadsheetReading, dry_run: bool) -> dict[str, object]:
    return {
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "not_in_file": result.not_in_file,
        "dry_run": dry_run,
        "answer_columns": list(reading.answer_columns),
        "problems": [
            {"line": problem.line, "column": problem.column, "what": problem.what, "remedy": problem.remedy}
            for problem in reading.problems
        ],
    }


def line_of(problem: RowProblem) -> str:
    """One broken row for a terminal."""
    column = f", column {problem.column}" if problem.column else ""
    return f"line {problem.line}{column}: {problem.what}; {problem.remedy}"
