"""`station.toml`: what makes this machine this station. Everything has a default; the file may be missing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from kiosk.devices.webcam import CameraSettings
from kiosk.domain.event import AlonePolicy, Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import Printer, read_printers
from ui.pin import is_hash

FILE_NAME = "station.toml"


class Face(StrEnum):
    """The three faces of a station."""

    FRONT_DESK = "front-desk"
    SELF_SERVICE = "self-service"
    SESSION = "session"


_CHOICES: dict[str, type[StrEnum]] = {"face": Face, "language": Language, "when_alone": AlonePolicy}


@dataclass(frozen=True, slots=True, kw_only=True)
class StationConfiguration:
    """One station. `camera` is a number, a camera's name or id, a clip, an image folder or an http/rtsp address;
    empty means no camera. `cameras` holds the settings of cameras, each under what `camera` may call it. `formats`
    are the code formats to read, QR always (`kiosk.devices.formats`); `scanner` is the address of
    a handheld scanner (`kiosk.devices.scanner_address`); empty for one that types codes alone.

    `pin` is the hash by which staff leave a kiosk (`ui.pin.hash_pin`). An empty `station` is replaced by a name made
    once and kept in the log; an empty `gate` by the first one.
    """

    station: str = ""
    gate: str = ""
    operator: str = ""
    face: str = Face.FRONT_DESK.value
    language: str = "fr"
    camera: str = "0"
    cameras: tuple[tuple[str, CameraSettings], ...] = ()
    formats: str = "qr"
    scanner: str = ""
    pin: str = ""
    when_alone: str = ""
    printers: tuple[Printer, ...] = ()
    only_printer: str = ""

    def with_printers(self, printers: Iterable[Printer]) -> StationConfiguration:
        """The same station with these printers; where one was chosen to be used alone, with that one at most."""
        return replace(self, printers=tuple(one for one in printers if self.only_printer in ("", one.name)))

    def camera_settings(self) -> CameraSettings:
        """Those of the camera in use."""
        return dict(self.cameras).get(self.camera, CameraSettings())


def read_configuration(directory: Path) -> StationConfiguration:
    """The configuration in a data directory. Raises EnvironmentProblem naming the key that is wrong."""
    path = directory / FILE_NAME
    printers = read_printers(path)
    if not path.exists():
        return StationConfiguration()
    table = tomllib.loads(path.read_text(encoding="utf-8"))  # read_printers has proved that it parses
    table.pop("printers", None)
    cameras = _camera_settings(path, table.pop("cameras", {}))
    known = {field.name for field in fields(StationConfiguration)} - {"printers", "cameras", "only_printer"}
    for key, value in table.items():
        if remedy := _remedy(key, value, known):
            raise EnvironmentProblem(ProblemKind.CONFIGURATION, f"{path} has {key} = {value!r}", remedy)
    return StationConfiguration(**table, cameras=cameras, printers=printers)


def _remedy(key: str, value: Any, known: set[str]) -> str:
    """What to write instead; empty where nothing is wrong."""
    if key not in known:
        return f"use these keys only: {', '.join(sorted(known))}"
    if not isinstance(value, str):
        return f'write it in quotation marks: {key} = "{value}"'
    choice = _CHOICES.get(key)
    if choice is not None and value not in set(choice):
        return f"write one of {', '.join(choice)}"
    if key == "pin" and value and not is_hash(value):
        return "take the line out and set the PIN with kiosk pin, which keeps no digit of it"
    return ""


def _camera_settings(path: Path, tables: Any) -> tuple[tuple[str, CameraSettings], ...]:
    """`[cameras."Name or id"]` tables with width, height, fps, exposure and focus."""
    known = {field.name for field in fields(CameraSettings)}
    for name, table in tables.items() if isinstance(tables, dict) else [("", tables)]:
        wrong = table if not isinstance(table, dict) else {k: v for k, v in table.items() if not _fits(k, v, known)}
        if wrong or not isinstance(table, dict):
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                f"{path} has {wrong!r} for the camera {name!r}",
                f"use numbers for these keys only: {', '.join(sorted(known))}",
            )
    return tuple((name, CameraSettings(**table)) for name, table in tables.items())


def _fits(key: str, value: Any, known: set[str]) -> bool:
    whole = key in {"width", "height", "fps"}
    return key in known and type(value) in ((int,) if whole else (int, float)) and (not whole or value > 0)
