"""`kiosk run`: a station with a window."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from ui.cli.options import data_option
from ui.configuration import Face, StationConfiguration, read_configuration
from ui.display import require_display


@click.command("run")
@data_option
@click.option("--face", type=click.Choice([face.value for face in Face]), help="Which of the three faces.")
@click.option("--gate", default=None, help="The gate's id.")
@click.option(
    "--camera", default=None, help="A number, a camera's name or id, a clip, an image folder, or an http/rtsp address."
)
@click.option("--printer", default=None, help="The name of one printer of station.toml to use alone.")
@click.option("--language", type=click.Choice([language.value for language in Language]))
@click.option(
    "--proof", metavar="LAYOUT", help="Show badges on a layout file under work instead, redrawn as it changes."
)
@click.option("--test-scanner", is_flag=True, help="Try a handheld scanner instead: what arrives, and what to set.")
@click.option("--printers", is_flag=True, help="Find, try and write down a printer instead.")
@click.option("--dpi", type=click.IntRange(100, 1200), default=203, show_default=True, help="For --proof.")
def command(
    *,
    directory: Path,
    face: str | None,
    gate: str | None,
    camera: str | None,
    printer: str | None,
    language: str | None,
    proof: str | None,
    test_scanner: bool,
    printers: bool,
    dpi: int,
) -> None:
    """Open this station in a window.

    Example: kiosk run --face front-desk --camera 0 --language fr
    """
    from ui.app import App

    require_display()
    written = read_configuration(directory)
    if proof is not None:
        from ui.proof.run import run_proof

        sys.exit(run_proof(directory, proof, dpi, Language(language or written.language)))
    if test_scanner:
        from ui.scannertest.run import run_scanner_test

        sys.exit(run_scanner_test(written.scanner, Language(language or written.language)))
    if printers:
        from ui.printerassistant.run import run_printer_assistant

        sys.exit(run_printer_assistant(directory, Language(language or written.language)))
    configuration = replace(
        written,
        face=face or written.face,
        gate=gate or written.gate,
        camera=camera or written.camera,
        language=language or written.language,
    )
    app = App(directory, _with_printer(configuration, printer))
    try:
        app.open()
        status = app.run()
    finally:
        app.close()
    sys.exit(status)


def _with_printer(configuration: StationConfiguration, name: str | None) -> StationConfiguration:
    if name is None:
        return configuration
    alone = replace(configuration, only_printer=name).with_printers(configuration.printers)
    if not alone.printers:
        known = ", ".join(printer.name for printer in configuration.printers) or "none"
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"this station has no printer {name!r} (it has: {known})",
            "name one of them, or add it to station.toml",
        )
    return alone
