"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from platformdirs import user_data_path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

APPLICATION = "agora-door-kiosk"


def no_hub(_context: click.Context, _option: click.Parameter, directory: Path | None) -> Path | None:
    """A station is not begun in a hub's directory. Raises EnvironmentProblem."""
    from sync.hub.sqlite_books import HUB_FILE

    if directory is not None and _holds_only(directory, HUB_FILE, "log.db"):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"{directory} holds a hub and no station",
            "name the station's own directory with --data; people go into a hub with kiosk import FILE --hub URL",
        )
    return directory


def _no_station(_context: click.Context, _option: click.Parameter, directory: Path) -> Path:
    from sync.hub.sqlite_books import HUB_FILE

    if _holds_only(directory, "log.db", HUB_FILE):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"{directory} holds a station and no hub",
            "give the hub a directory of its own with --data",
        )
    return directory


def _holds_only(directory: Path, this: str, other: str) -> bool:
    return (directory / this).exists() and not (directory / other).exists()


def _data_option(kind: str, what: str, check: Callable[..., Path | None] | None) -> Callable[[Any], Any]:
    return click.option(
        "--data",
        "directory",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: user_data_path(APPLICATION) / kind,
        envvar="KIOSK_DATA",
        show_default=f"the {kind} of this account",
        callback=check,
        help=f"The data directory of {what}.",
    )


data_option = _data_option("station", "one station and one event", no_hub)
hub_data_option = _data_option("hub", "one hub and one event", _no_station)
either_data_option = _data_option("station", "one station, or of one hub", None)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON for machines.")
