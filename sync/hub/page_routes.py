"""The hub's own web page: its files, and the way in with the pairing code.

Nothing is built and nothing comes from elsewhere; the browser is told to accept nothing else either.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.answers import A_FEW_WORDS, answer, caller, read_body
from sync.hub.store import HubStore

PAGE_COOKIE = "hub-page"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_FILES = {
    "/": ("page.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    **{f"/{name}.js": (f"{name}.js", "text/javascript") for name in ("words", "parts", "cases", "figures", "page")},
}
PAGE_PATHS = frozenset({*_FILES, "/login"})
"""What a browser asks for before it shows anything."""


class Login(msgspec.Struct):
    """The pairing code, typed into the page."""

    code: str


_logins = msgspec.json.Decoder(Login)


class Page:
    """Serves the page; a browser that showed the code gets a cookie that the figures' paths accept."""

    def __init__(self, store: HubStore) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        return [Route("/login", self.login, methods=["POST"]), *(Route(path, _serve) for path in _FILES)]

    async def login(self, request: Request) -> Response:
        wanted = await read_body(request, _logins, A_FEW_WORDS)
        await self._store.check_code(wanted.code, caller(request))
        answered = answer({})
        key = self._store.doorkeeper.open_page()
        answered.set_cookie(PAGE_COOKIE, key, httponly=True, samesite="strict", path="/")
        return answered


async def _serve(request: Request) -> Response:
    name, media_type = _FILES[request.url.path]
    return Response(_content(name), media_type=media_type, headers=_HEADERS)


@cache
def _content(name: str) -> bytes:
    return (files("sync.hub") / "page" / name).read_bytes()
