"""The kinds of photographs, as data: what is wrong with each and how much.

Named after the sixteen kinds into which collections of difficult QR photographs are commonly sorted.
"""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a kind asks for; a range is drawn from evenly.

    `module` is a module's width in pixels of the photograph, `letters` the length of the texts, angles are in radians,
    `defocus` (radius), `smear` (length) and `wave` (amplitude) in modules, `light` a factor on a picture as it should
    be. `marks` are names of what is done to the code or to its light.
    """

    module: Range = (5, 12)
    codes: tuple[int, int] = (1, 2)
    letters: tuple[int, int] = (12, 70)
    tilt: Range = (0.0, 0.35)
    roll: Range = (-0.25, 0.25)
    cylinder: Range = (0.0, 0.0)
    wave: Range = (0.0, 0.0)
    defocus: Range = (0.05, 0.2)
    smear: Range = (0.0, 0.0)
    light: Range = (0.7, 1.1)
    noise: Range = (1.0, 5.0)
    marks: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "blurred": Kind(module=(4, 16), defocus=(0.45, 1.2), smear=(0.0, 2.2)),
    "bright_spots": Kind(codes=(1, 6), marks=("sun",), light=(0.4, 1.0)),
    "brightness": Kind(light=(0.002, 0.03), noise=(6, 16), defocus=(0.2, 0.5), marks=("or-bright",)),
    "close": Kind(module=(30, 90), codes=(1, 1), letters=(8, 60), tilt=(0.0, 0.6), defocus=(0.1, 0.7), marks=("crop",)),
    "curved": Kind(module=(4, 18), cylinder=(0.6, 1.2), tilt=(0.0, 0.5), wave=(0.0, 0.5)),
    "damaged": Kind(module=(5, 20), wave=(0.0, 0.6), marks=("damage",)),
    "glare": Kind(module=(5, 20), codes=(1, 3), marks=("glare",)),
    "high_version": Kind(module=(2.2, 6), codes=(1, 1), letters=(300, 2200), tilt=(0.0, 0.5), wave=(0.0, 2.5)),
    "lots": Kind(module=(1.3, 2.8), codes=(20, 60), letters=(8, 50), tilt=(0.0, 0.6), defocus=(0.2, 0.5)),
    "monitor": Kind(module=(2.5, 14), codes=(1, 3), defocus=(0.1, 0.6), marks=("screen",)),
    "nominal": Kind(module=(4, 25)),
    "noncompliant": Kind(module=(5, 20), marks=("style",)),
    "pathological": Kind(module=(5, 16), codes=(1, 2), marks=("decoy",)),
    "perspective": Kind(module=(5, 20), tilt=(0.8, 1.25), codes=(1, 3)),
    "rotations": Kind(module=(1.6, 9), roll=(-3.14, 3.14), codes=(1, 4), tilt=(0.0, 0.6)),
    "shadows": Kind(codes=(1, 3), marks=("shadow",), light=(0.4, 0.9)),
}
