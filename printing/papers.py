"""Which layouts are for the same paper: those whose pages have one size."""

from __future__ import annotations

from functools import lru_cache

from kiosk.domain.problems import EnvironmentProblem

TOLERANCE_MM = 0.5
"""Four inches are 101.6 mm to one author and 102 to another."""


def same_paper(layout: str, other: str) -> bool:
    """True when both layouts can be read and their pages are equally large."""
    try:
        one, two = _page(layout), _page(other)
    except EnvironmentProblem:
        return False
    return all(abs(a - b) <= TOLERANCE_MM for a, b in zip(one, two, strict=True))


@lru_cache(maxsize=256)
def _page(layout: str) -> tuple[float, float]:
    """Width and height in mm. Read once, a queue asks for every badge in it; a layout that can't be read (that is not
    kept) may be mended while badges wait for it."""
    from printing.layout import load_layout  # late: a gate without a printer needs no fonts

    page = load_layout(layout).page
    return page.width, page.height
