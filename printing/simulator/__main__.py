"""`python -m printing.simulator --port N --out DIR`: a simulated printer until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem
from printing.languages import PrinterLanguage
from printing.simulator.conditions import Conditions
from printing.simulator.printer import DIALECTS, SimulatedPrinter


@click.command()
@click.option("--port", default=9100, show_default=True, help="0 takes any free port.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="One file per printed label.")
@click.option("--language", type=click.Choice([str(name) for name in DIALECTS]), default="zpl")
@click.option("--ms-per-label", default=0, help="Time to print one label.")
@click.option("--labels-left", type=int, help="The roll is empty after so many labels.")
def main(port: int, out: Path | None, language: str, ms_per_label: int, labels_left: int | None) -> None:
    """Be a label printer on this machine.

    Example: python -m printing.simulator --port 9100 --out labels
    """
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    conditions = Conditions(ms_per_label=ms_per_label, labels_left=labels_left)
    printer = SimulatedPrinter(port=port, language=PrinterLanguage(language), out=out, conditions=conditions)
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: over.set())
    with printer:
        click.echo(f"printer at {printer.uri}")
        sys.stdout.flush()
        over.wait()


if __name__ == "__main__":
    try:
        main()
    except EnvironmentProblem as problem:
        click.echo(f"{problem.what}: {problem.remedy}", err=True)
        sys.exit(1)
