"""`station.toml`: what makes this machine this station. Everything has a default; the file may be missing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import Printer, read_printers

FILE_NAME = "station.toml"


class Face(StrEnum):
    """The three faces of a station."""

    FRONT_DESK = "front-desk"
    SELF_SERVICE = "self-service"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationConfiguration:
    """One station. `camera` is a number, a clip, an image folder or an http/rtsp address; empty means no camera.

    `pin` is the hash by which staff leave a kiosk (`ui.pin.hash_pin`). An empty `station` is replaced by a name made
    once and kept in the log; an empty `gate` by the first one.
    """

    station: str = ""
    gate: str = ""
    operator: str = ""
    face: str = Face.FRONT_DESK.value
    language: str = "fr"
    camera: str = "0"
    pin: str = ""
    printers: tuple[Printer, ...] = ()


def read_configuration(directory: Path) -> StationConfiguration:
    """The configuration in a data directory. Raises EnvironmentProblem naming the key that is wrong."""
    path = directory / FILE_NAME
    printers = read_printers(path)
    if not path.exists():
        return StationConfiguration()
    table = tomllib.loads(path.read_text(encoding="utf-8"))  # read_printers has proved that it parses
    table.pop("printers", None)
    known = {field.name for field in fields(StationConfiguration)}
    for key, value in table.items():
        if key not in known or not isinstance(value, str):
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                f"{path} has {key} = {value!r}",
                f"use texts for these keys only: {', '.join(sorted(known))}",
            )
    return StationConfiguration(**table, printers=printers)
