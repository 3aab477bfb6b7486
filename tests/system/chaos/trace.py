"""From the system calls of a process, as strace wrote them, to what happened to the files of one directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_LINE = re.compile(r"^(\d+) +(<\.\.\. )?(\w+)(.*)$")
_DESCRIPTOR = re.compile(r"^\((\d+)<((?:\\x[0-9a-f]{2})*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_NUMBERS = re.compile(r'", (\d+)(?:, (\d+))?')
_SIZE = re.compile(r">, (\d+)")


@dataclass(frozen=True, slots=True)
class Change:
    """A write (`data` at `offset`) or a truncation (`data` None, to `offset` bytes), from its begin to its end."""

    begin: int
    end: int
    offset: int
    data: bytes | None


@dataclass(slots=True)
class Inode:
    """One file, whatever its name: what was on the disk at first, and what was done to it."""

    base: bytes = b""
    changes: list[Change] = field(default_factory=list)
    syncs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Recording:
    """The history of a directory. Times are line numbers of the trace. `said` are the lines on standard output."""

    names: dict[str, Inode]
    entries: list[tuple[int, str, Inode | None]] = field(default_factory=list)
    directory_syncs: list[tuple[int, int]] = field(default_factory=list)
    said: list[tuple[int, bytes]] = field(default_factory=list)
    length: int = 0
    base: dict[str, Inode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Call:
    begin: int
    end: int
    name: str
    words: str
    result: int


def read_recording(lines: Iterable[str], directory: Path, before: dict[str, bytes]) -> Recording:
    """The history of `directory`, whose files held `before` when the recording began, all of it on the disk."""
    names = {name: Inode(base=content) for name, content in before.items()}
    recording = Recording(names=dict(names), base=names)
    for call in sorted(_calls(lines), key=lambda call: call.begin):
        recording.length = max(recording.length, call.end + 1)
        if call.result >= 0:
            _Reader(recording, directory).take(call)
    return recording


def _calls(lines: Iterable[str]) -> Iterator[_Call]:
    """Whole calls; one that another thread's call interrupts in the trace is put together again."""
    begun: dict[tuple[str, str], tuple[int, str]] = {}
    for number, line in enumerate(lines):
        found = _LINE.match(line)
        if not found:
            continue
        process, resumed, name, words = found.groups()
        begin = number
        if resumed:
            begin, first = begun.pop((process, name), (number, ""))
            words = first + words.partition("resumed>")[2]
        elif words.endswith("<unfinished ...>"):
            begun[process, name] = (number, words.removesuffix("<unfinished ...>"))
            continue
        result = words.rpartition(" = ")[2].split(" ")[0].split("<")[0]
        if result.lstrip("-").isdigit():
            yield _Call(begin, number, name, words, int(result))
    for (_, name), (number, words) in begun.items():  # the end of the recording came first
        yield _Call(number, 1 << 60, name, words, 0)


@dataclass(frozen=True, slots=True)
class _Reader:
    recording: Recording
    directory: Path

    def take(self, call: _Call) -> None:
        descriptor = _DESCRIPTOR.match(call.words)
        if descriptor is None:
            self._take_names(call)
        elif descriptor[1] == "1" and call.name == "write":
            self.recording.said.append((call.begin, _bytes(_TEXT.search(call.words))))
        elif _plain(descriptor[2]) == str(self.directory):
            if call.name in ("fsync", "fdatasync"):
                self.recording.directory_syncs.append((call.begin, call.end))
        elif (inode := self._inode(_plain(descriptor[2]))) is not None:
            self._take_file(call, inode)

    def _take_names(self, call: _Call) -> None:
        paths = [_plain(text) for text in _TEXT.findall(call.words)]
        match call.name:
            case "openat" if "O_CREAT" in call.words:
                self._open(call, paths[0])
            case "unlink":
                self._enter(call, paths[0], None)
            case "link":
                self._enter(call, paths[1], self._inode(paths[0]))
            case "rename":
                inode = self._inode(paths[0])
                self._enter(call, paths[1], inode)
                self._enter(call, paths[0], None)

    def _take_file(self, call: _Call, inode: Inode) -> None:
        match call.name:
            case "pwrite64" | "write":
                data = _bytes(_TEXT.search(call.words))
                numbers = _NUMBERS.search(call.words)
                offset = (
                    int(numbers[2]) if numbers and numbers[2] else sum(len(one.data or b"") for one in inode.changes)
                )
                inode.changes.append(Change(call.begin, call.end, offset, data))
            case "ftruncate":
                size = _SIZE.search(call.words)
                assert size is not None
                inode.changes.append(Change(call.begin, call.end, int(size[1]), None))
            case "fsync" | "fdatasync":
                inode.syncs.append((call.begin, call.end))

    def _open(self, call: _Call, path: str) -> None:
        inode = self._inode(path)
        if inode is None:
            self._enter(call, path, Inode())
        elif "O_TRUNC" in call.words:
            inode.changes.append(Change(call.begin, call.end, 0, None))

    def _enter(self, call: _Call, path: str, inode: Inode | None) -> None:
        name = self._name(path)
        if name is None:
            return
        self.recording.entries.append((call.begin, name, inode))
        if inode is None:
            self.recording.names.pop(name, None)
        else:
            self.recording.names[name] = inode

    def _inode(self, path: str) -> Inode | None:
        name = self._name(path)
        return self.recording.names.get(name) if name is not None else None

    def _name(self, path: str) -> str | None:
        """The name in the directory; the shared memory of a database is none, it does not outlive its processes."""
        place = Path(path)
        return place.name if place.parent == self.directory and not place.name.endswith("-shm") else None


def _plain(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode()


def _bytes(found: re.Match[str] | None) -> bytes:
    assert found is not None
    return bytes.fromhex(found[1].replace("\\x", ""))
