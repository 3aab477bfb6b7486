"""Real processes of the program, cheap enough to be killed a thousand times.

One process loads the program and forks itself for each station and hub that is wanted: what is killed is a process
of its own with its own files open, and its start costs a hundredth of a second instead of one. Linux only.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

_PROGRAM = (
    "ui.cli.main",
    "ui.cli.gate_command",
    "ui.cli.hub_command",
    "sync.hub.server",
    "uvicorn.protocols.http.auto",
)


class Program:
    """One running `kiosk …`: lines in, lines out."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self._handle = os.pidfd_open(pid)  # a process id may be another one's after its death, this never
        self.stdin = stdin
        self.stdout = stdout

    def signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """kill -9; what it had written can still be read."""
        self.signal(signal.SIGKILL)
        with suppress(BrokenPipeError):
            self.stdin.close()

    def close(self) -> None:
        """After the end of its output."""
        with suppress(BrokenPipeError):
            self.stdin.close()
        self.stdout.close()
        os.close(self._handle)


class Nursery:
    """Starts programs; as a context it ends with all of them gone."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.system.chaos.nursery", str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True)
        theirs.close()
        self._lock = threading.Lock()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        os.killpg(self._process.pid, signal.SIGKILL)  # the group that was made for it above
        self._process.wait()

    def start(self, *arguments: str) -> Program:
        """`kiosk ARGUMENTS` with pipes as its input and output; its errors go where ours go."""
        stdin, to_it = os.pipe()
        from_it, stdout = os.pipe()
        with self._lock:
            socket.send_fds(self._ours, [json.dumps(arguments).encode()], [stdin, stdout])
            pid = int(self._ours.recv(64))
        os.close(stdin)
        os.close(stdout)
        return Program(pid, os.fdopen(to_it, "wb"), os.fdopen(from_it, "rb"))


def _serve(orders: socket.socket) -> None:
    for module in _PROGRAM:
        import_module(module)
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, 65536, 2)
        if not order:
            return
        _bury_the_dead()
        pid = os.fork()
        if pid == 0:
            orders.close()
            _become(json.loads(order), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        orders.send(str(pid).encode())


def _bury_the_dead() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(arguments: list[str], descriptors: list[int]) -> Any:
    """The child: the program's own entry with these arguments; never returns."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = os.fdopen(0, "r", encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.argv = ["kiosk", *arguments]
    status = 1
    try:
        import_module("ui.cli.main").main()
    except SystemExit as done:
        status = done.code if isinstance(done.code, int) else int(done.code is not None)
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
