"""`kiosk printers`: the configured printers with their live status and its reasons."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from printing.config import Printer, read_printers
from printing.line import Patience, visit_status
from printing.lines import line_to
from printing.status import PrinterStatus
from ui.cli.options import data_option, json_option
from ui.cli.printer_words import remedy_of, words_of
from ui.configuration import FILE_NAME


@click.command("printers")
@data_option
@json_option
def command(directory: Path, as_json: bool) -> None:
    """List this station's printers with what each says of itself now.

    Example: kiosk printers --data station-1
    """
    printers = read_printers(directory / FILE_NAME)
    with ThreadPoolExecutor(max_workers=16) as together:
        statuses = list(together.map(_ask, printers))
    if as_json:
        rows = [_row(*pair) for pair in zip(printers, statuses, strict=True)]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for printer, status in zip(printers, statuses, strict=True):
        click.echo(_line(printer, status))
    if not printers:
        click.echo(f"no printer in {directory / FILE_NAME}: add a [[printers]] table with name and uri", err=True)


def _ask(printer: Printer) -> PrinterStatus:
    return visit_status(line_to(printer, Patience(open=2_000)))


def _line(printer: Printer, status: PrinterStatus) -> str:
    remedy = remedy_of(status)
    said = f"{words_of(status)}: {remedy}" if remedy else words_of(status)
    return f"{printer.name}  {printer.uri}  {printer.language} {printer.dpi} dpi  {said}"


def _row(printer: Printer, status: PrinterStatus) -> dict[str, object]:
    return {
        "name": printer.name,
        "uri": printer.uri,
        "language": str(printer.language),
        "dpi": printer.dpi,
        "media": list(printer.media),
        "pool": printer.pool,
        "can_print": status.can_print,
        "conditions": sorted(status.conditions),
        "reasons": [str(trouble) for trouble in status.troubles],
        "queued": status.queued,
        "printed_total": status.printed_total,
        "labels_left": status.labels_left,
        "remedy": remedy_of(status),
    }
