"""Draws the flat thing that a visitor holds: a phone with an e-ticket, or a printed ticket on paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from kiosk.devices.clips.scenes import Medium, Scene, Trouble
from kiosk.devices.codes import Point
from kiosk.devices.frames import Image

_WIDTH = 420
_INK = (34, 28, 20)
_ACCENT = (92, 74, 12)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ticket:
    """A flat picture (BGR) with its outline (alpha 0-255), where its code is, and the code's width, in pixels."""

    image: Image
    alpha: Image
    code_centre: Point
    code_width: int


def draw_ticket(code: str, scene: Scene, random: np.random.Generator) -> Ticket:
    """The ticket of `code` as the scene wants it, about 420 x 800 pixels."""
    light_on_dark = scene.has(Trouble.INVERTED)
    symbol = code_image(code, light_on_dark=light_on_dark)
    draw = _draw_phone if scene.medium is Medium.PHONE else _draw_paper
    ticket = draw(symbol, light_on_dark, random)
    if scene.has(Trouble.DAMAGED):
        _damage(ticket, random)
    return _curve(ticket, random) if scene.has(Trouble.CURVED) else ticket


def code_image(code: str, *, light_on_dark: bool = False) -> Image:
    """The QR symbol of `code`, at level M, about 270 pixels wide with its quiet zone."""
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = np.array(zxingcpp.write_barcode_to_image(barcode, scale=1))
    scale = max(2, round(270 / modules.shape[0]))
    grey = modules.repeat(scale, axis=0).repeat(scale, axis=1)
    return np.dstack([255 - grey if light_on_dark else grey] * 3)


def _draw_phone(symbol: Image, dark: bool, random: np.random.Generator) -> Ticket:
    height, bezel = 820, 12
    image, alpha = _rounded(_WIDTH, height, 46, (26, 24, 24))
    top, bottom = bezel, height - bezel
    page = (22, 20, 18) if dark else (244, 243, 240)
    ink = (235, 235, 235) if dark else _INK
    screen, mask = _rounded(_WIDTH - 2 * bezel, bottom - top, 34, page)
    image[top:bottom, bezel:-bezel][mask > 0] = screen[mask > 0]
    cv2.rectangle(image, (bezel, 78), (_WIDTH - bezel - 1, 168), _ACCENT, -1)
    _write(image, "CASABLANCA SMART CITY", (34, 118), 0.78, (255, 255, 255))
    _write(image, "E-TICKET", (34, 150), 0.55, (220, 214, 190))
    cv2.ellipse(image, (_WIDTH // 2, 40), (34, 9), 0, 0, 360, (12, 12, 12), -1, cv2.LINE_AA)
    place = _paste(image, symbol, (_WIDTH // 2, 370))
    _lines(image, 580, ink, random)
    cv2.rectangle(image, (150, height - 30), (270, height - 25), ink, -1)
    return Ticket(image=image, alpha=alpha, code_centre=place, code_width=symbol.shape[0])


def _draw_paper(symbol: Image, dark: bool, random: np.random.Generator) -> Ticket:
    height = 660
    image, alpha = _rounded(_WIDTH, height, 3, (236, 241, 243))
    cv2.rectangle(image, (0, 0), (_WIDTH, 74), _ACCENT, -1)
    _write(image, "CASABLANCA SMART CITY", (24, 46), 0.8, (255, 255, 255))
    place = _paste(image, symbol, (_WIDTH // 2, 240))
    if dark:
        cv2.rectangle(image, (30, 60), (_WIDTH - 30, 420), (30, 30, 30), 3)
    _lines(image, 440, _INK, random)
    shade = np.linspace(1.0, random.uniform(0.82, 0.94), height, dtype=np.float32)[:, None, None]
    fold = 1 - 0.12 * np.exp(-(((np.arange(height) - height * 0.62) / 4.0) ** 2))[:, None, None]
    grain = random.normal(0, 2.5, (height, _WIDTH, 1))
    paper = np.clip(image * shade * fold + grain, 0, 255).astype(np.uint8)
    return Ticket(image=paper, alpha=alpha, code_centre=place, code_width=symbol.shape[0])


def _rounded(width: int, height: int, radius: int, colour: tuple[int, int, int]) -> tuple[Image, Image]:
    image = np.full((height, width, 3), colour, dtype=np.uint8)
    alpha = np.zeros((height, width), dtype=np.uint8)
    cv2.rectangle(alpha, (radius, radius), (width - radius - 1, height - radius - 1), 255, 2 * radius)
    cv2.rectangle(alpha, (radius, radius), (width - radius - 1, height - radius - 1), 255, -1)
    return image, alpha


def _paste(image: Image, symbol: Image, centre: tuple[int, int]) -> Point:
    size = symbol.shape[0]
    x, y = centre[0] - size // 2, centre[1] - size // 2
    image[y : y + size, x : x + size] = symbol
    return float(centre[0]), float(centre[1])


def _write(image: Image, text: str, at: tuple[int, int], scale: float, colour: tuple[int, int, int]) -> None:
    cv2.putText(image, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, 2, cv2.LINE_AA)


def _lines(image: Image, top: int, ink: tuple[int, int, int], random: np.random.Generator) -> None:
    """Grey bars where the name, the company and the dates would be: nobody's data, and no font needed."""
    for number, share in enumerate(random.uniform(0.35, 0.85, 4)):
        y = top + 38 * number
        tall = 16 if number == 0 else 9
        soft = tuple(int(0.6 * channel + 0.4 * 128) for channel in ink)
        cv2.rectangle(image, (40, y), (40 + int((_WIDTH - 80) * share), y + tall), soft, -1)


def _damage(ticket: Ticket, random: np.random.Generator) -> None:
    """Scratches across the code and a blot on it."""
    half = ticket.code_width / 2
    low, high = np.array(ticket.code_centre) - half, np.array(ticket.code_centre) + half
    for _ in range(4):
        start, end = random.uniform(low, high).astype(int), random.uniform(low, high).astype(int)
        shade = int(random.integers(60, 220))
        cv2.line(ticket.image, tuple(map(int, start)), tuple(map(int, end)), (shade,) * 3, 3, cv2.LINE_AA)
    blot = random.uniform(low + half * 0.75, high - half * 0.25).astype(int)
    cv2.circle(ticket.image, tuple(map(int, blot)), int(half * 0.2), (70, 90, 120), -1, cv2.LINE_AA)


def _curve(ticket: Ticket, random: np.random.Generator) -> Ticket:
    """Bends the ticket around an upright cylinder that is seen from a little above."""
    height, width = ticket.alpha.shape
    angle = random.uniform(0.9, 1.2)
    bow = random.uniform(14, 30)
    across = np.linspace(-1, 1, width, dtype=np.float32)
    turn = np.arcsin(np.clip(across * np.sin(angle), -1, 1)) / angle
    source_x: npt.NDArray[np.float32] = ((turn + 1) / 2 * (width - 1)).astype(np.float32)
    drop = (bow * (1 - np.cos(turn * angle))).astype(np.float32)
    map_x = np.broadcast_to(source_x, (height, width)).copy()
    map_y = np.arange(height, dtype=np.float32)[:, None] - drop[None, :]
    shade = np.cos(turn * angle * 0.7).astype(np.float32)[None, :, None]
    image = cv2.remap(ticket.image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.remap(ticket.alpha, map_x, map_y, cv2.INTER_LINEAR, borderValue=0)
    bent = np.clip(image * shade, 0, 255).astype(np.uint8)
    return Ticket(image=bent, alpha=alpha, code_centre=ticket.code_centre, code_width=ticket.code_width)
