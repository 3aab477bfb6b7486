"""From soft modules to text: format by correlation, codewords with their reliability, erasures where it is low.

The corrected codewords are drawn as a clean symbol and handed to zxing-cpp, which knows every mode and character
set; nothing of that is repeated here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import zxingcpp

from kiosk.devices.symbol.galois import correct
from kiosk.devices.symbol.structure import (
    Block,
    Format,
    Layout,
    Signs,
    blocks_of,
    format_places,
    format_words,
    layout_of,
    mask_signs,
    version_word,
)

Soft = npt.NDArray[np.float32]
"""Modules (n x n) from -1 (surely dark) over 0 (unknown) to +1 (surely light)."""
Codewords = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftText:
    """What a symbol says. `sure` is False when hardly any parity was left over to prove it: such a text has to be
    read once more from another picture."""

    text: str
    sure: bool
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Content:
    """What a symbol was found to hold: its format and the corrected stream of codewords."""

    form: Format
    codewords: Codewords


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Corrected:
    """The stream of codewords after correction, and the parity left over where erasures were used."""

    codewords: Codewords
    slack: int | None

    @property
    def sure(self) -> bool:
        return self.slack is None or self.slack >= _SURE_SLACK


_FORMATS_TRIED = 2
_LEAST_FORMAT_SCORE = 0.42
_FORMAT_MARGIN = 4.0
_SLACK = 2
_SURE_SLACK = 4
"""Parity that must be left over in each block when erasures were used, and in all of them for a text to be sure: a
chance hit needs 256 ** 2 tries, or 256 ** 4."""
_SPARED = {(1, 0): 3, (1, 1): 2, (1, 2): 1, (1, 3): 1, (2, 0): 2, (3, 0): 1}
"""By version and level: parity that must not be spent on errors (ISO/IEC 18004, table 9, misdecode protection)."""
_LEAST_AGREEMENT = 0.55
_CLEAR = 0.25
_PARITY_BITS = 32
_WRONG_SHARE = 0.1
"""Another ticket shows half of the parity bits wrong: one in ten of 32 by chance happens once in 700,000."""
_PADS = (0xEC, 0x11)
_COUNT_BITS = {1: (10, 12, 14), 2: (9, 11, 13), 4: (8, 16, 16)}


def read_soft(soft: Soft, version: int) -> SoftText | None:
    """The text of a symbol, or None. A wrong sure text is as good as impossible: the parity that is left over, the
    padding and the agreement with the picture all have to fit."""
    layout = layout_of(version)
    for form in likely_formats(soft):
        values = soft[layout.rows, layout.columns] * mask_signs(version, form.mask)
        corrected = _correct_all(values, version, form.level)
        if corrected is None:
            continue
        signs = _signs_of(corrected.codewords)
        if float((values * signs).sum()) < _LEAST_AGREEMENT * float(np.abs(values).sum()):
            continue
        text = _text_of(layout, form, signs * mask_signs(version, form.mask))
        if text is not None:
            content = Content(form=form, codewords=corrected.codewords)
            return SoftText(text=text, sure=corrected.sure, content=content)
    return None


def shows(soft: Soft, version: int, content: Content) -> bool:
    """Whether a symbol that can't be read shows this content and no other.

    Tickets of one series differ in a letter or two of the data, and then in nearly all parity codewords of that block,
    each in half of its bits. So in every block enough of the parity has to be seen, as it should be.
    """
    layout = layout_of(version)
    values = soft[layout.rows, layout.columns] * mask_signs(version, content.form.mask)
    wrong = (np.sign(values) != _signs_of(content.codewords)).reshape(-1, 8)
    clear = (np.abs(values) > _CLEAR).reshape(-1, 8)
    for block in blocks_of(version, content.form.level):
        parity = block.places[-block.parity :]
        seen = int(clear[parity].sum())
        if seen < _PARITY_BITS or int((clear & wrong)[parity].sum()) > _WRONG_SHARE * seen:
            return False
    return True


def likely_formats(soft: Soft) -> list[Format]:
    """What the two copies of the format information may say, likeliest first; nothing when the grid is not that of a
    symbol (or is turned)."""
    formats, words = format_words()
    first, second = format_places(len(soft))
    scores = np.zeros(len(formats))
    for places in (first, second):
        seen = np.array([soft[place] for place in places])
        scores += words @ seen
    order = np.argsort(-scores)[:_FORMATS_TRIED]
    least = max(_LEAST_FORMAT_SCORE * 30, float(scores[order[0]]) - _FORMAT_MARGIN)
    return [formats[n] for n in order if scores[n] >= least]


def _correct_all(values: npt.NDArray[np.float32], version: int, level: int) -> _Corrected | None:
    """The whole stream of codewords, each block corrected; None when one of them can't be."""
    codewords = np.packbits(values < 0)
    sureness = np.abs(values).reshape(-1, 8)
    reliability = sureness.min(axis=1) + 0.1 * sureness.mean(axis=1)
    blocks = blocks_of(version, level)
    least = _SPARED.get((version, level), 0)
    padding = _padding(codewords, version, blocks)
    if padding is not None:
        trusted = _fill_padding(codewords, reliability, padding)
        done = _correct_blocks(*trusted, blocks, least)
        if done is not None:
            return done
    done = _correct_blocks(codewords, reliability, blocks, least)
    return done if done is not None and _padding_is_right(done.codewords, version, blocks) else None


