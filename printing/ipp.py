"""Just enough IPP to print one document and hear what became of it.

Encoding: RFC 8010 section 3. Operations, attributes and states: RFC 8011 sections 4 and 5.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum

_VERSION = b"\x02\x00"
_OPERATION_GROUP, _END = 0x01, 0x03
_FIRST_VALUE_TAG = 0x10


class Operation(IntEnum):
    """The operations used here."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


class Tag(IntEnum):
    """The value types used here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49


class JobState(IntEnum):
    """RFC 8011 section 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


PRINTER_STOPPED = 5
"""The `printer-state` that says so; RFC 8011 section 5.4.11."""
BUSY = 0x0507
"""server-error-busy (1287): ask again a little later."""

Value = int | str
Attribute = tuple[Tag, str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response: its status code and its attributes, of all groups, each with all its values."""

    code: int
    attributes: dict[str, list[Value]] = field(default_factory=dict)

    @property
    def successful(self) -> bool:
        return self.code < 0x0100

    def number(self, name: str) -> int | None:
        """The first value of `name` when it is a number."""
        value = next(iter(self.attributes.get(name, [])), None)
        return value if isinstance(value, int) else None

    def words(self, name: str) -> list[str]:
        """All values of `name` that are text."""
        return [value for value in self.attributes.get(name, []) if isinstance(value, str)]


def encode_request(operation: Operation, request_id: int, attributes: list[Attribute], document: bytes = b"") -> bytes:
    """A request in UTF-8 and English; `attributes` go into the operation group, in their order."""
    standard: list[Attribute] = [
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        (Tag.LANGUAGE, "attributes-natural-language", "en"),
    ]
    body = b"".join(_attribute(*each) for each in (*standard, *attributes))
    head = _VERSION + struct.pack(">HI", operation, request_id)
    return head + bytes((_OPERATION_GROUP,)) + body + bytes((_END,)) + document


def _attribute(tag: Tag, name: str, value: Value) -> bytes:
    raw = value.encode() if isinstance(value, str) else struct.pack(">i", value)
    key = name.encode()
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(raw)) + raw


def decode_answer(message: bytes) -> Answer:
    """Reads a response; ValueError when it is cut short or not IPP."""
    try:
        code = struct.unpack_from(">H", message, 2)[0]
        return Answer(code=code, attributes=_attributes(message))
    except (struct.error, IndexError) as error:
        raise ValueError("not a complete IPP response") from error


def _attributes(message: bytes) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    position, name = 8, ""
    while (tag := message[position]) != _END:
        position += 1
        if tag < _FIRST_VALUE_TAG:
            continue
        key, position = _string(message, position)
        raw, position = _string(message, position)
        name = key.decode("utf-8", "replace") or name
        found.setdefault(name, []).append(_value(tag, raw))
    return found


def _string(message: bytes, position: int) -> tuple[bytes, int]:
    length = struct.unpack_from(">H", message, position)[0]
    end = position + 2 + length
    if end > len(message):
        raise ValueError("not a complete IPP response")
    return message[position + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in {Tag.INTEGER, Tag.ENUM} and len(raw) == 4:
        return int.from_bytes(raw, "big", signed=True)
    if tag == Tag.BOOLEAN:
        return int(any(raw))
    return raw.decode("utf-8", "replace")
