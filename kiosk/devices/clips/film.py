"""Puts tickets before a lens, picture by picture, and writes clips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from kiosk.devices.clips.backdrop import draw_backdrop
from kiosk.devices.clips.lens import Lens
from kiosk.devices.clips.motion import Hand, Pose, project
from kiosk.devices.clips.scenes import Scene
from kiosk.devices.clips.tickets import Ticket, draw_ticket
from kiosk.devices.codes import Point
from kiosk.devices.frames import Image
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_SKIN = (128, 158, 205)


def write_clip(path: Path, scenes: Sequence[Scene], size: tuple[int, int] = (1280, 720), fps: int = 30) -> None:
    """Writes the scenes one after the other as AVI with Motion JPEG; `size` is width and height in pixels."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    if not writer.isOpened():
        remedy = "check that the folder exists, may be written to and has room"
        raise EnvironmentProblem(ProblemKind.NOT_WRITABLE, f"The clip {path} can't be written", remedy)
    for scene in scenes:
        for image in frames_of(scene, size, fps):
            writer.write(image)
    writer.release()


def frames_of(scene: Scene, size: tuple[int, int] = (1280, 720), fps: int = 30) -> Iterator[Image]:
    """The pictures (BGR) of one scene."""
    random = np.random.default_rng(scene.seed)
    backdrop = draw_backdrop(size, random)
    lens = Lens(scene, size, random)
    held = [(draw_ticket(scene.code, scene, random), Hand(scene, random, aside=-0.2 if scene.companion else 0.0))]
    if scene.companion is not None:
        held.append((draw_ticket(scene.companion, scene, random), Hand(scene, random, aside=0.2)))
    for number in range(round(scene.seconds * fps)):
        image = backdrop.copy()
        for ticket, hand in held:
            before, now = hand.at((number - 1) / fps), hand.at(number / fps)
            _put(image, ticket, before, now, lens, reflection=lens.reflection(hand.rest, now, size))
        yield lens.expose(image)


def _put(image: Image, ticket: Ticket, before: Pose, now: Pose, lens: Lens, *, reflection: Point) -> None:
    """Draws a ticket and the thumb that holds it, smeared by its own movement."""
    height, width = ticket.alpha.shape
    size = (image.shape[1], image.shape[0])
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=float) - ticket.code_centre
    quad = project(now, flat, ticket.code_width, size)
    margin = 24
    low = np.maximum(np.floor(quad.min(axis=0)) - margin, 0).astype(int)
    high = np.minimum(np.ceil(quad.max(axis=0)) + margin, size).astype(int)
    if (high - low).min() <= 0:
        return
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(source, (quad - low).astype(np.float32))
    box = tuple(int(n) for n in high - low)
    shown = cv2.warpPerspective(_with_thumb(ticket), warp, box, flags=cv2.INTER_LINEAR)
    speed = quad.mean(axis=0) - project(before, flat, ticket.code_width, size).mean(axis=0)
    code = project(now, np.zeros((1, 2)), ticket.code_width, size)[0] - low
    shown = lens.smear(shown, speed)
    patch = image[low[1] : high[1], low[0] : high[0]]
    lamp = (reflection[0] - float(low[0]), reflection[1] - float(low[1]))
    _blend(patch, lens.light(shown, (float(code[0]), float(code[1])), now.width * size[1], lamp))


def _with_thumb(ticket: Ticket) -> Image:
    """The ticket with alpha, and a thumb over its right edge."""
    height, width = ticket.alpha.shape
    whole = np.dstack([ticket.image, ticket.alpha])
    at = (width - 4, int(height * 0.8))
    cv2.ellipse(whole, at, (58, 27), 18, 0, 360, (*_SKIN, 255), -1, cv2.LINE_AA)
    cv2.ellipse(whole, (at[0] - 40, at[1] - 12), (13, 11), 18, 0, 360, (168, 190, 226, 255), -1, cv2.LINE_AA)
    return np.asarray(whole, dtype=np.uint8)


def _blend(patch: Image, shown: Image) -> None:
    alpha = cv2.cvtColor(shown[:, :, 3], cv2.COLOR_GRAY2BGR)
    front = cv2.multiply(np.ascontiguousarray(shown[:, :, :3]), alpha, scale=1 / 255)
    back = cv2.multiply(patch, 255 - alpha, scale=1 / 255)
    patch[:] = cv2.add(front, back)
