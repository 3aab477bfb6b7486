"""What was found in one picture so far, each symbol once."""

from __future__ import annotations

from kiosk.devices.codes import Corners, Decoded, Located, Sight, same_place
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.zxing import QR_CODE


class Found:
    """Starts with the first look at a picture."""

    def __init__(self, sight: Sight) -> None:
        self.codes: list[Decoded] = list(sight.codes)
        self.located: list[Located] = list(sight.located)

    def has(self, corners: Corners) -> bool:
        """Whether a code was read at a place."""
        return any(same_place(corners, place) for place in self.places())

    def places(self) -> list[Corners]:
        """Where a code was read."""
        return [code.corners for code in self.codes]

    def add(self, sight: Sight) -> None:
        """Takes another look."""
        for code in sight.codes:
            self._add_code(code)
        self.located += sight.located

    def add_reading(self, reading: Reading, text: str | None) -> None:
        """Takes a symbol, with its text when that is believed."""
        if text is None:
            self.located.append(Located(corners=reading.corners))
        else:
            self._add_code(
                Decoded(
                    text=text,
                    format=QR_CODE,
                    corners=reading.corners,
                    enhanced=True,
                    version=reading.version,
                )
            )

    def _add_code(self, code: Decoded) -> None:
        if not self.has(code.corners):
            self.codes.append(code)

    def sight(self) -> Sight:
        """Everything, without symbols at places where another one was read or found."""
        located: list[Located] = []
        for symbol in self.located:
            taken = [*self.places(), *(other.corners for other in located)]
            if not any(same_place(symbol.corners, place) for place in taken):
                located.append(symbol)
        return Sight(codes=tuple(self.codes), located=tuple(located))
