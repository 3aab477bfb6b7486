"""Cameras by name and by lasting id."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.devices.cameras import Camera, list_cameras, source_of


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
    names, ids, devices = tmp_path / "sys", tmp_path / "by-id", tmp_path / "dev"
    ids.mkdir()
    devices.mkdir()
    for number, index, name in ((0, 0, "Desk camera"), (1, 1, "Desk camera"), (2, 0, "Door camera")):
        node = names / f"video{number}"
        node.mkdir(parents=True)
        (node / "name").write_text(name + "\n")
        (node / "index").write_text(f"{index}\n")
        (devices / f"video{number}").touch()
    (ids / "usb-Door-index0").symlink_to(devices / "video2")
    return names, ids


def test_cameras_have_names_and_their_metadata_nodes_are_left_out(machine: tuple[Path, Path]) -> None:
    assert list_cameras(*machine) == [
        Camera(source="0", name="Desk camera", id=""),
        Camera(source="2", name="Door camera", id="usb-Door-index0"),
    ]


def test_remembered_camera_is_found_by_its_id(machine: tuple[Path, Path]) -> None:
    assert source_of("usb-Door-index0", *machine) == "2"
    assert source_of("usb-Gone-index0", *machine) is None


def test_machine_that_tells_nothing_has_no_cameras(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "none", tmp_path / "none") == []
