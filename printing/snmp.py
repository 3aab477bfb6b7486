"""One SNMP v1 GET over UDP, for printers that tell their state on no other line.

Brother QL printers do not answer status requests over TCP; on the network their 32-byte status is an SNMP
value. Encoding: ITU-T X.690 (BER), RFC 1157 section 4.1.2.
"""

from __future__ import annotations

import socket
import time

SNMP_PORT = 161
_INTEGER, _OCTETS, _NULL, _OID, _SEQUENCE, _GET, _RESPONSE = 0x02, 0x04, 0x05, 0x06, 0x30, 0xA0, 0xA2
_COMMUNITY = b"public"


def get(host: str, oid: str, deadline_ms: int, port: int = SNMP_PORT) -> bytes | None:
    """The raw value of `oid` at `host`; None when there is no usable answer in time."""
    request_id = time.monotonic_ns() & 0x7FFFFFFF
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.settimeout(max(deadline_ms, 1) / 1000)
        try:
            line.sendto(encode_get(oid, request_id), (host, port))
            answer = line.recv(4096)
        except OSError:
            return None
    return decode_value(answer, oid, request_id)


def encode_get(oid: str, request_id: int) -> bytes:
    """A GetRequest for one variable."""
    variable = _pack(_SEQUENCE, _pack(_OID, _oid(oid)) + _pack(_NULL, b""))
    body = _number(request_id) + _number(0) + _number(0) + _pack(_SEQUENCE, variable)
    return _pack(_SEQUENCE, _number(0) + _pack(_OCTETS, _COMMUNITY) + _pack(_GET, body))


def decode_value(message: bytes, oid: str, request_id: int) -> bytes | None:
    """The value in an answer to that very request; None for errors, other requests and broken messages."""
    try:
        _, _, response = _parts(_only(message, _SEQUENCE), 3)
        identity, error, _, variables = _parts(_content(response, _RESPONSE), 4)
        name, value = _parts(_only(_content(variables, _SEQUENCE), _SEQUENCE), 2)
        same = _content(identity, _INTEGER) == _content(_number(request_id), _INTEGER)
        usable = same and not any(_content(error, _INTEGER)) and _content(name, _OID) == _oid(oid)
    except ValueError:
        return None
    return value[1] if usable else None


_Part = tuple[int, bytes]


def _pack(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content


def _number(value: int) -> bytes:
    return _pack(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def _oid(text: str) -> bytes:
    first, second, *rest = (int(arc) for arc in text.split("."))
    return b"".join(_arc(arc) for arc in (first * 40 + second, *rest))


def _arc(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(0x80 | value & 0x7F)
    return bytes(reversed(groups))


def _next(data: bytes) -> tuple[_Part, bytes]:
    if len(data) < 2:
        raise ValueError("cut short")
    tag, length, start = data[0], data[1], 2
    if length & 0x80:
        start = 2 + (length & 0x7F)
        length = int.from_bytes(data[2:start], "big")
    if len(data) < start + length:
        raise ValueError("cut short")
    return (tag, data[start : start + length]), data[start + length :]


def _parts(data: bytes, count: int) -> list[_Part]:
    parts = []
    while data:
        part, data = _next(data)
        parts.append(part)
    if len(parts) != count:
        raise ValueError("another form")
    return parts


def _only(data: bytes, tag: int) -> bytes:
    part, _ = _next(data)
    return _content(part, tag)


def _content(part: _Part | bytes, tag: int) -> bytes:
    kind, content = _next(part)[0] if isinstance(part, bytes) else part
    if kind != tag:
        raise ValueError("another form")
    return content
