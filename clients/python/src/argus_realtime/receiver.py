"""What the messages of a connection mean."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .chain import Chain, ChainBroken
from .codec import Message
from .connection import Connection
from .events import Broken, Event, Refused, Status
from .subscription import Subscription

LOG = logging.getLogger("argus_realtime")

_RATE_LIMITED = 4290
_FIRST_WAIT = 0.25
_LONGEST_WAIT = 30.0


class Receiver:
    """Turns the messages of one connection into events, and asks anew for topics of which something is missing."""

    def __init__(
        self,
        connection: Connection,
        sets: Mapping[str, Subscription],
        chains: dict[str, Chain],
        resend: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._sets = sets
        self._chains = chains
        self._resend = resend
        self._healed: dict[str, int] = {}

    def events(self, message: Message) -> Iterator[Event]:
        """What a message means to the application; nothing where it concerns the client alone."""
        kind = message["type"]
        if "seq" in message:
            yield from self._update(message)
        elif kind == "subscription_response":
            yield from self._answer(message)
        elif kind == "unsubscribe_response":
            self._ended(message["data"].get("topic", ""))
        elif kind == "gap":
            yield from self._gap(message["data"])
        elif kind == "heartbeat":
            yield from self._tops(message["data"].get("tops") or {})
        elif kind == "status":
            data = message["data"]
            yield Status(data["type"], data["message"], data["severity"], data.get("details") or {})
        elif kind == "error" or (kind == "reconfigure_response" and not message["data"].get("success", True)):
            yield from self._error(message)

    def _answer(self, message: Message) -> Iterator[Event]:
        data = message["data"]
        sub = str(data.get("sub") or named(message.get("id")))
        if data["status"] == "error":
            LOG.warning("%s of %s is refused: %s", data.get("data_type"), data.get("symbol"), data.get("message"))
            yield _refusal(data, sub)
        elif sub in self._sets:
            topic = data["topic"]
            chain = self._chains.setdefault(topic, Chain(topic, sub))
            gap = chain.answered(sub, data)
            if gap is not None:
                yield gap

    def _ended(self, topic: str) -> None:
        chain = self._chains.get(topic)
        if chain is None:
            return
        if chain.kept:  # it is asked for again, and goes on from where it is
            chain.kept = False
            chain.orphaned = True
        else:
            del self._chains[topic]

    def _update(self, message: Message) -> Iterator[Event]:
        chain = self._chains.get(message["topic"])
        if chain is None:
            return
        try:
            update = chain.update(message)
        except ChainBroken as fault:
            yield self._heal(chain, fault)
        else:
            if update is not None:
                yield update

    def _gap(self, data: Mapping[str, Any]) -> Iterator[Event]:
        chain = self._chains.get(data["topic"])
        if chain is None:
            return
        try:
            gap = chain.gap(data)
        except ChainBroken as fault:
            yield self._heal(chain, fault)
        else:
            if gap is not None:
                yield gap

    def _tops(self, tops: Mapping[str, Any]) -> Iterator[Event]:
        for topic, (sent, _) in tops.items():
            chain = self._chains.get(topic)
            if chain is not None:
                try:
                    chain.top(sent)
                except ChainBroken as fault:
                    yield self._heal(chain, fault)

    def _heal(self, chain: Chain, fault: ChainBroken) -> Broken:
        """Asks for a topic again: where every update is owed from its last good one, and otherwise by a snapshot."""
        LOG.warning("%s is broken and asked for again: %s", chain.topic, fault)
        times = self._healed[chain.topic] = self._healed.get(chain.topic, 0) + 1
        sub = self._sets[chain.sub]
        # if the replay does not fit either, only a snapshot helps
        renewal = sub.renewal(chain, resume=chain.all and times % 2 == 1)
        chain.asked()

        def send() -> None:
            if self._sets.get(sub.name) is sub:
                self._connection.send(renewal)

        wait = 0.0 if times == 1 else min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (times - 2))
        self._connection.later(wait, send)
        return Broken(chain.topic, chain.sub, str(fault))

    def _error(self, message: Message) -> Iterator[Event]:
        data = message["data"]
        if data.get("code") == _RATE_LIMITED:
            # nobody says which request it was; asking for everything again costs little, since it goes on from where it is
            self._connection.later(data.get("retry_after_ms", 1000) / 1000, self._resend)
        LOG.warning("the server answered %s %s: %s", data.get("code"), data.get("name"), data.get("message"))
        yield _refusal(data, named(message.get("id")))


def request_id(sub: str) -> str:
    """What a request about a set is known by."""
    return f"sub:{sub}"


def named(request: object) -> str | None:
    """The set that an answer is about, if it is about one."""
    return request[4:] if isinstance(request, str) and request.startswith("sub:") else None


def _refusal(data: Mapping[str, Any], sub: str | None) -> Refused:
    return Refused(
        code=data.get("code", 0),
        name=data.get("name", ""),
        message=data.get("message", ""),
        sub=sub,
        symbol=data.get("symbol"),
        data_type=data.get("data_type"),
        suggestions=tuple(data.get("suggestions", ())),
        details=data.get("details") or {},
    )
