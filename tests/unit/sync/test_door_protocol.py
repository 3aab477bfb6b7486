"""Live verdicts over a bare connection: whatever way a question is put into HTTP, a door gets one right answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import msgspec
import pytest

from kiosk.domain.live import Intent
from sync.hub.doorway import MAXIMUM_BODY
from sync.hub.reports import scan_export
from sync.hub.server import Hub
from sync.servers.hub import pair_with_hub
from sync.terms import TERM_HEADER, Role, Term
from tests.fakes.venue import OPENING

PATH = "/api/v1/redeem"


class Line:
    """One connection to a hub, byte by byte."""

    def __init__(self, hub: Hub) -> None:
        self.token = pair_with_hub(hub.url, hub.pairing_code, "A").token
        address = urlsplit(hub.url)
        self.socket = socket.create_connection((address.hostname, address.port), 10)
        self._reader = self.socket.makefile("rb")

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.socket.sendall(part)

    def read(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (small letters) and body of one answer."""
        status = int(self._reader.readline().split()[1])
        lines = iter(self._reader.readline, b"\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.decode().partition(":") for line in lines)}
        return status, headers, self._reader.read(int(headers.get("content-length", 0)))

    def at_end(self) -> bool:
        """Whether the hub has closed the connection."""
        return self._reader.read(1) == b""

    def close(self) -> None:
        self._reader.close()
        self.socket.close()

    def head(self, *further: str, token: str | None = None, method: str = "POST", path: str = PATH) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", "Host: hub", f"Authorization: Bearer {token or self.token}", *further]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def question(self, body: bytes, *further: str, token: str | None = None) -> bytes:
        return self.head(f"Content-Length: {len(body)}", *further, token=token) + body


@pytest.fixture
def line(hub: Hub) -> Iterator[Line]:
    line = Line(hub)
    yield line
    line.close()


def intent(number: int, gate: str = "north") -> bytes:
    return msgspec.json.encode(
        Intent(scan_id=f"{number:032x}", code=f"T0000{number}", gate=gate, at=OPENING, station="A")
    )


def outcome(answer: tuple[int, dict[str, str], bytes]) -> str:
    status, _, body = answer
    assert status == 200, body
    return str(json.loads(body)["outcome"])


def wait_until_heard(hub: Hub) -> None:
    """Another connection was answered, so what this one sent before has been read."""
    for _ in range(3):
        httpx2.get(f"{hub.url}/api/v1/hello")


def test_a_door_asks_guest_after_guest_on_one_connection(line, hub):
    for number in (1, 2, 1):
        line.send(line.question(intent(number)))
        assert outcome(line.read()) == "admitted"
    assert len(scan_export(hub.store.reader())) == 2


def test_an_answer_tells_the_hubs_term(line, hub):
    line.send(line.question(intent(1)))
    _, headers, _ = line.read()
    assert headers[TERM_HEADER.lower()] == str(hub.store.standing.term)
    assert headers["content-type"] == "application/json"
    assert "date" in headers


def test_a_question_may_come_in_pieces(line):
    whole = line.question(intent(1))
    line.send(*(whole[start : start + 7] for start in range(0, len(whole), 7)))
    assert outcome(line.read()) == "admitted"


def test_a_question_may_come_in_chunks(line):
    body = intent(1)
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:50], body[50:]))
    line.send(line.head("Transfer-Encoding: chunked"), chunks, b"0\r\n\r\n")
    assert outcome(line.read()) == "admitted"


def test_questions_sent_ahead_are_answered_in_their_order(line, hub):
    refused = line.question(intent(9, gate="nowhere"))
    others = line.head(method="GET", path="/api/v1/hello")
    line.send(line.question(intent(1)) + refused + others + line.question(intent(2)) + line.question(b"{}"))
    answers = [line.read() for _ in range(5)]
    assert [status for status, _, _ in answers] == [200, 404, 200, 200, 400]
    assert json.loads(answers[0][2])["attendee"]["ticket_code"] == "T00001"
    assert json.loads(answers[2][2])["hub"] == "venue hub"
    assert json.loads(answers[3][2])["attendee"]["ticket_code"] == "T00002"


def test_the_same_head_again_is_believed_only_while_its_token_is_known(line, hub):
    line.send(line.question(intent(1)))
    assert outcome(line.read()) == "admitted"
    hub.store.writer.run(lambda ledger: ledger.connection.execute("DELETE FROM devices"))
    hub.store.doorkeeper.load(hub.store.reader())
    line.send(line.question(intent(2)))
    assert line.read()[0] == 401


def test_the_same_head_with_only_a_part_of_its_body_waits_for_the_rest(line):
    line.send(line.question(intent(1)))
    assert outcome(line.read()) == "admitted"
    head, body = line.question(intent(2)), intent(3)
    line.send(head[:-5], head[-5:] + line.question(body))
    assert [outcome(line.read()) for _ in range(2)] == ["admitted", "admitted"]


