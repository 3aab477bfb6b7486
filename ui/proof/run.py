"""Opens the live proof on a station's people."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.badges import badge_for
from kiosk.store.station import StationStore
from printing.hard_ones import hard_ones_first
from printing.layout import load_layout
from ui.app import ending_by_signal, prepare
from ui.proof.sheet import Sheet
from ui.proof.window import ProofWindow


def run_proof(directory: Path, layout: str, dpi: int, language: Language) -> int:
    """Shows the proof until its window is closed; the exit status. Raises EnvironmentProblem."""
    if not Path(layout).exists():
        load_layout(layout)  # a mistyped name is said at once; a file may be broken, that is what a proof is for
    with StationStore.existing(directory) as store:
        setup = store.cache.setup()
        people = hard_ones_first(badge_for(person, setup) for person in store.cache.people()) if setup else []
    if not people:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION, f"the station in {directory} has no people yet", "run kiosk import or kiosk sync"
        )
    app = prepare(language)
    window = ProofWindow(Sheet(layout, dpi), people)
    window.show()
    with ending_by_signal(app):
        return app.exec()
