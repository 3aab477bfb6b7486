"""What an organiser says of the event beside the people: its name, and the layout of its badges."""

from __future__ import annotations

from pathlib import Path

import click

event_name_option = click.option("--event", "event_name", default="", help="Name the event, as it stands on badges.")


def _known_layout(_context: click.Context, _option: click.Parameter, layout: str) -> str:
    """A file is named by its whole path, because stations are started anywhere. Raises EnvironmentProblem."""
    if not layout:
        return ""
    from printing.layout import load_layout

    load_layout(layout)
    return str(Path(layout).resolve()) if layout.endswith(".toml") else layout


event_layout_option = click.option(
    "--layout",
    default="",
    callback=_known_layout,
    help="The layout of the badges: a shipped one, or a .toml file at the same place on every station.",
)
