"""A real PostgreSQL of its own: made in a temporary directory, on loopback, gone afterwards.

Its programs come with Debian's package `postgresql`, or any other installation whose programs are on the PATH. They
refuse to run as root, so root runs them as the account `postgres`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

_DEBIAN = Path("/usr/lib/postgresql")
USER = "hub"
PASSWORD = "wayzgoose"


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl; None when PostgreSQL is not installed."""
    found = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


class PostgresServer:
    """Runs from the beginning; `stop` and `start` again are its power switch. Commits are durable as at a venue."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._directory = Path(tempfile.mkdtemp(prefix="kiosk-postgres-"))
        self.port = _free_port()
        secret = self._directory / "password"
        secret.write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (self._directory, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run(
            *("initdb", "--pgdata", str(self._data), "--username", USER, "--auth", "scram-sha-256"),
            *("--pwfile", str(secret), "--no-locale", "--encoding", "UTF8", "--no-sync"),
        )
        self.start()

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
        log = str(self._directory / "server.log")
        self._run("pg_ctl", "start", "--wait", "--pgdata", str(self._data), "--log", log, "--options", options)

    def stop(self) -> None:
        """At once, as if it were killed: open connections are lost, what was committed is not."""
        self._run("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", str(self._data))

    def new_database(self, name: str) -> str:
        """An empty database; gives its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return self.url(name)

    def cpu_seconds(self) -> float:
        """CPU time of the server with its processes, those that have ended included; for Linux."""
        server = int((self._data / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        ticks = sum(sum(map(int, _stat(one)[11:13])) for one in (server, *children))
        return (ticks + sum(map(int, _stat(server)[13:15]))) / os.sysconf("SC_CLK_TCK")

    def remove(self) -> None:
        """Stops it and deletes everything."""
        self.stop()
        shutil.rmtree(self._directory)

    @property
    def _data(self) -> Path:
        return self._directory / "data"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", *command]
        said = self._directory / f"{program}.out"  # a pipe would be held open by the server that it starts
        with said.open("w") as out:
            done = subprocess.run(
                command, cwd=self._directory, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=100, check=False
            )
        if done.returncode:
            raise RuntimeError(f"{program} did not succeed: {said.read_text()}")


def _stat(process: int | str) -> list[str]:
    """The fields of /proc/PID/stat from the state on (proc(5))."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
