from __future__ import annotations

import copy
import random
import unittest
from typing import Any

from argus_realtime.patch import merge_patch

# the examples of RFC 7396, appendix A
EXAMPLES: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


class MergePatchTest(unittest.TestCase):
    def test_the_examples_of_the_rfc(self) -> None:
        for value, patch, expected in EXAMPLES:
            with self.subTest(value=value, patch=patch):
                self.assertEqual(merge_patch(value, patch), expected)

    def test_neither_value_nor_patch_is_changed(self) -> None:
        for value, patch, _ in EXAMPLES:
            before = copy.deepcopy((value, patch))
            merge_patch(value, patch)
            self.assertEqual((value, patch), before)

    def test_the_patch_between_two_values_leads_from_one_to_the_other(self) -> None:
        chance = random.Random(7396)
        for _ in range(1000):
            start, end = _value(chance, 3), _value(chance, 3)
            self.assertEqual(merge_patch(start, _difference(start, end)), end)


def _value(chance: random.Random, depth: int) -> dict[str, Any]:
    names = chance.sample("abcdef", chance.randint(0, 5))
    return {n: _value(chance, depth - 1) if depth and chance.random() < 0.3 else chance.randint(0, 2) for n in names}


def _difference(start: Any, end: Any) -> Any:
    """The patch that a server makes."""
    if not isinstance(start, dict) or not isinstance(end, dict):
        return end
    patch: dict[str, Any] = {name: None for name in start if name not in end}
    for name, member in end.items():
        if name not in start or start[name] != member:
            patch[name] = _difference(start.get(name), member)
    return patch
