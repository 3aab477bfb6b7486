"""A folder as a printer: each job becomes one file. For tests, hand-over by stick, and hot folders."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.status import PrinterStatus, status_of
from printing.transports.transport import LineLost


class FolderTransport:
    """Writes `job-000001.SUFFIX` and so on; a job is done when its file is on the disk."""

    def __init__(self, folder: Path, suffix: str = "prn") -> None:
        self._folder = folder
        self._suffix = suffix
        self._written = 0

    def open(self, deadline_ms: int) -> None:
        """Makes the folder when it is not there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem(ProblemKind.NOT_WRITABLE, *self._words(error)) from error

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Writes the whole file under another name, syncs it, then names it: no reader sees half a job."""
        try:
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        except OSError as error:
            raise LineLost(*self._words(error)) from error
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._name(part)
        except OSError as error:
            raise LineLost(*self._words(error)) from error
        finally:
            with suppress(OSError):  # a scanner of viruses may hold it: the badge is there, and must not come twice
                part.unlink(missing_ok=True)
        self._written += 1

    def receive(self, deadline_ms: int) -> bytes:
        """Nothing: a folder does not answer."""
        return b""

    def close(self) -> None: ...

    def status(self) -> PrinterStatus:
        """Ready; `printed_total` counts the files of this transport."""
        return status_of(set(), queued=0, printed_total=self._written)

    def _name(self, part: Path) -> None:
        """Gives a whole file its name; the file of another program that numbers here too is never replaced."""
        taken = [path.stem.rpartition("-")[2] for path in self._folder.glob("job-*")]
        number = max((int(text) for text in taken if text.isdigit()), default=0)
        while True:
            number += 1
            path = self._folder / f"job-{number:06d}.{self._suffix}"
            try:
                path.hardlink_to(part)
            except FileExistsError:
                continue
            except OSError:  # a stick's file system has no links: there the folder is ours alone
                part.replace(path)
            return

    def _words(self, error: OSError) -> tuple[str, str]:
        return (
            f"Folder {self._folder} can't be written ({error.strerror})",
            "choose a folder that this user may write to, on a disk with room",
        )
