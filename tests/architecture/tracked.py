"""The files that travel with the repository, for the tests that look at all of them."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_TEXT_ENDINGS = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".sh",
    ".ts",
    ".svg",
    ".json",
    ".spec",
    ".cfg",
    ".qss",
    ".html",
    ".js",
    "",
}
_BUILT = {"build", "dist", "node_modules", "__pycache__"}


@cache
def tracked_files() -> tuple[Path, ...]:
    """All files under version control; without git (an unpacked archive) all that are not made by a build."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        files = [ROOT / name for name in listing.decode().split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not _is_built(path)]
    return tuple(path for path in files if path.is_file())


def text_files() -> tuple[Path, ...]:
    """Those of the tracked files that people read."""
    return tuple(path for path in tracked_files() if path.suffix in _TEXT_ENDINGS)


def sources() -> tuple[Path, ...]:
    """The Python files."""
    return tuple(path for path in tracked_files() if path.suffix == ".py")


def _is_built(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
    return hidden or any(part in _BUILT or part.endswith(("-out", ".egg-info")) for part in parts)
