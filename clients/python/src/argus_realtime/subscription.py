"""A named set of topics that is kept subscribed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Optional, Protocol, TypedDict, Union

from .chain import Chain
from .codec import Message
from .events import Gap, Update
from .mailbox import Events

if TYPE_CHECKING:
    from typing_extensions import Unpack

Many = Union[str, Iterable[str]]

# the server takes 10,000 values in a message, and a topic with the place to resume from has three
_TOPICS_IN_A_MESSAGE = 1_000
_PLACES_IN_A_MESSAGE = 2_500
_PATTERN = frozenset("*?@#")


class Wishes(TypedDict, total=False):
    """How the topics of a set are wanted; each may be left out. The protocol's page explains them."""

    periods: Sequence[str]
    depth: int
    fields: Optional[Sequence[str]]
    timestamps: Union[bool, Sequence[str], None]
    delivery: Literal["conflated", "all"]
    max_rate: Optional[float]
    update_frequency: str
    snapshot: Union[bool, int]
    where: Optional[Mapping[str, Any]]
    min_change: Optional[Mapping[str, Any]]
    filters: Optional[Mapping[str, Any]]


class Changes(TypedDict, total=False):
    """What of a set can be changed without subscribing anew; None takes a wish away."""

    fields: Optional[Sequence[str]]
    timestamps: Union[bool, Sequence[str], None]
    max_rate: Optional[float]
    where: Optional[Mapping[str, Any]]
    min_change: Optional[Mapping[str, Any]]
    filters: Optional[Mapping[str, Any]]
    paused: bool


class Keeper(Protocol):
    """Who carries a set's changes to the server."""

    def send(self, message: Message) -> None:
        """Sends while there is a connection; otherwise the whole set is sent when there is one again."""

    def chains(self, sub: str) -> list[Chain]: ...

    def restart(self, sub: str, keep: bool) -> None:
        """A set is being ended at the server, to be begun again if its topics are to be kept."""

    def removed(self, ended: Subscription, symbols: Sequence[str]) -> None:
        """Symbols are not wanted by this set any more; other sets may have them too."""

    def events_of(self, sub: str) -> Events[Union[Update, Gap]]: ...


