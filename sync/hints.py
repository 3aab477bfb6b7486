"""Hearing a server's hints that there is something new (server-sent events), from a server that may be anything.

A stream that says nothing, never ends, sends too much or is no stream at all only costs speed: it is given up, and
polling goes on as without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import httpx2

from sync.deadline import Deadline, DeadlineTransport
from sync.port import ServerTrouble, Trouble

LONGEST_S = 90.0
"""A stream is begun anew after this time, whatever it says."""

_SILENCE_S = 40.0
"""More than two heartbeats of the hub."""

_MOST_BYTES = 64 * 1024
_LONGEST_LINE = 1024


class HintStream:
    """One stream of hints. `listen` runs on one thread, `abort` may come from another."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._url = url
        self._deadline = Deadline()
        self._client = httpx2.Client(
            transport=DeadlineTransport(self._deadline, encrypted=urlsplit(url).scheme == "https"),
            headers={"Accept": "text/event-stream", "Accept-Encoding": "identity", **headers},
            timeout=None,
            follow_redirects=False,
        )

    def listen(self, on_hint: Callable[[], None]) -> None:
        """Calls `on_hint` for each hint until the stream has ended. Raises ServerTrouble when it is not a good one."""
        try:
            self._deadline.begin(_SILENCE_S)
            with self._client.stream("GET", self._url) as response:
                self._check(response)
                for line in self._lines(response):
                    if line.startswith(b"data:"):
                        on_hint()
        except httpx2.TimeoutException as error:
            raise self._trouble(Trouble.TIMEOUT, "says nothing") from error
        except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
            raise self._trouble(Trouble.UNREACHABLE, f"can't be heard ({error})") from error
        finally:
            self._client.close()

    def abort(self) -> None:
        self._deadline.abort()

    def _check(self, response: httpx2.Response) -> None:
        kind: str = response.headers.get("Content-Type", "")
        if response.status_code in (404, 405):
            raise self._trouble(Trouble.REFUSED, "gives no hints")
        if response.status_code != 200 or kind.partition(";")[0].strip().lower() != "text/event-stream":
            raise self._trouble(Trouble.NOT_THE_SERVER, "answered with something that is no stream of hints")

    def _lines(self, response: httpx2.Response) -> Iterator[bytes]:
        until = time.monotonic() + LONGEST_S
        received, rest = 0, b""
        for chunk in response.iter_raw():
            received += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if received > _MOST_BYTES or len(rest) > _LONGEST_LINE:
                raise self._trouble(Trouble.NOT_THE_SERVER, "sends more than hints")
            left = until - time.monotonic()
            if left <= 0:
                return
            self._deadline.begin(min(_SILENCE_S, left))

    def _trouble(self, trouble: Trouble, what: str) -> ServerTrouble:
        return ServerTrouble(trouble, f"{self._url} {what}")
