"""A real PostgreSQL for the tests that want one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.postgres_server import PostgresServer, postgres_programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server on loopback that was started for these tests."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = PostgresServer(programs)
    yield server
    server.remove()


@pytest.fixture
def new_database(postgres: PostgresServer) -> str:
    """The address of an empty database."""
    return postgres.new_database("kiosk-test")
