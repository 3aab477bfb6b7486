"""A folder as a printer: each job becomes one file. For tests, hand-over by stick, and hot folders."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.status import PrinterStatus, status_of
from printing.transports.transport import broken


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
            raise self._problem(error) from error

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Writes the whole file under another name, syncs it, then names it: no reader sees half a job."""
        try:
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).rename(self._next_path())
        except OSError as error:
            raise broken(str(self._folder), error.strerror or "disk error") from error
        self._written += 1

    def receive(self, deadline_ms: int) -> bytes:
        """Nothing: a folder does not answer."""
        return b""

    def close(self) -> None: ...

    def status(self) -> PrinterStatus:
        """Ready; `printed_total` counts the files of this transport."""
        return status_of(set(), queued=0, printed_total=self._written)

    def _next_path(self) -> Path:
        taken = [path.stem.rpartition("-")[2] for path in self._folder.glob("job-*")]
        number = max((int(text) for text in taken if text.isdigit()), default=0) + 1
        return self._folder / f"job-{number:06d}.{self._suffix}"

    def _problem(self, error: OSError) -> EnvironmentProblem:
        return EnvironmentProblem(
            ProblemKind.NOT_WRITABLE,
            f"Folder {self._folder} can't be written ({error.strerror})",
            "choose a folder that this user may write to",
        )
