"""A hub that runs: its store behind uvicorn on a thread of its own, on an address that was free."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import uvicorn

from kiosk.domain.clock import Clock, SystemClock
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.turn import Turn
from sync.hub.app import hub_app
from sync.hub.door_protocol import protocol_of
from sync.hub.doorway import Doorway
from sync.hub.events import Events
from sync.hub.fence import Fence
from sync.hub.introductions import Introductions
from sync.hub.standby import Standby, join_as_standby, standby_of
from sync.hub.standing import promote
from sync.hub.store import HubStore
from sync.hub.upstream import Upstream, join_upstream, upstream_of
from sync.messages import PeopleTaken
from sync.pairing import PairingText
from sync.terms import Role

DEFAULT_PORT = 8470
LOCK_FILE = "hub.lock"
_BACKLOG = 512
_GRACE_S = 3
"""Time for requests under way at a stop; what they stored is answered, the rest comes again."""


class Hub:
    """The venue server of one data directory."""

    def __init__(
        self,
        directory: Path,
        *,
        name: str = "hub",
        clock: Clock | None = None,
        database: str | None = None,
        beside: bool = False,
    ) -> None:
        """Opens the books; serves nobody before `start`. Raises EnvironmentProblem.

        `database` is the address of a PostgreSQL that keeps them instead of a file in `directory`. A file has one hub
        at a time, which counts what it writes; `beside` another one only `promote` may be called.
        """
        self.store = HubStore(directory, clock or SystemClock(), database)
        self._turn = Turn(directory / LOCK_FILE)
        self.is_beside = database is None and not self._has_turn(beside)
        self._name = name
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._address = ("", 0)
        self._standby: Standby | None = None
        self._upstream: Upstream | None = None
        self._events = Events(self.store)

    def load(self, setup: Setup | None, people: Iterable[Attendee]) -> PeopleTaken:
        """Takes the event and its people; may be called before `start` or while it serves."""
        return self.store.load(setup, people)

    def follow(self, leader: PairingText, name: str) -> None:
        """Becomes a standby of another hub; before `start`. Raises ServerTrouble or EnvironmentProblem."""
        join_as_standby(self.store, leader.url, leader.code, name)

    def join_upstream(self, address: str, name: str) -> None:
        """Becomes a station of the organiser's server (URL#CODE, later the URL alone); before `start`.

        Raises ServerTrouble or EnvironmentProblem.
        """
        join_upstream(self.store, address, name)

    def promote(self) -> int:
        """Takes charge in place of the hub that it followed, in the generation returned. Raises EnvironmentProblem."""
        return self.store.stand(promote).generation

    def start(self, port: int = 0, host: str = "127.0.0.1", listener: socket.socket | None = None) -> None:
        """Serves on `host`:`port` (0: any free port), or on a socket of theirs that listens already.

        Raises EnvironmentProblem (PORT_IN_USE).
        """
        listener = listener or listen(host, port)
        self._address = (host, listener.getsockname()[1])
        self._standby = standby_of(self.store, lambda: self.url)
        app = hub_app(
            self.store,
            self._name,
            standby=self._standby,
            events=self._events,
            upstream=lambda: self._upstream,
            address=lambda: self.url,
        )
        config = uvicorn.Config(
            Introductions(self.store, Fence(self.store, app)),
            http=protocol_of(Doorway(self.store)),
            log_config=None,
            log_level="error",  # what strangers send that is no HTTP is no news
            access_log=False,
            lifespan="off",
            ws="none",
            backlog=_BACKLOG,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=_GRACE_S,
            proxy_headers=False,
            server_header=False,
            date_header=True,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, args=(self._server, listener), name="hub", daemon=True)
        self._thread.start()
        if self._standby is not None:
            self._standby.start()
        self.tend()

    def tend(self) -> None:
        """Begins or ends the connection to the organiser's server as this hub's place demands; call now and then.

        Of several processes one has it. While the books can't be read there is nothing to begin.
        """
        if self.store.standing.role is Role.IN_CHARGE and self.store.is_first:
            if self._upstream is None:
                with suppress(EnvironmentProblem):
                    self._join_upstream_again()
        elif self._upstream is not None:
            self._leave_upstream()

    @property
    def url(self) -> str:
        """The address that stations use."""
        return url_of(*self._address)

    @property
    def pairing_code(self) -> str:
        return self.store.doorkeeper.pairing_code

    @property
    def pairing_text(self) -> str:
        """The text of the pairing QR: URL#CODE."""
        return f"{self.url}#{self.pairing_code}"

    def stop(self) -> None:
        """Answers what is under way, then closes everything; calling twice is harmless."""
        if self._server is not None and self._thread is not None:
            self._events.close()
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None
        if self._standby is not None:
            self._standby.stop()
            self._standby = None
        if self._upstream is not None:
            self._leave_upstream()
        self.store.close()
        self._turn.give_back()

    def _has_turn(self, beside: bool) -> bool:
        try:
            has_turn = self._turn.take()
            if not has_turn and not beside:
                raise EnvironmentProblem(
                    ProblemKind.CONFIGURATION,
                    f"a hub runs already in {self.store.path.parent}",
                    "use that one, stop it first, or give this one another directory with --data",
                )
            if has_turn:
                self.store.check()  # not beside a hub that writes: a page of its checkpoint would look torn
        except EnvironmentProblem:
            self.store.close()
            self._turn.give_back()
            raise
        return has_turn

    def _join_upstream_again(self) -> None:
        upstream = upstream_of(self.store)
        if upstream is not None:
            self._upstream = upstream
            upstream.start()

    def _leave_upstream(self) -> None:
        upstream, self._upstream = self._upstream, None
        if upstream is not None:
            upstream.stop()

    def __enter__(self) -> Hub:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @staticmethod
    def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
        try:
            server.run(sockets=[listener])
        finally:
            listener.close()


def listen(host: str, port: int, *, share: bool = False) -> socket.socket:
    """A socket that listens; with `share` others of this machine may listen there as well, and the kernel deals out.

    Raises EnvironmentProblem (PORT_IN_USE).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there the option would let two programs share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if share:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise _listen_problem(host, port, error) from error
    return listener


def url_of(host: str, port: int) -> str:
    """Where stations find what listens on `host`:`port`."""
    return f"http://{_own_address() if host in ('0.0.0.0', '::') else host}:{port}"


def _listen_problem(host: str, port: int, error: OSError) -> EnvironmentProblem:
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        return EnvironmentProblem(
            ProblemKind.PORT_IN_USE,
            f"port {port} of {host} is not free",
            "stop the other program (another hub?) or choose another port with --port",
        )
    return EnvironmentProblem(
        ProblemKind.CONFIGURATION, f"can't listen on {host} ({error.strerror})", "choose an address of this machine"
    )


def _own_address() -> str:
    """This machine's address as its network sees it; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address that nobody has
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address
