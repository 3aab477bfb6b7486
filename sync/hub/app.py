"""The hub's HTTP interface, version 1: JSON in, JSON out, a token a station.

Every answer that is not 200 carries a `Fault`. Bodies and answers are those of `sync.messages`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.domain.problems import EnvironmentProblem
from sync.hub import reports
from sync.hub.answers import (
    Refused,
    answer,
    on_bug,
    on_environment_problem,
    on_refused,
    on_unknown_path,
    on_wrong_method,
    read_body,
)
from sync.hub.changes import all_conflicts, changes_after, snapshot_page
from sync.hub.conflicts import close_conflict
from sync.hub.devices import Device
from sync.hub.doorway import ask, intents, told
from sync.hub.edits import read_edits, take_edits
from sync.hub.events import Events
from sync.hub.feed import AT_ONCE, Feed
from sync.hub.openapi import openapi_document
from sync.hub.page_routes import PAGE_COOKIE, Page
from sync.hub.people import fault_of, take_sheet
from sync.hub.scans import read_rows, take_scans, wanted_by
from sync.hub.sent import SentChanges, SentPage
from sync.hub.standby import Standby
from sync.hub.standing_routes import StandingRoutes
from sync.hub.store import HubStore
from sync.hub.upstream_routes import UpstreamRoutes, Upstreams
from sync.messages import EditReply, PeopleBatch, PushReply
from sync.page_messages import Closed, Closing, Counts, StationReport

Timed = TypeVar("Timed", SentChanges, SentPage)


class RawBatch(msgspec.Struct):
    """A `PushBatch` whose rows are still unread, so that each can fail alone."""

    scans: list[msgspec.Raw]
    clock_offset_s: float | None = None


class RawEdits(msgspec.Struct):
    """An `EditBatch` in the same way."""

    edits: list[msgspec.Raw]


_people_batches = msgspec.json.Decoder(PeopleBatch)
_raw_batches = msgspec.json.Decoder(RawBatch)
_raw_edits = msgspec.json.Decoder(RawEdits)
_reports = msgspec.json.Decoder(StationReport)
_closings = msgspec.json.Decoder(Closing)


def hub_app(
    store: HubStore,
    name: str,
    *,
    standby: Standby | None = None,
    events: Events | None = None,
    upstream: Upstreams = lambda: None,
    address: Callable[[], str] = lambda: "",
) -> Starlette:
    """The application over one store; `name` is what stations show of this hub, `standby` what follows another.

    `address` is where stations find it.
    """
    standing = StandingRoutes(store, name, standby, address)
    handlers = _Handlers(store, standing, events or Events(store), upstream)
    return Starlette(
        routes=handlers.routes(),
        exception_handlers={
            Refused: on_refused,
            EnvironmentProblem: on_environment_problem,
            404: on_unknown_path,
            405: on_wrong_method,
            Exception: on_bug,
        },
    )


class _Handlers:
    """One handler a path."""

    def __init__(self, store: HubStore, standing: StandingRoutes, events: Events, upstream: Upstreams) -> None:
        self._store = store
        self._events = events
        self._upstream = upstream
        self._parked = UpstreamRoutes(store, upstream, self._reader)
        self._standing = standing
        self._feed = Feed(store)

    def routes(self) -> list[Route]:
        base = "/api/v1"
        return [
            Route(f"{base}/changes", self.changes),
            Route(f"{base}/events", self._events.listen),
            Route(f"{base}/scans", self.scans, methods=["GET", "POST"]),
            Route(f"{base}/redeem", self.redeem, methods=["POST"]),
            Route(f"{base}/snapshot", self.snapshot),
            Route(f"{base}/people", self.take_people, methods=["POST"]),
            Route(f"{base}/edits", self.take_edits, methods=["POST"]),
            Route(f"{base}/conflicts", self.conflicts),
            Route(f"{base}/conflicts/open", self.open_conflicts),
            Route(f"{base}/conflicts/{{scan_id}}/close", self.close_conflict, methods=["POST"]),
            Route(f"{base}/counts", self.counts),
            Route(f"{base}/station", self.take_report, methods=["POST"]),
            Route(f"{base}/stations", self.stations),
            Route(f"{base}/openapi.json", self.openapi),
            *self._standing.routes(),
            *self._parked.routes(),
            *Page(self._store).routes(),
        ]

    async def openapi(self, request: Request) -> Response:
        return answer(openapi_document())

    async def scans(self, request: Request) -> Response:
        return await (self.take_scans(request) if request.method == "POST" else self.all_scans(request))

    async def take_scans(self, request: Request) -> Response:
        device = self._device(request)
        batch = await read_body(request, _raw_batches)
        rows = read_rows(batch.scans)
        offset = batch.clock_offset_s
        results = await self._store.writer.submit(
            lambda ledger: take_scans(ledger, device.device, rows, offset), wanted_by(rows)
        )
        return answer(PushReply(results=tuple(results), server_time=self._store.clock.now()))

    async def redeem(self, request: Request) -> Response:
        """What came by the short way is answered by `sync.hub.doorway`."""
        device = self._device(request)
        intent = await read_body(request, intents)
        return answer(told(await ask(self._store, device.device, intent), intent))

    async def take_people(self, request: Request) -> Response:
        self._device(request)
        batch = await read_body(request, _people_batches)
        if fault := await run_in_threadpool(lambda: fault_of(batch)):
            raise Refused(400, "not-understood", fault)
        return answer(await self._store.writer.submit(lambda ledger: take_sheet(ledger, batch)))

    async def take_edits(self, request: Request) -> Response:
        device = self._device(request)
        rows = read_edits((await read_body(request, _raw_edits)).edits)
        results = await self._store.writer.submit(lambda ledger: take_edits(ledger, device.device, rows))
        return answer(EditReply(results=tuple(results)))

    async def snapshot(self, request: Request) -> Response:
        device = self._device(request)
        page = request.query_params.get("page")
        return await self._reading(lambda: self._snapshot(device, page))

    async def changes(self, request: Request) -> Response:
        device = self._device(request)
        cursor = self._store.standing.carried_over(request.query_params.get("cursor", ""))
        if self._feed.missing > (0 if self._store.is_shared else AT_ONCE):
            await run_in_threadpool(self._feed.fill)
        else:
            self._feed.fill()
        found = self._feed.after(device.device, cursor)
        if found is not None:
            return answer(self._timed(found))
        return await self._reading(lambda: self._changes(device, cursor))

    async def all_scans(self, request: Request) -> Response:
        self._device(request)
        return await self._reading(lambda: reports.scan_export(self._store.reader()))

    async def conflicts(self, request: Request) -> Response:
        self._reader(request)
        return await self._reading(lambda: all_conflicts(self._store.reader()))

    async def open_conflicts(self, request: Request) -> Response:
        self._reader(request)
        return await self._reading(lambda: reports.open_conflicts(self._store.reader()))

    async def close_conflict(self, request: Request) -> Response:
        self._reader(request)
        closing = await read_body(request, _closings)
        scan_id = request.path_params["scan_id"]
        closed = await self._store.writer.submit(
            lambda ledger: close_conflict(ledger, scan_id, closing.by, closing.note)
        )
        if not closed:
            raise Refused(404, "no-open-conflict", scan_id)
        return answer(Closed(closed=scan_id))

    async def counts(self, request: Request) -> Response:
        self._reader(request)
        inside = await self._store.writer.submit(lambda ledger: ledger.everybody_inside())
        return await self._reading(lambda: self._counts(inside))

    def _counts(self, inside: dict[str, int]) -> Counts:
        upstream = self._upstream()
        counts = reports.counts(self._store.reader(), inside, self._store.importing)
        return replace(counts, upstream=upstream.state()) if upstream is not None else counts

    async def take_report(self, request: Request) -> Response:
        device = self._device(request)
        report = await read_body(request, _reports)
        self._store.doorkeeper.note_report(device, report)
        return answer(report)

    async def stations(self, request: Request) -> Response:
        self._reader(request)
        return answer(self._store.doorkeeper.stations())

    def _device(self, request: Request) -> Device:
        authorization = request.headers.get("authorization", "")
        return self._store.doorkeeper.device_for(authorization, self._store.clock.now())

    def _reader(self, request: Request) -> None:
        """A station, or the hub's own page."""
        if not self._store.doorkeeper.is_page(request.cookies.get(PAGE_COOKIE, "")):
            self._device(request)

    async def _reading(self, read: Callable[[], Any]) -> Response:
        """Reads and encodes on a thread of the pool, so that a large answer does not hold up the doors."""
        return await run_in_threadpool(lambda: answer(read()))

    def _snapshot(self, device: Device, page: str | None) -> SentPage:
        try:
            found = snapshot_page(self._store.reader(), self._store.epoch, device.device, page)
        except (ValueError, KeyError) as error:
            raise Refused(400, "unknown-page", "begin the snapshot again") from error
        return self._timed(found)

    def _changes(self, device: Device, cursor: str) -> SentChanges:
        return self._timed(changes_after(self._store.reader(), self._store.epoch, device.device, cursor))

    def _timed(self, value: Timed) -> Timed:
        value.server_time = self._store.clock.now()
        return value
