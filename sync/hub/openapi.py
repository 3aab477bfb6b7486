"""The hub's interface in words that other programs read: OpenAPI 3.1, made from the types that really travel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from kiosk.domain.live import Intent
from kiosk.domain.scans import Verdict
from sync.hub.page_routes import PAGE_COOKIE
from sync.hub.replica import ReplicaPage, ScanRows, Unconfirmed
from sync.messages import (
    Changes,
    Conflict,
    EditBatch,
    EditReply,
    Fault,
    Hello,
    Paired,
    PairRequest,
    PeopleBatch,
    PeopleTaken,
    PushBatch,
    PushReply,
    SnapshotPage,
    StandbyRequest,
    StandingReport,
)
from sync.page_messages import (
    Closed,
    Closing,
    Counts,
    OpenConflict,
    ParkedRow,
    Retried,
    Revoked,
    StationReport,
    StationState,
)

BASE = "/api/v1"


class Who(Enum):
    """Who is answered: a station by its token, the hub's page by the cookie that its code got, either, or anybody."""

    STATION = ("station",)
    PAGE = ("page",)
    EITHER = ("station", "page")
    ANYBODY = ()


_SCHEMAS = "#/components/schemas/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One path with one method. `query` names its optional parameters.

    `more` is what the types don't tell, `media` the type of the answer's content.
    """

    method: str
    path: str
    says: str
    answer: Any
    body: Any = None
    query: tuple[str, ...] = ()
    who: Who = Who.STATION
    more: str = ""
    media: str = "application/json"


_ROW_BY_ROW = "Each row is answered for itself: one that does not fit its type is rejected and holds back no other."

ENDPOINTS = (
    Endpoint(
        method="GET", path="/hello", says="Who answers here.", answer=Hello, query=("device", "nonce"), who=Who.ANYBODY
    ),
    Endpoint(
        method="POST", path="/pair", says="A token for the code.", body=PairRequest, answer=Paired, who=Who.ANYBODY
    ),
    Endpoint(
        method="POST", path="/standby", says="Follow this hub.", body=StandbyRequest, answer=Paired, who=Who.ANYBODY
    ),
    Endpoint(
        method="GET", path="/replica", says="The books, for a standby.", answer=ReplicaPage, query=("cursor", "url")
    ),
    Endpoint(
        method="POST",
        path="/replica/confirmed",
        says="Which of these scans stations have uploaded.",
        body=Unconfirmed,
        answer=ScanRows,
    ),
    Endpoint(
        method="GET", path="/standing", says="In charge, standby or retired.", answer=StandingReport, who=Who.PAGE
    ),
    Endpoint(
        method="POST", path="/standing/promote", says="This standby takes charge.", answer=StandingReport, who=Who.PAGE
    ),
    Endpoint(method="POST", path="/standing/code", says="Another pairing code.", answer=StandingReport, who=Who.PAGE),
    Endpoint(method="GET", path="/snapshot", says="Everything, in pages.", answer=SnapshotPage, query=("page",)),
    Endpoint(method="GET", path="/changes", says="What changed after a cursor.", answer=Changes, query=("cursor",)),
    Endpoint(
        method="GET",
        path="/events",
        says="Hints that there is something new, as a stream.",
        answer=str,
        more="Server-sent events whose data is the newest cursor; look for changes then, and from time to time anyhow.",
        media="text/event-stream",
    ),
    Endpoint(
        method="POST", path="/scans", says="Scans of this station.", body=PushBatch, answer=PushReply, more=_ROW_BY_ROW
    ),
    Endpoint(method="GET", path="/scans", says="Every scan, in the export form.", answer=list[dict[str, Any]]),
    Endpoint(method="POST", path="/redeem", says="The verdict for a guest who waits.", body=Intent, answer=Verdict),
    Endpoint(method="POST", path="/people", says="Adds or replaces people.", body=PeopleBatch, answer=PeopleTaken),
    Endpoint(
        method="POST",
        path="/edits",
        says="Guests and corrections of this station.",
        body=EditBatch,
        answer=EditReply,
        more=_ROW_BY_ROW,
    ),
    Endpoint(
        method="GET", path="/conflicts", says="Every double entry, newest first.", answer=list[Conflict], who=Who.EITHER
    ),
    Endpoint(
        method="GET",
        path="/conflicts/open",
        says="The newest 200 double entries that nobody has closed, with names.",
        answer=list[OpenConflict],
        who=Who.EITHER,
    ),
    Endpoint(
        method="POST",
        path="/conflicts/{scan_id}/close",
        says="Closes a double entry.",
        body=Closing,
        answer=Closed,
        who=Who.EITHER,
    ),
    Endpoint(method="GET", path="/counts", says="The live figures.", answer=Counts, who=Who.EITHER),
    Endpoint(method="POST", path="/station", says="How this station is.", body=StationReport, answer=StationReport),
    Endpoint(method="GET", path="/stations", says="The paired stations.", answer=list[StationState], who=Who.EITHER),
    Endpoint(
        method="POST",
        path="/stations/{device}/revoke",
        says="Takes a station's token back.",
        answer=Revoked,
        who=Who.PAGE,
    ),
    Endpoint(
        method="GET",
        path="/upstream/parked",
        says="What the organiser's server can't take.",
        answer=list[ParkedRow],
        who=Who.EITHER,
    ),
    Endpoint(
        method="POST",
        path="/upstream/parked/{scan_id}/retry",
        says="Lets it go up again.",
        answer=Retried,
        who=Who.EITHER,
    ),
    Endpoint(method="GET", path="/openapi.json", says="This document.", answer=dict[str, Any], who=Who.ANYBODY),
)


@cache
def openapi_document() -> dict[str, Any]:
    """The whole document."""
    types = [Fault, *(kind for one in ENDPOINTS for kind in (one.body, one.answer) if kind is not None)]
    _, components = msgspec.json.schema_components(types, ref_template=_SCHEMAS)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(BASE + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Venue hub", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "station": {"type": "http", "scheme": "bearer"},
                "page": {"type": "apiKey", "in": "cookie", "name": PAGE_COOKIE},
            },
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": endpoint.says,
        "security": [{scheme: []} for scheme in endpoint.who.value],
        "parameters": [_parameter(name, "query") for name in endpoint.query]
        + [_parameter(part[1:-1], "path") for part in endpoint.path.split("/") if part.startswith("{")],
        "responses": {
            "200": {"description": "Done.", "content": _content(endpoint.answer, endpoint.media)},
            "default": {"description": "Not done.", "content": _content(Fault)},
        },
    }
    if endpoint.more:
        operation["description"] = endpoint.more
    if endpoint.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.body)}
    return operation


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}


def _content(kind: Any, media: str = "application/json") -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_SCHEMAS)
    return {media: {"schema": schema}}
