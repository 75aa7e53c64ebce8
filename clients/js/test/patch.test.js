import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergePatch } from '../src/patch.js';

test('the examples of RFC 7396 hold', () => {
  const examples = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [['a', 'b'], ['c', 'd'], ['c', 'd']],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of examples) {
    assert.deepEqual(mergePatch(target, patch), result);
  }
});

test('the target stays as it was', () => {
  const target = Object.freeze({ last_price: 1, bids: Object.freeze([[1, 2]]) });
  const merged = mergePatch(target, { last_price: 2, volume: 3 });
  assert.deepEqual(merged, { last_price: 2, bids: [[1, 2]], volume: 3 });
  assert.deepEqual(target, { last_price: 1, bids: [[1, 2]] });
});

test('no patch reaches the prototype that all objects share', () => {
  mergePatch({}, JSON.parse('{"__proto__":{"reached":true},"constructor":{"prototype":{"reached":true}}}'));
  assert.equal({}.reached, undefined);
});
