"""JSON over HTTP with a server that may be anything: slow, gone, or a Wi-Fi log-in page.

Only an answer that is JSON and of the expected type is data. All else is a ServerTrouble that says what kind.
"""

from __future__ import annotations

import email.utils
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2
import msgspec

from sync.deadline import Deadline, DeadlineTransport
from sync.messages import NOT_IN_CHARGE, Fault
from sync.port import ServerTrouble, Trouble

Answer = TypeVar("Answer")

MAXIMUM_BYTES = 64 * 1024 * 1024
_LONGEST_RETRY_AFTER_S = 600.0
_encoder = msgspec.json.Encoder()
_faults = msgspec.json.Decoder(Fault)


class JsonClient:
    """One server, one caller at a time. `deadline_s` is the total time of a call unless told otherwise."""

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        deadline_s: float = 15.0,
        on_answer: Callable[[Mapping[str, str]], None] = lambda _: None,
    ) -> None:
        """`url` is the server's base, without a trailing slash. Raises ServerTrouble when it is no http(s) address.

        `on_answer` sees the headers of each answer that is data, and may raise ServerTrouble instead.
        """
        if not _is_address(url):
            raise ServerTrouble(Trouble.UNREACHABLE, f"{url!r} is not the address of a server")
        self.url = url.rstrip("/")
        self._deadline = Deadline()
        self._deadline_s = deadline_s
        self._on_answer = on_answer
        self._lock = threading.Lock()
        self._client = httpx2.Client(
            transport=DeadlineTransport(self._deadline, encrypted=urlsplit(url).scheme == "https"),
            headers={"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})},
            timeout=None,
            follow_redirects=False,
        )

    def get(
        self,
        path: str,
        answer: msgspec.json.Decoder[Answer],
        query: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
    ) -> Answer:
        """The decoded answer to GET. Raises ServerTrouble."""
        request = self._client.build_request("GET", self.url + path, params=query)
        return self._exchange(request, answer, deadline_s)

    def post(
        self, path: str, body: Any, answer: msgspec.json.Decoder[Answer], deadline_s: float | None = None
    ) -> Answer:
        """The decoded answer to POST of `body` as JSON. Raises ServerTrouble."""
        headers = {"Content-Type": "application/json"}
        content = _encoder.encode(body)
        request = self._client.build_request("POST", self.url + path, content=content, headers=headers)
        return self._exchange(request, answer, deadline_s)

    def say(self, name: str, value: str) -> None:
        """Sends this header with every request from now on."""
        self._client.headers[name] = value

    def abort(self) -> None:
        self._deadline.abort()

    def close(self) -> None:
        self._client.close()

    def _exchange(
        self, request: httpx2.Request, answer: msgspec.json.Decoder[Answer], deadline_s: float | None
    ) -> Answer:
        with self._lock:
            self._deadline.begin(deadline_s or self._deadline_s)
            response, body = self._send(request)
        if response.status_code != 200:
            raise self._refusal(response, body)
        if not _is_json(response):
            raise self._trouble(Trouble.NOT_THE_SERVER, "answered with something that is not data")
        self._on_answer(response.headers)
        try:
            return answer.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._trouble(Trouble.NOT_UNDERSTOOD, f"sent data that is not understood ({error})") from error

    def _send(self, request: httpx2.Request) -> tuple[httpx2.Response, bytes]:
        try:
            response = self._client.send(request, stream=True)
            try:
                return response, self._read(response)
            finally:
                response.close()
        except httpx2.TimeoutException as error:
            raise self._trouble(Trouble.TIMEOUT, "did not answer in time") from error
        except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
            raise self._trouble(Trouble.UNREACHABLE, f"can't be reached ({error})") from error

    def _read(self, response: httpx2.Response) -> bytes:
        received = bytearray()
        for chunk in response.iter_raw():
            received += chunk
            if len(received) > MAXIMUM_BYTES:
                raise self._trouble(Trouble.NOT_THE_SERVER, "sends more than any answer can hold")
        return bytes(received)

    def _refusal(self, response: httpx2.Response, body: bytes) -> ServerTrouble:
        status, fault = response.status_code, _fault(response, body)
        retry_after_s = _retry_after(response.headers.get("Retry-After"))
        if status in (429, 503):
            why = f"{status}, {fault.problem}" if fault is not None else str(status)
            return self._trouble(Trouble.BUSY, f"is busy (status {why})", retry_after_s)
        if status >= 500 and status != 511:
            return self._trouble(Trouble.SERVER_ERROR, f"failed (status {status})", retry_after_s)
        if fault is None:
            return self._trouble(Trouble.NOT_THE_SERVER, f"answered with status {status} and no reason")
        kind = Trouble.UNAUTHORIZED if status in (401, 403) else Trouble.REFUSED
        if fault.problem in NOT_IN_CHARGE:
            kind = Trouble.NOT_IN_CHARGE
        return self._trouble(kind, f"refused ({fault.problem}): {fault.detail}".removesuffix(": "))

    def _trouble(self, trouble: Trouble, what: str, retry_after_s: float | None = None) -> ServerTrouble:
        return ServerTrouble(trouble, f"{self.url} {what}", retry_after_s)


def _is_address(url: str) -> bool:
    """Whether `url` may be called: what a person typed, or what somebody on the network has announced."""
    try:
        parts = urlsplit(url)
        httpx2.URL(url)
        (parts.hostname or "").encode("idna")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except (ValueError, httpx2.InvalidURL):
        return False


def _is_json(response: httpx2.Response) -> bool:
    content_type: str = response.headers.get("Content-Type", "")
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _fault(response: httpx2.Response, body: bytes) -> Fault | None:
    if not _is_json(response):
        return None
    try:
        return _faults.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header (RFC 9110 section 10.2.3: seconds or a date), at most ten minutes."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(float(value), _LONGEST_RETRY_AFTER_S)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (aware - datetime.now(UTC)).total_seconds()), _LONGEST_RETRY_AFTER_S)
    except (ValueError, OverflowError):  # a zone or a year beyond any
        return None
