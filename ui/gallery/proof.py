"""The live proof in the gallery: a layout with a person that is hard on it, and one with a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.event import Language, Setup
from printing.layout import shipped_layout_text
from ui import language
from ui.app import prepare
from ui.gallery.badges import DPI, badges
from ui.proof.sheet import Sheet
from ui.proof.window import ProofWindow
from ui.screens import grab

_LAYOUT = "4x3"


def shoot_proof(setup: Setup, folder: Path, shown: Sequence[Language]) -> None:
    """Writes proof-LANGUAGE.png and proof-mistake-LANGUAGE.png."""
    app = prepare(shown[0])
    with TemporaryDirectory(prefix="kiosk-gallery-") as name:
        file = Path(name) / "my-badge.toml"
        file.write_text(shipped_layout_text(_LAYOUT), encoding="utf-8")
        window = ProofWindow(Sheet(str(file), DPI), badges(setup))
        window.show()
        for spoken in shown:
            language.speak(app, spoken)
            grab(window, folder / f"proof-{spoken.value}.png")
        file.write_text(shipped_layout_text(_LAYOUT).replace("min_size", "mini_size", 1), encoding="utf-8")
        window.look()
        for spoken in shown:
            language.speak(app, spoken)
            grab(window, folder / f"proof-mistake-{spoken.value}.png")
        window.close()
