"""Bodies in, answers out: the JSON of the hub's interface and its refusals."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kiosk.domain.problems import EnvironmentProblem
from sync.messages import Fault

Body = TypeVar("Body")

MAXIMUM_BODY = 32 * 1024 * 1024
A_FEW_WORDS = 16 * 1024
"""All that a stranger has to say."""

_encoder = msgspec.json.Encoder()


class Refused(Exception):
    """An answer that is not 200: a fixed word for the station, a detail for its log."""

    def __init__(self, status: int, problem: str, detail: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(problem)
        self.status = status
        self.fault = Fault(problem=problem, detail=detail)
        self.headers = {} if retry_after_s is None else {"Retry-After": str(max(1, round(retry_after_s)))}


def answer(value: Any) -> Response:
    """200 with `value` as JSON."""
    return Response(_encoder.encode(value), media_type="application/json")


def caller(request: Request) -> str:
    """The address that a request came from; a network that hides many behind one counts as one."""
    return request.client.host if request.client is not None else ""


async def read_body(request: Request, decoder: msgspec.json.Decoder[Body], at_most: int = MAXIMUM_BODY) -> Body:
    """The typed body. Raises Refused when it is cut off, longer than `at_most` bytes or not of the type."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > at_most:
                raise Refused(413, "too-large", f"at most {at_most} bytes")
    except ClientDisconnect as error:  # a station was switched off or lost its network: nobody hears the answer
        raise Refused(400, "cut-off") from error
    try:
        return decoder.decode(received)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "not-understood", str(error)) from error


def problem_fault(problem: EnvironmentProblem) -> Fault:
    """What a station is told of the hub's own trouble."""
    return Fault(problem=problem.kind.value, detail=str(problem))


async def on_refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _fault(error.status, error.fault, error.headers)


async def on_environment_problem(_request: Request, error: Exception) -> Response:
    """The hub's disk is full or its file damaged: nothing was stored, stations keep theirs and come again."""
    assert isinstance(error, EnvironmentProblem)
    return _fault(503, problem_fault(error), {"Retry-After": "5"})


async def on_unknown_path(_request: Request, _error: Exception) -> Response:
    return _fault(404, Fault(problem="unknown-path"), {})


async def on_wrong_method(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _fault(405, Fault(problem="wrong-method"), dict(error.headers or {}))


async def on_bug(_request: Request, error: Exception) -> Response:
    return _fault(500, Fault(problem="bug", detail=type(error).__name__), {})


def _fault(status: int, fault: Fault, headers: dict[str, str]) -> Response:
    return Response(_encoder.encode(fault), status, headers, media_type="application/json")
