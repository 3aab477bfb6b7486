"""`kiosk print`: sends one printer file and waits until the printer says that it is on paper."""

from __future__ import annotations

import json
import re
import sys
import threading
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import Printer, printer_named
from printing.delivery import Delivery, Outcome, SystemPace, deliver
from printing.languages import PrinterLanguage
from printing.line import Patience
from printing.lines import line_to
from ui.cli.options import data_option, json_option
from ui.cli.printer_words import remedy_of, words_of
from ui.configuration import FILE_NAME

_ZPL_LABEL = re.compile(rb"\^XA.*?\^XZ", re.DOTALL)
_ZPL_COPIES = re.compile(rb"\^PQ(\d+)")


@click.command("print")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--printer", "name", required=True, help="A configured printer, or an address like tcp://HOST:9100.")
@click.option(
    "--wait",
    "seconds",
    type=click.IntRange(0, 3600),
    default=30,
    show_default=True,
    help="Seconds to wait for the confirmation.",
)
@data_option
@json_option
def command(file: Path, name: str, seconds: int, directory: Path, as_json: bool) -> None:
    """Send FILE (as `kiosk badges` writes them) to a printer and wait for the printer's confirmation.

    Example: kiosk print --printer tcp://10.0.0.21:9100 badges/TICKET123.zpl
    """
    printer = _find(name, directory, file)
    data = _read(file)
    delivery = deliver(
        data,
        line_to(printer, Patience(confirm=seconds * 1000)),
        labels=_labels(data, printer.language),
        claim=lambda: True,
        pace=SystemPace(threading.Event()),
    )
    if as_json:
        click.echo(json.dumps(_row(printer, delivery)))
    if delivery.outcome is not Outcome.PRINTED:
        click.echo(f"kiosk: {problem_of(printer, delivery)}", err=True)
        sys.exit(1)
    if not as_json:
        click.echo(f"printed by {printer.name}, confirmed after {_confirmed_ms(delivery)} ms")


def _find(name: str, directory: Path, file: Path) -> Printer:
    if ":" in name:
        return Printer(name=name, uri=name, language=_language_of(file) or PrinterLanguage.ZPL)
    printer, language = printer_named(directory / FILE_NAME, name), _language_of(file)
    if language is not None and not printer.language.startswith(language):
        raise EnvironmentProblem(
            ProblemKind.BAD_FILE,
            f"{file} is {language}, and printer {name} speaks {printer.language}",
            f"make the file with kiosk badges --to {printer.language}",
        )
    return printer


def _language_of(file: Path) -> PrinterLanguage | None:
    """The language that the file's ending names."""
    ending = file.suffix.lstrip(".").lower()
    return PrinterLanguage(ending) if ending in set(PrinterLanguage) else None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.BAD_FILE, f"{file} can't be read ({error.strerror})", "check the file's name and folder"
        ) from error


def _labels(data: bytes, language: PrinterLanguage) -> int:
    """How many labels the file prints; what is not ZPL is written one label a file."""
    if language is not PrinterLanguage.ZPL:
        return 1
    labels = _ZPL_LABEL.findall(data)
    if not labels:
        raise EnvironmentProblem(
            ProblemKind.BAD_FILE, "The file holds no ZPL label", "make one with kiosk badges --to zpl"
        )
    copies = [_ZPL_COPIES.search(label) for label in labels]
    return sum(int(found[1]) if found else 1 for found in copies)


def _confirmed_ms(delivery: Delivery) -> int | None:
    if delivery.first_byte_at is None or delivery.confirmed_at is None:
        return None
    return round(delivery.confirmed_at - delivery.first_byte_at)


def _row(printer: Printer, delivery: Delivery) -> dict[str, object]:
    return {
        "printer": printer.name,
        "outcome": str(delivery.outcome),
        "reasons": [str(trouble) for trouble in delivery.status.troubles],
        "confirmed_ms": _confirmed_ms(delivery),
    }


def problem_of(printer: Printer, delivery: Delivery) -> str:
    """One line: what, why, what to do."""
    if delivery.outcome is Outcome.NOT_SENT and delivery.problem is not None:
        return str(delivery.problem)
    said = words_of(delivery.status) or "says nothing"
    if delivery.outcome is Outcome.NOT_SENT:
        return f"printer {printer.name}: {said}; nothing was sent: {remedy_of(delivery.status)}"
    look = "look whether it came out before printing it again"
    remedy = remedy_of(delivery.status)
    return f"printer {printer.name}: sent, but not confirmed ({said}): {f'{remedy}, then ' if remedy else ''}{look}"
