"""Camera, decoder and presence together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kiosk.devices.camera import CameraSource
from kiosk.devices.clips import Medium, Scene, write_clip
from kiosk.devices.decoder import Decoder
from kiosk.devices.presence import Presence
from kiosk.devices.reader import CodeReader, CodeScanned, FrameSeen
from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem


def read_clip(path: Path) -> tuple[list[CodeScanned], list[FrameSeen], list[EnvironmentProblem | None]]:
    codes: list[CodeScanned] = []
    seen: list[FrameSeen] = []
    troubles: list[EnvironmentProblem | None] = []
    reader = CodeReader(
        CameraSource(str(path), every_frame=True),
        Decoder(),
        Presence(lambda text: False),
        SystemClock(),
        on_code=codes.append,
        on_frame=seen.append,
        on_trouble=troubles.append,
    )
    reader.start()
    assert reader.wait(60)
    reader.stop()
    return codes, seen, troubles


def test_each_visitor_of_a_clip_is_one_scan_in_order(tmp_path: Path) -> None:
    path = tmp_path / "queue.avi"
    scenes = [Scene(code=f"CSC-{n}", medium=Medium.PAPER, seed=n, seconds=0.8) for n in range(3)]
    write_clip(path, scenes, fps=15)
    before = datetime.now(UTC)
    codes, seen, troubles = read_clip(path)
    assert [code.text for code in codes] == ["CSC-0", "CSC-1", "CSC-2"]
    assert len(seen) == 36
    assert troubles == []
    assert all(code.decode_ms > 0 for code in codes)
    assert all(before <= code.captured_at <= datetime.now(UTC) for code in codes)


def test_scan_names_its_frame_and_the_corners_in_it(tmp_path: Path) -> None:
    path = tmp_path / "one.avi"
    write_clip(path, [Scene(code="CSC-1", medium=Medium.PAPER, seed=1, seconds=0.8)], fps=15)
    (code,), seen, _ = read_clip(path)
    first = next(each for each in seen if each.sight.codes)
    assert code.frame_index == first.frame.index
    assert code.corners == first.sight.codes[0].corners
