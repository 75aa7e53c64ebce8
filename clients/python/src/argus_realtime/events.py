"""What a client tells its application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional, Union


@dataclass(frozen=True, slots=True)
class Update:
    """A new value of a topic, complete also where the server sent only what had changed.

    ``data`` is shared with the client, which builds the next value from it: read it, do not change it. Decimals are
    ``decimal.Decimal`` unless ``Options.decimals`` is off; whole numbers are ``int``.
    """

    topic: str
    """For example ``quote:000001.SZ`` or ``kline.1m:600519.SH``."""
    sub: str
    """The name of the set it belongs to."""
    seq: int
    """Rises with each update of the topic within an epoch."""
    pseq: Optional[int]
    """The sequence of the update before it on this connection; none for a snapshot."""
    merged: int
    """How many updates in between were owed and are not sent by themselves."""
    epoch: str
    ts: int
    """When the server accepted it, epoch milliseconds."""
    data: Mapping[str, Any]
    snapshot: bool = False
    rows: Sequence[Mapping[str, Any]] = ()
    """The newest values, oldest first, of a snapshot that was asked for with a number of rows."""
    src_ts: Optional[int] = None
    """The source's own time, epoch milliseconds, where ``timestamps`` asks for it."""
    in_ts: Optional[int] = None
    """When the server received the event from the source, epoch milliseconds, where ``timestamps`` asks for it."""

    @property
    def symbol(self) -> str:
        return self.topic.partition(":")[2]

    @property
    def data_type(self) -> str:
        """``quote``, ``tick``, ``trade``, ``kline`` or ``depth``."""
        return self.topic.partition(":")[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Gap:
    """Updates of a topic that will not come, both ends included."""

    topic: str
    sub: str
    from_seq: int
    to_seq: Optional[int]
    """None where the server has started anew, so that nobody knows how many there were."""
    cause: str
    """``slow_consumer``, ``paused``, ``lost`` (the resume came too late) or ``epoch_changed``."""


@dataclass(frozen=True, slots=True)
class Status:
    """Something the server says without having been asked: a source that is down, a slowed connection, a shutdown."""

    type: str
    message: str
    severity: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A topic, or a whole request, that the server did not accept."""

    code: int
    name: str
    message: str
    sub: Optional[str] = None
    symbol: Optional[str] = None
    data_type: Optional[str] = None
    suggestions: Sequence[str] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection is ready; what is wanted is being subscribed. ``welcome`` is what the server said of itself."""

    welcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The connection ended; the next attempt begins after ``retry_in`` seconds."""

    code: int
    reason: str
    retry_in: float


@dataclass(frozen=True, slots=True)
class Broken:
    """What came of a topic did not follow from what came before. It is being subscribed anew, and nothing was passed on."""

    topic: str
    sub: str
    reason: str


Event = Union[Update, Gap, Status, Refused, Connected, Disconnected, Broken]