class Subscription:
    """All combinations of some symbols with some data types, wanted in one way.

    Changes take effect at once where there is a connection, and otherwise with the next one; none of them waits. Made by
    ``Client.subscribe``.
    """

    def __init__(
        self, keeper: Keeper, name: str, symbols: Many, data_types: Many, **wishes: Unpack[Wishes]
    ) -> None:
        self.name = name
        self._keeper = keeper
        self._symbols: dict[str, None] = dict.fromkeys(_many(symbols))
        self._types = tuple(_many(data_types))
        self._wishes: dict[str, Any] = dict(wishes)
        self._paused = False
        self._closed = False
        if not self._types:
            raise ValueError("a set needs a data type")

    @property
    def symbols(self) -> tuple[str, ...]:
        """As they were given: also globs, ``@lists`` and ``#sectors``."""
        return tuple(self._symbols)

    @property
    def data_types(self) -> tuple[str, ...]:
        return self._types

    @property
    def topics(self) -> list[str]:
        """The topics the server has answered for."""
        return [chain.topic for chain in self._keeper.chains(self.name) if chain.active]

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def closed(self) -> bool:
        return self._closed

    def add(self, *symbols: str) -> None:
        """Wants more symbols."""
        new = [symbol for symbol in symbols if symbol not in self._symbols]
        self._symbols.update(dict.fromkeys(new))
        for message in self._requests(new, {}):
            self._keeper.send(message)

    def remove(self, *symbols: str) -> None:
        """Wants these symbols no longer."""
        old = [symbol for symbol in symbols if symbol in self._symbols]
        for symbol in old:
            del self._symbols[symbol]
        if not old or self._closed:
            return
        if any(map(is_pattern, (*old, *self._symbols))):
            # only the server knows what a pattern meant, so the set is ended and what is left of it begun again
            again = list(self.requests())
            self._keeper.restart(self.name, keep=True)
            for message in ({"type": "unsubscribe", "data": {"sub": self.name}}, *again):
                self._keeper.send(message)
        else:
            data: Message = {"symbols": old, "data_types": self._types}
            data |= {name: self._wishes[name] for name in ("periods", "depth") if name in self._wishes}
            self._keeper.send({"type": "unsubscribe", "data": data})
        self._keeper.removed(self, old)

    def reconfigure(self, **changes: Unpack[Changes]) -> None:
        """Changes wishes of the whole set, without a new subscription; None takes one away."""
        new: dict[str, Any] = dict(changes)
        self._paused = bool(new.get("paused", self._paused))
        self._wishes.update({name: wish for name, wish in new.items() if name != "paused"})
        if "fields" in new:
            for chain in self._keeper.chains(self.name):
                chain.reshaped = True
        self._keeper.send({"type": "reconfigure", "data": {"sub": self.name, **new}})

    def pause(self) -> None:
        """Has the server keep back the set's updates; topics that conflate go on with the newest state."""
        self.reconfigure(paused=True)

    def resume(self) -> None:
        self.reconfigure(paused=False)

    def close(self) -> None:
        """Wants none of it any more."""
        if not self._closed:
            self._closed = True
            self._keeper.restart(self.name, keep=False)
            self._keeper.send({"type": "unsubscribe", "data": {"sub": self.name}})
            self._keeper.removed(self, self.symbols)

    def updates(self) -> Events[Union[Update, Gap]]:
        """The updates of this set from now on, and what is missing between them."""
        return self._keeper.events_of(self.name)

    def requests(self) -> Iterator[Message]:
        """Everything a new connection has to be told, with the place of each topic to go on from."""
        yield from self._requests(self._symbols, self._places())
        if self._paused and self._symbols:
            yield {"type": "reconfigure", "data": {"sub": self.name, "paused": True}}

    def renewal(self, chain: Chain, resume: bool) -> Message:
        """Asks for one topic again, by a snapshot or from where it stands."""
        kind, _, symbol = chain.topic.partition(":")
        data = self._data([symbol], {chain.topic: chain.position} if resume and chain.position else {})
        data["data_types"] = [kind]
        data.pop("periods", None)
        data.pop("depth", None)
        if "from" not in data:
            data["snapshot"] = data.get("snapshot") or True
        return {"type": "subscribe", "data": data}

    def overlaps(self, other: Subscription, symbols: Iterable[str]) -> bool:
        """Whether it may share topics with another set's symbols."""
        if other is self or self._closed or not set(map(_base, self._types)) & set(map(_base, other._types)):
            return False
        mine, theirs = set(map(str.upper, self._symbols)), set(map(str.upper, symbols))
        return bool(mine & theirs) or any(map(is_pattern, mine | theirs))

    def _places(self) -> dict[str, Any]:
        return {chain.topic: chain.position for chain in self._keeper.chains(self.name) if chain.position}

    def _requests(self, symbols: Iterable[str], places: Mapping[str, Any]) -> Iterator[Message]:
        if self._closed:
            return
        wanted = list(symbols)
        each = len(self._types) * max(1, len(self._wishes.get("periods", ())))
        size = max(1, _TOPICS_IN_A_MESSAGE // each)
        literal = set(map(str.upper, self._symbols))
        for start in range(0, len(wanted), size):
            part = wanted[start : start + size]
            named = set(map(str.upper, part))
            # a topic of a symbol that is written otherwise, or was meant by a pattern, may belong to any part
            fitting = {
                topic: place
                for topic, place in places.items()
                if (symbol := topic.partition(":")[2]) in named or symbol not in literal
            }
            fitting = dict(list(fitting.items())[:_PLACES_IN_A_MESSAGE])
            yield {"type": "subscribe", "data": self._data(part, fitting)}

    def _data(self, symbols: list[str], places: Mapping[str, Any]) -> Message:
        data: Message = {"sub": self.name, "symbols": symbols, "data_types": self._types}
        data |= {name: wish for name, wish in self._wishes.items() if wish is not None}
        if places:
            data["from"] = places
        return data


def is_pattern(symbol: str) -> bool:
    """Whether it stands for several symbols."""
    return not _PATTERN.isdisjoint(symbol)


def _base(data_type: str) -> str:
    return data_type.lower().partition(".")[0]


def _many(names: Many) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
