"""How many bytes an update costs on the wire, by way of delivery.

    python3 bytes_per_update.py ws://localhost:8765/ws [seconds]

The server is to have the symbols 600000.SH to 600299.SH. Prints a Markdown table; payload only, without frame headers.
"""

import asyncio
import gzip
import json
import sys

import websockets

SYMBOLS = [f"{600000 + i}.SH" for i in range(300)]
FIELDS = ["last_price", "change_percent", "volume", "bids", "asks"]
SETTLE_SECONDS = 5


def hello(gzipped=False, delay=None, delta=False):
    """The terms of one way of delivery."""
    terms = {"delta": delta, "encodings": ["json+gzip" if gzipped else "json"]}
    if delay is not None:
        terms["batch"] = {"max_delay_ms": delay}
    return terms


WAYS = {
    "full JSON, one update a frame": (hello(), {}),
    "fields": (hello(), {"fields": FIELDS}),
    "delta": (hello(delta=True), {}),
    "delta batch, 50 ms": (hello(delta=True, delay=50), {}),
    "gzip batch, 50 ms": (hello(gzipped=True, delay=50), {}),
    "gzip delta batch, 50 ms": (hello(gzipped=True, delta=True, delay=50), {}),
    "gzip delta batch, 250 ms": (hello(gzipped=True, delta=True, delay=250), {}),
    "gzip delta batch, 500 ms": (hello(gzipped=True, delta=True, delay=500), {}),
}


async def measure(url, seconds, terms, options):
    """Bytes and updates in each frame: (bytes, updates, frames) in so many seconds."""
    wanted = {"symbols": SYMBOLS, "data_types": ["quote", "depth"], **options}
    size = updates = frames = 0
    async with websockets.connect(url, max_size=None) as socket:
        await socket.recv()
        await socket.send(json.dumps({"type": "hello", "data": terms}))
        await socket.recv()
        await socket.send(json.dumps({"type": "subscribe", "data": wanted}))
        clock = asyncio.get_running_loop().time
        begin = clock() + SETTLE_SECONDS
        while clock() < begin + seconds:
            frame = await socket.recv()
            if clock() >= begin:
                payload = frame if isinstance(frame, bytes) else frame.encode()
                text = gzip.decompress(payload) if isinstance(frame, bytes) else payload
                size += len(payload)
                updates += text.count(b'"pseq":')
                frames += 1
    return size, updates, frames


async def main(url, seconds=20.0):
    first = None
    print("| delivery | bytes for each update | of the first | updates in a frame |")
    print("|---|---|---|---|")
    for name, (terms, options) in WAYS.items():
        size, updates, frames = await measure(url, float(seconds), terms, options)
        each = size / updates
        first = first or each
        print(f"| {name} | {each:.0f} | {each / first:.3f} | {updates / frames:.0f} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
