import assert from 'node:assert/strict';
import { test } from 'node:test';
import { link } from '../src/chain.js';

test('an update follows the one it names', () => {
  assert.equal(link(5, { seq: 9, pseq: 5 }), 'next');
});

test('an update that names another is not owed here, or something before it is missing', () => {
  assert.equal(link(9, { seq: 12, pseq: 10 }), 'broken');
  assert.equal(link(9, { seq: 12, pseq: 8 }), 'broken');
  assert.equal(link(9, { seq: 9, pseq: 9 }), 'broken');
  assert.equal(link(9, { seq: 12 }), 'broken');
  assert.equal(link(undefined, { seq: 1, pseq: 0 }), 'broken');
});

test('a snapshot begins a chain wherever it stands', () => {
  assert.equal(link(undefined, { seq: 5, snapshot: true }), 'start');
  assert.equal(link(9, { seq: 3, snapshot: true }), 'start');
});
