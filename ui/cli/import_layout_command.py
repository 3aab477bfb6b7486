"""`kiosk import-layout`: a badge layout made in pretix as a layout file of ours."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.layout import load_layout
from printing.pretix_layout import convert_pretix_layout


@click.command("import-layout")
@click.argument("layout", type=click.Path(path_type=Path, readable=False))
@click.argument("background", type=click.Path(path_type=Path, readable=False))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The .toml file to write.")
def command(layout: Path, background: Path, out: Path) -> None:
    """Turn LAYOUT (pretix's JSON) over BACKGROUND (its PDF) into a layout file, with its picture next to it.

    Example: kiosk import-layout badge.json badge.pdf --out badge.toml
    """
    imported = convert_pretix_layout(_read(layout), _read(background), out.stem)
    _write(out.with_suffix(".toml"), imported.toml.encode())
    if imported.background:
        _write(out.with_suffix(".png"), imported.background)
    for what in imported.left_out:
        click.echo(f"left out: {what}", err=True)
    made = load_layout(str(out.with_suffix(".toml")))
    click.echo(f"{made.source}: {made.page.width:g} x {made.page.height:g} mm, {len(made.elements)} elements")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"{path} can't be read ({error.strerror})"
        raise EnvironmentProblem(ProblemKind.BAD_FILE, what, "check the file's name and folder") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        what = f"{path} can't be written ({error.strerror})"
        raise EnvironmentProblem(ProblemKind.NOT_WRITABLE, what, "choose another file with --out") from error
