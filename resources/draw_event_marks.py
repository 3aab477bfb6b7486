"""Draws the demo event's own marks for badges: a star of eight points with a skyline, and a strip of zellige.

Run `python -m resources.draw_event_marks` after a change; the pictures are in the repository. Both are pure black
and white, so that a thermal head prints them without dithering.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

_FINE = 8
_FOLDER = Path(__file__).parent / "layouts"
_SKYLINE = ((-0.5, 0.16), (-0.36, 0.3), (-0.2, 0.1), (-0.06, 0.62), (0.1, 0.2), (0.24, 0.4), (0.4, 0.14))
"""Left edge and height of each building, in parts of the star's radius; the tallest is a minaret."""
_BUILDING = 0.12


def star(centre: tuple[float, float], radius: float, turned: float = 0.0) -> list[tuple[float, float]]:
    """The sixteen corners of two squares laid over each other."""
    inner = radius * math.sqrt(2 - math.sqrt(2))
    corners = []
    for step in range(16):
        angle = turned + step * math.pi / 8
        reach = inner if step % 2 else radius
        corners.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    return corners


def mark(size: int) -> Image.Image:
    """The event's mark, `size` pixels square."""
    side = size * _FINE
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    centre, radius = (side / 2, side / 2), side * 0.49
    draw.polygon(star(centre, radius), fill=0)
    draw.polygon(star(centre, radius * 0.88), fill=255)
    draw.polygon(star(centre, radius * 0.83), fill=0)
    ground = centre[1] + radius * 0.36
    for left, height in _SKYLINE:
        x = centre[0] + left * radius
        top = ground - height * radius
        draw.rectangle((x, top, x + _BUILDING * radius, ground), fill=255)
        if height == max(tall for _, tall in _SKYLINE):
            draw.rectangle((x + 0.035 * radius, top - 0.16 * radius, x + 0.085 * radius, top), fill=255)
    draw.rectangle((centre[0] - 0.56 * radius, ground, centre[0] + 0.56 * radius, ground + 0.05 * radius), fill=255)
    return _black_and_white(image, size, size)


def zellige(tiles: int, tile: int) -> Image.Image:
    """A strip of `tiles` stars, each `tile` pixels square, with the crosses between them left white."""
    side = tile * _FINE
    image = Image.new("L", (side * tiles, side), 255)
    draw = ImageDraw.Draw(image)
    for index in range(tiles):
        centre = (side * (index + 0.5), side / 2)
        draw.polygon(star(centre, side * 0.5), fill=0)
        draw.polygon(star(centre, side * 0.27, math.pi / 8), fill=255)
        draw.polygon(star(centre, side * 0.15), fill=0)
        for corner_y in (0.0, float(side)):
            draw.regular_polygon(((index * side), corner_y, side * 0.16), 4, rotation=45, fill=0)
    return _black_and_white(image, tile * tiles, tile)


def _black_and_white(image: Image.Image, width: int, height: int) -> Image.Image:
    return image.resize((width, height), Image.Resampling.BOX).point(lambda grey: 255 * (grey > 127)).convert("1")


def main() -> None:
    """Writes both pictures."""
    mark(360).save(_FOLDER / "casablanca-mark.png", optimize=True)
    zellige(30, 48).save(_FOLDER / "casablanca-zellige.png", optimize=True)


if __name__ == "__main__":
    main()
