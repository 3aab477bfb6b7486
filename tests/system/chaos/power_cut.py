"""What a disk may hold after the power went: what was synced, and of the rest anything.

A model that is harder than most disks: writes after the last completed fsync of their file are each kept, dropped, or
torn at the sector, in any order; new, removed and renamed names are kept up to any point after the last fsync of
their directory.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from tests.system.chaos.trace import Change, Inode, Recording

SECTOR = 512


def rebuild(recording: Recording, cut: int, directory: Path, dice: random.Random, *, syncs_count: bool = True) -> None:
    """Writes the files as they may be found when the power went at line `cut` of the trace.

    With `syncs_count` False the disk lies: an fsync promises nothing.
    """
    directory.mkdir(parents=True)
    mode = dice.choice(["none", "all", "some", "torn"])
    for name, inode in _names(recording, cut, dice, syncs_count).items():
        content = _content(inode, cut, dice, mode, syncs_count)
        (directory / name).write_bytes(content)


def said_before(recording: Recording, cut: int) -> list[bytes]:
    """The whole lines that somebody may have read by then."""
    return b"".join(data for begin, data in recording.said if begin < cut).split(b"\n")[:-1]


def _names(recording: Recording, cut: int, dice: random.Random, syncs_count: bool) -> dict[str, Inode]:
    happened = [entry for entry in recording.entries if entry[0] < cut]
    certain_until = _last_sync(recording.directory_syncs, cut) if syncs_count else -1
    certain = sum(begin < certain_until for begin, _, _ in happened)
    names = dict(recording.base)
    for _, name, inode in happened[: dice.randint(certain, len(happened))]:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
    return names


def _content(inode: Inode, cut: int, dice: random.Random, mode: str, syncs_count: bool) -> bytes:
    certain_until = _last_sync(inode.syncs, cut) if syncs_count else -1
    content = bytearray(inode.base)
    for change in inode.changes:
        if change.begin >= cut:
            break
        for piece in [change] if change.end < certain_until else _survivors(change, dice, mode):
            _apply(content, piece)
    return bytes(content)


def _last_sync(syncs: Iterable[tuple[int, int]], cut: int) -> int:
    """The begin of the last sync that was through: what had ended before it is on the disk."""
    return max((begin for begin, end in syncs if end < cut), default=-1)


def _survivors(change: Change, dice: random.Random, mode: str) -> list[Change]:
    if mode == "none":
        return []
    if mode == "all" or (mode == "some" and dice.random() < 0.5):
        return [change]
    if mode == "some" or change.data is None:
        return []
    return [
        Change(change.begin, change.end, change.offset + start, change.data[start : start + SECTOR])
        for start in range(0, len(change.data), SECTOR)
        if dice.random() < 0.5
    ]


def _apply(content: bytearray, change: Change) -> None:
    if change.data is None:
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
        return
    if len(content) < change.offset:
        content.extend(bytes(change.offset - len(content)))
    content[change.offset : change.offset + len(change.data)] = change.data
