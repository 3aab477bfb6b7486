"""Several hub processes at one address, whose books are in one PostgreSQL.

The process that was started makes the listening sockets, all of one address (SO_REUSEPORT: the kernel deals out the
connections), forks a server for each, and starts again one that ends. It has no thread and no connection of its own.
A socket outlives its server: who has just connected waits for the next one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem
from sync.hub.server import Hub, listen
from ui.cli.hub_announcement import Announcement

_LOOK_EVERY_S = 1.0
_GRACE_S = 10.0

can_share_address = sys.platform == "linux"
"""Elsewhere the option is missing, or the last process gets every connection."""


def shared_listeners(host: str, port: int, number: int) -> list[socket.socket]:
    """Sockets of one address (port 0: any free one) that nobody else has. Raises EnvironmentProblem (PORT_IN_USE)."""
    alone = listen(host, port)
    port = alone.getsockname()[1]
    alone.close()
    return [listen(host, port, share=True) for _ in range(number)]


def stop_at_signals() -> threading.Event:
    """Set when somebody wants this process to end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


class HubProcesses:
    """One server a socket, each with its own way to the database."""

    def __init__(self, directory: Path, database: str, host: str, listeners: Sequence[socket.socket]) -> None:
        self._directory = directory
        self._database = database
        self._host = host
        self._listeners = listeners
        self._parent = os.getpid()
        self._stop = stop_at_signals()

    def serve(self) -> None:
        """Until SIGTERM or SIGINT."""
        processes = [self._begin(place) for place in range(len(self._listeners))]
        try:
            while not self._stop.is_set():
                wait([process.sentinel for process in processes], timeout=_LOOK_EVERY_S)
                for place, process in enumerate(processes):
                    if not process.is_alive() and not self._stop.wait(_LOOK_EVERY_S):
                        click.echo(f"kiosk: hub process {process.pid} has ended, another takes its place", err=True)
                        processes[place] = self._begin(place)
        finally:
            _end(processes)

    def _begin(self, place: int) -> BaseProcess:
        process = multiprocessing.get_context("fork").Process(target=self._serve, args=(place,))
        process.start()
        return process

    def _serve(self, place: int) -> None:
        """In the new process, until the signal comes or whoever began it is gone. The first one announces the hub."""
        for other in (*self._listeners[:place], *self._listeners[place + 1 :]):
            other.close()
        try:
            with Hub(self._directory, database=self._database) as hub:
                hub.start(host=self._host, listener=self._listeners[place])
                if place == 0:
                    with Announcement(hub, on_network=self._host != "127.0.0.1") as announcement:
                        self._wait(announcement.look)
                else:
                    self._wait(hub.tend)
        except EnvironmentProblem as problem:
            click.echo(f"kiosk: {problem.what}: {problem.remedy}", err=True)
            sys.exit(1)

    def _wait(self, look: Callable[[], None]) -> None:
        while not self._stop.wait(_LOOK_EVERY_S) and os.getppid() == self._parent:
            look()


def _end(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE_S)
        process.kill()