def test_a_client_that_waits_for_permission_gets_it(line):
    body = intent(1)
    line.send(line.head(f"Content-Length: {len(body)}", "Expect: 100-continue"))
    assert line.read()[0] == 100
    line.send(body)
    assert outcome(line.read()) == "admitted"


def test_a_connection_is_closed_when_the_client_wants_it(line):
    line.send(line.question(intent(1), "Connection: close"))
    answer = line.read()
    assert (outcome(answer), answer[1]["connection"]) == ("admitted", "close")
    assert line.at_end()


def test_an_older_http_is_answered_and_closed(line):
    line.send(line.question(intent(1)).replace(b"HTTP/1.1", b"HTTP/1.0", 1))
    assert outcome(line.read()) == "admitted"
    assert line.at_end()


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        (b"", 400, "not-understood"),
        (b"{", 400, "not-understood"),
        (b'{"scan_id": 7}', 400, "not-understood"),
        (b"\xff\xfe", 400, "not-understood"),
        (intent(1, gate="nowhere"), 404, "unknown-gate"),
    ],
)
def test_a_question_that_can_not_be_answered_is_told_why_and_the_next_one_works(line, body, status, problem):
    line.send(line.question(body))
    found, _, told = line.read()
    assert (found, json.loads(told)["problem"]) == (status, problem)
    line.send(line.question(intent(2)))
    assert outcome(line.read()) == "admitted"


def test_a_stranger_is_told_to_pair(line, hub):
    line.send(line.question(intent(1), token="guessed"))
    status, _, body = line.read()
    assert (status, json.loads(body)["problem"]) == (401, "unknown-token")
    assert not scan_export(hub.store.reader())


def test_a_question_without_an_end_is_cut_off(line):
    line.send(line.head(f"Content-Length: {100 * MAXIMUM_BODY}"), b" " * (MAXIMUM_BODY + 1))
    status, _, body = line.read()
    assert (status, json.loads(body)["problem"]) == (413, "too-large")
    assert line.at_end()


def test_what_is_no_http_is_turned_away(line):
    line.send(b"\x16\x03\x01 is TLS\r\n\r\n")
    assert line.read()[0] == 400
    assert line.at_end()


def test_another_method_is_no_question(line):
    line.send(line.head(method="GET"))
    status, headers, body = line.read()
    assert (status, json.loads(body)["problem"], headers["allow"]) == (405, "wrong-method", "POST")


def test_a_question_inside_the_body_of_another_request_is_none(line, hub):
    """Answered before its body came whole, a request goes on until that does."""
    question = line.question(intent(1))
    line.send(question)
    assert outcome(line.read()) == "admitted"
    line.send(line.head(f"Content-Length: {len(question)}", path="/api/v1/hello"))
    assert line.read()[0] == 405
    line.send(line.question(intent(2)))
    line.send(line.head(method="GET", path="/api/v1/hello"))
    assert json.loads(line.read()[2])["hub"] == "venue hub"
    assert len(scan_export(hub.store.reader())) == 1


def test_a_question_inside_a_head_that_has_begun_is_none(line, hub):
    line.send(line.question(intent(1)))
    assert outcome(line.read()) == "admitted"
    line.send(b"GET /api/v1/hello HTTP/1.1\r\nX-Said: ")
    wait_until_heard(hub)
    line.send(line.question(intent(2)))
    assert json.loads(line.read()[2])["hub"] == "venue hub"
    assert len(scan_export(hub.store.reader())) == 1


def test_a_door_that_goes_away_leaves_its_answer_for_the_next_time(line, hub):
    line.send(line.question(intent(1)))
    line.close()
    again = Line(hub)
    again.send(again.question(intent(1)))
    assert outcome(again.read()) == "admitted"
    again.close()
    assert len(scan_export(hub.store.reader())) == 1


def test_who_knows_of_a_later_hub_is_not_answered_by_the_former_one(line, hub):
    line.send(line.question(intent(1), f"{TERM_HEADER}: {Term(9, 'later')}"))
    assert line.read()[0] == 409
    line.send(line.question(intent(2)))
    assert line.read()[0] == 409
    assert not scan_export(hub.store.reader())


@pytest.mark.parametrize("further", [(), ("Expect: 100-continue",)])
def test_a_hub_that_was_replaced_while_a_question_came_does_not_answer_it(line, hub, further):
    """The second way is that of all other requests."""
    body = intent(1)
    line.send(line.head(f"Content-Length: {len(body)}", *further), body[:5])
    if further:
        assert line.read()[0] == 100
    httpx2.get(
        f"{hub.url}/api/v1/changes",
        headers={"Authorization": f"Bearer {line.token}", TERM_HEADER: str(Term(9, "later"))},
    )
    line.send(body[5:])
    status, _, said = line.read()
    assert (status, json.loads(said)["problem"]) == (409, Role.RETIRED.value)
    assert not scan_export(hub.store.reader())
