"""Writes into `station.toml` and leaves every comment and every other key as they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import MAIN_POOL, Printer, printer_named, read_printers


def save_printer(path: Path, printer: Printer) -> None:
    """Adds `printer`, or changes the one of its name. Raises EnvironmentProblem; the file is old or new, never half."""
    read_printers(path)
    write_station_file(path, _with_printer(station_file_text(path), printer))


def remove_printer(path: Path, name: str) -> None:
    """Takes the printer of this name out. Raises EnvironmentProblem like `save_printer`, and when there is none."""
    printer_named(path, name)
    document: Any = tomlkit.parse(station_file_text(path))
    tables = document["printers"]
    tables.remove(next(one for one in tables if one.get("name") == name))
    if not tables:
        del document["printers"]
    write_station_file(path, tomlkit.dumps(document))


def write_station_file(path: Path, text: str) -> None:
    """The whole file anew. Raises EnvironmentProblem; the file is old or new, never half."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        read_printers(part)
        part.replace(path)
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE, f"{path} can't be written ({error.strerror})", "check the rights of the folder"
        ) from error


def station_file_text(path: Path) -> str:
    """What stands there now; empty when there is no file yet."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _with_printer(text: str, printer: Printer) -> str:
    document: Any = tomlkit.parse(text)
    if not isinstance(document.get("printers", AoT([])), AoT):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            "the station file lists its printers in one line",
            "write each as a [[printers]] table, then try again",
        )
    tables = document.setdefault("printers", tomlkit.aot())
    table = next((one for one in tables if one.get("name") == printer.name), None)
    if table is None:
        table = tomlkit.table()
        table.trivia.indent = "\n"
        tables.append(table)
        table = tables[-1]
    for key, value in _values(printer).items():
        table[key] = value
    return tomlkit.dumps(document)


def _values(printer: Printer) -> dict[str, Any]:
    pool = {"pool": printer.pool} if printer.pool != MAIN_POOL else {}
    return {
        "name": printer.name,
        "uri": printer.uri,
        "language": str(printer.language),
        "dpi": printer.dpi,
        "media": list(printer.media),
    } | pool
