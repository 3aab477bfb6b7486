"""What `kiosk printers` does beyond listing: find, add, test, calibrate and set up a printer, and load a roll."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kiosk.domain.clock import SystemClock
from kiosk.store.station import StationStore
from printing.composer import page_dots
from printing.config import DEFAULT_DPI, MAIN_POOL, Printer, read_printers
from printing.config_writing import save_printer
from printing.delivery import Delivery, SystemPace, deliver
from printing.discovery import FoundPrinter, find_printers
from printing.languages import PrinterLanguage, encode
from printing.layout import Layout, load_layout
from printing.line import Patience
from printing.lines import line_to
from printing.paper_setup import DARKNESS, MediaKind, Paper, calibration_commands, setup_commands
from printing.rolls import save_roll, stored_roll
from printing.transports import open_transport
from printing.trial_page import TrialPage
from ui.configuration import FILE_NAME
from ui.held_badges import HeldBadges

_BROTHER_DPI = 300
_OPEN_MS, _SEND_MS = 3_000, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The options that describe a printer and its paper; None where the user said nothing."""

    language: str | None = None
    dpi: int | None = None
    media: tuple[str, ...] = ()
    pool: str | None = None
    media_kind: str = MediaKind.GAP.value
    ribbon: bool = False
    darkness: int = DARKNESS


def tell_found(seconds: float, *, as_json: bool) -> None:
    """Lists what can be seen, with the line that adds it."""
    found = find_printers(seconds)
    if as_json:
        click.echo(json.dumps([_found_row(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.name}  {one.uri}  {one.language or 'language unknown'}")
    if not found:
        click.echo("no printer was found: check that it is switched on and on this network", err=True)
    else:
        click.echo("add one with: kiosk printers --add NAME URI --language LANGUAGE --dpi DPI --media LAYOUT", err=True)


def add(directory: Path, name_and_uri: tuple[str, str], details: Details) -> Printer:
    """Writes a printer into station.toml; of one that is there, what isn't named stays. Raises EnvironmentProblem."""
    name, uri = name_and_uri
    path = directory / FILE_NAME
    known = next((one for one in read_printers(path) if one.name == name), None)
    open_transport(uri)
    for layout in details.media:
        load_layout(layout)
    printer = _added(name, uri, details) if known is None else _changed(known, uri, details)
    save_printer(path, printer)
    return printer


def _changed(known: Printer, uri: str, details: Details) -> Printer:
    return replace(
        known,
        uri=uri,
        language=PrinterLanguage(details.language) if details.language else known.language,
        dpi=details.dpi or known.dpi,
        media=details.media or known.media,
        pool=details.pool or known.pool,
    )


def _added(name: str, uri: str, details: Details) -> Printer:
    language = PrinterLanguage(details.language) if details.language else _usual_language(uri)
    is_brother = language in (PrinterLanguage.BROTHER, PrinterLanguage.BROTHER_RED)
    return Printer(
        name=name,
        uri=uri,
        language=language,
        dpi=details.dpi or (_BROTHER_DPI if is_brother else DEFAULT_DPI),
        media=details.media,
        pool=details.pool or MAIN_POOL,
    )


def print_trial(printer: Printer, seconds: int) -> Delivery:
    """Prints the test page and waits for the printer's word."""
    title = f"{printer.name} - {printer.language} - {printer.dpi} dpi"
    page = TrialPage(layout=_layout_of(printer), dpi=printer.dpi, title=title).render()
    return deliver(
        encode(printer.language, [page]),
        line_to(printer, Patience(confirm=seconds * 1000)),
        labels=1,
        claim=lambda: True,
        pace=SystemPace(threading.Event()),
    )


def calibrate(printer: Printer, details: Details) -> None:
    """Lets the printer feed and measure its labels. Raises EnvironmentProblem."""
    _send(printer, calibration_commands(printer.language, MediaKind(details.media_kind)))


def set_up(printer: Printer, details: Details) -> None:
    """Tells the printer its paper for good. Raises EnvironmentProblem."""
    width, height = page_dots(_layout_of(printer), printer.dpi)
    paper = Paper(
        width=width,
        height=height,
        dpi=printer.dpi,
        kind=MediaKind(details.media_kind),
        ribbon=details.ribbon,
        darkness=details.darkness,
    )
    _send(printer, setup_commands(printer.language, paper))


def load_roll(directory: Path, printer: Printer, labels: int) -> None:
    """Notes that a roll of so many labels is in; a running station takes it over with its next badge."""
    with StationStore.existing(directory) as store:
        save_roll(store.log, printer.name, labels)


def look_into_log(directory: Path, printers: Sequence[Printer]) -> tuple[int, dict[str, int]]:
    """How many badges wait for so long that a person should be asked, and the labels left on counted rolls.

    Nothing of both where there is no station yet.
    """
    if not (directory / "log.db").exists():
        return 0, {}
    with StationStore.existing(directory) as store:
        rolls = {printer.name: stored_roll(store.log, printer.name) for printer in printers}
        waiting = len(HeldBadges(store, SystemClock()).waiting())
    return waiting, {name: labels for name, labels in rolls.items() if labels is not None}


def answer_waiting(directory: Path, *, print_them: bool) -> str:
    """Lets those badges be printed by the program that prints here, or puts them aside; says what was done."""
    with StationStore.existing(directory) as store:
        held = HeldBadges(store, SystemClock())
        if print_them:
            return f"{held.print_them(held.waiting())} badges are printed as soon as this station runs with a printer"
        return f"{held.put_aside(held.waiting())} badges are put aside: they stand with the badges to hand out (F9)"


def _send(printer: Printer, commands: bytes) -> None:
    transport = open_transport(printer.uri, str(printer.language))
    try:
        transport.open(_OPEN_MS)
        transport.send(commands, _SEND_MS)
    finally:
        transport.close()


def _layout_of(printer: Printer) -> Layout:
    """The layout that gives the size of the printer's paper: the first of its media."""
    is_brother = printer.language in (PrinterLanguage.BROTHER, PrinterLanguage.BROTHER_RED)
    return load_layout(printer.media[0] if printer.media else ("62mm" if is_brother else "4x3"))


def _usual_language(uri: str) -> PrinterLanguage:
    return PrinterLanguage.PDF if uri.startswith(("ipp:", "cups:")) else PrinterLanguage.ZPL


def _found_row(found: FoundPrinter) -> dict[str, str | None]:
    return {"name": found.name, "uri": found.uri, "language": found.language}
