"""A wire between client and server that a test can cut or freeze."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Optional
from urllib.parse import urlsplit


class Cable:
    """Passes bytes on, both ways, between whoever connects to ``url`` and the server at the other end."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self.connections = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}{self._path}"

    async def __aenter__(self) -> Cable:
        self._listener = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self._listener.close()
        self.cut()
        for task in self._tasks:
            task.cancel()

    def cut(self) -> None:
        """Ends all connections without a word."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    def freeze(self) -> None:
        """Passes nothing on, and lets connections stand, those that are made meanwhile as well."""
        self._flows.clear()

    def thaw(self) -> None:
        self._flows.set()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            far_reader, far_writer = await asyncio.open_connection(self._host, self._port)
        except OSError:  # the server is gone
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        for source, drain in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pass(source, drain))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, source: asyncio.StreamReader, drain: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                await self._flows.wait()
                drain.write(data)
                await drain.drain()
        drain.close()
