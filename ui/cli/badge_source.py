"""Whose badges a command is about: the people of a spreadsheet, or of a station."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk.domain.badges import Badge
from kiosk.domain.event import Localized, Setup
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.badges import badge_for
from kiosk.service.demo_event import demo_setup
from kiosk.service.spreadsheet import RowProblem, read_people
from kiosk.store.station import StationStore
from ui.cli.options import no_hub

layout_option = click.option("--layout", "layout_name", required=True, help="A shipped layout, or a .toml file.")
event_option = click.option("--event", "event_name", default="", help="The event's name as it stands on the badges.")
station_option = click.option(
    "--data",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KIOSK_DATA",
    callback=no_hub,
    help="Take event, categories and (without FILE) people from this station; else the bundled demo event's.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeSource:
    """`count` badges to come, and the rows that could not become one."""

    badges: Iterator[Badge]
    count: int
    problems: tuple[RowProblem, ...] = ()


@contextmanager
def badge_source(file: Path | None, directory: Path | None, event_name: str) -> Iterator[BadgeSource]:
    """The badges of FILE, else of the station in `directory`. Raises EnvironmentProblem when there is neither."""
    if directory is None:
        if file is None:
            raise EnvironmentProblem(
                ProblemKind.BAD_INPUT, "no people were named", "give a CSV or XLSX file, or --data with a station"
            )
        yield _from_file(file, _named(demo_setup(datetime.now(UTC)), event_name))
        return
    with StationStore.existing(directory) as store:
        setup = _named(store.cache.setup() or demo_setup(datetime.now(UTC)), event_name)
        if file is not None:
            yield _from_file(file, setup)
        else:
            people = store.cache.people()
            yield BadgeSource(badges=(badge_for(one, setup) for one in people), count=store.cache.people_count())


def tell_problems(source: BadgeSource) -> None:
    """Names the rows that stayed out on stderr."""
    for problem in source.problems:
        column = f", column {problem.column}" if problem.column else ""
        click.echo(f"line {problem.line}{column}: {problem.what}; {problem.remedy}", err=True)


def _from_file(file: Path, setup: Setup) -> BadgeSource:
    reading = read_people(file, timezone=setup.event.timezone, categories=setup.categories)
    return BadgeSource(
        badges=(badge_for(attendee, setup) for attendee in reading.attendees),
        count=len(reading.attendees),
        problems=reading.problems,
    )


def _named(setup: Setup, event_name: str) -> Setup:
    if not event_name:
        return setup
    return replace(setup, event=replace(setup.event, name=Localized(fr=event_name, ar=event_name, en=event_name)))
