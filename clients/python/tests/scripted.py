"""A server that says what a test tells it to say."""

from __future__ import annotations

import asyncio
import gzip
import json
from types import TracebackType
from typing import Any, Optional, Union

try:
    from websockets.asyncio.server import serve
except ImportError:
    from websockets import serve  # type: ignore[assignment,attr-defined,no-redef,unused-ignore]

from argus_realtime import Options

QUICK = Options(backoff=0.01, backoff_limit=0.05, heartbeat=0, connect_timeout=5)
"""Options of a client that does not wait for long."""

LONG = 10.0
"""Seconds after which what was awaited does not come any more."""


class Peer:
    """The server's end of one connection."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.requests: list[dict[str, Any]] = []
        self.hello: dict[str, Any] = {}
        self.over = asyncio.Event()

    async def send(self, *messages: dict[str, Any]) -> None:
        for message in messages:
            await self.socket.send(json.dumps(message))

    async def raw(self, frame: Union[str, bytes]) -> None:
        await self.socket.send(frame)

    async def receive(self, kind: str) -> dict[str, Any]:
        """The next request of a type; those before it must not be of another."""
        request: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), LONG))
        self.requests.append(request)
        if request["type"] != kind:
            raise AssertionError(f"{kind} was to come, and this came: {request}")
        return request

    async def subscribed(self, seq: int = 0, **more: Any) -> dict[str, Any]:
        """Awaits a subscription and answers it for each topic; gives its data."""
        request = await self.receive("subscribe")
        data: dict[str, Any] = request["data"]
        for symbol in data["symbols"]:
            for kind in data["data_types"]:
                await self.send(answer(f"{kind}:{symbol}", seq, sub=data["sub"], **more))
        return data

    async def greet(self, **agreed: Any) -> Peer:
        await self.send({"type": "welcome", "data": {"client_id": "c-1", "limits": {"rate_limit": 100_000}}})
        request = await self.receive("hello")
        self.hello = request["data"]
        data = {"client_id": "c-1", "agreed": {"version": 2, "encoding": "json", **agreed}}
        await self.send({"type": "welcome", "id": request["id"], "data": data})
        return self

    async def close(self, code: int = 1000, reason: str = "") -> None:
        await self.socket.close(code, reason)
        self.over.set()

    async def drop(self) -> None:
        self.socket.transport.abort()
        self.over.set()


class Server:
    """Takes connections one after another and hands them to the test."""

    def __init__(self) -> None:
        self._peers: asyncio.Queue[Peer] = asyncio.Queue()
        self._listener: Any = None
        self.url = ""
        self.headers: list[Any] = []

    async def __aenter__(self) -> Server:
        self._listener = await serve(self._handle, "127.0.0.1", 0, ping_interval=None, close_timeout=0.2)
        self.url = f"ws://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}/ws"
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self._listener.close()

    async def accept(self) -> Peer:
        return await asyncio.wait_for(self._peers.get(), LONG)

    async def greeted(self, **agreed: Any) -> Peer:
        """The next connection, with its opening done."""
        return await (await self.accept()).greet(**agreed)

    async def _handle(self, socket: Any) -> None:
        peer = Peer(socket)
        request = getattr(socket, "request", None)
        self.headers.append(request.headers if request is not None else socket.request_headers)
        await self._peers.put(peer)
        over = asyncio.create_task(peer.over.wait())
        closed = asyncio.create_task(socket.wait_closed())
        await asyncio.wait({over, closed}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        closed.cancel()


def answer(topic: str, seq: int = 0, sub: str = "set-1", **more: Any) -> dict[str, Any]:
    """The answer to the subscription of one topic."""
    options = {"delivery": "all" if topic.startswith("trade") else "conflated", "snapshot": True}
    options |= more.pop("options", {})
    data = {"status": "active", "sub": sub, "topic": topic, "epoch": "e1", "seq": seq, "options": options, **more}
    return {"type": "subscription_response", "data": data}


def update(topic: str, seq: int, pseq: Optional[int] = None, **more: Any) -> dict[str, Any]:
    """An update; without ``pseq`` a snapshot, and without ``data`` or ``d`` of a price that is the sequence."""
    link = {"snapshot": True} if pseq is None else {"pseq": pseq, "merged": seq - pseq - 1}
    value = {} if "d" in more else {"data": {"symbol": topic.partition(":")[2], "price": seq}}
    return {"type": "market_data", "topic": topic, "seq": seq, "ts": 1, **link, **value, **more}


def zipped(*messages: dict[str, Any]) -> bytes:
    """A gzip frame; of several messages a batch."""
    batch = messages[0] if len(messages) == 1 else {"type": "batch", "n": len(messages), "items": messages}
    return gzip.compress(json.dumps(batch).encode())
