from __future__ import annotations

import gzip
import json
import unittest
from decimal import Decimal
from typing import Any

from argus_realtime import ArgusError
from argus_realtime.codec import decoder, encode


class DecodingTest(unittest.TestCase):
    def test_a_frame_is_read_whatever_its_encoding(self) -> None:
        text = '{"type":"pong","data":{}}'
        for frame in (text, text.encode(), gzip.compress(text.encode())):
            self.assertEqual(decoder(True)(frame), [{"type": "pong", "data": {}}])

    def test_a_batch_gives_its_items_in_order(self) -> None:
        batch = {"type": "batch", "n": 2, "items": [{"type": "a"}, {"type": "b"}]}
        self.assertEqual([m["type"] for m in decoder(True)(json.dumps(batch))], ["a", "b"])

    def test_decimals_are_exact_with_the_digits_that_were_sent(self) -> None:
        price = decoder(True)('{"type":"x","price":11.30,"volume":100}')[0]
        self.assertEqual(str(price["price"]), "11.30")
        self.assertIsInstance(price["volume"], int)

    def test_decimals_may_be_binary_fractions_instead(self) -> None:
        self.assertIsInstance(decoder(False)('{"type":"x","price":11.30}')[0]["price"], float)

    def test_what_is_no_message_is_refused(self) -> None:
        cut = gzip.compress(b'{"type":"x"}')[:-9]
        for frame in ("", "[]", "{", b"\xff\xfe", b"\x1f\x8b", cut, '{"type":"batch"}', "1"):
            with self.subTest(frame=frame), self.assertRaises(ArgusError):
                decoder(True)(frame)


class EncodingTest(unittest.TestCase):
    def test_what_is_written_reads_back_as_it_was(self) -> None:
        value: dict[str, Any] = {
            "text": 'a "quoted" Kurs, 茅台\n',
            "numbers": [1, -2.5, 0, 1e300],
            "flags": (True, False, None),
            "nested": {"a": {"b": []}},
        }
        self.assertEqual(json.loads(encode(value)), {**value, "flags": [True, False, None]})

    def test_decimals_keep_all_their_digits(self) -> None:
        self.assertEqual(
            encode([Decimal("11.30"), Decimal("0.00000000012345678901234567890"), Decimal("1E+3"), Decimal(-2)]),
            "[11.30,0.00000000012345678901234567890,1000,-2]",
        )

    def test_what_json_has_no_word_for_is_refused(self) -> None:
        for value in (float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")):
            with self.subTest(value=value), self.assertRaises(ValueError):
                encode({"x": value})
        with self.assertRaises(TypeError):
            encode(object())
