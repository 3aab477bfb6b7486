"""`kiosk printers`: the configured printers with their live status, and everything to get one going."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shlex import quote
from typing import Any

import click

from printing.board import with_roll
from printing.config import KNOWN_DPI, MAIN_POOL, Printer, printer_named, read_printers
from printing.config_writing import remove_printer
from printing.delivery import Outcome
from printing.languages import PrinterLanguage
from printing.line import Patience, visit_status
from printing.lines import line_to
from printing.paper_setup import DARKNESS, MediaKind
from printing.status import PrinterStatus
from ui.cli.options import data_option, json_option
from ui.cli.printer_words import remedy_of, words_of
from ui.configuration import FILE_NAME

_LISTEN_S = 3.0


@click.command("printers")
@data_option
@json_option
@click.option("--find", is_flag=True, help="Look for printers on the network, on USB and in the spooler.")
@click.option("--add", type=(str, str), metavar="NAME URI", help="Write a printer into station.toml.")
@click.option("--remove", metavar="NAME", help="Take a printer out of station.toml.")
@click.option("--test", metavar="NAME", help="Print a test page: frame, fonts, code, dot grid.")
@click.option("--setup", metavar="NAME", help="Tell a printer its paper: kind, size, darkness.")
@click.option("--calibrate", metavar="NAME", help="Let a printer feed and measure its labels.")
@click.option("--roll", type=(str, click.IntRange(1, 100_000)), metavar="NAME LABELS", help="A new roll was put in.")
@click.option(
    "--waiting",
    type=click.Choice(["print", "not-now"]),
    help="What to do with badges that wait since before the printer.",
)
@click.option("--language", type=click.Choice([language.value for language in PrinterLanguage]), help="For --add.")
@click.option("--dpi", type=click.Choice([str(dpi) for dpi in KNOWN_DPI]), help="For --add.")
@click.option("--media", multiple=True, metavar="LAYOUT", help="For --add: a layout that fits. May be repeated.")
@click.option("--pool", show_default=MAIN_POOL, help="For --add: printers that stand in for each other.")
@click.option(
    "--media-kind",
    type=click.Choice([kind.value for kind in MediaKind]),
    default=MediaKind.GAP.value,
    show_default=True,
    help="For --setup and --calibrate: how a label ends.",
)
@click.option("--ribbon", is_flag=True, help="For --setup: thermal transfer with a ribbon, not direct thermal.")
@click.option(
    "--darkness", type=click.IntRange(0, 100), default=DARKNESS, show_default=True, help="For --setup, in percent."
)
@click.option(
    "--wait",
    "seconds",
    type=click.IntRange(0, 3600),
    default=30,
    show_default=True,
    help="For --test: seconds until the confirmation.",
)
def command(directory: Path, as_json: bool, find: bool, seconds: int, **wishes: Any) -> None:
    """List this station's printers with what each says of itself now, or get one going.

    \b
    Example: kiosk printers --add desk-1 tcp://192.168.1.50:9100 --language zpl --dpi 203 --media 4x3
    """
    chores = [name for name in ("add", "remove", "test", "setup", "calibrate", "roll", "waiting") if wishes[name]]
    if len(chores) + find > 1:
        raise click.UsageError(
            "give one of --find, --add, --remove, --test, --setup, --calibrate, --roll and --waiting at a time"
        )
    if find:
        from ui.cli.printer_chores import tell_found

        tell_found(_LISTEN_S, as_json=as_json)
    elif chores:
        _do(chores[0], directory, wishes, seconds)
    else:
        _list(directory, as_json=as_json)


def _do(chore: str, directory: Path, wishes: dict[str, Any], seconds: int) -> None:
    from ui.cli import printer_chores as chores

    details = chores.Details(
        language=wishes["language"],
        dpi=int(wishes["dpi"]) if wishes["dpi"] else None,
        media=wishes["media"],
        pool=wishes["pool"],
        media_kind=wishes["media_kind"],
        ribbon=wishes["ribbon"],
        darkness=wishes["darkness"],
    )
    if chore == "add":
        printer = chores.add(directory, wishes["add"], details)
        click.echo(
            f"{printer.name} stands in {directory / FILE_NAME}; try it with kiosk printers --test {quote(printer.name)}"
        )
    elif chore == "remove":
        remove_printer(directory / FILE_NAME, wishes["remove"])
        click.echo(f"{wishes['remove']} is taken out; a badge on its way there is still waited for")
    elif chore == "roll":
        name, labels = wishes["roll"]
        chores.load_roll(directory, printer_named(directory / FILE_NAME, name), labels)
        click.echo(f"{name}: {labels} labels are counted from now on")
    elif chore == "waiting":
        click.echo(chores.answer_waiting(directory, print_them=wishes["waiting"] == "print"))
    elif chore == "test":
        _test(printer_named(directory / FILE_NAME, wishes["test"]), seconds)
    else:
        printer = printer_named(directory / FILE_NAME, wishes[chore])
        {"setup": chores.set_up, "calibrate": chores.calibrate}[chore](printer, details)
        click.echo(f"sent to {printer.name}; look at it with kiosk printers, and print a test page")


def _test(printer: Printer, seconds: int) -> None:
    from ui.cli.print_command import problem_of
    from ui.cli.printer_chores import print_trial

    delivery = print_trial(printer, seconds)
    if delivery.outcome is not Outcome.PRINTED:
        click.echo(f"kiosk: {problem_of(printer, delivery)}", err=True)
        sys.exit(1)
    click.echo(f"{printer.name} says that the test page is out: the frame must be whole on all four sides")


def _list(directory: Path, *, as_json: bool) -> None:
    printers = read_printers(directory / FILE_NAME)
    rolls = _tell_waiting(directory, printers)
    with ThreadPoolExecutor(max_workers=16) as together:
        statuses = [
            with_roll(status, rolls.get(printer.name))
            for printer, status in zip(printers, together.map(_ask, printers), strict=True)
        ]
    if as_json:
        rows = [_row(*pair) for pair in zip(printers, statuses, strict=True)]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for printer, status in zip(printers, statuses, strict=True):
        click.echo(_line(printer, status))
    if not printers:
        click.echo(
            f"no printer in {directory / FILE_NAME}: kiosk printers --find looks for one, --add writes it down",
            err=True,
        )


def _tell_waiting(directory: Path, printers: Sequence[Printer]) -> dict[str, int]:
    """Says that badges wait for a person's word; the labels left on counted rolls."""
    from ui.cli.printer_chores import look_into_log

    count, rolls = look_into_log(directory, printers)
    if count:
        click.echo(
            f"{count} badges are waiting for longer than two minutes: kiosk printers --waiting print lets them out, "
            "--waiting not-now puts them with the badges to hand out",
            err=True,
        )
    return rolls


def _ask(printer: Printer) -> PrinterStatus:
    return visit_status(line_to(printer, Patience(open=2_000)))


def _line(printer: Printer, status: PrinterStatus) -> str:
    remedy = remedy_of(status)
    said = words_of(status) + (f", {status.labels_left} labels left" if status.labels_left is not None else "")
    said = f"{said}: {remedy}" if remedy else said
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
