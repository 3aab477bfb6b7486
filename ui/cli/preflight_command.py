"""`kiosk preflight`: every badge looked at before the event, and a list for a person's eye."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from printing.layout import load_layout
from printing.preflight import BadgeFinding, preflight
from ui.cli.badge_source import badge_source, event_option, layout_option, station_option, tell_problems
from ui.cli.options import json_option


@click.command("preflight")
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@layout_option
@click.option("--dpi", type=click.IntRange(100, 1200), default=203, show_default=True, help="Dots per inch.")
@event_option
@station_option
@json_option
def command(
    *, file: Path | None, layout_name: str, dpi: int, event_name: str, directory: Path | None, as_json: bool
) -> None:
    """Compose every badge of FILE (else of the station) and list those that need a person's eye.

    Example: kiosk preflight people.csv --layout 4x3
    """
    layout = load_layout(layout_name)
    with badge_source(file, directory, event_name) as source:
        tell_problems(source)
        with click.progressbar(length=source.count, label="preflight", file=sys.stderr) as bar:
            found = list(preflight(layout, dpi, source.badges, progress=bar.update))
    if as_json:
        report = {"badges": source.count, "findings": [_row(one) for one in found]}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        _tell(source.count, found)
    if source.problems:
        sys.exit(1)


def _row(found: BadgeFinding) -> dict[str, str]:
    return {
        "ticket_code": found.ticket_code,
        "element": found.finding.element,
        "kind": found.finding.kind.value,
        "detail": found.finding.detail,
    }


def _tell(count: int, found: list[BadgeFinding]) -> None:
    for one in found:
        click.echo("  ".join(_row(one).values()))
    people = len({one.ticket_code for one in found})
    click.echo(f"{count} badges, {people} need a look")
