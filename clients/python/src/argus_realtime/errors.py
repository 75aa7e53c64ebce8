"""What can go wrong in a way that the caller has to know of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ArgusError(Exception):
    """Base of all errors of this package."""


class NotConnected(ArgusError):
    """There is no connection now, or it ended before the answer came. The client goes on connecting by itself."""


class RequestFailed(ArgusError):
    """The server answered a request with an error.

    ``code`` and ``name`` are those of the server's registry, ``details`` names the place of the fault if it is known.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(f"{data.get('code')} {data.get('name')}: {data.get('message')}")
        self.code: int = data.get("code", 0)
        self.name: str = data.get("name", "")
        self.details: Mapping[str, Any] = data.get("details") or {}


class ServerRefused(ArgusError):
    """The server does not want this client as it is: it is not tried again.

    ``code`` is the close code (4001 bad token, 4002 forbidden, 4004 connection limit, 4005 protocol violation, 1007, 1009)
    or the HTTP status of the handshake.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"refused with {code}: {reason}")
        self.code = code
        self.reason = reason
