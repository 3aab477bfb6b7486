"""station.toml: what may be told there, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.devices.webcam import CameraSettings
from kiosk.domain.problems import EnvironmentProblem
from ui.configuration import read_configuration


def written(folder: Path, text: str) -> Path:
    (folder / "station.toml").write_text(text, encoding="utf-8")
    return folder


def test_settings_are_kept_for_each_camera_and_used_for_the_one_in_use(tmp_path: Path) -> None:
    text = 'camera = "Door"\n[cameras.Door]\nwidth = 1920\nheight = 1080\nexposure = -6\n[cameras.Desk]\nfocus = 30.5\n'
    configuration = read_configuration(written(tmp_path, text))
    assert configuration.camera_settings() == CameraSettings(width=1920, height=1080, exposure=-6)


def test_camera_without_settings_has_the_usual_ones(tmp_path: Path) -> None:
    assert read_configuration(written(tmp_path, 'camera = "0"\n')).camera_settings() == CameraSettings()


def test_scanner_and_formats_are_texts(tmp_path: Path) -> None:
    configuration = read_configuration(written(tmp_path, 'scanner = "serial:COM3"\nformats = "qr,aztec"\n'))
    assert (configuration.scanner, configuration.formats) == ("serial:COM3", "qr,aztec")


@pytest.mark.parametrize(
    "table",
    [
        "[cameras.Door]\nwidth = 'wide'\n",
        "[cameras.Door]\nzoom = 2\n",
        "cameras = 3\n",
        "[cameras]\nDoor = 1\n",
        "[cameras.A]\nfps = 0\n",
    ],
)
def test_wrong_camera_setting_is_named(tmp_path: Path, table: str) -> None:
    with pytest.raises(EnvironmentProblem, match="numbers for these keys"):
        read_configuration(written(tmp_path, table))


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("face = 'desk'", "write one of front-desk, self-service, session"),
        ("language = 'de'", "write one of fr, ar, en"),
        ("when_alone = 'wait'", "write one of admit, refuse, own-share"),
        ("camera = 0", 'camera = "0"'),
        ("door = 'north'", "use these keys only: camera, face,"),
        ("pin = '1234'", "set the PIN with kiosk pin"),
    ],
)
def test_wrong_line_is_named_with_what_to_write(tmp_path: Path, line: str, remedy: str) -> None:
    with pytest.raises(EnvironmentProblem, match=line.split(maxsplit=1)[0]) as raised:
        read_configuration(written(tmp_path, line + "\n"))
    assert remedy in raised.value.remedy
