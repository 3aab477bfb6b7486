"""Reads the codes of a frame: fast where it is easy, thorough where it is not, and never later than the next frame.

zxing-cpp reads what it can. What is left is looked for by its finder patterns and read from grey values, over
several frames if need be; a picture with nothing in it and nothing moving costs the first pass only.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from kiosk.devices.codes import Decoded, Sight
from kiosk.devices.colours import colours_of
from kiosk.devices.evidence import Evidence
from kiosk.devices.formats import EVERY, CodeFormat, other_codes
from kiosk.devices.found import Found
from kiosk.devices.frames import Image
from kiosk.devices.patience import HasTime, time_for
from kiosk.devices.retries import retry_located
from kiosk.devices.still import look_hard
from kiosk.devices.symbol.recover import recover
from kiosk.devices.symbol.search import binaries, place_of, search
from kiosk.devices.zxing import FILTERS, filtered_sight, median, plain_sight

cv2.setNumThreads(1)

FRAME_MS = 16.0
"""No new attempt is begun later than this in a frame; the longest attempt then still ends before the next one."""
_LOOKS = ((0.8, 41, 1), (0.8, 21, 1), (2.5, 21, 1), (0.8, 81, 1))
_CHANGED_BY = 16
_CHANGED_SHARE = 0.002
_LINGER_FRAMES = 30
_IDLE_EVERY = 3
"""While nothing moves every third frame is enough; the others have what the last one had."""


class Decoder:
    """One decoder for one stream of frames; not for use by several threads at once.

    `still` takes the time that a single photograph may need; otherwise a frame has to be done before the next one
    comes. `formats` are those to look for besides QR.
    """

    def __init__(self, *, still: bool = False, formats: Iterable[CodeFormat] = ()) -> None:
        self._still = still
        self._formats = frozenset(formats) - {CodeFormat.QR}
        self._frame = 0
        self._evidence = Evidence()
        self._motion = Motion()
        self._turn = 0
        self._last = Sight()

    def read(self, image: Image) -> list[Decoded]:
        """The codes in a frame (BGR or grey)."""
        return list(self.look(image).codes)

    def look(self, image: Image) -> Sight:
        """The codes in a frame, and the symbols that were found but not read."""
        if self._still:
            found = look_hard(_grey(image), colours_of(image))
            return Sight(codes=(*found.codes, *self._others(image)), located=found.located)
        self._frame += 1
        self._last = self._look_live(image, time_for(FRAME_MS))
        return self._last

    def _look_live(self, image: Image, has_time: HasTime) -> Sight:
        moved = self._motion.lately(image)
        if not moved and self._frame % _IDLE_EVERY:
            return self._last
        grey = _grey(image)
        find = Found(plain_sight(grey))
        self._follow(grey, find, has_time)
        if moved or find.located:
            self._look_again(image, grey, find, has_time)
        self._evidence.settle(grey, find.codes, self._frame)
        if self._formats and self._frame % EVERY == 0:
            find.add(other_codes(grey, self._formats))
        return find.sight()

    def _others(self, image: Image) -> tuple[Decoded, ...]:
        return other_codes(_grey(image), self._formats).codes if self._formats else ()

    def _follow(self, grey: Image, find: Found, has_time: HasTime) -> None:
        """Looks for symbols where the last frames had them."""
        for track in self._evidence.tracks(self._frame):
            corners = track.expected(grey, self._frame)
            if has_time() and not find.has(corners):
                place = place_of(corners, track.version)
                reading = recover(grey, place, track.version, has_time, rounds=1, inverted=track.inverted)
                if reading is not None:
                    find.add_reading(reading, self._evidence.add(reading, self._frame))

    def _look_again(self, image: Image, grey: Image, find: Found, has_time: HasTime) -> None:
        """One more look at a frame of a stream; what it is changes from frame to frame."""
        self._turn += 1
        if find.codes and self._turn % 3:
            return
        retry_located(grey, find, has_time, (FILTERS[self._turn % len(FILTERS)],))
        if self._turn % 5 == 0 and not find.codes:
            self._look_through(image, grey, find)
            return
        pictures = binaries(grey, (_LOOKS[self._turn % len(_LOOKS)],))
        for reading in search(grey, pictures, find.places(), has_time, rounds=1, turn=self._turn):
            text = self._evidence.add(reading, self._frame)
            find.add_reading(reading, text)

    def _look_through(self, image: Image, grey: Image, find: Found) -> None:
        """zxing-cpp once more: through a filter, or on what is to be seen by colour alone. The last filter enlarges,
        and takes too long."""
        number = self._turn // 5 % len(FILTERS)
        if number < len(FILTERS) - 1:
            look_through, scale = FILTERS[number]
            find.add(filtered_sight(grey, look_through, scale))
            return
        for colour in colours_of(image):
            find.add(filtered_sight(colour, median))


def _grey(image: Image) -> Image:
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


class Motion:
    """Whether something moved lately, by a coarse sample of the picture."""

    def __init__(self) -> None:
        self._last: Image | None = None
        self._quiet = _LINGER_FRAMES

    def lately(self, image: Image) -> bool:
        """Takes the next frame (BGR or grey); true from a movement until a second after it."""
        thin = image[4::8, 4::8] if image.ndim == 2 else image[4::8, 4::8, 1]
        sample = np.asarray(cv2.blur(thin, (3, 3)), dtype=np.uint8)
        if self._last is not None and self._last.shape == sample.shape:
            change = cv2.absdiff(sample, self._last)
            share = float((change > _CHANGED_BY).mean())
            self._quiet = 0 if share > _CHANGED_SHARE else self._quiet + 1
        else:
            self._quiet = 0
        self._last = sample
        return self._quiet < _LINGER_FRAMES
