import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal, waitBefore } from '../src/backoff.js';

test('the wait is anything up to a ceiling that doubles to a limit', () => {
  assert.deepEqual([0, 1, 2, 10, 1000].map((attempt) => waitBefore(attempt, 0)), [0, 0, 0, 0, 0]);
  assert.deepEqual([0, 1, 2, 10, 1000].map((attempt) => waitBefore(attempt, 0.999999)), [500, 1000, 2000, 15000, 15000]);
  assert.equal(waitBefore(1, 0.5), 500);
});

test('refusals are final and losses are not', () => {
  assert.deepEqual([4001, 4002, 4004, 4005, 1007, 1009].every(isFinal), true);
  assert.deepEqual([1000, 1001, 1006, 1012, 4108, 4112, 4113].filter(isFinal), []);
});
