"""What the tests against programs of other hands share."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

READER = Path(__file__).parent / "zpl_renderer"
DOTS_PER_MM = {203: 8, 300: 12, 600: 24}


@dataclass(frozen=True, slots=True)
class ZplFile:
    """One label on disk with its size in dots."""

    path: Path
    width: int
    height: int
    dpi: int = 203


ReadZpl = Callable[[Sequence[ZplFile]], list[npt.NDArray[np.bool_]]]


@pytest.fixture(scope="session")
def read_zpl(tmp_path_factory: pytest.TempPathFactory) -> ReadZpl:
    """Draws labels by npm's zpl-renderer-js and gives their dots, True for black."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not installed; the ZPL reader of another hand needs them")
    folder = tmp_path_factory.mktemp("zpl_renderer")
    for name in ("package.json", "render.cjs"):
        shutil.copy(READER / name, folder)
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=folder, check=True, timeout=110)

    def read(files: Sequence[ZplFile]) -> list[npt.NDArray[np.bool_]]:
        orders = [f"{file.path}\t{file.width}\t{file.height}\t{DOTS_PER_MM[file.dpi]}\n" for file in files]
        subprocess.run(["node", "render.cjs"], cwd=folder, input="".join(orders).encode(), check=True, timeout=110)
        drawn = [file.path.with_name(f"{file.path.name}.reader.png") for file in files]
        dots = [np.asarray(Image.open(path).convert("L")) < 128 for path in drawn]
        for path in drawn:
            path.unlink()
        return dots

    return read
