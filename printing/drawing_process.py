"""A process of its own that draws badges, so that a busy window does not keep them waiting.

Beside a camera, a decoder and a window that share one interpreter, a badge that takes 11 ms to draw took 40 to 80.
The process is a luxury: whoever uses it draws by itself when it is not there, too slow or broken.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kiosk.domain.problems import EnvironmentProblem
from printing.drawing import Artist, Drawn, Order

_log = logging.getLogger(__name__)
_MOST_OWED = 8
"""Orders under way: more would be drawn too late to be of use."""
_PATIENCE_S = 5.0
"""A process that is silent for so long over one badge is given up."""
_FAREWELL_S = 2.0


class DrawingProcess:
    """Takes orders from any thread; one thread at a time collects what was drawn, in the order of the orders.

    The process ends when it is closed, and by itself when the program dies: its line ends then.
    """

    def __init__(self) -> None:
        """Starts the process; returns at once."""
        context = multiprocessing.get_context("spawn")  # the one way on every system, and in the frozen program
        self._line, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(theirs,), name="badges", daemon=True)
        self._process.start()
        theirs.close()
        self._owed: deque[Order] = deque()
        self._asking = threading.Lock()
        self._gone = self._awake = False

    @property
    def pid(self) -> int | None:
        """The process' id at the system."""
        return self._process.pid

    def ask(self, order: Order) -> bool:
        """Hands an order over; False when it will not be drawn here."""
        with self._asking:
            if self._gone or len(self._owed) >= _MOST_OWED:
                return False
            try:
                self._line.send(order)
            except OSError:
                return False  # whoever collects finds out too, and gives the process up
            self._owed.append(order)
            return True

    def wait(self, timeout_s: float) -> bool:
        """Waits for something to collect; False when nothing comes in time or nothing is owed."""
        try:
            return bool(self._owed) and not self._gone and self._line.poll(timeout_s)
        except OSError:
            return False

    def owes(self, order: Order) -> bool:
        """Whether the order was handed over and not collected yet."""
        return order in tuple(self._owed)

    def collect(self, *, patient: bool) -> tuple[Order, Drawn | None] | None:
        """The next finished order; when it could not be drawn, with None in its place.

        None alone when nothing is owed, when the process is lost, or when nothing is finished yet: only who is
        `patient` waits, and nobody waits for a process that is still starting.
        """
        if not self._owed or self._gone:
            return None
        waits = patient and self._awake
        try:
            if not self._line.poll(_PATIENCE_S if waits else 0):
                if waits:
                    self._give_up("it is silent")
                return None
            drawn: Drawn | None = self._line.recv()
        except (OSError, EOFError) as error:
            self._give_up(repr(error))
            return None
        self._awake = True
        return self._owed.popleft(), drawn

    def close(self) -> None:
        """Ends the process and waits for its end."""
        with self._asking:
            self._gone = True
            self._owed.clear()
            self._line.close()
        self._process.join(_FAREWELL_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _give_up(self, why: str) -> None:
        _log.warning("Badges are drawn without a process of their own from now on: %s", why)
        with self._asking:
            self._gone = True
            self._owed.clear()
            self._process.kill()


def _serve(line: Connection[Drawn | None, Order]) -> None:
    """Draws what is asked for until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for the program, which then ends this line
    artist = Artist()
    with suppress(EOFError, OSError):
        while True:
            line.send(_attempt(artist, line.recv()))


def _attempt(artist: Artist, order: Order) -> Drawn | None:
    """None for anything that went wrong: whoever asked draws it again and meets the trouble there."""
    try:
        return artist.draw(order)
    except EnvironmentProblem:
        return None
    except Exception:  # noqa: BLE001 the same bug is raised where the badge is wanted, and logged there
        return None
