"""The mishaps that a simulated printer can be put into, each one seen at real doors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The present state of a simulated printer; the default is a healthy one that prints at once.

    `silent` reads everything, prints it and answers nothing. `ms_per_label` is the time to print one label.
    `held` prints only when told to, one label at a time. `cut_after` closes a connection rudely after that
    many bytes. `labels_left` counts the roll down; at 0 the paper is out. `basic` is a compatible printer that
    knows `~HS` only.
    """

    paper_out: bool = False
    nearly_out: bool = False
    head_open: bool = False
    ribbon_out: bool = False
    paused: bool = False
    hot: bool = False
    cutter: bool = False
    silent: bool = False
    held: bool = False
    basic: bool = False
    ms_per_label: int = 0
    cut_after: int | None = None
    labels_left: int | None = None

    @property
    def stopped(self) -> bool:
        """True when no label can come out."""
        return self.paper_out or self.head_open or self.ribbon_out or self.paused or self.hot or self.cutter


HEALTHY = Conditions()
"""Nothing is wrong and labels take no time."""
