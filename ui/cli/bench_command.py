"""`kiosk bench`: reproducible figures of each part, with references measured in the same run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from ui.cli.options import json_option

BENCHES = ("gate", "search", "rendering", "preflight", "scanning", "hub", "demo")
"""Modules of `ui.cli.bench`, each with `run(progress=…)` that gives its figures as plain JSON values."""


@click.command("bench")
@click.argument("names", nargs=-1, type=click.Choice(BENCHES))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("bench-out"), show_default=True)
@click.option(
    "--photos",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Read the photographs of this folder for the scanning part; manifest.json there tells what they hold.",
)
@click.option(
    "--drawn",
    type=click.IntRange(0, 100),
    default=0,
    help="Read so many invented photographs of each kind for the scanning part, instead of clips.",
)
@json_option
def command(names: tuple[str, ...], out: Path, photos: Path | None, drawn: int, as_json: bool) -> None:
    """Measure the parts NAMES, or all of them; the figures go to bench.json too.

    Example: kiosk bench gate search
    """
    _make(out)
    benches = {}
    for name in names or BENCHES:
        click.echo(f"{name} …", err=True)
        benches[name] = import_module(f"ui.cli.bench.{name}").run(progress=_say, **_chosen(name, photos, drawn))
    result = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": _machine(), "benches": benches}
    _keep(result, out)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    for name, figures in benches.items():
        _print_table(name, figures)


def _chosen(name: str, photos: Path | None, drawn: int) -> dict[str, Any]:
    if name != "scanning":
        return {}
    return {"folder": photos} if photos is not None else {"drawn": drawn}


def _say(what: str) -> None:
    click.echo(f"  {what}", err=True)


def _machine() -> dict[str, Any]:
    return {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}


def _make(out: Path) -> None:
    """At once: nobody waits for minutes to hear it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(out, error) from error


def _keep(result: dict[str, Any], out: Path) -> None:
    path = out / "bench.json"
    try:
        path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise _not_writable(path, error) from error


def _not_writable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.NOT_WRITABLE, f"{path} can't be written ({error.strerror})", "choose another --out"
    )


def _print_table(name: str, figures: dict[str, Any]) -> None:
    rows = list(_rows(figures))
    width = max(len(label) for label, _ in rows)
    click.echo(f"\n{name}")
    for label, value in rows:
        click.echo(f"  {label.ljust(width)}  {value}")


def _rows(figures: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """One row for each group of plain figures, named by the way to it."""
    plain = {key: value for key, value in figures.items() if not isinstance(value, dict)}
    if plain and above:
        yield above, "  ".join(f"{key} {_worded(value)}" for key, value in plain.items())
    elif plain:
        yield from ((key, _worded(value)) for key, value in plain.items())
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from _rows(value, f"{above} {key}".strip())


def _worded(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
