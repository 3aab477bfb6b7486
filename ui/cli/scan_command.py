"""`kiosk scan`: reads images and clips with the station's own decoder, frame by frame, without a window."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import click

from kiosk.devices import cameras
from kiosk.devices.camera import CameraSource
from kiosk.devices.capture import FILE_SUFFIXES, IMAGE_SUFFIXES, read_image, unreadable
from kiosk.devices.codes import Decoded
from kiosk.devices.decoder import Decoder
from kiosk.devices.formats import CodeFormat, parse_formats
from kiosk.devices.frames import Image
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_TAKE_S = 30.0


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What one source gave."""

    source: str
    ms: list[float] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)

    def summary(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "frames": len(self.ms),
            "codes": len(self.texts),
            "ms_per_frame_p50": _percentile(self.ms, 50),
            "ms_per_frame_p95": _percentile(self.ms, 95),
        }


@click.command("scan")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON line per code in each frame, one per source.")
@click.option(
    "--formats", default="qr", show_default=True, help="Also aztec, pdf417, datamatrix, code128, with commas."
)
@click.option("--list-cameras", is_flag=True, help="Only list the cameras of this machine, by number, name and id.")
def command(paths: tuple[Path, ...], as_json: bool, formats: str, list_cameras: bool) -> None:
    """Decode images and clips with the station's own scanner.

    A folder stands for the images and clips in it and in its folders. A code is reported for each frame that gave
    it; `codes` counts the different ones of a source.

    Example: kiosk scan tickets/ door.avi --json
    """
    if list_cameras:
        _list_cameras(as_json)
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    wanted = parse_formats(formats)
    failed = False
    sources = [source for path in paths for source in (_files_in(path) if path.is_dir() else []) or [path]]
    with click.progressbar(sources, file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
        for source in progress:
            try:
                _scan(source, wanted, as_json)
            except EnvironmentProblem as problem:
                failed = True
                click.echo(f"kiosk: {problem.what}: {problem.remedy}", err=True)
    if failed:
        sys.exit(1)


def _list_cameras(as_json: bool) -> None:
    found = cameras.list_cameras()
    if as_json:
        click.echo(json.dumps([asdict(camera) for camera in found], ensure_ascii=False))
        return
    for camera in found:
        click.echo(f"{camera.source}  {_printable(camera.name)}  {camera.id}")
    if not found:
        click.echo("no camera is named here; try the numbers 0, 1, 2", err=True)


def _files_in(folder: Path) -> list[Path]:
    """The images and clips in a folder and the folders in it, by name; hidden ones are left out."""
    files = (path for path in folder.rglob("*") if path.suffix.lower() in FILE_SUFFIXES and path.is_file())
    return sorted(path for path in files if not path.name.startswith("."))


def _scan(path: Path, formats: frozenset[CodeFormat], as_json: bool) -> None:
    tally = _Tally(source=str(path))
    still = path.suffix.lower() in IMAGE_SUFFIXES
    decoder = Decoder(still=still, formats=formats)
    for index, image in _pictures(path, still):
        began = time.perf_counter()
        codes = decoder.read(image)
        tally.ms.append((time.perf_counter() - began) * 1000)
        for code in codes:
            _report(tally, index, code, as_json)
    if not tally.ms:
        raise unreadable(path)  # opened, and without a single picture
    click.echo(json.dumps(tally.summary()) if as_json else _in_words(tally))


def _pictures(path: Path, still: bool) -> Iterator[tuple[int, Image]]:
    if path.is_dir():
        raise EnvironmentProblem(ProblemKind.BAD_FILE, f"there is no image or clip in {path}", "check the folder")
    if not path.exists():
        raise unreadable(path)  # and not the name of a camera, which would be looked for
    if still:
        image = read_image(path)
        if image is None:
            raise unreadable(path)
        yield 0, image
        return
    source = CameraSource(str(path), every_frame=True)
    source.start()
    try:
        while (frame := source.take(_TAKE_S)) is not None:
            yield frame.index, frame.image
    finally:
        source.stop()


def _report(tally: _Tally, frame: int, code: Decoded, as_json: bool) -> None:
    ms = round(tally.ms[-1], 2)
    if as_json:
        line = {"source": tally.source, "frame": frame, "text": code.text, "format": code.format, "ms": ms}
        click.echo(json.dumps(line))
    elif code.text not in tally.texts:
        click.echo(f"{tally.source}  frame {frame}  {_printable(code.text)}  {ms} ms")
    tally.texts.add(code.text)


def _printable(text: str) -> str:
    """The text without what a terminal would obey."""
    return "".join(character if character.isprintable() else "�" for character in text)


def _in_words(tally: _Tally) -> str:
    found = tally.summary()
    times = f"{found['ms_per_frame_p50']} ms a frame, p95 {found['ms_per_frame_p95']} ms"
    return f"{tally.source}: codes {found['codes']}, frames {found['frames']}, {times}"


def _percentile(values: list[float], percent: int) -> float | None:
    if len(values) < 2:
        return round(values[0], 2) if values else None
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 2)
