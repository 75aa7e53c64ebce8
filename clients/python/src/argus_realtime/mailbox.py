"""Events on their way to one reader."""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from collections import deque
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Generic, Optional, TypeVar

from .events import Event

E = TypeVar("E")


class Mailbox:
    """A bounded queue: who puts waits while it is full. Belongs to one event loop."""

    def __init__(self, accepts: Callable[[Event], bool], limit: int, idle: Callable[[], None]) -> None:
        self._accepts = accepts
        self._limit = limit
        self._on_idle = idle
        self._events: deque[Event] = deque()
        self._changed = asyncio.Event()
        self._failure: Optional[BaseException] = None
        self.closed = False
        self.waited_for = False
        """Whether the reader has finished with everything there was."""

    async def put(self, event: Event) -> None:
        if not self._accepts(event):
            return
        while len(self._events) >= self._limit and not self.closed:
            await self._change()
        if not self.closed:
            self._events.append(event)
            self._changed.set()

    async def take(self) -> Event:
        """The next event; raises ``StopAsyncIteration`` after the last, or what the mailbox was closed with."""
        while not self._events:
            if self.closed:
                raise self._failure or StopAsyncIteration
            self.waited_for = True
            self._on_idle()
            try:
                await self._change()
            finally:
                self.waited_for = False
        self._changed.set()
        return self._events.popleft()

    def close(self, failure: Optional[BaseException] = None) -> None:
        """Takes in nothing more; what waits can still be taken."""
        if not self.closed:
            self.closed = True
            self._failure = failure
            self._changed.set()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()


class Events(Generic[E], AsyncIterator[E]):
    """The reader's end of a mailbox. It takes part from its making until it is closed or given up."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        # a loop that was left must not keep the client waiting for its reader
        self._finalizer = weakref.finalize(self, _abandon, mailbox, asyncio.get_running_loop())

    def __aiter__(self) -> Events[E]:
        return self

    async def __anext__(self) -> E:
        return await self._mailbox.take()  # type: ignore[return-value]  # the mailbox accepts nothing else

    def close(self) -> None:
        """Ends the taking part; what waits can still be read."""
        self._mailbox.close()

    async def __aenter__(self) -> Events[E]:
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()


def _abandon(mailbox: Mailbox, loop: asyncio.AbstractEventLoop) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended, and everybody with it
        loop.call_soon_threadsafe(mailbox.close)
