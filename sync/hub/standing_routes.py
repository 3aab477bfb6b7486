"""The paths by which hubs of one venue, their stations and their page speak of who is in charge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub import reports
from sync.hub.answers import A_FEW_WORDS, Refused, answer, caller, read_body
from sync.hub.devices import pair, renew_code, revoke
from sync.hub.page_routes import PAGE_COOKIE
from sync.hub.replica import Unconfirmed, confirmed_rows, replica_page
from sync.hub.standby import Standby
from sync.hub.standing import is_standby_device, note_standby, promote
from sync.hub.store import HubStore
from sync.messages import Hello, PairRequest, StandbyRequest, StandingReport
from sync.page_messages import Revoked
from sync.terms import Role, hub_proof

_pair_requests = msgspec.json.Decoder(PairRequest)
_standby_requests = msgspec.json.Decoder(StandbyRequest)
_unconfirmed = msgspec.json.Decoder(Unconfirmed)


class StandingRoutes:
    """Handlers over one store; `standby` is what follows another hub, where this one does. `address` is this hub's."""

    def __init__(self, store: HubStore, name: str, standby: Standby | None, address: Callable[[], str]) -> None:
        self._store = store
        self._address = address
        self._name = name
        self._standby = standby

    def routes(self) -> list[Route]:
        base = "/api/v1"
        return [
            Route(f"{base}/hello", self.hello),
            Route(f"{base}/pair", self.pair, methods=["POST"]),
            Route(f"{base}/standby", self.pair_standby, methods=["POST"]),
            Route(f"{base}/replica", self.replica),
            Route(f"{base}/replica/confirmed", self.confirmed, methods=["POST"]),
            Route(f"{base}/standing", self.standing),
            Route(f"{base}/standing/promote", self.promote, methods=["POST"]),
            Route(f"{base}/standing/code", self.renew_code, methods=["POST"]),
            Route(f"{base}/stations/{{device}}/revoke", self.revoke, methods=["POST"]),
        ]

    async def hello(self, request: Request) -> Response:
        event = await run_in_threadpool(lambda: reports.event_slug(self._store.reader()))
        standing = self._store.standing
        hashed = self._store.doorkeeper.hash_of(request.query_params.get("device", ""))
        nonce = request.query_params.get("nonce", "")
        return answer(
            Hello(
                hub=self._name,
                epoch=standing.term.epoch,
                event=event,
                server_time=self._store.clock.now(),
                lineage=standing.lineage,
                term=str(standing.term),
                role=standing.role,
                standbys=standing.standbys,
                proof=hub_proof(hashed, nonce, standing.lineage, standing.term, standing.role) if hashed else "",
            )
        )

    async def pair(self, request: Request) -> Response:
        wanted = await read_body(request, _pair_requests, A_FEW_WORDS)
        await self._store.check_code(wanted.code, caller(request))
        paired = await run_in_threadpool(lambda: self._store.stand(lambda ledger: pair(ledger, wanted, self._name)))
        standing = self._store.standing
        return answer(replace(paired, lineage=standing.lineage, term=str(standing.term)))

    async def pair_standby(self, request: Request) -> Response:
        wanted = await read_body(request, _standby_requests, A_FEW_WORDS)
        await self._store.check_code(wanted.code, caller(request))
        as_device = PairRequest(code=wanted.code, name=wanted.name)
        paired = await run_in_threadpool(lambda: self._store.stand(lambda ledger: pair(ledger, as_device, self._name)))
        await self._note(paired.device, wanted.url)
        return answer(paired)

    async def replica(self, request: Request) -> Response:
        device = self._standby_device(request)
        url = request.query_params.get("url", "")
        if url and url not in self._store.standing.standbys:
            await self._note(device, url)
        cursor = request.query_params.get("cursor", "")
        standing = self._store.standing
        return await run_in_threadpool(lambda: answer(replica_page(self._store.reader(), standing, cursor)))

    async def confirmed(self, request: Request) -> Response:
        self._standby_device(request)
        wanted = await read_body(request, _unconfirmed)
        return await run_in_threadpool(lambda: answer(confirmed_rows(self._store.reader(), wanted.scan_ids)))

    async def standing(self, request: Request) -> Response:
        self._page(request)
        setup = await run_in_threadpool(self._store.setup)
        standing = self._store.standing
        state = self._standby.state if self._standby is not None and standing.role is Role.STANDBY else None
        report = StandingReport(
            role=standing.role,
            generation=standing.term.generation,
            whole=standing.whole,
            standbys=standing.standbys,
            follows=state,
            problem=self._store.problem.kind.value if self._store.problem is not None else "",
            pairing_text=f"{self._address()}#{self._store.doorkeeper.pairing_code}",
        )
        return answer(report if setup is None else replace(report, event=setup.event.name))

    async def promote(self, request: Request) -> Response:
        self._page(request)
        if self._store.standing.role is not Role.STANDBY:
            raise Refused(409, "no-standby", "only a standby can be promoted")
        await run_in_threadpool(lambda: self._store.stand(promote))
        return await self.standing(request)

    async def renew_code(self, request: Request) -> Response:
        self._page(request)
        await run_in_threadpool(lambda: self._store.stand(renew_code))
        return await self.standing(request)

    async def revoke(self, request: Request) -> Response:
        """A lost or lent station hears 401 from now on; a person at the page decides, never another station."""
        self._page(request)
        device = request.path_params["device"]
        if not await run_in_threadpool(lambda: self._store.stand(lambda ledger: revoke(ledger, device))):
            raise Refused(404, "unknown-device", device)
        return answer(Revoked(device=device))

    async def _note(self, device: str, url: str) -> None:
        await run_in_threadpool(lambda: self._store.stand(lambda ledger: note_standby(ledger, device, url)))

    def _standby_device(self, request: Request) -> str:
        authorization = request.headers.get("authorization", "")
        device = self._store.doorkeeper.device_for(authorization, self._store.clock.now()).device
        if not is_standby_device(self._store.reader(), device):
            raise Refused(403, "no-standby", "only a standby may copy the books")
        return device

    def _page(self, request: Request) -> None:
        if not self._store.doorkeeper.is_page(request.cookies.get(PAGE_COOKIE, "")):
            raise Refused(401, "unknown-token", "open the page with the pairing code")