def _correct_blocks(
    codewords: Codewords, reliability: npt.NDArray[np.float32], blocks: tuple[Block, ...], least: int
) -> _Corrected | None:
    result = codewords.copy()
    left: list[int] = []
    for block in blocks:
        fixed, slack = _correct_block(codewords[block.places], reliability[block.places], block.parity, least)
        if fixed is None:
            return None
        left += [] if slack is None else [slack]
        result[block.places] = fixed
    return _Corrected(codewords=result, slack=sum(left) if left else None)


def _correct_block(
    block: Codewords, reliability: npt.NDArray[np.float32], parity: int, least: int
) -> tuple[Codewords | None, int | None]:
    """Without erasures first, then with more and more of the least reliable codewords erased; then the parity that
    is left over is told too."""
    plain = correct(block, parity)
    if plain is not None and parity - 2 * int((plain != block).sum()) >= least:
        return plain, None
    order = [int(n) for n in np.argsort(reliability)]
    for count in _erasure_counts(parity):
        erased = order[:count]
        fixed = correct(block, parity, erased)
        if fixed is None:
            continue
        errors = int((fixed != block).sum()) - int((fixed[erased] != block[erased]).sum())
        slack = parity - count - 2 * errors
        if slack >= max(_SLACK, least):
            return fixed, slack
    return None, None


def _erasure_counts(parity: int) -> Iterator[int]:
    step = max(1, parity // 8)
    yield from range(step, parity - _SLACK + 1, step)


def _signs_of(codewords: Codewords) -> Signs:
    return (1 - 2 * np.unpackbits(codewords).astype(np.int8)).astype(np.int8)


def _data_places(blocks: tuple[Block, ...]) -> npt.NDArray[np.intp]:
    """Where the data codewords stand in the stream, in the order of the message."""
    return np.concatenate([block.places[: len(block.places) - block.parity] for block in blocks])


def _message_end(data: Codewords, version: int) -> int | None:
    """The first codeword after a message of one plain segment and its terminator; None when it is not one."""
    bits = np.unpackbits(data[:4])
    mode = int(np.packbits(np.concatenate([np.zeros(4, np.uint8), bits[:4]]))[0])
    if mode not in _COUNT_BITS:
        return None
    width = _COUNT_BITS[mode][0 if version < 10 else 1 if version < 27 else 2]
    count = int("".join(map(str, bits[4 : 4 + width])), 2)
    lengths = {1: count // 3 * 10 + (0, 4, 7)[count % 3], 2: count // 2 * 11 + count % 2 * 6, 4: count * 8}
    end = 4 + width + lengths[mode]
    if end + 4 > len(data) * 8:
        return None
    tail = np.unpackbits(data[end // 8 : (end + 3) // 8 + 1])[end % 8 : end % 8 + 4]
    return None if tail.any() else (end + 4 + 7) // 8


def _padding(codewords: Codewords, version: int, blocks: tuple[Block, ...]) -> npt.NDArray[np.intp] | None:
    """The places of the padding, as far as the header tells; None when it tells nothing."""
    places = _data_places(blocks)
    end = _message_end(codewords[places], version)
    return None if end is None or end >= len(places) else places[end:]


def _fill_padding(
    codewords: Codewords, reliability: npt.NDArray[np.float32], padding: npt.NDArray[np.intp]
) -> tuple[Codewords, npt.NDArray[np.float32]]:
    """What the standard says is there needs no reading: padding under glare costs nothing."""
    filled, sure = codewords.copy(), reliability.copy()
    filled[padding] = _pads(codewords[padding])
    sure[padding] = 2.0
    return filled, sure


def _padding_is_right(codewords: Codewords, version: int, blocks: tuple[Block, ...]) -> bool:
    padding = _padding(codewords, version, blocks)
    if padding is None:
        return True
    return bool((codewords[padding] == _pads(codewords[padding])).all())


def _pads(seen: Codewords) -> Codewords:
    """What the padding should be, by what is seen of it: as the standard says; after a codeword of zeros, as encoders
    have it that fill up a codeword which the terminator has just ended; or zeros alone."""
    usual = np.resize(np.array(_PADS, dtype=np.uint8), len(seen))
    known = (usual, np.concatenate([np.zeros(1, np.uint8), usual[:-1]]), np.zeros_like(usual))
    return max(known, key=lambda pads: int((pads == seen).sum()))


def _text_of(layout: Layout, form: Format, signs: Signs) -> str | None:
    """Draws the corrected symbol and lets zxing-cpp read it."""
    modules = layout.pattern.copy()
    formats, words = format_words()
    word = words[formats.index(form)]
    for places in format_places(layout.size):
        for bit, place in enumerate(places):
            modules[place] = word[bit]
    modules[layout.rows, layout.columns] = signs
    if layout.version >= 7:
        _draw_version(modules, layout.version)
    clean = np.where(np.pad(modules, 4, constant_values=1) < 0, 0, 255).astype(np.uint8)
    drawn = np.ascontiguousarray(clean.repeat(3, axis=0).repeat(3, axis=1))
    found = zxingcpp.read_barcodes(
        drawn,
        formats=zxingcpp.BarcodeFormat.QRCodeModel2,
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,
        try_downscale=False,
    )
    return found[0].text if found and found[0].valid else None


def _draw_version(modules: Signs, version: int) -> None:
    word = version_word(version)
    for bit in range(18):
        sign = -1 if word >> bit & 1 else 1
        row, column = bit // 3, len(modules) - 11 + bit % 3
        modules[row, column] = modules[column, row] = sign
