"""`kiosk badges`: the badges of a spreadsheet as files, exactly as they would print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import click

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer, RenderedBadge
from ui.cli.badge_source import badge_source, event_option, layout_option, station_option, tell_problems

_FORMATS = ("pdf", "png", *(language.value for language in PrinterLanguage if language is not PrinterLanguage.PDF))
_KEPT_IN_NAMES = " !#$&'()+,;=@[]{}"
_DPI, _BROTHER_DPI = 203, 300
_LONGEST_NAME = 200
"""Bytes; file systems take 255, the ending included."""


@click.command("badges")
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@layout_option
@click.option("--to", "formats", type=click.Choice(_FORMATS), multiple=True, required=True, help="May be repeated.")
@click.option("--dpi", type=click.IntRange(100, 1200), help="Dots per inch.  [default: 203, for brother 300]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to fill.")
@event_option
@station_option
def command(
    *,
    file: Path | None,
    layout_name: str,
    formats: tuple[str, ...],
    dpi: int | None,
    out: Path,
    event_name: str,
    directory: Path | None,
) -> None:
    """Render the badges of FILE (CSV or XLSX); each file's stem is the ticket code.

    Example: kiosk badges people.csv --layout 4x3 --to pdf --to zpl --out badges
    """
    layout = load_layout(layout_name)
    by_dpi = {each: [kind for kind in formats if (dpi or _usual_dpi(kind)) == each] for each in _dpis(formats, dpi)}
    renderers = [(BadgeRenderer(layout, each), kinds) for each, kinds in by_dpi.items()]
    found = 0
    with badge_source(file, directory, event_name) as source:
        _make(out)
        tell_problems(source)
        with click.progressbar(source.badges, length=source.count, label="badges", file=sys.stderr) as badges:
            for badge in badges:
                findings = 0
                for renderer, kinds in renderers:
                    rendered = renderer.render(badge)
                    findings += len(rendered.findings)
                    _write(out, badge.ticket_code, rendered, kinds)
                found += bool(findings)
    click.echo(f"{source.count} badges in {out}, {found} need a look (see kiosk preflight)")
    if source.problems:
        sys.exit(1)


def _usual_dpi(kind: str) -> int:
    return _BROTHER_DPI if kind.startswith("brother") else _DPI


def _dpis(formats: tuple[str, ...], dpi: int | None) -> list[int]:
    """The resolutions that are needed, each once."""
    return sorted({dpi or _usual_dpi(kind) for kind in formats})


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(out, error) from error


def _write(out: Path, ticket_code: str, rendered: RenderedBadge, formats: Sequence[str]) -> None:
    stem = file_stem(ticket_code)
    for kind in formats:
        try:
            for suffix, data in _files(kind, rendered):
                (out / f"{stem}{suffix}").write_bytes(data)
        except OSError as error:
            raise _not_writable(out, error) from error


def _files(kind: str, rendered: RenderedBadge) -> list[tuple[str, bytes]]:
    if kind == "pdf":
        return [(".pdf", rendered.pdf)]
    if kind == "png":
        return [(f"-{n}.png" if n > 1 else ".png", page.to_png()) for n, page in enumerate(rendered.pages, 1)]
    return [(f".{kind}", encode(PrinterLanguage(kind), rendered.pages))]


def file_stem(ticket_code: str) -> str:
    """The ticket code as a file name; letters that a name can't have are percent-encoded.

    One that is too long for a name ends with what tells it from others.
    """
    stem = quote(ticket_code, safe=_KEPT_IN_NAMES) if not ticket_code.isalnum() else ticket_code
    stem = stem.replace(".", "%2E", 1) if stem.startswith(".") else stem
    if len(stem.encode()) <= _LONGEST_NAME:
        return stem
    head = stem.encode()[: _LONGEST_NAME - 17].decode(errors="ignore")
    return f"{head}-{sha256(ticket_code.encode()).hexdigest()[:16]}"


def _not_writable(out: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.NOT_WRITABLE, f"{out} can't be written ({error.strerror})", "choose another folder with --out"
    )
