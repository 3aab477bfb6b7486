"""What the keys of a keyboard mean by their place, whatever layout the desk has set.

A handheld scanner presses the keys of an American keyboard. On an AZERTY or Arabic desk the system turns them
into other characters; the place of each key (PC scan code set 1) still tells the right one.
"""

from __future__ import annotations

ENTER = 0x1C
KEYPAD_ENTER = 0x60
TAB = 0x0F
_X11_OFFSET = 8
"""X11 and Wayland key codes are Linux event codes plus 8; on the main block those equal set 1."""
_ROWS = (
    (0x02, "1234567890-=", "!@#$%^&*()_+"),
    (0x10, "qwertyuiop[]", "QWERTYUIOP{}"),
    (0x1E, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (0x2B, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (0x39, " ", " "),
)
_PLAIN = {first + n: character for first, plain, _ in _ROWS for n, character in enumerate(plain)}
_SHIFTED = {first + n: character for first, _, shifted in _ROWS for n, character in enumerate(shifted)}
_MAC_KEYS = "asdfhgzxcv\0bqweryt123465=97-80]ou[ip\0lj'k;\\,/nm."
"""The keys of Apple's virtual key codes 0 to 47 (kVK_ANSI_*, HIToolbox/Events.h); \\0 where there is no character."""
_MAC_EXTRA = {0x24: ENTER, 0x4C: KEYPAD_ENTER, 0x30: TAB, 0x31: 0x39, 0x32: 0x29}
_PLACE = {character: place for place, character in _PLAIN.items()}
_MAC_PLACE = {code: _PLACE[character] for code, character in enumerate(_MAC_KEYS) if character != "\0"} | _MAC_EXTRA
_EXTENDED_ENTER = frozenset({0x11C, 0xE01C})


def us_character(place: int, *, shift: bool) -> str | None:
    """What an American keyboard writes with the key at `place` (set 1); None for a key without a character."""
    return (_SHIFTED if shift else _PLAIN).get(place)


def place_of(platform: str, scan_code: int, virtual_key: int) -> int:
    """The place of a key in set 1 from what the system reports; 0 when it is not known.

    `platform` is `sys.platform`; `scan_code` and `virtual_key` are the native values of the key event.
    """
    if platform == "darwin":
        return _MAC_PLACE.get(virtual_key, 0)
    if platform == "win32":
        return KEYPAD_ENTER if scan_code in _EXTENDED_ENTER else scan_code
    return max(0, scan_code - _X11_OFFSET)
