"""Knows that a label is out from the printer's "printing" sign: it came on after the job and has gone out again."""

from __future__ import annotations


class PrintingPhase:
    """For printers that have no counter and no word of their own for a label that is done.

    A label that an earlier visit left inside (paper was out) may still be printing when the next one is sent. Its end
    is not taken for the end of the next: each label is owed an end of its own. Ends that are missed between two
    questions leave a label owed, so that a person is asked.
    """

    def __init__(self) -> None:
        self._owed = 0
        self._was_printing = False

    def forget(self) -> None:
        """What was under way is not known any more."""
        self._owed, self._was_printing = 0, False

    def sent(self) -> None:
        """One more label has just left."""
        self._owed = 1 + int(self._was_printing)

    def labels_inside(self, *, printing: bool) -> int:
        """How many labels are not known to be out, now that the printer says whether it prints."""
        if self._was_printing and not printing:
            self._owed = max(0, self._owed - 1)
        self._was_printing = printing
        return max(self._owed, int(printing))
