"""`kiosk demo`: the whole main job on the bundled event."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ui.demo.folder import fresh_folder
from ui.demo.visitors import SMALLEST_CROWD
from ui.display import has_display


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="demo-out", show_default=True)
@click.option("--visitors", type=click.IntRange(SMALLEST_CROWD, 500), default=14, show_default=True)
@click.option("--offscreen", is_flag=True, help="Without a window; this is chosen by itself where there is no display.")
def command(out: Path, visitors: int, offscreen: bool) -> None:
    """Let invented visitors through a door: clips of codes in, verdicts, badges on a simulated printer, uploads out.

    Results are in the folder --out: report.json, badges/, screens/ and the station's own data.

    Example: kiosk demo --offscreen --out demo-out --visitors 14
    """
    hidden = offscreen or not has_display()
    if hidden:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.demo.show import Demo

    folder = fresh_folder(out)
    demo = Demo(folder, visitors, offscreen=hidden, say=click.echo)
    demo.run()
    _tell(demo.outcome, folder.report)
    if not demo.complete:
        click.echo("kiosk: the demo did not come to its end: compare report.json with the messages above", err=True)
        sys.exit(1)


def _tell(outcome: dict[str, object], report: Path) -> None:
    visitors = outcome.get("visitors")
    for visitor in visitors if isinstance(visitors, list) else []:
        verdict = visitor["reason"] or visitor["verdict"]
        badge = "badge" if visitor["badge"] else ""
        click.echo(f"  {visitor['ticket_code']:<24} {verdict:<18} {badge}")
    click.echo(f"{outcome.get('uploaded')} scans uploaded, {outcome.get('seconds')} s; see {report}")
