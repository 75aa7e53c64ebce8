import contextlib
import io
import json
import os
import subprocess
import sys
import threading
import time
import types
import unittest
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import qmt_bridge  # noqa: E402
from tests.ws import Client, Refused  # noqa: E402

FAKE = os.path.join(os.path.dirname(HERE), "fake")


@contextlib.contextmanager
def running(source=None, key="", step_ms=0):
    bridge = qmt_bridge.Bridge("127.0.0.1", 0, source or qmt_bridge.FakeSource(FAKE, step_ms), key)
    thread = threading.Thread(target=bridge.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield bridge
    finally:
        bridge.shutdown()
        bridge.server_close()
        thread.join()


def get(bridge, path, headers=None, method="GET"):
    request = urllib.request.Request(
        "http://127.0.0.1:%d%s" % (bridge.server_port, path), headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as e:
        return e.code, json.loads(e.read())


def until(condition):
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


class Calls:
    """A source that does what the test says."""

    def __init__(self):
        self.callbacks = {}
        self.ended = []
        self.failure = None

    def connected(self):
        return False

    def full_tick(self, codes):
        if self.failure:
            raise self.failure
        return {}

    def bars(self, *terms):
        return {}

    def subscribe(self, code, period, callback):
        return self._add(callback)

    def subscribe_whole(self, codes, callback):
        if self.failure:
            raise self.failure
        return self._add(callback)

    def unsubscribe(self, number):
        self.ended.append(number)

    def _add(self, callback):
        number = len(self.callbacks) + 1
        self.callbacks[number] = callback
        return number


class HttpTest(unittest.TestCase):
    def test_health_needs_no_key_and_everything_else_does(self):
        with running(key="secret") as bridge:
            for path in ("/", "/health", "/api/meta/health"):
                self.assertEqual((200, {"status": "ok"}), get(bridge, path))
            for path in ("/api/full_tick?stocks=SH", "/api/v1/latest_market_data?symbols=SH", "/nowhere"):
                self.assertEqual((401, {"detail": "Invalid or missing API key"}), get(bridge, path))
            self.assertEqual(401, get(bridge, "/api/full_tick?stocks=SH", {"X-API-Key": "Secret"})[0])

    def test_the_key_is_taken_in_three_ways(self):
        with running(key="secret") as bridge:
            path = "/api/meta/connection_status"
            self.assertEqual((200, {"connected": True}), get(bridge, path, {"X-API-Key": "secret"}))
            self.assertEqual(200, get(bridge, path, {"Authorization": "Bearer secret"})[0])
            self.assertEqual(200, get(bridge, path + "?api_key=secret")[0])
            self.assertEqual(401, get(bridge, path, {"Authorization": "secretse"})[0])

    def test_ticks_have_three_names_and_know_markets(self):
        with running() as bridge:
            answers = [get(bridge, p + "?stocks=600519.SH,%20nobody.SH") for p in
                       ("/api/full_tick", "/api/market/full_tick", "/api/market/snapshot")]
            self.assertEqual(1, len({json.dumps(a) for a in answers}))
            status, value = answers[0]
            self.assertEqual(200, status)
            self.assertEqual(["600519.SH"], list(value["data"]))
            self.assertEqual(1450.5, value["data"]["600519.SH"]["lastPrice"])
            market = get(bridge, "/api/full_tick?stocks=SZ")[1]["data"]
            self.assertEqual(["000001.SZ"], list(market))

    def test_the_words_of_the_argus_agent(self):
        with running() as bridge:
            value = get(bridge, "/api/v1/latest_market_data?symbols=000001.sz")[1]
            self.assertTrue(value["success"])
            self.assertEqual(200, value["code"])
            self.assertEqual(["000001.SZ"], list(value["data"]))
            value = get(bridge, "/api/v1/enhanced/latest_market_data?symbols=000001.SZ,1.SH")[1]["data"]
            self.assertEqual({"total": 2, "success": 1, "failed": 1}, value["summary"])
            self.assertEqual(["1.SH"], value["errors"])
            for path in ("/api/v1/stock_list_in_sector?sector_name=x", "/api/v1/get_stock_list?sector=x"):
                self.assertIn("600519.SH", get(bridge, path)[1]["data"])
            detail = get(bridge, "/api/v1/instrument_detail/600519.sh")[1]["data"]
            self.assertEqual("600519", detail["InstrumentID"])

    def test_sectors_details_and_dates(self):
        with running() as bridge:
            value = get(bridge, "/api/sector/stocks?sector=x")[1]
            self.assertEqual(value["count"], len(value["stocks"]))
            self.assertEqual("SZ", get(bridge, "/api/instrument_detail?stock=000001.SZ")[1]["data"]["ExchangeID"])
            self.assertEqual({"data": {}}, get(bridge, "/api/instrument_detail?stock=1.SZ")[1])
            self.assertEqual({"market": "SH", "dates": []}, get(bridge, "/api/calendar/trading_dates?market=SH")[1])

    def test_bars_of_a_day_and_of_a_minute(self):
        with running() as bridge:
            days = get(bridge, "/api/market/market_data_ex?stocks=600519.SH&period=1d&count=3")[1]["data"]["600519.SH"]
            self.assertEqual(["20250226", "20250227", "20250228"], [bar["index"] for bar in days])
            self.assertEqual(1740672000000, days[2]["time"])
            minutes = get(bridge, "/api/market/history_ex?stocks=600519.SH,1.SH&period=1m")[1]["data"]
            self.assertEqual(["600519.SH"], list(minutes))
            self.assertEqual("20250228093100", minutes["600519.SH"][0]["index"])
            self.assertEqual([], get(bridge, "/api/market/history_ex?stocks=600519.SH&period=5m")[1]["data"]["600519.SH"])

    def test_what_cannot_be_answered_is_said_in_json(self):
        source = Calls()
        with running(source) as bridge:
            self.assertEqual((404, {"detail": "Not Found"}), get(bridge, "/api/nowhere"))
            self.assertEqual((404, {"detail": "Not Found"}), get(bridge, "/ws/elsewhere"))
            self.assertEqual((422, {"detail": "missing parameter stocks"}), get(bridge, "/api/full_tick"))
            self.assertEqual(422, get(bridge, "/api/full_tick?stocks=")[0])
            self.assertEqual(422, get(bridge, "/api/market/history_ex?stocks=1.SH&count=many")[0])
            self.assertEqual(422, get(bridge, "/ws/realtime")[0])
            self.assertEqual((200, {"connected": False}), get(bridge, "/api/meta/connection_status"))
            source.failure = RuntimeError("the client is not there")
            self.assertEqual((503, {"detail": "RuntimeError: the client is not there"}),
                             get(bridge, "/api/full_tick?stocks=SH"))
            self.assertEqual(405, get(bridge, "/api/full_tick?stocks=SH", method="POST")[0])
            self.assertIn("detail", get(bridge, "/", method="BREW")[1])


class SocketTest(unittest.TestCase):
    def test_a_whole_quote_begins_with_what_is_known(self):
        with running() as bridge, Client(bridge.server_port, "/ws/whole_quote") as client:
            client.send({"codes": ["SZ", "600519.SH"]})
            rows = client.rows()
            self.assertEqual({"000001.SZ", "600519.SH"}, set(rows))
            self.assertEqual(11.370000000000001, rows["000001.SZ"]["lastPrice"])

    def test_realtime_brings_lists(self):
        with running(step_ms=20) as bridge, Client(bridge.server_port, "/ws/realtime") as client:
            client.send({"stocks": ["600519.SH"], "period": "tick"})
            first, second = client.rows()["600519.SH"][0], client.rows()["600519.SH"][0]
            self.assertGreater(second["pvolume"], first["pvolume"])
            self.assertNotEqual(second["lastPrice"], first["lastPrice"])

    def test_more_is_added_and_taken_away_on_the_same_connection(self):
        source = Calls()
        with running(source) as bridge, Client(bridge.server_port, "/ws/realtime") as client:
            client.send({"stocks": ["1.SH", "2.SH"]})
            client.send({"stocks": ["2.SH", "3.SH"]})
            client.send({"action": "unsubscribe", "stocks": ["1.SH", "9.SH"]})
            until(lambda: source.ended == [1])
            self.assertEqual(3, len(source.callbacks))
            client.send({"action": "unsubscribe"})
            until(lambda: sorted(source.ended) == [1, 2, 3])

    def test_a_whole_quote_ends_when_none_of_its_codes_is_left(self):
        source = Calls()
        with running(source) as bridge, Client(bridge.server_port, "/ws/whole_quote") as client:
            client.send({"codes": ["1.SH", "2.SH"]})
            client.send({"codes": ["SZ"]})
            until(lambda: len(source.callbacks) == 2)
            client.send({"action": "unsubscribe", "codes": ["1.SH"]})
            client.send({})  # its answer comes when the request before is done
            self.assertIn("detail", client.rows())
            source.callbacks[1]({"1.SH": {"time": 1}, "2.SH": {"time": 2}, "3.SZ": {"time": float("nan")}})
            self.assertEqual({"2.SH": {"time": 2}, "3.SZ": {"time": None}}, client.rows())
            client.send({"action": "unsubscribe", "codes": ["2.SH"]})
            until(lambda: source.ended == [1])

    def test_a_client_that_goes_takes_its_subscriptions_with_it(self):
        source = Calls()
        with running(source) as bridge:
            with Client(bridge.server_port, "/ws/realtime") as client:
                client.send({"stocks": ["1.SH"]})
                until(lambda: source.callbacks)
            until(lambda: source.ended == [1])
            until(lambda: not bridge.wires)

    def test_a_slow_client_gets_the_newest_value_of_each_code(self):
        source = Calls()
        with running(source) as bridge, Client(bridge.server_port, "/ws/realtime", buffer=4096) as client:
            client.send({"stocks": ["1.SH", "2.SH"]})
            until(lambda: len(source.callbacks) == 2)
            filler = "x" * 20000
            for n in range(2000):
                source.callbacks[1]({"1.SH": [{"n": n, "filler": filler}]})
            source.callbacks[2]({"2.SH": [{"n": -1}]})
            frames, seen = 0, {}
            while seen.get("1.SH") != 1999 or "2.SH" not in seen:
                frames += 1
                seen.update({code: rows[0]["n"] for code, rows in client.rows().items()})
            self.assertLess(frames, 2000)

    def test_pings_are_answered_and_parts_put_together(self):
        with running() as bridge, Client(bridge.server_port, "/ws/whole_quote") as client:
            client.frame(9, b"are you there")
            self.assertEqual((10, b"are you there"), client.next())
            client.frame(1, b'{"codes":', final=False)
            client.frame(9, b"in between")
            client.frame(0, b'["SZ"]}')
            self.assertEqual((10, b"in between"), client.next())
            self.assertEqual(["000001.SZ"], list(client.rows()))

    def test_a_request_that_cannot_be_understood_ends_nothing(self):
        source = Calls()
        with running(source) as bridge, Client(bridge.server_port, "/ws/whole_quote") as client:
            for request in ([], {"codes": "SH"}, {"codes": [1]}, {"action": "dance", "codes": ["SH"]}, {}):
                client.send(request)
                self.assertIn("BadRequest", client.rows()["detail"])
            client.frame(1, b"\xff{")
            self.assertIn("detail", client.rows())
            source.failure = RuntimeError("no rights")
            client.send({"codes": ["SH"]})
            self.assertEqual({"detail": "RuntimeError: no rights"}, client.rows())
            source.failure = None
            client.send({"codes": ["SH"]})
            until(lambda: source.callbacks)

    def test_what_is_against_the_protocol_ends_the_connection(self):
        with running() as bridge:
            for opcode, payload, masked, code in ((1, b"{}", False, 1002), (2, b"{}", True, 1003), (8, b"\x03\xe8", True, 1000)):
                with Client(bridge.server_port, "/ws/realtime") as client:
                    client.frame(opcode, payload, masked=masked)
                    self.assertEqual(code, client.close_code())
            with Client(bridge.server_port, "/ws/realtime") as client:
                client.socket.sendall(b"\x81\xff" + (1 << 40).to_bytes(8, "big"))
                self.assertEqual(1009, client.close_code())

    def test_a_socket_needs_the_key_and_the_words_of_the_upgrade(self):
        with running(key="secret") as bridge:
            with self.assertRaises(Refused) as refused:
                Client(bridge.server_port, "/ws/realtime")
            self.assertEqual(401, refused.exception.status)
            Client(bridge.server_port, "/ws/realtime", {"X-API-Key": "secret"}).close()
            Client(bridge.server_port, "/ws/realtime?api_key=secret").close()
            with self.assertRaises(Refused) as refused:
                Client(bridge.server_port, "/ws/realtime?api_key=secret", key=False)
            self.assertEqual(422, refused.exception.status)

    def test_a_client_that_takes_nothing_is_cut(self):
        wire = qmt_bridge.Wire(None, None)
        self.assertFalse(wire.stuck())
        wire.sending = time.monotonic() - qmt_bridge.STUCK_SECONDS - 1
        self.assertTrue(wire.stuck())
        wire.sending, wire.heard = None, time.monotonic() - qmt_bridge.SILENT_SECONDS - 1
        self.assertTrue(wire.stuck())
        with running() as bridge, Client(bridge.server_port, "/ws/realtime") as client:
            until(lambda: bridge.wires)
            next(iter(bridge.wires)).heard -= qmt_bridge.SILENT_SECONDS + 1
            with self.assertRaises(ConnectionError):
                client.next()


class Table:
    """What pandas gives, as far as the bridge looks at it."""

    empty = False

    def reset_index(self):
        return self

    def to_dict(self, orient):
        return [{"index": "20260302", "close": Number(1.5), "amount": float("nan")}]


class Number:
    def __init__(self, value):
        self.value = value

    def tolist(self):
        return self.value


class XtdataTest(unittest.TestCase):
    """The calls of xtdata, as its documentation has them; nobody has run them on a real client here."""

    def setUp(self):
        self.calls = []
        data = types.SimpleNamespace(
            get_client=lambda: types.SimpleNamespace(is_connected=lambda: True),
            get_full_tick=lambda codes: {c: {"lastPrice": Number(1.5), "askPrice": (1, 2)} for c in codes},
            get_market_data_ex=lambda fields, codes, **terms: self.noted("bars", terms) or {"1.SH": Table(), "2.SH": None},
            download_history_data=lambda *terms: self.noted("download", terms),
            get_stock_list_in_sector=lambda name: (name,),
            get_instrument_detail=lambda code: None,
            get_trading_dates=lambda *terms: [1],
            subscribe_quote=lambda code, **terms: 7,
            subscribe_whole_quote=lambda codes, **terms: -1,
            unsubscribe_quote=lambda number: self.noted("unsubscribe", number),
        )
        sys.modules["xtquant"] = types.SimpleNamespace(xtdata=data)
        self.addCleanup(sys.modules.pop, "xtquant")
        self.source = qmt_bridge.XtSource(download=True)

    def noted(self, *call):
        self.calls.append(call)

    def test_its_values_become_plain(self):
        self.assertTrue(self.source.connected())
        self.assertEqual({"1.SH": {"lastPrice": 1.5, "askPrice": [1, 2]}}, self.source.full_tick(["1.SH"]))
        bars = self.source.bars(["1.SH", "2.SH"], "1d", "", "", 3, "none", False)
        self.assertEqual({"1.SH": [{"index": "20260302", "close": 1.5, "amount": None}], "2.SH": []}, bars)
        self.assertEqual(["download", "download", "bars"], [name for name, _ in self.calls])
        self.assertEqual((["x"], {}, [1]), (self.source.sector("x"), self.source.detail("1.SH"), self.source.dates("SH", "", "", 1)))

    def test_a_subscription_that_is_not_taken_is_an_error(self):
        self.assertEqual(7, self.source.subscribe("1.SH", "tick", None))
        with self.assertRaises(RuntimeError):
            self.source.subscribe_whole(["SH"], None)
        self.source.unsubscribe(7)
        self.assertEqual([("unsubscribe", 7)], self.calls)


class StartTest(unittest.TestCase):
    def test_it_does_not_listen_to_the_world_without_a_key(self):
        for host in ("0.0.0.0", "192.0.2.1", "::", "quotes.example"):
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()) as said:
                qmt_bridge.options(["--host", host, "--api-key", ""])
            self.assertIn("--api-key is needed", said.getvalue())
            self.assertEqual(host, qmt_bridge.options(["--host", host, "--api-key", "k"]).host)
        for host in ("127.0.0.1", "127.0.0.2", "localhost", "::1"):
            self.assertEqual(host, qmt_bridge.options(["--host", host, "--api-key", ""]).host)

    def test_without_xtquant_it_says_so(self):
        ended = subprocess.run([sys.executable, os.path.join(os.path.dirname(HERE), "qmt_bridge.py"), "--port", "0"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        self.assertNotEqual(0, ended.returncode)
        self.assertIn(b"xtquant is not here", ended.stdout)

    def test_a_directory_without_ticks_is_an_error(self):
        with self.assertRaises(SystemExit):
            qmt_bridge.FakeSource(HERE, 0)

    def test_in_fake_mode_it_needs_nothing(self):
        process = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(HERE), "qmt_bridge.py"), "--fake", "--port", "0"],
                                   stdout=subprocess.PIPE)
        try:
            line = process.stdout.readline().decode()
            self.assertTrue(line.startswith("listening on 127.0.0.1:"), line)
            bridge = types.SimpleNamespace(server_port=int(line.rsplit(":", 1)[1]))
            self.assertEqual((200, {"connected": True}), get(bridge, "/api/meta/connection_status"))
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


if __name__ == "__main__":
    unittest.main()
