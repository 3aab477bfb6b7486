"""Where a demo puts its results, and what it may wipe there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_MARK = ".kiosk-demo"


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """The folders and files of one run."""

    root: Path

    @property
    def report(self) -> Path:
        return self.root / "report.json"

    @property
    def badges(self) -> Path:
        return self.root / "badges"

    @property
    def screens(self) -> Path:
        return self.root / "screens"

    @property
    def station(self) -> Path:
        return self.root / "station"

    @property
    def hub(self) -> Path:
        return self.root / "hub"

    @property
    def clip(self) -> Path:
        return self.root / "visitors.avi"


def fresh_folder(root: Path) -> DemoFolder:
    """An empty folder for a run. The results of an earlier demo are wiped; anybody else's files are left alone.

    Raises EnvironmentProblem when the folder holds other files or can't be written.
    """
    try:
        if root.exists() and any(root.iterdir()):
            _wipe(root)
        folder = DemoFolder(root)
        for path in (folder.badges, folder.screens):
            path.mkdir(parents=True, exist_ok=True)
        (root / _MARK).touch()
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE, f"{root} can't be written ({error.strerror})", "choose another folder with --out"
        ) from error
    return folder


def _wipe(root: Path) -> None:
    if not (root / _MARK).exists():
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE, f"{root} holds files that are not a demo's", "choose an empty folder with --out"
        )
    for path in root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
