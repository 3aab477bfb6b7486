"""The paths by which the hub's page sees what the organiser's server refused, and lets it go up again."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.answers import Refused, answer
from sync.hub.store import HubStore
from sync.hub.upstream import Upstream, parked_rows
from sync.page_messages import Retried

Upstreams = Callable[[], Upstream | None]


class UpstreamRoutes:
    """Handlers over one store; `check` raises Refused for who may not see the figures."""

    def __init__(self, store: HubStore, upstream: Upstreams, check: Callable[[Request], None]) -> None:
        self._store = store
        self._upstream = upstream
        self._check = check

    def routes(self) -> list[Route]:
        base = "/api/v1/upstream/parked"
        return [Route(base, self.parked), Route(f"{base}/{{scan_id}}/retry", self.retry, methods=["POST"])]

    async def parked(self, request: Request) -> Response:
        self._check(request)
        return await run_in_threadpool(lambda: answer(parked_rows(self._store)))

    async def retry(self, request: Request) -> Response:
        self._check(request)
        upstream, scan_id = self._upstream(), request.path_params["scan_id"]
        if upstream is None or not await run_in_threadpool(lambda: upstream.retry(scan_id)):
            raise Refused(404, "not-parked", scan_id)
        return answer(Retried(scan_id=scan_id))
