"""`kiosk scan` on images, folders, clips and rubbish."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from click.testing import CliRunner, Result

from kiosk.devices.clips import Medium, Scene, frames_of, write_clip
from ui.cli.scan_command import command


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    path = tmp_path / "ticket.png"
    image = list(frames_of(Scene(code="CSC-PHOTO", medium=Medium.PAPER, seed=1, seconds=0.8), fps=10))[5]
    cv2.imwrite(str(path), image)
    return path


def scan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_image_gives_one_line_for_its_code_and_one_for_itself(ticket: Path) -> None:
    result = scan(ticket, "--json")
    code, source = lines(result)
    assert result.exit_code == 0
    assert (code["source"], code["frame"], code["text"], code["format"]) == (str(ticket), 0, "CSC-PHOTO", "QRCode")
    assert (source["source"], source["frames"], source["codes"]) == (str(ticket), 1, 1)
    assert source["ms_per_frame_p50"] == source["ms_per_frame_p95"] == code["ms"]


def test_clip_gives_each_frame_that_shows_the_code(tmp_path: Path) -> None:
    path = tmp_path / "clip.avi"
    write_clip(path, [Scene(code="CSC-CLIP", medium=Medium.PAPER, seed=2, seconds=0.8)], fps=20)
    *codes, source = lines(scan(path, "--json"))
    assert {code["text"] for code in codes} == {"CSC-CLIP"}
    assert len({code["frame"] for code in codes}) == len(codes) > 5
    assert (source["frames"], source["codes"]) == (16, 1)


def test_folder_stands_for_its_images(ticket: Path) -> None:
    (ticket.parent / "notes.txt").write_text("not an image")
    assert [line["source"] for line in lines(scan(ticket.parent, "--json"))] == [str(ticket)] * 2


def test_folder_stands_for_what_is_in_its_folders_too(ticket: Path) -> None:
    (ticket.parent / "door").mkdir()
    inner = ticket.rename(ticket.parent / "door" / ticket.name)
    write_clip(inner.with_suffix(".avi"), [Scene(code="CSC-CLIP", medium=Medium.PAPER, seed=2, seconds=0.4)], fps=10)
    inner.with_name(".hidden.png").write_bytes(inner.read_bytes())
    sources = {line["source"] for line in lines(scan(inner.parent.parent, "--json"))}
    assert sources == {str(inner), str(inner.with_suffix(".avi"))}


@pytest.mark.parametrize("shade", [0, 255])
def test_code_on_transparent_ground_is_read(tmp_path: Path, shade: int) -> None:
    barcode = zxingcpp.create_barcode("CSC-CLEAR", zxingcpp.BarcodeFormat.QRCode)
    ink = 255 - np.array(zxingcpp.write_barcode_to_image(barcode, scale=6))
    cv2.imwrite(str(tmp_path / "clear.png"), np.dstack([np.full_like(ink, shade)] * 3 + [ink]))
    assert lines(scan(tmp_path / "clear.png", "--json"))[0].get("text") == "CSC-CLEAR"


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 3), (22, 30_000)])
def test_picture_that_no_code_fits_in_has_none(tmp_path: Path, size: tuple[int, int]) -> None:
    cv2.imwrite(str(tmp_path / "thin.png"), np.zeros(size, dtype=np.uint8))
    (source,) = lines(scan(tmp_path / "thin.png", "--json"))
    assert (source["frames"], source["codes"]) == (1, 0)


def test_clip_without_a_picture_is_unreadable(tmp_path: Path) -> None:
    write_clip(tmp_path / "none.avi", [])
    result = scan(tmp_path / "none.avi", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "can't be read" in result.stderr


def test_rubbish_is_one_line_on_stderr_and_the_rest_is_scanned(ticket: Path) -> None:
    broken = ticket.parent / "broken.avi"
    broken.write_bytes(b"no clip")
    result = scan(broken, ticket, "--json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "broken.avi" in result.stderr
    assert lines(result)[0]["text"] == "CSC-PHOTO"


def test_words_for_people_name_the_code_once(ticket: Path) -> None:
    result = scan(ticket)
    assert result.stdout.count("CSC-PHOTO") == 1
    assert "codes 1, frames 1" in result.stdout


def test_a_path_where_nothing_is_and_an_empty_folder_are_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = scan(tmp_path / "empty", "nowhere", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(":")[2].split(":")[0] for line in result.stderr.splitlines()] == [
        f" there is no image or clip in {tmp_path / 'empty'}",
        " There is no file nowhere",
    ]


def test_a_picture_that_tells_of_too_many_dots_is_one_line(tmp_path: Path) -> None:
    head = struct.pack(">4sIIBBBBB", b"IHDR", 60_000, 60_000, 8, 0, 0, 0, 0)
    size, check = struct.pack(">I", len(head) - 4), struct.pack(">I", zlib.crc32(head))
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + size + head + check)
    result = scan(tmp_path / "bomb.png")
    assert result.exit_code == 1
    assert "can't be read" in result.stderr
