"""One connection, from the greeting to its end."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import Any

from .codec import Message, decoder, encode
from .errors import ArgusError, NotConnected, RequestFailed
from .options import Options
from .transport import Lost, Transport

_UNKNOWN_TYPE = 4003
_SILENT_HEARTBEATS = 2.5
_PING_EVERY = 5.0
_SILENCE = 1006


class Connection:
    """Writes requests at the pace the server allows, reads messages, gives credit, and notices silence.

    Belongs to one task, which runs ``messages``; the others only leave word.
    """

    def __init__(self, transport: Transport, options: Options) -> None:
        self._transport = transport
        self._options = options
        self._decode = decoder(options.decimals)
        self._loop = asyncio.get_running_loop()
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Message]] = {}
        self._outgoing: deque[Message] = deque()
        self._something_to_send = asyncio.Event()
        self._spacing = 0.0
        self._listening_since: float | None = None
        self._used = 0
        self._credit = 0
        self._beats = True
        self.agreed: dict[str, Any] = {}

    async def open(self) -> Message:
        """Awaits the greeting and offers what the options say; gives what the server says of itself."""
        welcome = await self._opening("welcome")
        limits = welcome.get("limits") or {}
        # a little slower than allowed: the server counts in windows that are not ours
        self._spacing = 1.1 * limits.get("rate_limit_window_ms", 1000) / 1000 / max(1, limits.get("rate_limit", 100))
        hello = next(self._ids)
        await self._transport.send(encode({"type": "hello", "id": hello, "data": self._options.hello()}))
        answer = await self._opening("welcome", "error")
        if "code" not in answer:
            self.agreed = answer.get("agreed") or {}
            welcome = answer
        elif answer["code"] != _UNKNOWN_TYPE:
            raise RequestFailed(answer)
        self._beats = bool(self.agreed.get("heartbeat_ms"))
        if self.agreed.get("flow") == "credit":
            self._used = self._options.credit
            self.replenish()
        return welcome

    async def _opening(self, *types: str) -> Message:
        deadline = self._loop.time() + self._options.connect_timeout
        while True:
            try:
                frame = await asyncio.wait_for(self._transport.receive(), deadline - self._loop.time())
            except asyncio.TimeoutError as late:
                raise Lost(_SILENCE, "no answer to the greeting") from late
            for message in self._decode(frame):
                if message["type"] in types:
                    data: Message = message["data"]
                    return data

    async def messages(self) -> AsyncGenerator[list[Message], None]:
        """The messages of each frame, until the connection ends, which raises ``Lost`` or ``ServerRefused``."""
        helpers = [asyncio.create_task(self._write()), asyncio.create_task(self._watch())]
        try:
            while True:
                self._listening_since = self._loop.time()
                frame = await self._transport.receive()
                self._listening_since = None
                if self._credit:
                    self._used += 1
                    self._credit -= 1
                messages = self._decode(frame)
                for message in messages:
                    self._answered(message)
                yield messages
        finally:
            for helper in helpers:
                helper.cancel()
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(NotConnected("the connection ended before the answer came"))
                    answer.exception()  # who asked may have given up

    def send(self, message: Message) -> None:
        """Puts a message in line."""
        self._outgoing.append(message)
        self._something_to_send.set()

    def later(self, delay: float, action: Callable[[], None]) -> None:
        """Does something after a while."""
        self._loop.call_later(delay, action)

    async def request(self, kind: str, data: Message) -> Message:
        """Sends a request and awaits the message that answers it. Raises ``RequestFailed`` where that is an error."""
        number = next(self._ids)
        answer: asyncio.Future[Message] = self._loop.create_future()
        self._answers[number] = answer
        self.send({"type": kind, "id": number, "data": data})
        try:
            return await answer
        finally:
            del self._answers[number]

    def replenish(self) -> None:
        """Allows as many frames again as have been dealt with, once they are half of what may be under way."""
        if self.agreed.get("flow") == "credit" and self._used >= max(1, self._options.credit // 2):
            self.send({"type": "ready", "data": {"credit": self._used}})
            self._credit += self._used
            self._used = 0

    async def close(self) -> None:
        await self._transport.close()

    def _answered(self, message: Message) -> None:
        answer = self._answers.get(message.get("id", 0))
        if answer is not None and not answer.done():
            if message["type"] == "error":
                answer.set_exception(RequestFailed(message["data"]))
            else:
                answer.set_result(message)

    async def _write(self) -> None:
        try:
            while True:
                while not self._outgoing:
                    self._something_to_send.clear()
                    await self._something_to_send.wait()
                await self._transport.send(encode(self._outgoing.popleft()))
                await asyncio.sleep(self._spacing)
        except (Lost, ArgusError):
            pass  # the reader is told the same

    async def _watch(self) -> None:
        """Drops the connection when nothing comes although something should."""
        every = self.agreed.get("heartbeat_ms", 0) / 1000 or self._options.heartbeat
        if not every:
            return
        while True:
            await asyncio.sleep(every / 4)
            since = self._listening_since
            owed = self.agreed.get("flow") != "credit" or self._credit > 0
            silent = self._loop.time() - since if since is not None and owed else 0
            if silent > _SILENT_HEARTBEATS * every:
                self._transport.abort()
                return
            if not self._beats and silent > every:
                self.send({"type": "ping", "data": {}})
