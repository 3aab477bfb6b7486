"""A headless Chromium, driven over the WebDriver protocol (W3C) by plain HTTP."""

from __future__ import annotations

import base64
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

_PATIENCE_S = 20.0
_LOOPBACK_ONLY = (
    *("--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--no-first-run",
)


class Browser:
    """Use as a context. `run` is JavaScript with a return; `wait_for` asks it until it is true."""

    def __init__(self) -> None:
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        port = self._port()
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,1000", *_LOOPBACK_ONLY]
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments}}
        session = self._call("post", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._base = f"/session/{session['sessionId']}"

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._call("delete", self._base)
        self._client.close()
        self._driver.terminate()
        self._driver.wait()
        assert self._driver.stdout is not None
        self._driver.stdout.close()

    def open(self, url: str) -> None:
        self._call("post", f"{self._base}/url", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        return self._call("post", f"{self._base}/execute/sync", {"script": script, "args": list(arguments)})

    def wait_for(self, script: str) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not self.run(f"return {script}"):
            assert time.monotonic() < until, f"never true: {script}\n{self.run('return document.body.innerText')}"

    def click(self, selector: str) -> None:
        self._on(selector, "click", {})

    def type(self, selector: str, text: str) -> None:
        """Real key events into a field."""
        self._on(selector, "value", {"text": text})

    def resize(self, width: int, height: int, *, dark: bool = False) -> None:
        """As a window of so many px, in the dark or the light of its system."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._devtools("Emulation.setDeviceMetricsOverride", size)
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._devtools("Emulation.setEmulatedMedia", {"features": [theme]})

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._call("get", f"{self._base}/screenshot")))

    def _devtools(self, command: str, words: dict[str, Any]) -> None:
        self._call("post", f"{self._base}/goog/cdp/execute", {"cmd": command, "params": words})

    def _on(self, selector: str, verb: str, body: dict[str, Any]) -> None:
        found = self._call("post", f"{self._base}/element", {"using": "css selector", "value": selector})
        self._call("post", f"{self._base}/element/{next(iter(found.values()))}/{verb}", body)

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        send: Callable[..., httpx2.Response] = getattr(self._client, method)
        answer = send(path) if body is None else send(path, json=body)
        value = answer.json()["value"]
        assert answer.status_code == 200, value
        return value

    def _port(self) -> int:
        assert self._driver.stdout is not None
        for line in self._driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                return int(found[1])
        raise AssertionError("chromedriver did not start")
