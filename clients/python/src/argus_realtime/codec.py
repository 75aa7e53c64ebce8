"""Frames to messages and back. Numbers keep their exact decimals both ways."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Union

from .errors import ArgusError

Message = dict[str, Any]
Decoder = Callable[[Union[str, bytes]], list[Message]]

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_LONGEST = 256 * 1024 * 1024


def decoder(decimals: bool) -> Decoder:
    """Gives the function that reads a frame, of whatever encoding, into its messages.

    It raises ``ArgusError`` where a frame is not what the protocol allows.
    """
    numbers: dict[str, Any] = {"parse_float": Decimal} if decimals else {}

    def decode(frame: Union[str, bytes]) -> list[Message]:
        try:
            if isinstance(frame, bytes):
                frame = _plain(frame).decode()
            message = json.loads(frame, **numbers)
            if not isinstance(message, dict):
                raise ArgusError(f"not an object: {frame[:80]}")
            return message["items"] if message.get("type") == "batch" else [message]
        except (ValueError, KeyError, zlib.error) as fault:
            raise ArgusError(f"unreadable frame: {fault}") from fault

    return decode


def _plain(frame: bytes) -> bytes:
    if frame[:2] != _GZIP:
        return frame
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    plain = unpacker.decompress(frame, _LONGEST)
    if not unpacker.eof:
        raise ArgusError("a gzip frame that does not end, or is too long")
    return plain


def encode(value: object) -> str:
    """Writes JSON; unlike the standard library's writer it takes decimals, and writes them with all their digits."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not a number of JSON: {value}")
        return format(value, "f")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"not a number of JSON: {value}")
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(str(name))}:{encode(member)}" for name, member in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ",".join(map(encode, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
