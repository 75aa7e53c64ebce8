#!/usr/bin/env python3
"""A bridge from QMT to the rest of the world: HTTP and WebSocket in one file, nothing but the standard library (Python 3.8+).

On the Windows host, beside a miniQMT that is logged in:   python qmt_bridge.py --host 0.0.0.0 --api-key SECRET
Anywhere, with made-up ticks that move:                    python qmt_bridge.py --fake

README.md has the contract.
"""
import argparse
import base64
import datetime
import glob
import hashlib
import hmac
import json
import math
import os
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

OPEN_PATHS = ("/", "/health", "/api/meta/health")
LONGEST_MESSAGE = 1 << 20
PING_SECONDS = 20
SILENT_SECONDS = 60
STUCK_SECONDS = 30


class BadRequest(Exception):
    """What was asked for cannot be understood: 422."""


class NotFound(Exception):
    """There is no such thing here: 404."""


def plain(value):
    """The values of numpy and pandas as JSON has them; NaN is null."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def encode(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8")


def covers(codes, code):
    """Whether a code is among codes and markets."""
    return code in codes or code.rsplit(".", 1)[-1] in codes


class XtSource:
    """xtquant of the client on this host. Its calls are made by one thread at a time; its callbacks come on its own."""

    def __init__(self, download):
        from xtquant import xtdata  # only there on Windows

        self.xt = xtdata
        self.download = download

    def connected(self):
        client = self.xt.get_client()
        return bool(client and client.is_connected())

    def full_tick(self, codes):
        return plain(self.xt.get_full_tick(codes))

    def bars(self, codes, period, start, end, count, adjust, fill):
        if self.download:
            for code in codes:
                self.xt.download_history_data(code, period, start, end)
        tables = self.xt.get_market_data_ex(
            [], codes, period=period, start_time=start, end_time=end, count=count, dividend_type=adjust, fill_data=fill
        )
        return {
            code: [] if table is None or table.empty else plain(table.reset_index().to_dict("records"))
            for code, table in tables.items()
        }

    def sector(self, name):
        return list(self.xt.get_stock_list_in_sector(name))

    def detail(self, code):
        return plain(self.xt.get_instrument_detail(code) or {})

    def dates(self, market, start, end, count):
        return plain(self.xt.get_trading_dates(market, start, end, count))

    def subscribe(self, code, period, callback):
        return self._number(self.xt.subscribe_quote(code, period=period, count=0, callback=callback), code)

    def subscribe_whole(self, codes, callback):
        return self._number(self.xt.subscribe_whole_quote(codes, callback=callback), codes)

    def unsubscribe(self, number):
        self.xt.unsubscribe_quote(number)

    @staticmethod
    def _number(number, what):
        if number is None or number < 0:
            raise RuntimeError("QMT does not take the subscription of %s" % (what,))
        return number


class FakeSource:
    """Ticks from files. While there are subscriptions, prices go up and down by one step and volumes grow."""

    def __init__(self, folder, every_ms):
        self.ticks = {}
        self.subscriptions = {}
        self.numbers = 0
        self.steps = 0
        self.lock = threading.Lock()
        for file in sorted(glob.glob(os.path.join(folder, "*.json"))):
            with open(file, encoding="utf-8") as text:
                for code, rows in json.load(text).items():
                    tick = rows[0] if isinstance(rows, list) else rows
                    if "lastPrice" in tick and "time" in tick:
                        self.ticks[code] = tick
        if not self.ticks:
            raise SystemExit("no ticks in %s" % folder)
        if every_ms > 0:
            threading.Thread(target=self._run, args=(every_ms / 1000.0,), daemon=True).start()

    def _run(self, seconds):
        while True:
            time.sleep(seconds)
            with self.lock:
                wanted = list(self.subscriptions.values())
                self.steps += 1
                codes = [c for c in self.ticks if any(covers(w, c) for _, w, _ in wanted)]
                for code in codes:
                    self.ticks[code] = self._moved(self.ticks[code])
                ticks = dict(self.ticks)
            for whole, want, callback in wanted:
                hit = {c: ticks[c] if whole else [ticks[c]] for c in codes if covers(want, c)}
                if hit:
                    callback(hit)

    def _moved(self, tick):
        step = 0.01 if self.steps % 2 else -0.01
        moved = dict(tick, time=int(time.time() * 1000), lastPrice=round(tick["lastPrice"] + step, 4))
        moved.pop("timetag", None)
        moved["volume"] = tick.get("volume", 0) + 1
        if "pvolume" in tick:
            moved["pvolume"] = tick["pvolume"] + 100
        return moved

    def connected(self):
        return True

    def full_tick(self, codes):
        with self.lock:
            return {c: t for c, t in self.ticks.items() if covers(codes, c)}

    def bars(self, codes, period, start, end, count, adjust, fill):
        """Five bars of the weekdays, or of the first minutes of the weekday, before the tick."""
        with self.lock:
            return {c: self._bars(self.ticks[c], period, count) for c in codes if c in self.ticks}

    @staticmethod
    def _bars(tick, period, count):
        shanghai = datetime.timezone(datetime.timedelta(hours=8))
        date = datetime.datetime.fromtimestamp(tick["time"] / 1000, shanghai).date()
        days = []
        while len(days) < 5:
            date -= datetime.timedelta(days=1)
            if date.weekday() < 5:
                days.insert(0, date)
        if period == "1d":
            labels = [datetime.datetime.combine(d, datetime.time(), shanghai) for d in days]
            form = "%Y%m%d"
        elif period == "1m":
            labels = [datetime.datetime.combine(days[-1], datetime.time(9, 31 + n), shanghai) for n in range(5)]
            form = "%Y%m%d%H%M%S"
        else:
            return []
        price = tick.get("lastClose") or tick["lastPrice"]
        rows = []
        for n, label in enumerate(labels):
            close = round(price + n * 0.01, 3)
            rows.append({
                "index": label.strftime(form), "time": int(label.timestamp() * 1000),
                "open": price, "high": round(close + 0.01, 3), "low": price, "close": close,
                "volume": 100 + n, "amount": round(close * (100 + n) * 100, 2),
                "settelementPrice": 0.0, "openInterest": 0, "preClose": price, "suspendFlag": 0,
            })
        return rows[-count:] if count > 0 else rows

    def sector(self, name):
        return sorted(self.ticks)

    def detail(self, code):
        tick = self.ticks.get(code)
        if tick is None:
            return {}
        return {"InstrumentID": code.split(".")[0], "ExchangeID": code.split(".")[1], "InstrumentName": "fake " + code,
                "PreClose": tick.get("lastClose"), "PriceTick": 0.01, "IsTrading": True}

    def dates(self, market, start, end, count):
        return []

    def subscribe(self, code, period, callback):
        return self._add(False, [code], callback)

    def subscribe_whole(self, codes, callback):
        number = self._add(True, codes, callback)
        snapshot = self.full_tick(codes)
        if snapshot:
            callback(snapshot)
        return number

    def _add(self, whole, codes, callback):
        with self.lock:
            self.numbers += 1
            self.subscriptions[self.numbers] = (whole, set(codes), callback)
            return self.numbers

    def unsubscribe(self, number):
        with self.lock:
            self.subscriptions.pop(number, None)


class Outbox:
    """What waits for one client: the newest value of each code. A client that is slow gets fewer values and no old ones."""

    def __init__(self):
        self.changed = threading.Condition()
        self.latest = {}
        self.closed = False

    def put(self, rows):
        with self.changed:
            self.latest.update(rows)
            self.changed.notify()

    def take(self, seconds):
        """All that waits; empty if nothing came in time, None when it is closed."""
        with self.changed:
            if not self.latest and not self.closed:
                self.changed.wait(seconds)
            if self.closed:
                return None
            rows, self.latest = self.latest, {}
            return rows

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify()


class Protocol(Exception):
    """The client does not keep to RFC 6455: the connection ends with a code."""

    def __init__(self, code, reason):
        super().__init__(reason)
        self.code = code


class Wire:
    """Frames of RFC 6455 on the socket of one client. Any thread may send."""

    def __init__(self, connection, stream):
        self.connection = connection
        self.stream = stream
        self.lock = threading.Lock()
        self.heard = time.monotonic()
        self.sending = None

    def send(self, opcode, payload):
        length = len(payload)
        if length < 126:
            head = bytes([0x80 | opcode, length])
        elif length < 1 << 16:
            head = struct.pack(">BBH", 0x80 | opcode, 126, length)
        else:
            head = struct.pack(">BBQ", 0x80 | opcode, 127, length)
        with self.lock:
            self.sending = time.monotonic()
            try:
                self.connection.sendall(head + payload)
            finally:
                self.sending = None

    def message(self):
        """The next text of the client; None when it says goodbye. Pings are answered on the way."""
        parts = bytearray()
        while True:
            final, opcode, payload = self._frame()
            if opcode == 8:
                self.send(8, payload[:2])
                return None
            if opcode == 9:
                self.send(10, payload)
            elif opcode in (0, 1):
                parts += payload
                if len(parts) > LONGEST_MESSAGE:
                    raise Protocol(1009, "a message is too long")
                if final:
                    return bytes(parts)
            elif opcode != 10:
                raise Protocol(1003, "only text is understood")

    def end(self, code, reason):
        try:
            self.send(8, struct.pack(">H", code) + reason.encode()[:120])
        except OSError:
            pass  # it is gone already

    def cut(self):
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it is gone already

    def stuck(self):
        """Whether the client has taken nothing, or said nothing and answered no ping, for too long."""
        sending, now = self.sending, time.monotonic()
        return (sending is not None and now - sending > STUCK_SECONDS) or now - self.heard > SILENT_SECONDS

    def _frame(self):
        first, second = self._bytes(2)
        length = second & 0x7F
        if length == 126:
            length = struct.unpack(">H", self._bytes(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self._bytes(8))[0]
        if not second & 0x80:
            raise Protocol(1002, "a frame is not masked")
        if length > LONGEST_MESSAGE:
            raise Protocol(1009, "a message is too long")
        mask = self._bytes(4)
        payload = self._bytes(length)
        self.heard = time.monotonic()
        pattern = (mask * (length // 4 + 1))[:length]
        clear = int.from_bytes(payload, "big") ^ int.from_bytes(pattern, "big")
        return bool(first & 0x80), first & 15, clear.to_bytes(length, "big")

    def _bytes(self, count):
        read = self.stream.read(count)
        if len(read) < count:
            raise ConnectionError("the client is gone")
        return read


class Feed:
    """What one client is subscribed to."""

    def __init__(self, bridge, outbox):
        self.bridge = bridge
        self.outbox = outbox
        self.quotes = {}  # code: number
        self.wholes = {}  # number: codes

    def request(self, whole, text):
        request = json.loads(text.decode("utf-8"))
        if not isinstance(request, dict):
            raise BadRequest("a request is a JSON object")
        codes = request.get("stocks") or request.get("codes") or []
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise BadRequest("stocks and codes are lists of texts")
        with self.bridge.calls:
            if request.get("action") == "unsubscribe":
                self._remove(codes)
            elif request.get("action", "subscribe") != "subscribe":
                raise BadRequest("action is subscribe or unsubscribe")
            elif not codes:
                raise BadRequest("missing parameter stocks or codes")
            elif whole:
                self._add_whole(codes)
            else:
                for code in codes:
                    if code not in self.quotes:
                        period = str(request.get("period", "tick"))
                        self.quotes[code] = self.bridge.source.subscribe(code, period, self._quote)

    def close(self):
        with self.bridge.calls:
            self._remove([])

    def _add_whole(self, codes):
        early = object()  # the first rows come before the number is known
        self.wholes[early] = set(codes)
        try:
            self.wholes[self.bridge.source.subscribe_whole(codes, self._whole)] = set(codes)
        finally:
            del self.wholes[early]

    def _remove(self, codes):
        """Without codes, all of them."""
        for code in codes or list(self.quotes):
            if code in self.quotes:
                self.bridge.source.unsubscribe(self.quotes.pop(code))
        for number in list(self.wholes):
            left = self.wholes[number] - set(codes) if codes else set()
            self.wholes[number] = left
            if not left:
                self.bridge.source.unsubscribe(number)
                del self.wholes[number]

    def _quote(self, rows):
        self.outbox.put(plain(rows))

    def _whole(self, rows):
        wanted = set().union(*list(self.wholes.values()))
        self.outbox.put(plain({code: row for code, row in rows.items() if covers(wanted, code)}))


class Bridge(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share a port
    request_queue_size = 64

    def __init__(self, host, port, source, key=""):
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Handler)
        self.source = source
        self.key = key
        self.calls = threading.Lock()  # xtdata is called by one thread at a time
        self.wires = set()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self):
        while True:
            time.sleep(1)
            for wire in [w for w in list(self.wires) if w.stuck()]:
                wire.cut()

    def allows(self, headers, query):
        bearer = headers.get("Authorization") or ""
        given = headers.get("X-API-Key") or (bearer[7:] if bearer.startswith("Bearer ") else "") or query.get("api_key", "")
        return not self.key or hmac.compare_digest(given.encode("utf-8"), self.key.encode("utf-8"))

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # a client that went away is no error
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "argus-qmt-bridge"
    disable_nagle_algorithm = True
    timeout = None

    def log_message(self, *args):
        pass

    def send_error(self, code, message=None, explain=None):
        self.close_connection = True
        self.answer(code, {"detail": message or "bad request"})

    def answer(self, code, value):
        body = encode(value)
        self.send_response(code)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def refuse(self):
        self.close_connection = True  # its body is not read
        self.answer(405, {"detail": "only GET is understood"})

    do_POST = do_PUT = do_DELETE = do_PATCH = refuse

    def do_GET(self):
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path in OPEN_PATHS:
            return self.answer(200, {"status": "ok"})
        if not self.server.allows(self.headers, query):
            return self.answer(401, {"detail": "Invalid or missing API key"})
        try:
            if url.path.startswith("/ws/"):
                return self.websocket(url.path)
            with self.server.calls:
                value = Routes(self.server.source, url.path, query).value()
        except NotFound:
            return self.answer(404, {"detail": "Not Found"})
        except BadRequest as e:
            return self.answer(422, {"detail": str(e)})
        except Exception as e:  # whatever xtquant throws
            return self.answer(503, {"detail": "%s: %s" % (type(e).__name__, e)})
        self.answer(200, value)

    def websocket(self, path):
        if path not in ("/ws/realtime", "/ws/whole_quote"):
            raise NotFound
        key = self.headers.get("Sec-WebSocket-Key")
        if not key or (self.headers.get("Upgrade") or "").lower() != "websocket":
            raise BadRequest("this is the path of a WebSocket")
        digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode("ascii")).digest()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(digest).decode("ascii"))
        self.end_headers()
        self.wfile.flush()
        self.close_connection = True
        wire, outbox = Wire(self.connection, self.rfile), Outbox()
        feed = Feed(self.server, outbox)
        self.server.wires.add(wire)
        threading.Thread(target=self.pump, args=(wire, outbox), daemon=True).start()
        try:
            self.listen(path == "/ws/whole_quote", wire, feed)
        except Protocol as e:
            wire.end(e.code, str(e))
        except OSError:
            pass  # the client is gone
        finally:
            self.server.wires.discard(wire)
            outbox.close()
            feed.close()

    @staticmethod
    def listen(whole, wire, feed):
        while True:
            text = wire.message()
            if text is None:
                return
            try:
                feed.request(whole, text)
            except OSError:
                raise
            except Exception as e:  # what cannot be read, and whatever xtquant throws
                wire.send(1, encode({"detail": "%s: %s" % (type(e).__name__, e)}))

    @staticmethod
    def pump(wire, outbox):
        try:
            while True:
                rows = outbox.take(PING_SECONDS)
                if rows is None:
                    return
                if rows:
                    wire.send(1, encode(rows))
                else:
                    wire.send(9, b"")
        except OSError:
            wire.cut()


class Routes:
    """The paths: those of the qmt-bridge family, with its different names, and those of the argus data agent."""

    def __init__(self, source, path, query):
        self.source = source
        self.path = path
        self.query = query

    def value(self):
        p, source = self.path, self.source
        if p == "/api/meta/connection_status":
            return {"connected": source.connected()}
        if p in ("/api/full_tick", "/api/market/full_tick", "/api/market/snapshot"):
            return {"data": source.full_tick(self.codes("stocks"))}
        if p in ("/api/market/market_data_ex", "/api/market/history_ex"):
            return {"data": self.bars()}
        if p in ("/api/sector/stocks", "/api/sector_stocks"):
            name = self.needed("sector")
            stocks = source.sector(name)
            return {"sector": name, "count": len(stocks), "stocks": stocks}
        if p == "/api/instrument_detail":
            return {"data": source.detail(self.needed("stock"))}
        if p == "/api/calendar/trading_dates":
            market = self.needed("market")
            dates = source.dates(market, self.text("start_time"), self.text("end_time"), self.number("count", -1))
            return {"market": market, "dates": dates}
        return self.argus(p, source)

    def argus(self, p, source):
        if p == "/api/v1/latest_market_data":
            return self.success(source.full_tick([c.upper() for c in self.codes("symbols")]))
        if p == "/api/v1/enhanced/latest_market_data":
            codes = [c.upper() for c in self.codes("symbols")]
            data = source.full_tick(codes)
            errors = [c for c in codes if c not in data]
            summary = {"total": len(codes), "success": len(data), "failed": len(errors)}
            return self.success({"summary": summary, "data": data, "errors": errors})
        if p in ("/api/v1/stock_list_in_sector", "/api/v1/get_stock_list"):
            return self.success(source.sector(self.query.get("sector_name") or self.needed("sector")))
        if p.startswith("/api/v1/instrument_detail/"):
            return self.success(source.detail(p.rsplit("/", 1)[1].upper()))
        raise NotFound

    @staticmethod
    def success(data):
        now = time.strftime("%Y-%m-%dT%H:%M:%S")
        return {"success": True, "code": 200, "message": "Success", "data": data, "timestamp": now}

    def bars(self):
        return self.source.bars(
            self.codes("stocks"), self.query.get("period", "1d"), self.text("start_time"), self.text("end_time"),
            self.number("count", -1), self.query.get("dividend_type", "none"),
            self.text("fill_data").lower() in ("true", "1"))

    def needed(self, name):
        if not self.text(name):
            raise BadRequest("missing parameter " + name)
        return self.query[name]

    def text(self, name):
        return self.query.get(name, "")

    def number(self, name, otherwise):
        try:
            return int(self.query.get(name, otherwise))
        except ValueError:
            raise BadRequest("%s is not a number" % name) from None

    def codes(self, name):
        return [code.strip() for code in self.needed(name).split(",") if code.strip()]


def is_loopback(host):
    return host == "localhost" or host == "::1" or host.startswith("127.")


def options(arguments):
    parser = argparse.ArgumentParser(description="A bridge from QMT to HTTP and WebSocket.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for all")
    parser.add_argument("--port", type=int, default=8000, help="0 for any that is free")
    parser.add_argument("--api-key", default=os.environ.get("QMT_BRIDGE_API_KEY", ""),
                        help="what clients have to know; better set as QMT_BRIDGE_API_KEY, where no list of processes shows it")
    parser.add_argument("--download", action="store_true", help="fetch bars from the broker before they are read (slow)")
    parser.add_argument("--fake", nargs="?", metavar="DIR", const=os.path.join(os.path.dirname(os.path.abspath(__file__)), "fake"),
                        help="no QMT: the ticks in the JSON files of a directory, or made-up ones")
    parser.add_argument("--fake-ms", type=int, default=1000, help="between two steps of the fake ticks; 0: they stand still")
    given = parser.parse_args(arguments)
    if not is_loopback(given.host) and not given.api_key:
        parser.error("--api-key is needed to listen on %s: without one, anybody who reaches this host could read your market data" % given.host)
    return given


def main(arguments=None):
    given = options(arguments)
    try:
        source = FakeSource(given.fake, given.fake_ms) if given.fake else XtSource(given.download)
    except ImportError as e:
        raise SystemExit("xtquant is not here (%s). Install it, or copy it from the client, on the host where miniQMT runs" % e)
    bridge = Bridge(given.host, given.port, source, given.api_key)
    print("listening on %s:%d" % (given.host, bridge.server_port), flush=True)
    try:
        bridge.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
