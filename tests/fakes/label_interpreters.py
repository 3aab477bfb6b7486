"""Label printers that read TSPL and EPL2 as their manuals say and put dots on a label; they know no encoder of ours.

TSPL: "TSPL/TSPL2 Programming Language, TSC Printer Series", sections SIZE, DIRECTION, REFERENCE, CLS, BITMAP, PRINT.
EPL2: "EPL2 Programmer's Manual", sections N, q, GW, P. A command that is not among these is an AssertionError: a
badge's job must not touch anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Dots = npt.NDArray[np.bool_]


@dataclass
class Paper:
    """Labels that came out, True is black."""

    labels: list[Dots] = field(default_factory=list)

    def put_out(self, image: Dots, copies: int) -> None:
        self.labels.extend(image.copy() for _ in range(copies))


def print_tspl(job: bytes, dpi: int) -> Paper:
    """TSPL: lines end with CR LF; BITMAP X,Y,width in bytes,height in dots,mode,data; mode 0 overwrites, 0 is black."""
    paper, image, origin, at = Paper(), np.zeros((0, 0), dtype=np.bool_), (0, 0), 0
    while at < len(job):
        bitmap = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),(\d),").match(job, at)
        if bitmap is not None:
            x, y, stride, height, mode = (int(group) for group in bitmap.groups())
            assert mode == 0
            at = bitmap.end() + stride * height
            _burn(image, job[bitmap.end() : at], stride, (origin[0] + x, origin[1] + y))
            assert job[at : at + 2] == b"\r\n"
            at += 2
            continue
        end = job.index(b"\r\n", at)
        word, _, rest = job[at:end].decode("ascii").partition(" ")
        at = end + 2
        if word == "SIZE":
            image = np.zeros(_tspl_size(rest, dpi)[::-1], dtype=np.bool_)
        elif word == "DIRECTION":
            assert rest == "0,0"  # print direction and mirror image as the paper leaves the head
        elif word == "REFERENCE":
            x, y = map(int, rest.split(","))
            origin = (x, y)
        elif word == "CLS":
            image[:] = False
        else:
            assert word == "PRINT", word
            sets, copies = map(int, rest.split(","))
            paper.put_out(image, sets * copies)
    return paper


def print_epl2(job: bytes) -> Paper:
    """EPL2: lines end with LF; q is the label's width in dots; GWx,y,width in bytes,height in dots,data, 0 is black."""
    paper, width, at = Paper(), 0, 0
    burns: list[tuple[int, int, int, bytes]] = []
    while at < len(job):
        graphic = re.compile(rb"GW(\d+),(\d+),(\d+),(\d+),").match(job, at)
        if graphic is not None:
            x, y, stride, height = (int(group) for group in graphic.groups())
            at = graphic.end() + stride * height
            burns.append((x, y, stride, job[graphic.end() : at]))
            continue
        end = job.index(b"\n", at)
        command, at = job[at:end].decode("ascii"), end + 1
        if command == "N":
            burns.clear()
        elif command.startswith("q"):
            width = int(command[1:])
        elif command.startswith("P"):
            tall = max(y + len(data) // stride for _, y, stride, data in burns)
            image = np.zeros((tall, width), dtype=np.bool_)
            for x, y, stride, data in burns:
                _burn(image, data, stride, (x, y))
            paper.put_out(image, int(command[1:]))
        else:
            assert command == "", command
    return paper


def _tspl_size(text: str, dpi: int) -> tuple[int, int]:
    """SIZE m mm,n mm: a printer rounds to its dots."""
    found = re.fullmatch(r"([\d.]+) mm,([\d.]+) mm", text)
    assert found is not None, text
    width, height = (round(float(length) * dpi / 25.4) for length in found.groups())
    return width, height


def _burn(image: Dots, data: bytes, stride: int, at: tuple[int, int]) -> None:
    """Dots beyond the label are lost, as they are on paper."""
    rows = np.unpackbits(~np.frombuffer(data, dtype=np.uint8).reshape(-1, stride), axis=1).astype(np.bool_)
    x, y = at
    room = image[y : y + rows.shape[0], x : x + rows.shape[1]]
    room[:] = rows[: room.shape[0], : room.shape[1]]
