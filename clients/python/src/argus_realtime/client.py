"""The client: what is wanted, and who is told."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import itertools
import logging
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Optional, TypeVar, Union, cast

from .backoff import Backoff
from .chain import Chain
from .codec import Message
from .connection import Connection
from .errors import ArgusError, NotConnected, RequestFailed, ServerRefused
from .events import Connected, Disconnected, Event, Gap, Status, Update
from .mailbox import Events, Mailbox
from .options import Options
from .receiver import Receiver, request_id
from .subscription import Many, Subscription, Wishes
from .transport import Lost, Transport

if TYPE_CHECKING:
    from typing_extensions import Unpack

LOG = logging.getLogger("argus_realtime")
E = TypeVar("E", bound=Event)

_STEADY = 5.0
_UNREADABLE = 1002
_LOST_CANCEL = 3.0


class Client:
    """Keeps sets of topics subscribed at one server, whatever happens to the connection.

    Used as ``async with Client(url) as client``, by one event loop. It connects in the background; what is subscribed
    before that is subscribed then. Everything that can be iterated over or called back begins with its making, so make it
    before subscribing.
    """

    def __init__(self, url: str, options: Optional[Options] = None) -> None:
        self.url = url
        self.options = options or Options()
        self._sets: dict[str, Subscription] = {}
        self._chains: dict[str, Chain] = {}
        self._mailboxes: list[Mailbox] = []
        self._callbacks: list[tuple[type[Any], Callable[[Any], Any]]] = []
        self._names = itertools.count(1)
        self._connection: Optional[Connection] = None
        self._up = asyncio.Event()
        self._welcome: Message = {}
        self._come_back_at = 0.0
        self._failure: Optional[ArgusError] = None
        self._runner: Optional[asyncio.Task[None]] = None
        self._closed = False

    # --- being there ---

    async def __aenter__(self) -> Client:
        self._runner = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection and everything that waits for events."""
        self._closed = True
        while self._runner is not None and not self._runner.done():
            self._runner.cancel()
            # before Python 3.12 wait_for can lose a cancellation
            await asyncio.wait({self._runner}, timeout=_LOST_CANCEL)
        self._end(None)

    async def connected(self) -> Message:
        """Waits for a connection; gives what the server said of itself.

        Raises ``ServerRefused`` or ``RequestFailed`` where the server does not want this client.
        """
        if self._runner is None:
            raise RuntimeError("the client has not been entered")
        waiter = asyncio.create_task(self._up.wait())
        try:
            await asyncio.wait({waiter, self._runner}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiter.cancel()
        if self._failure is not None:
            raise self._failure
        if not self._up.is_set():
            raise NotConnected("the client is closed")
        return self._welcome

    # --- what is wanted ---

    def subscribe(
        self, symbols: Many, data_types: Many, name: Optional[str] = None, **wishes: Unpack[Wishes]
    ) -> Subscription:
        """Wants all combinations of symbols and data types from now on, as one named set.

        Symbols may be written in the usual ways, and be globs (``6*.SH``), ``@lists`` and ``#sectors``. A topic belongs to
        one set, the last that named it. Refusals are told as ``Refused``.
        """
        name = name or next(n for n in (f"set-{i}" for i in self._names) if n not in self._sets)
        if name in self._sets:
            raise ValueError(f"there is a set of this name: {name}")
        made = self._sets[name] = Subscription(self, name, symbols, data_types, **wishes)
        for message in made.requests():
            self.send(message)
        return made

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        return tuple(self._sets.values())

    def value(self, topic: str) -> Optional[Update]:
        """The newest update of a topic, also while there is no connection."""
        chain = self._chains.get(topic)
        return chain.latest if chain else None

    async def request(self, kind: str, **data: Any) -> Message:
        """Asks the server something, for example ``get_stats``; gives the ``data`` of the answer.

        Raises ``RequestFailed`` where the answer is an error, ``NotConnected`` where there is no connection.
        """
        if self._connection is None:
            raise NotConnected("there is no connection")
        answer = await self._connection.request(kind, data)
        return cast(Message, answer["data"])

    # --- who is told ---

    def updates(self) -> Events[Update]:
        """All updates from now on. The iteration ends when the client is closed, and raises where the server refuses it."""
        return self._listen(lambda event: isinstance(event, Update))

    def events(self) -> Events[Event]:
        """Everything there is to know, from now on: updates, gaps, status, refusals, connections."""
        return self._listen(lambda event: True)

    def events_of(self, sub: str) -> Events[Union[Update, Gap]]:
        """The updates of one set from now on, and what is missing between them."""
        return self._listen(lambda event: isinstance(event, (Update, Gap)) and event.sub == sub)

    def on(self, kind: type[E], callback: Callable[[E], Optional[Awaitable[None]]]) -> Callable[[], None]:
        """Calls back, and awaits what it returns, for each event of a kind. Gives what ends it.

        The client reads on when the callback has returned. What it raises is logged.
        """
        entry = (kind, callback)
        self._callbacks.append(entry)
        return lambda: self._callbacks.remove(entry) if entry in self._callbacks else None

    # --- for the sets ---

    def send(self, message: Message) -> None:
        """Sends while there is a connection; otherwise the whole set is sent when there is one again."""
        if self._connection is not None:
            self._connection.send({**message, "id": request_id(message["data"].get("sub", ""))})

    def chains(self, sub: str) -> list[Chain]:
        return [chain for chain in self._chains.values() if chain.sub == sub]

    def restart(self, sub: str, keep: bool) -> None:
        """A set is being ended at the server, to be begun again if its topics are to be kept."""
        for chain in self.chains(sub):
            if self._connection is not None:
                chain.asked()
                chain.kept = keep
            elif not keep:
                del self._chains[chain.topic]

    def removed(self, ended: Subscription, symbols: Sequence[str]) -> None:
        """A set wants some symbols no longer; others may have lost topics by it that they still want."""
        if ended.closed:
            del self._sets[ended.name]
        for other in self._sets.values():
            if other.overlaps(ended, symbols):
                self._subscribe(other)

    def _subscribe(self, wanted: Subscription) -> None:
        requests = list(wanted.requests())
        for chain in self.chains(wanted.name):
            chain.asked()
            chain.kept = True
        for message in requests:
            self.send(message)

    def _subscribe_all(self) -> None:
        for wanted in self._sets.values():
            self._subscribe(wanted)

    # --- the connection ---

    async def _run(self) -> None:
        backoff = Backoff(self.options.backoff, self.options.backoff_limit)
        clock = asyncio.get_running_loop()
        while not self._closed:
            began = clock.time()
            try:
                await self._connect()
            except Lost as lost:
                end = lost
            except (ServerRefused, RequestFailed) as refusal:
                self._end(refusal)
                return
            except ArgusError as fault:
                end = Lost(_UNREADABLE, str(fault))
            finally:
                self._connection = None
                self._up.clear()
            if clock.time() - began > _STEADY:
                backoff.reset()
            hint, self._come_back_at = self._come_back_at - clock.time(), 0.0
            wait = hint if hint > 0 else end.retry_after + backoff.next()
            LOG.info("disconnected with %s, next attempt in %.1f s", end, wait)
            await self._publish(Disconnected(end.code, end.reason, wait))
            await asyncio.sleep(wait)

    async def _connect(self) -> None:
        transport = await Transport.open(self.url, self.options)
        try:
            await self._converse(Connection(transport, self.options))
        finally:
            await transport.close()

    async def _converse(self, connection: Connection) -> None:
        self._welcome = await connection.open()
        self._connection = connection
        self._chains = {topic: chain for topic, chain in self._chains.items() if not chain.orphaned}
        receiver = Receiver(connection, self._sets, self._chains, self._subscribe_all)
        self._subscribe_all()
        self._up.set()
        await self._publish(Connected(self._welcome))
        async with contextlib.aclosing(connection.messages()) as frames:
            async for messages in frames:
                for message in messages:
                    for event in receiver.events(message):
                        if isinstance(event, Status) and event.type == "shutdown":
                            after = event.details.get("reconnect_after_ms", 0) / 1000
                            self._come_back_at = asyncio.get_running_loop().time() + float(after)
                        await self._publish(event)
                self._replenish()

    def _replenish(self) -> None:
        if self._connection is not None and all(mailbox.waited_for for mailbox in self._mailboxes):
            self._connection.replenish()

    # --- telling ---

    def _listen(self, accepts: Callable[[Event], bool]) -> Events[Any]:
        mailbox = Mailbox(accepts, self.options.backlog, self._replenish)
        if self._runner is not None and self._runner.done():
            mailbox.close(self._failure)
        self._mailboxes.append(mailbox)
        return Events(mailbox)

    async def _publish(self, event: Event) -> None:
        for kind, callback in tuple(self._callbacks):
            if isinstance(event, kind):
                try:
                    result = callback(event)
                    if inspect.isawaitable(result):
                        await result
                except Exception:
                    LOG.exception("a callback failed with %s", event)
        for mailbox in tuple(self._mailboxes):
            await mailbox.put(event)
            if mailbox.closed:
                self._mailboxes.remove(mailbox)

    def _end(self, failure: Optional[ArgusError]) -> None:
        self._failure = self._failure or failure
        for mailbox in self._mailboxes:
            mailbox.close(self._failure)
