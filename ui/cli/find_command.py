"""`kiosk find`: the desk's search on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kiosk.store.search import Found
from kiosk.store.station import StationStore
from ui.cli.options import data_option, json_option


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@data_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="The most people shown.")
@json_option
def command(words: tuple[str, ...], directory: Path, limit: int, as_json: bool) -> None:
    """Search people by name in any script, company, order code, ticket code or e-mail; best first.

    Example: kiosk find mohamed idrissi --limit 5
    """
    with StationStore.existing(directory) as store:
        found = store.cache.find(" ".join(words), limit)
    rows = [_row(one) for one in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo("  ".join(str(row[key]) for key in ("ticket_code", "name", "name_ar", "company", "category")))
    if not rows:
        click.echo("nobody found", err=True)


def _row(found: Found) -> dict[str, object]:
    attendee = found.attendee
    return {
        "ticket_code": attendee.ticket_code,
        "name": attendee.name,
        "name_ar": attendee.name_ar,
        "company": attendee.company,
        "category": attendee.category,
        "score": round(found.score, 1),
    }
