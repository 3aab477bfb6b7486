"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click
from platformdirs import user_data_path

APPLICATION = "agora-door-kiosk"

data_option = click.option(
    "--data",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: user_data_path(APPLICATION) / "station",
    envvar="KIOSK_DATA",
    show_default="the station of this account",
    help="The data directory of one station and one event.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON for machines.")
