"""Gives zxing-cpp a second look at symbols that it located and could not decode."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.devices.codes import Sight
from kiosk.devices.found import Found
from kiosk.devices.frames import Image
from kiosk.devices.patience import HasTime
from kiosk.devices.zxing import FILTERS, Filter, cut, filtered_sight


def retry_located(
    grey: Image, find: Found, has_time: HasTime, filters: Sequence[tuple[Filter, float]] = FILTERS
) -> None:
    """Each symbol alone, through filters, until one gives its text."""
    for symbol in find.sight().located:
        neighbourhood, at = cut(grey, symbol.corners)
        for look_through, scale in filters:
            if not has_time():
                return
            sight = filtered_sight(neighbourhood, look_through, scale, at)
            if sight.codes:
                find.add(Sight(codes=sight.codes))
                break
