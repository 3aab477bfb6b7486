"""Connections that only cost: heads without an end, requests that never come whole, bodies where a word is due."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from sync.hub import bounds
from sync.hub.server import Hub

PIECE = b"x-filler: " + b"a" * 8_000 + b"\r\n"
ENOUGH = 1_000
"""Pieces: 8 MB, far more than may be kept and than the buffers of two sockets hold."""


@pytest.fixture
def peer(hub: Hub) -> Iterator[socket.socket]:
    address = urlsplit(hub.url)
    with socket.create_connection((address.hostname, address.port), 10) as connection:
        yield connection


def is_cut_off_by(peer: socket.socket, piece: bytes) -> bool:
    """Whether the hub ends the connection while it gets the same again and again."""
    try:
        for _ in range(ENOUGH):
            peer.sendall(piece)
    except OSError:
        return True
    return False


def ends(peer: socket.socket) -> bool:
    """Whether the hub ends the connection by itself."""
    try:
        while peer.recv(65_536):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def test_a_head_without_an_end_is_not_kept(peer):
    peer.sendall(b"GET /api/v1/hello HTTP/1.1\r\n")
    assert is_cut_off_by(peer, PIECE)


def test_a_single_line_without_an_end_is_not_kept(peer):
    peer.sendall(b"GET /")
    assert is_cut_off_by(peer, b"a" * 8_000)


def test_what_follows_a_body_in_chunks_is_not_kept(peer):
    peer.sendall(b"POST /api/v1/scans HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n")
    assert is_cut_off_by(peer, PIECE)


def test_a_large_body_is_no_large_head(hub, peer):
    body = b" " * (4 * bounds.MAXIMUM_HEAD)
    peer.sendall(b"POST /api/v1/scans HTTP/1.1\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
    assert peer.recv(65_536).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("said", [b"", b"GET /api/v1/hello HT", b"POST /login HTTP/1.1\r\ncontent-length: 9\r\n\r\n{"])
def test_a_request_that_never_comes_whole_ends_with_its_time(monkeypatch, hub, said):
    monkeypatch.setattr(bounds, "LONGEST_REQUEST_S", 0.05)
    address = urlsplit(hub.url)
    with socket.create_connection((address.hostname, address.port), 10) as peer:
        peer.sendall(said)
        assert ends(peer)


@pytest.mark.parametrize("path", ["/login", "/api/v1/pair", "/api/v1/standby"])
def test_a_stranger_who_has_to_show_a_code_sends_a_few_words_only(peer, path):
    peer.sendall(f"POST {path} HTTP/1.1\r\ncontent-length: 30000000\r\n\r\n".encode())
    is_cut_off_by(peer, b" " * 8_000)
    peer.settimeout(10)
    assert b"413" in peer.recv(65_536).split(b"\r\n")[0]
