"""A network printer that exists only as a program: a real TCP listener that keeps what it is sent.

`kiosk demo` and the rehearsal print to it, and the fault runs put it into every mishap of a hall.
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.languages import PrinterLanguage
from printing.simulator.brother import BrotherDialect
from printing.simulator.conditions import HEALTHY, Conditions
from printing.simulator.dialect import Dialect, LabelReceived, Question
from printing.simulator.escpos import EscposDialect
from printing.simulator.machine import Machine
from printing.simulator.zpl import ZplDialect

DIALECTS: dict[PrinterLanguage, type[Dialect]] = {
    PrinterLanguage.ZPL: ZplDialect,
    PrinterLanguage.ESCPOS: EscposDialect,
    PrinterLanguage.BROTHER: BrotherDialect,
}
_CHUNK = 65536


class SimulatedPrinter:
    """One printer on 127.0.0.1. `port` 0 takes any free port; `out` gets one file per printed label."""

    def __init__(
        self,
        *,
        port: int = 0,
        language: PrinterLanguage = PrinterLanguage.ZPL,
        out: Path | None = None,
        conditions: Conditions = HEALTHY,
    ) -> None:
        self._port = port
        self._dialect = DIALECTS[language]
        self._machine = Machine(conditions, out, str(language))
        self._listener: socket.socket | None = None
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._acceptor: threading.Thread | None = None

    def start(self) -> SimulatedPrinter:
        """Listens and prints; returns itself. A port in use is an `EnvironmentProblem`."""
        try:
            self._listener = socket.create_server(("127.0.0.1", self._port))
        except OSError as error:
            raise EnvironmentProblem(
                ProblemKind.PORT_IN_USE,
                f"The simulated printer can't listen on port {self._port} ({error.strerror})",
                "choose another port, or 0 for any free one",
            ) from error
        self._port = self._listener.getsockname()[1]
        self._stopping.clear()
        self._machine.start()
        self._acceptor = threading.Thread(
            target=self._accept, args=(self._listener,), name="simulated-printer-listener"
        )
        self._acceptor.start()
        return self

    def stop(self) -> None:
        """Switches off: cuts every connection, forgets waiting labels, joins its threads."""
        self._stopping.set()
        if self._acceptor is not None and self._listener is not None:
            with socket.socket() as knock:  # wakes the accept call on every system
                knock.connect_ex(("127.0.0.1", self._port))
            self._acceptor.join()
            self._listener.close()
            self._listener = None
        with self._lock:
            connections, self._open = self._open, {}
        for connection, thread in connections.items():
            _cut(connection)
            thread.join()
        self._machine.stop()

    def __enter__(self) -> SimulatedPrinter:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port; the port is real once started."""
        return "127.0.0.1", self._port

    @property
    def uri(self) -> str:
        """What `open_transport` takes."""
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def labels(self) -> list[bytes]:
        """The labels on paper, as received, in their order."""
        return self._machine.printed

    @property
    def conditions(self) -> Conditions:
        """The conditions of this moment."""
        return self._machine.conditions

    def set_condition(self, **changes: Any) -> None:
        """Changes fields of `Conditions` by name, at once."""
        self._machine.change(**changes)

    def release(self, labels: int = 1) -> None:
        """Lets a held printer print this many labels."""
        self._machine.release(labels)

    def wait_printed(self, labels: int, timeout_s: float = 10) -> bool:
        """Blocks until so many labels are on paper."""
        return self._machine.wait_printed(labels, timeout_s)

    def wait_received(self, labels: int = 1, timeout_s: float = 10) -> bool:
        """Blocks until so many labels wait inside the printer."""
        return self._machine.wait_received(labels, timeout_s)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            connection, _ = listener.accept()
            if self._stopping.is_set():
                connection.close()
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=self._serve, args=(connection,), name="simulated-printer-line")
            with self._lock:
                self._open = {line: server for line, server in self._open.items() if server.is_alive()}
                self._open[connection] = thread
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        dialect = self._dialect()
        received = 0
        try:
            while data := connection.recv(_CHUNK):
                limit = self._machine.conditions.cut_after
                room = len(data) if limit is None else max(0, limit - received)
                received += len(data)
                self._listen(connection, dialect, data[:room])
                if room < len(data):
                    _cut(connection)
                    break
        except OSError:
            pass  # the other side left; a printer does not mind
        finally:
            connection.close()

    def _listen(self, connection: socket.socket, dialect: Dialect, data: bytes) -> None:
        for heard in dialect.feed(data):
            if isinstance(heard, LabelReceived):
                self._machine.receive(heard)
            elif isinstance(heard, Question):
                reply = partial(self._reply, connection, dialect, heard)
                if heard.in_turn:
                    self._machine.in_turn(reply)
                else:
                    reply()
            else:
                self._machine.obey(heard)

    def _reply(self, connection: socket.socket, dialect: Dialect, question: Question) -> None:
        state = self._machine.state()
        if state.conditions.silent:
            return
        with suppress(OSError):  # the asker may have left
            connection.sendall(dialect.answer(question, state))


def _cut(connection: socket.socket) -> None:
    """Ends a connection as a lost power plug does: with a reset, not a farewell."""
    with suppress(OSError):  # it may be closed already
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
