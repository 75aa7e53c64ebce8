"""How a client talks to the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Optional

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Batch:
    """Several messages in one frame."""

    max_delay_ms: int = 0
    """How long a message may wait for others; 0 waits only while a frame is being sent anyway."""
    max_items: int = 500


@dataclass(frozen=True)
class Options:
    """All are offers: the server answers with what it agrees to, and one that knows none of them is used as it is."""

    name: str = "argus-realtime-python/0.1"
    """Tells the server's operator who this is."""
    encodings: Sequence[str] = ("json",)
    """``json``, ``json+gzip``, ``json+binary``, in the order of preference."""
    batch: Optional[Batch] = field(default_factory=Batch)
    delta: bool = True
    """Whether the server may send only what has changed."""
    flow: Literal["push", "credit"] = "push"
    """With ``credit`` the server sends only what the application is ready to take, and merges the rest meanwhile."""
    credit: int = 64
    """Frames that may be under way with ``credit`` flow, 1 to 1000."""
    heartbeat: float = 5.0
    """Seconds between two heartbeats of the server; after two and a half of them in silence the connection is given up.
    0 for none, else 0.5 to 600."""
    decimals: bool = True
    """Whether numbers with a fraction are ``decimal.Decimal``, exactly as sent, rather than ``float``."""
    backlog: int = 10_000
    """Events that may wait for one reader; when there are more the client stops reading from the server."""
    headers: Optional[Callable[[], Headers]] = None
    """Gives the headers of each handshake, for example ``Authorization``."""
    connect_timeout: float = 10.0
    """Seconds for a handshake, and for each answer of the opening."""
    backoff: float = 0.5
    """Seconds the first wait before a new attempt has at most; it doubles with each failure."""
    backoff_limit: float = 30.0
    """Seconds no wait exceeds."""
    connection: Mapping[str, Any] = field(default_factory=dict)
    """More arguments for ``connect`` of the package ``websockets``, for example ``ssl``."""

    def __post_init__(self) -> None:
        if not 1 <= self.credit <= 1000:
            raise ValueError(f"credit is 1 to 1000: {self.credit}")
        if self.heartbeat != 0 and not 0.5 <= self.heartbeat <= 600:
            raise ValueError(f"heartbeat is 0, or 0.5 to 600 seconds: {self.heartbeat}")
        if self.backlog < 1:
            raise ValueError(f"backlog is at least 1: {self.backlog}")

    def hello(self) -> dict[str, Any]:
        """The ``data`` of the message that offers all this."""
        data: dict[str, Any] = {
            "version": 2,
            "client": self.name,
            "encodings": list(self.encodings),
            "delta": self.delta,
            "flow": self.flow,
            "heartbeat_ms": round(self.heartbeat * 1000),
        }
        if self.batch is not None:
            data["batch"] = {"max_delay_ms": self.batch.max_delay_ms, "max_items": self.batch.max_items}
        return data
