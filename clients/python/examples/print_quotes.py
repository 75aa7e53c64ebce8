"""Prints quotes as they come: ``print_quotes.py [--url ws://host:8765] 000001.SZ 600519.SH ...``."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from argus_realtime import Client, Disconnected, Options, Refused

FIELDS = ("last_price", "change_percent", "volume")


async def main(url: str, symbols: list[str], rate: float) -> None:
    async with Client(url, Options(name="print-quotes", encodings=("json+gzip", "json"))) as client:
        client.on(Refused, lambda refused: print(f"{refused.symbol}: {refused.message} {refused.suggestions or ''}"))
        client.on(Disconnected, lambda lost: print(f"disconnected ({lost.reason}), again in {lost.retry_in:.1f} s"))
        updates = client.updates()
        client.subscribe(symbols, "quote", fields=FIELDS, max_rate=rate)
        async for update in updates:
            data = update.data
            change = data.get("change_percent", 0)
            print(f"{update.symbol:<12}{data['last_price']:>12}{change:>+9.2f} %{data.get('volume', ''):>16}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="ws://localhost:8765/")
    parser.add_argument("--rate", type=float, default=2, help="most updates of a symbol in a second")
    parser.add_argument("symbols", nargs="*", default=["000001.SZ", "600519.SH", "BTC-USD"])
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(given.url, given.symbols, given.rate))
