"""`kiosk pin`: the PIN by which staff leave a self-service kiosk or a session door; only its hash is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import tomlkit

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import read_printers
from printing.config_writing import station_file_text, write_station_file
from ui.cli.options import data_option
from ui.configuration import FILE_NAME
from ui.pin import LONGEST_PIN, SHORTEST_PIN, hash_pin


@click.command("pin")
@data_option
def command(directory: Path) -> None:
    """Set the PIN by which staff leave a self-service kiosk or a session door; asks for it twice.

    Staff tap five times in the upper left corner (right in Arabic), then type it. Without a terminal it is read from
    standard input.

    Example: kiosk pin --data station-1
    """
    pin = _asked()
    if not (SHORTEST_PIN <= len(pin) <= LONGEST_PIN and pin.isascii() and pin.isdigit()):
        raise EnvironmentProblem(
            ProblemKind.BAD_INPUT,
            "that is no PIN for a keypad",
            f"choose {SHORTEST_PIN} to {LONGEST_PIN} digits",
        )
    path = directory / FILE_NAME
    read_printers(path)  # proves that the file parses
    document = tomlkit.parse(station_file_text(path))
    document["pin"] = hash_pin(pin)
    write_station_file(path, tomlkit.dumps(document))
    click.echo(f"the PIN is set; stations that run take it at their next start ({path})")


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    asked: str = click.prompt("PIN", hide_input=True, confirmation_prompt="again")
    return asked
