"""What an organiser gives a hub at its start: the people of a sheet, the event's name, the layout of its badges."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Setup
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.import_people import setup_for
from kiosk.service.sheet_update import updated_people
from kiosk.service.spreadsheet import SpreadsheetReading, read_people
from sync.hub.reports import people_export
from sync.hub.server import Hub
from ui.cli.import_command import line_of
from ui.cli.import_progress import people_stored, rows_read


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGiven:
    """`file` is a CSV or XLSX; an empty `name` or `layout` keeps what the hub knows."""

    file: Path | None
    name: str
    layout: str

    @property
    def is_something(self) -> bool:
        """Whether anything is given at all."""
        return bool(self.file or self.name or self.layout)

    def take_into(self, hub: Hub) -> int:
        """Takes in what is given and the good rows, names the others, and gives the number of those.

        Raises EnvironmentProblem.
        """
        known = hub.store.setup()
        if self.file is not None:
            return self._import(hub, known, self.file)
        if self.name or self.layout:
            hub.store.load(setup_for(known, (), self.name, SystemClock(), self.layout), ())
        return 0

    def _import(self, hub: Hub, known: Setup | None, file: Path) -> int:
        self._require_same_event(hub, known)
        reading = _read(file, known)
        people = updated_people(reading, {person.ticket_code: person for person in people_export(hub.store.reader())})
        setup = setup_for(known, people, self.name, SystemClock(), self.layout)
        with people_stored(len(people)) as progress:
            taken = hub.store.load(setup, people, progress)
        click.echo(
            f"{taken.added} added, {taken.changed} updated, {taken.unchanged} unchanged, "
            f"{len(reading.problems)} rows with a fault"
        )
        for problem in reading.problems:
            click.echo(line_of(problem), err=True)
        return len(reading.problems)

    def _require_same_event(self, hub: Hub, known: Setup | None) -> None:
        """A second event in the books of the first would find its guests to be in already."""
        if known is None or not self.name or self.name in (known.event.name.fr, known.event.name.en):
            return
        scans = hub.store.reader().execute("SELECT count(*) FROM scans").fetchone()[0]
        if scans:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                f"this hub holds {scans} scans of {known.event.name.fr or known.event.slug}",
                "name an empty directory with --data for another event; to rename this one, leave --import out",
            )


def _read(file: Path, setup: Setup | None) -> SpreadsheetReading:
    known = {"timezone": setup.event.timezone} if setup else {}
    with rows_read() as progress:
        return read_people(file, categories=setup.categories if setup else (), progress=progress, **known)
