"""The package ``websockets``, of which two generations are in use: the old one of Debian 12 and the one since 13."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any, Union

import websockets.exceptions

from .errors import ServerRefused
from .options import Options

# asked for by what is there, not by the number of the version
try:
    from websockets.asyncio.client import connect as _connect

    _HEADERS = "additional_headers"
except ImportError:
    from websockets import connect as _connect  # type: ignore[assignment,attr-defined,no-redef,unused-ignore]

    _HEADERS = "extra_headers"

_FINAL_CLOSES = frozenset({1007, 1009, 4001, 4002, 4004, 4005})
_FINAL_ANSWERS = frozenset({400, 401, 403, 404, 426})
_NO_CODE = 1006


class Lost(Exception):
    """The connection could not be made, or ended; ``retry_after`` is what the server asked for, in seconds."""

    def __init__(self, code: int, reason: str, retry_after: float = 0) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
        self.retry_after = retry_after


class Transport:
    """One WebSocket connection. Belongs to one event loop."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    @staticmethod
    async def open(url: str, options: Options) -> Transport:
        """Connects.

        Raises ``Lost`` where it may work later, and ``ServerRefused`` where it will not.
        """
        arguments: dict[str, Any] = {
            "open_timeout": options.connect_timeout,
            "close_timeout": 1,
            # the heartbeats of the protocol tell more, and go on while the application is slow
            "ping_interval": None,
            "max_size": None,
            "max_queue": 16,
            "compression": None,
            _HEADERS: dict(options.headers() if options.headers else {}),
            **options.connection,
        }
        try:
            return Transport(await _connect(url, **arguments))
        except websockets.exceptions.InvalidHandshake as refusal:
            status, headers = _answer(refusal)
            if status in _FINAL_ANSWERS:
                raise ServerRefused(status, str(refusal)) from refusal
            raise Lost(status, str(refusal), _seconds(headers.get("Retry-After", ""))) from refusal
        except (OSError, EOFError, asyncio.TimeoutError) as failure:
            raise Lost(_NO_CODE, str(failure) or type(failure).__name__) from failure

    async def send(self, text: str) -> None:
        try:
            await self._socket.send(text)
        except websockets.exceptions.ConnectionClosed as end:
            raise _ending(end) from end

    async def receive(self) -> Union[str, bytes]:
        """The next frame. Raises ``Lost`` or ``ServerRefused`` at the end."""
        try:
            frame: Union[str, bytes] = await self._socket.recv()
            return frame
        except websockets.exceptions.ConnectionClosed as end:
            raise _ending(end) from end

    async def close(self) -> None:
        """Says goodbye, and does not wait long for the answer."""
        with contextlib.suppress(asyncio.TimeoutError, OSError):
            await asyncio.wait_for(self._socket.close(), 2)

    def abort(self) -> None:
        """Drops the connection."""
        self._socket.transport.abort()


def _answer(refusal: Exception) -> tuple[int, Mapping[str, str]]:
    """Status and headers of a refused handshake: of the answer, or in the old generation of the exception itself."""
    answer = getattr(refusal, "response", refusal)
    return getattr(answer, "status_code", 0), getattr(answer, "headers", {})


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isdigit() else 0


def _ending(end: websockets.exceptions.ConnectionClosed) -> Exception:
    code, reason = (end.rcvd.code, end.rcvd.reason) if end.rcvd else (_NO_CODE, "the connection was lost")
    return ServerRefused(code, reason) if code in _FINAL_CLOSES else Lost(code, reason)
