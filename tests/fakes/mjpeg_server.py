"""A camera on the network: Motion JPEG over HTTP on loopback, that can be unplugged, stalled and plugged in again."""

from __future__ import annotations

import socket
from threading import Event, Thread

import cv2
import numpy as np

HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"


class MjpegServer:
    """Serves ever changing pictures at 20 frames a second to one viewer after the other."""

    def __init__(self) -> None:
        self._port = 0
        self._pause = Event()
        self._freeze = Event()
        self._instead: bytes | None = None
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/video"

    def plug_in(self) -> None:
        self._stop.clear()
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        self._thread = Thread(target=self._serve, args=(listener,), name="mjpeg server")
        self._thread.start()

    def unplug(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def stall(self, stalled: bool) -> None:
        """Keeps the connection open and sends nothing."""
        (self._pause.set if stalled else self._pause.clear)()

    def freeze(self, frozen: bool) -> None:
        """Sends the same picture again and again."""
        (self._freeze.set if frozen else self._freeze.clear)()

    def answer_instead(self, data: bytes | None) -> None:
        """Answers each viewer with `data` and then with silence; None for pictures again."""
        self._instead = data

    def _serve(self, listener: socket.socket) -> None:
        listener.settimeout(0.1)
        with listener:
            while not self._stop.is_set():
                try:
                    viewer, _ = listener.accept()
                except TimeoutError:
                    continue
                with viewer:
                    self._show(viewer)

    def _show(self, viewer: socket.socket) -> None:
        number = 0
        try:
            viewer.recv(4096)
            if self._instead is not None:
                viewer.sendall(self._instead)
                while self._instead is not None and not self._stop.wait(0.05):
                    pass
                return
            viewer.sendall(HEAD)
            while not self._stop.wait(0.05):
                if self._pause.is_set():
                    continue
                number += 0 if self._freeze.is_set() else 1
                viewer.sendall(_part(number))
        except OSError:
            return


def _part(number: int) -> bytes:
    image = np.full((240, 320, 3), 90 + number % 100, dtype=np.uint8)
    data = cv2.imencode(".jpg", image)[1].tobytes()
    return b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(data), data)
