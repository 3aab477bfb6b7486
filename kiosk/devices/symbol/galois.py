"""Reed-Solomon over GF(256) as QR uses it (ISO/IEC 18004, 7.5.2), with erasures.

An erasure (a codeword known to be unreliable) costs half of what an error costs: that is the gain over a
decoder that sees bits only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_PRIME = 0x11D
_ORDER = 255


def _tables() -> tuple[list[int], list[int]]:
    powers, logs, value = [0] * (2 * _ORDER), [0] * 256, 1
    for exponent in range(_ORDER):
        powers[exponent] = powers[exponent + _ORDER] = value
        logs[value] = exponent
        value <<= 1
        if value & 0x100:
            value ^= _PRIME
    return powers, logs


_EXP, _LOG = _tables()
_EXP_ARRAY, _LOG_ARRAY = np.array(_EXP), np.array(_LOG)


def syndromes(block: npt.NDArray[np.uint8], parity: int) -> list[int]:
    """The block's values at the first `parity` powers of the generator; all zero for a valid block."""
    places = np.nonzero(block)[0]
    logs = _LOG_ARRAY[block[places]]
    exponents = len(block) - 1 - places
    turned = (logs[None, :] + np.arange(parity)[:, None] * exponents[None, :]) % _ORDER
    return [int(value) for value in np.bitwise_xor.reduce(_EXP_ARRAY[turned], axis=1)]


def correct(block: npt.NDArray[np.uint8], parity: int, erased: Sequence[int] = ()) -> npt.NDArray[np.uint8] | None:
    """The block without its errors, or None when there are too many.

    `block` is data followed by `parity` codewords; `erased` are positions that may hold anything. Corrects when
    2 x errors + erasures <= parity.
    """
    found = syndromes(block, parity)
    if not any(found):
        return block
    if len(erased) > parity:
        return None
    eraser = _locator([len(block) - 1 - place for place in erased])
    locator = _berlekamp_massey(found, eraser, len(erased), parity)
    errors = len(locator) - 1
    places = _roots(locator, len(block))
    if errors == 0 or len(places) != errors or 2 * (errors - len(erased)) + len(erased) > parity:
        return None
    fixed = _forney(block, found, locator, places, parity)
    return None if any(syndromes(fixed, parity)) else fixed


def _multiply(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def _locator(exponents: Sequence[int]) -> list[int]:
    """The product of (1 - x a^e), lowest power first."""
    result = [1]
    for exponent in exponents:
        shifted = [0, *(_multiply(term, _EXP[exponent % _ORDER]) for term in result)]
        result = [a ^ b for a, b in zip([*result, 0], shifted, strict=True)]
    return result


def _berlekamp_massey(found: list[int], eraser: list[int], erased: int, parity: int) -> list[int]:
    """The shortest locator that explains the syndromes, starting from the erasures."""
    current, previous, length = list(eraser), list(eraser), erased
    for step in range(erased, parity):
        gap = 0
        for power, term in enumerate(current[: step + 1]):
            gap ^= _multiply(term, found[step - power])
        previous = [0, *previous]
        if gap == 0:
            continue
        reduced = _add_scaled(current, previous, gap)
        if 2 * length <= step + erased:
            length = step + 1 + erased - length
            inverse = _EXP[_ORDER - _LOG[gap]]
            previous = [_multiply(term, inverse) for term in current]
        current = reduced
    while len(current) > 1 and current[-1] == 0:
        current.pop()
    return current


def _add_scaled(one: list[int], other: list[int], factor: int) -> list[int]:
    size = max(len(one), len(other))
    padded = one + [0] * (size - len(one))
    return [
        a ^ b for a, b in zip(padded, [_multiply(t, factor) for t in other] + [0] * (size - len(other)), strict=True)
    ]


def _roots(locator: list[int], size: int) -> list[int]:
    """The positions in a block of `size` at which the locator vanishes."""
    exponents = np.arange(size)
    total = np.zeros(size, dtype=np.int64)
    for power, term in enumerate(locator):
        if term:
            total ^= _EXP_ARRAY[(_LOG[term] - power * exponents) % _ORDER]
    return [size - 1 - int(exponent) for exponent in exponents[total == 0]]


def _forney(
    block: npt.NDArray[np.uint8], found: list[int], locator: list[int], places: list[int], parity: int
) -> npt.NDArray[np.uint8]:
    """The block with the error at each place added."""
    evaluator = [0] * parity
    for power, term in enumerate(locator[:parity]):
        for step in range(parity - power):
            evaluator[power + step] ^= _multiply(term, found[step])
    fixed = block.copy()
    for place in places:
        exponent = len(block) - 1 - place
        above = _evaluate(evaluator, -exponent)
        slope = 0
        for power in range(1, len(locator), 2):
            slope ^= _multiply(locator[power], _EXP[(-exponent * (power - 1)) % _ORDER])
        if slope == 0:
            return block
        magnitude = _EXP[(_LOG[above] - _LOG[slope] + exponent) % _ORDER] if above else 0
        fixed[place] ^= magnitude
    return fixed


def _evaluate(terms: list[int], exponent: int) -> int:
    value = 0
    for power, term in enumerate(terms):
        value ^= _multiply(term, _EXP[(exponent * power) % _ORDER])
    return value
