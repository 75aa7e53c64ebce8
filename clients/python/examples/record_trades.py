"""Records every trade to CSV, over reconnects, and says on the error stream what is missing, if anything is.

``record_trades.py [--url ws://host:8765] [--out trades.csv] BTC-USD ...``
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import sys
from typing import TextIO

from argus_realtime import Batch, Client, Gap, Options, Update

COLUMNS = ("topic", "epoch", "seq", "ts", "timestamp", "price", "volume", "direction", "trade_id")


async def main(url: str, symbols: list[str], out: TextIO, most: int) -> None:
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    options = Options(name="record-trades", encodings=("json+gzip", "json"), batch=Batch(max_delay_ms=100))
    async with Client(url, options) as client:
        tape = client.subscribe(symbols, "trade", name="tape", delivery="all", snapshot=False)
        written = 0
        async for event in tape.updates():
            if isinstance(event, Update):
                trade = event.data
                rows.writerow(
                    [event.topic, event.epoch, event.seq, event.ts, *(trade.get(name, "") for name in COLUMNS[4:])]
                )
                written += 1
                if written == most:
                    return
            elif isinstance(event, Gap):
                end = "an unknown number" if event.to_seq is None else event.to_seq
                print(f"{event.topic}: {event.from_seq} to {end} missing ({event.cause})", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="ws://localhost:8765/")
    parser.add_argument("--out", default="-", help="a file; - for the standard output")
    parser.add_argument("--most", type=int, default=0, help="end after so many trades; 0 for never")
    parser.add_argument("symbols", nargs="*", default=["BTC-USD"])
    given = parser.parse_args()
    with contextlib.ExitStack() as files, contextlib.suppress(KeyboardInterrupt):
        stream = sys.stdout
        if given.out != "-":
            stream = files.enter_context(open(given.out, "w", newline="", encoding="utf-8"))
        asyncio.run(main(given.url, given.symbols, stream, given.most))
