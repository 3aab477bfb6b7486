"""The printers of a station, as `station.toml` names them in its `[[printers]]` tables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.languages import PrinterLanguage
from printing.papers import same_paper
from printing.transports import open_transport

MAIN_POOL = "main"
DEFAULT_DPI = 203
KNOWN_DPI = (203, 300, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """One printer. `media` names layouts for the paper inside (empty: any paper); a pool shares its jobs."""

    name: str
    uri: str
    language: PrinterLanguage = PrinterLanguage.ZPL
    dpi: int = DEFAULT_DPI
    media: tuple[str, ...] = ()
    pool: str = MAIN_POOL

    def takes(self, layout: str) -> bool:
        """True when a badge of this layout fits the paper inside: it is named, or for the same paper as one that is."""
        return not self.media or layout in self.media or any(same_paper(layout, known) for known in self.media)


def read_printers(path: Path) -> tuple[Printer, ...]:
    """The printers in a station file, in its order; a missing file has none.

    Anything wrong is one `EnvironmentProblem` of kind CONFIGURATION that names the table and the key.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("printers", [])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _problem(path, f"can't be read ({error})") from error
    if not isinstance(tables, list):
        raise _problem(path, "has a [printers] table where [[printers]] is meant")
    printers = tuple(_printer(path, number, table) for number, table in enumerate(tables, 1))
    names = [printer.name for printer in printers]
    for name in names:
        if names.count(name) > 1:
            raise _problem(path, f"names two printers {name!r}")
    return printers


def printer_named(path: Path, name: str) -> Printer:
    """The printer of this name. Raises EnvironmentProblem (CONFIGURATION) that tells those that there are."""
    printers = {printer.name: printer for printer in read_printers(path)}
    if name not in printers:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"There is no printer {name!r} in {path} (known: {', '.join(printers) or 'none'})",
            "name one of those, or add it with kiosk printers --add NAME URI",
        )
    return printers[name]


def _printer(path: Path, number: int, table: dict[str, Any]) -> Printer:
    unknown = set(table) - {"name", "uri", "language", "dpi", "media", "pool"}
    if unknown:
        raise _problem(path, f"printer {number} has an unknown key {min(unknown)!r}")
    for key in ("name", "uri"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise _problem(path, f"printer {number} needs a {key!r}")
    open_transport(table["uri"])
    return Printer(
        name=table["name"],
        uri=table["uri"],
        language=_language(path, number, table.get("language", "zpl")),
        dpi=_dpi(path, number, table.get("dpi", DEFAULT_DPI)),
        media=_media(path, number, table.get("media", [])),
        pool=str(table.get("pool", MAIN_POOL)),
    )


def _language(path: Path, number: int, value: Any) -> PrinterLanguage:
    try:
        return PrinterLanguage(value)
    except ValueError as error:
        known = ", ".join(PrinterLanguage)
        raise _problem(path, f"printer {number} has language {value!r}, known are {known}") from error


def _dpi(path: Path, number: int, value: Any) -> int:
    if value not in KNOWN_DPI:
        raise _problem(path, f"printer {number} has dpi {value!r}, known are 203, 300 and 600")
    return int(value)


def _media(path: Path, number: int, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(layout, str) for layout in value):
        raise _problem(path, f"printer {number} needs a list of layout names as 'media'")
    return tuple(value)


def _problem(path: Path, what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.CONFIGURATION, f"Station file {path} {what}", "correct the file or run the set-up again"
    )
