"""What a printer says of itself, in one vocabulary for every language.

Each language's parser turns bytes into a `PrinterStatus`; delivery, pools and screens only know this one.
Nothing here is guessed: a figure that the printer did not tell is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PrinterCondition(StrEnum):
    """One thing that is true of a printer now. SILENT: it was asked and gave no answer, which is a fault."""

    READY = "ready"
    PRINTING = "printing"
    NEARLY_OUT = "nearly-out"
    PAPER_OUT = "paper-out"
    HEAD_OPEN = "head-open"
    RIBBON_OUT = "ribbon-out"
    CUTTER = "cutter"
    PAUSED = "paused"
    HOT = "hot"
    JAM = "jam"
    WRONG_MEDIA = "wrong-media"
    FAULT = "fault"
    SILENT = "silent"


HARMLESS = frozenset({PrinterCondition.READY, PrinterCondition.PRINTING, PrinterCondition.NEARLY_OUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """One answer of one printer.

    `queued` counts labels received and not yet on paper, `printed_total` every label of the printer's life (an
    odometer: it only grows), `labels_left` what remains on the roll.
    """

    conditions: frozenset[PrinterCondition]
    queued: int | None = None
    printed_total: int | None = None
    labels_left: int | None = None

    @property
    def troubles(self) -> tuple[PrinterCondition, ...]:
        """The conditions that keep a badge from paper, in a steady order."""
        return tuple(c for c in PrinterCondition if c in self.conditions - HARMLESS)

    @property
    def can_print(self) -> bool:
        """True when a job may be sent now."""
        return bool(self.conditions) and not self.troubles


SILENCE = PrinterStatus(conditions=frozenset({PrinterCondition.SILENT}))
"""The status of a printer that was asked and did not answer."""


def status_of(
    troubles: set[PrinterCondition],
    *,
    queued: int | None = None,
    printed_total: int | None = None,
    labels_left: int | None = None,
) -> PrinterStatus:
    """A status with READY or PRINTING added by the rule: ready when nothing stops it and nothing waits."""
    conditions = set(troubles)
    if not conditions - HARMLESS:
        conditions.add(PrinterCondition.PRINTING if queued else PrinterCondition.READY)
    return PrinterStatus(
        conditions=frozenset(conditions), queued=queued, printed_total=printed_total, labels_left=labels_left
    )
