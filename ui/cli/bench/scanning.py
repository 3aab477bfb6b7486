"""How much our decoder sees, against plain zxing-cpp, OpenCV's detectors and (when installed) ZBar in the same run.

On a folder of photographs with a manifest, or on clips made by the generator. Times are of this thread alone
(CPU), so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from kiosk.devices.capture import read_image, unreadable
from kiosk.devices.clips import Medium, Scene, Trouble, frames_of
from kiosk.devices.decoder import Decoder
from kiosk.devices.frames import Image
from kiosk.devices.photographs import KINDS, draw
from kiosk.devices.zxing import plain_sight
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from ui.cli.bench.figures import Progress

Reader = Callable[[Image], set[str]]
_IDLE_FRAMES = 150
_FPS = 30
_FIRST_SEED = 100
"""The reader was tuned on photographs of smaller seeds."""


@dataclass(slots=True, kw_only=True)
class _Score:
    """What one reader made of one set."""

    wanted: int = 0
    read: int = 0
    wrong: int = 0
    firsts: list[int | None] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def add(self, texts: set[str], wanted: set[str], ms: float) -> None:
        self.wanted += len(wanted)
        self.read += len(texts & wanted)
        self.wrong += len(texts - wanted)
        self.ms.append(ms)

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "wanted": self.wanted,
            "read": self.read,
            "share": round(self.read / max(self.wanted, 1), 4),
            "wrong": self.wrong,
            "ms_p50": round(float(np.percentile(self.ms, 50)), 2),
            "ms_p95": round(float(np.percentile(self.ms, 95)), 2),
        }
        if self.firsts:
            found["first_frames"] = self.firsts
        return found


def run(
    folder: Path | None = None,
    *,
    drawn: int = 0,
    seeds: int = 2,
    seconds: float = 1.5,
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """The figures, by set and reader, with the idle cost.

    `folder` holds images and `manifest.json`: a list of `{"file", "texts": [...], "set"}` (`set` may be missing).
    With `drawn`, so many invented photographs of each kind are read instead. Otherwise clips of every trouble with
    `seeds` visitors each, by ours and zxing-cpp alone: the others take minutes for them.
    """
    if folder is not None:
        sets = _photographs(_in_folder(folder))
    else:
        sets = _photographs(_drawn(drawn, progress)) if drawn else _clips(seeds, seconds, progress)
    progress("watching an empty door")
    return {"sets": sets, "idle": _idle()}


def _readers(*, still: bool) -> dict[str, Reader]:
    """The candidates by name, with a fresh state."""
    decoder = Decoder(still=still)
    readers: dict[str, Reader] = {
        "kiosk": lambda image: {code.text for code in decoder.read(image)},
        "zxing": _plain_zxing,
        "opencv": _opencv(cv2.QRCodeDetector()),
        "opencv-aruco": _opencv(cv2.QRCodeDetectorAruco()),
    }
    if find_spec("pyzbar") is not None:
        readers["zbar"] = _zbar()
    return readers


def _plain_zxing(image: Image) -> set[str]:
    return {code.text for code in plain_sight(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)).codes}


def _opencv(detector: Any) -> Reader:
    def read(image: Image) -> set[str]:
        try:
            found, texts, *_ = detector.detectAndDecodeMulti(image)
        except (cv2.error, UnicodeDecodeError):
            return set()
        return {text for text in texts if text} if found else set()

    return read


def _zbar() -> Reader:
    zbar = import_module("pyzbar.pyzbar")

    def read(image: Image) -> set[str]:
        codes = zbar.decode(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), symbols=[zbar.ZBarSymbol.QRCODE])
        return {code.data.decode("utf-8", "replace") for code in codes}

    return read


def _timed(reader: Reader, image: Image) -> tuple[set[str], float]:
    began = time.thread_time()
    texts = reader(image)
    return texts, (time.thread_time() - began) * 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Picture:
    """A photograph, the texts of the codes in it, and the set that it belongs to."""

    image: Image
    texts: set[str]
    group: str


def _photographs(pictures: Iterator[_Picture]) -> dict[str, Any]:
    scores: dict[str, dict[str, _Score]] = {}
    for picture in pictures:
        for name, reader in _readers(still=True).items():
            texts, ms = _timed(reader, picture.image)
            for group in {"all", picture.group}:
                scores.setdefault(group, {}).setdefault(name, _Score()).add(texts, picture.texts, ms)
    return _figures(scores)


def _in_folder(folder: Path) -> Iterator[_Picture]:
    for entry in _manifest(folder):
        image = read_image(folder / entry["file"])
        if image is None:
            raise unreadable(folder / entry["file"])  # left out in silence, its codes would not count
        yield _Picture(image=image, texts=set(entry["texts"]), group=str(entry.get("set", "all")))


def _drawn(count: int, progress: Progress) -> Iterator[_Picture]:
    for kind in KINDS:
        progress(f"drawing and reading photographs: {kind}")
        for seed in range(_FIRST_SEED, _FIRST_SEED + count):
            photograph = draw(kind, seed)
            yield _Picture(image=photograph.image, texts=set(photograph.texts), group=kind)


def _manifest(folder: Path) -> list[dict[str, Any]]:
    path = folder / "manifest.json"
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _bad_manifest(f"{path} can't be read ({error})") from error
    if not isinstance(entries, list) or not entries:
        raise _bad_manifest(f"{path} is no list of photographs")
    for number, entry in enumerate(entries, 1):
        if not _is_entry(entry):
            raise _bad_manifest(f"Entry {number} of {path} has no file or no list of texts")
    return entries


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        return False
    texts = entry.get("texts")
    return isinstance(texts, list) and all(isinstance(text, str) for text in texts)


def _bad_manifest(what: str) -> EnvironmentProblem:
    return EnvironmentProblem(ProblemKind.BAD_FILE, what, 'write a list of {"file", "texts"} there')


def _clips(seeds: int, seconds: float, progress: Progress) -> dict[str, Any]:
    scores: dict[str, dict[str, _Score]] = {}
    for name, troubles in _troubles():
        progress(f"reading clips: {name}")
        for seed in range(seeds):
            medium = (Medium.PHONE, Medium.PAPER)[seed % 2]
            scene = Scene(code=f"CSC-{seed:04d}-{name}", medium=medium, troubles=troubles, seed=seed, seconds=seconds)
            _read_scene(scene, scores.setdefault(name, {}))
    return _figures(scores)


def _troubles() -> Iterator[tuple[str, frozenset[Trouble]]]:
    yield "calm", frozenset()
    for trouble in Trouble:
        yield trouble.value, frozenset({trouble})


def _read_scene(scene: Scene, scores: dict[str, _Score]) -> None:
    pictures: Sequence[Image] = list(frames_of(scene))
    readers = _readers(still=False)
    for name, reader in ((name, readers[name]) for name in ("kiosk", "zxing")):
        score = scores.setdefault(name, _Score())
        first: int | None = None
        for number, image in enumerate(pictures):
            texts, ms = _timed(reader, image)
            score.add(texts, {scene.code}, ms)
            first = number if first is None and scene.code in texts else first
        score.firsts.append(first)


def _figures(scores: dict[str, dict[str, _Score]]) -> dict[str, Any]:
    return {group: {name: score.figures() for name, score in each.items()} for group, each in scores.items()}


def _idle() -> dict[str, Any]:
    """The share of one core that watching an empty door at 30 frames a second takes, without capture."""
    scene = Scene(code="IDLE", seconds=0.1)
    empty = next(frames_of(scene))
    random = np.random.default_rng(1)
    noise = [random.integers(-3, 4, empty.shape, dtype=np.int16) for _ in range(4)]
    frames = [np.asarray(cv2.add(empty, field, dtype=cv2.CV_8U), dtype=np.uint8) for field in noise]
    decoder = Decoder()
    for number in range(_FPS + 4):
        decoder.read(frames[number % 4])
    began = time.thread_time()
    for number in range(_IDLE_FRAMES):
        decoder.read(frames[number % 4])
    each = (time.thread_time() - began) / _IDLE_FRAMES
    return {"ms_per_frame": round(each * 1000, 2), "core_share_at_30_fps": round(each * _FPS, 4)}
