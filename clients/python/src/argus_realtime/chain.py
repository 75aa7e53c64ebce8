"""The proof that nothing of a topic is missing."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Optional

from .events import Gap, Update
from .patch import merge_patch


class ChainBroken(Exception):
    """What came does not follow from what came before."""


class _Stage(enum.Enum):
    ASKED = "what comes before the next answer is of no use"
    ANSWERED = "a snapshot comes, or the update after the answer's sequence"
    RUNNING = "each update names the one before"


class Chain:
    """One topic as one client knows it: how far it has come, and the value there.

    An update has to name the one before (``pseq``); then nothing this client was owed is missing, whatever was merged,
    filtered or slowed. One that does not raises ``ChainBroken``, and the topic has to be asked for again.
    """

    def __init__(self, topic: str, sub: str) -> None:
        self.topic = topic
        self.sub = sub
        self.all = False
        """Whether every update is owed, rather than the newest state."""
        self.latest: Optional[Update] = None
        self.kept = False
        """Whether it is to outlive the end of its subscription, because it is being subscribed again."""
        self.reshaped = False
        """Whether values look different from now on, so that a patch of the present one would be wrong."""
        self.orphaned = False
        """Whether its subscription has ended, and no other has been answered yet."""
        self._epoch = ""
        self._seq = 0
        self._value: Optional[Mapping[str, Any]] = None
        self._filtered = False
        self._stage = _Stage.ASKED

    @property
    def active(self) -> bool:
        """Whether the server has answered for it."""
        return self._stage is not _Stage.ASKED

    @property
    def position(self) -> Optional[dict[str, Any]]:
        """Where to go on from after a reconnect; none before the first value."""
        return {"epoch": self._epoch, "seq": self._seq} if self._epoch and self._seq else None

    def asked(self) -> None:
        """The topic is being subscribed anew: what still comes of the old subscription is not looked at."""
        self._stage = _Stage.ASKED
        if self.reshaped:
            self.reshaped = False
            self._value = None

    def answered(self, sub: str, data: Mapping[str, Any]) -> Optional[Gap]:
        """Takes the answer to a subscription; gives what is missing since the last update, if anything."""
        self.sub = sub
        self.kept = self.orphaned = False
        options = data.get("options") or {}
        self.all = options.get("delivery") == "all"
        self._filtered = bool(options.get("where") or options.get("min_change"))
        before, self._epoch = self._epoch, data["epoch"]
        resumed = data.get("resumed")
        if resumed == "replayed":
            self._stage = _Stage.RUNNING
            return None
        self._value = None
        if resumed == "lost":
            self._stage = _Stage.RUNNING
            self._seq = data["to"]
            return Gap(self.topic, sub, data["from"], data["to"], "lost")
        last, self._seq = self._seq, data["seq"]
        self._stage = _Stage.ANSWERED
        if resumed == "snapshot" and (before != self._epoch or "code" in data):
            return Gap(self.topic, sub, last + 1, None, "epoch_changed")
        return None

    def update(self, message: Mapping[str, Any]) -> Optional[Update]:
        """Takes an update; gives nothing where it belongs to a subscription that has been replaced."""
        if self._stage is _Stage.ASKED:
            return None
        snapshot = bool(message.get("snapshot"))
        seq, pseq = message["seq"], message.get("pseq")
        self._check(snapshot, seq, pseq)
        if "data" in message:
            self._value = message["data"]
        elif self._value is None:
            raise ChainBroken("a patch came, and there is nothing it could change")
        else:
            self._value = merge_patch(self._value, message["d"])
        self._seq = seq
        self._stage = _Stage.RUNNING
        assert self._value is not None
        self.latest = Update(
            topic=self.topic,
            sub=self.sub,
            seq=seq,
            pseq=pseq,
            merged=message.get("merged", 0),
            epoch=self._epoch,
            ts=message["ts"],
            data=self._value,
            snapshot=snapshot,
            rows=tuple(message.get("rows", ())),
            src_ts=message.get("src_ts"),
            in_ts=message.get("in_ts"),
        )
        return self.latest

    def _check(self, snapshot: bool, seq: int, pseq: Optional[int]) -> None:
        if snapshot:
            if self._stage is not _Stage.ANSWERED:
                raise ChainBroken(f"a snapshot at {seq} that was not asked for")
        elif pseq != self._seq:
            raise ChainBroken(f"the update {seq} follows {pseq}, and {self._seq} came last")
        elif seq <= pseq:
            raise ChainBroken(f"the update {seq} follows {pseq}")

    def gap(self, data: Mapping[str, Any]) -> Optional[Gap]:
        """Takes a message that tells which updates are missing."""
        if self._stage is _Stage.ASKED:
            return None
        start, end = data["from"], data["to"]
        # a filter holds updates back that are not owed, and so not missing
        if start <= self._seq or end < start or (start != self._seq + 1 and not self._filtered):
            raise ChainBroken(f"{start} to {end} are missing, and {self._seq} came last")
        self._seq = end
        self._value = None
        self._stage = _Stage.RUNNING
        return Gap(self.topic, self.sub, start, end, data.get("cause", ""))

    def top(self, sent: int) -> None:
        """Takes the sequence which the server says it sent last."""
        if self._stage is _Stage.RUNNING and sent != self._seq:
            raise ChainBroken(f"the server has sent {sent}, and {self._seq} came last")
