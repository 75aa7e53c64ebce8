"""Client of Argus Realtime: keeps what is wanted subscribed, over reconnects, and proves that nothing is missing."""

from .client import Client
from .errors import ArgusError, NotConnected, RequestFailed, ServerRefused
from .events import Broken, Connected, Disconnected, Event, Gap, Refused, Status, Update
from .options import Batch, Options
from .subscription import Subscription

__all__ = [
    "ArgusError",
    "Batch",
    "Broken",
    "Client",
    "Connected",
    "Disconnected",
    "Event",
    "Gap",
    "NotConnected",
    "Options",
    "Refused",
    "RequestFailed",
    "ServerRefused",
    "Status",
    "Subscription",
    "Update",
]
