import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Streams } from '../src/streams.js';

const TOPIC = 'quote:A';
const ANSWER = { topic: TOPIC, sub: 'board', symbol: 'A', data_type: 'quote', epoch: 'e1', seq: 7, options: { delivery: 'conflated' } };

let streams;
beforeEach(() => {
  streams = new Streams();
});

function snapshot(seq, data) {
  return streams.take({ topic: TOPIC, seq, snapshot: true, ts: 1, data });
}

function begun(seq = 7, data = { symbol: 'A', last_price: 1 }) {
  streams.begin({ ...ANSWER, seq });
  snapshot(seq, data);
}

test('a snapshot is told with where it belongs', () => {
  streams.begin(ANSWER);
  const { update } = snapshot(7, { last_price: 1 });
  assert.deepEqual(JSON.parse(JSON.stringify(update)), {
    topic: TOPIC, sub: 'board', type: 'quote', symbol: 'A', seq: 7, ts: 1, snapshot: true, data: { last_price: 1 },
  });
});

test('changes are told as the whole value', () => {
  begun();
  const { update } = streams.take({ topic: TOPIC, seq: 9, pseq: 7, merged: 1, d: { last_price: 2, volume: 5 } });
  assert.deepEqual(update.data, { symbol: 'A', last_price: 2, volume: 5 });
  assert.deepEqual(update.changes, { last_price: 2, volume: 5 });
  assert.deepEqual(streams.take({ topic: TOPIC, seq: 10, pseq: 9, d: { volume: null } }).update.data, { symbol: 'A', last_price: 2 });
});

test('no change at all is an update', () => {
  begun();
  assert.deepEqual(streams.take({ topic: TOPIC, seq: 8, pseq: 7, d: {} }).update.data, { symbol: 'A', last_price: 1 });
});

test('a value that was told stays as it was', () => {
  begun();
  const first = streams.take({ topic: TOPIC, seq: 8, pseq: 7, d: { last_price: 2 } }).update.data;
  streams.take({ topic: TOPIC, seq: 9, pseq: 8, d: { last_price: 3 } });
  assert.equal(first.last_price, 2);
});

test('a whole value takes the place of the one before', () => {
  begun(7, { symbol: 'A', last_price: 1, volume: 5 });
  assert.deepEqual(streams.take({ topic: TOPIC, seq: 8, pseq: 7, data: { symbol: 'A', last_price: 2 } }).update.data, { symbol: 'A', last_price: 2 });
});

test('without a snapshot the chain begins at the answer', () => {
  streams.begin(ANSWER);
  assert.equal(streams.take({ topic: TOPIC, seq: 8, pseq: 7, data: { last_price: 2 } }).update.seq, 8);
});

test('an update that follows another one is broken, and says what is missing', () => {
  begun();
  assert.deepEqual(streams.take({ topic: TOPIC, seq: 12, pseq: 10, data: {} }).broken, {
    topic: TOPIC, from: 8, to: 10, cause: 'broken_chain',
  });
});

test('changes of a value that is not known are broken', () => {
  streams.begin(ANSWER);
  assert.ok(streams.take({ topic: TOPIC, seq: 8, pseq: 7, d: { last_price: 2 } }).broken);
});

test('after an announced gap the chain goes on at its end', () => {
  begun();
  streams.skip({ topic: TOPIC, from: 8, to: 40 });
  assert.equal(streams.take({ topic: TOPIC, seq: 41, pseq: 40, data: {} }).update.seq, 41);
});

test('what nobody wants, or is waiting for its answer, is not told', () => {
  assert.equal(snapshot(1, {}), undefined);
  begun();
  streams.restart();
  assert.equal(streams.take({ topic: TOPIC, seq: 8, pseq: 7, data: {} }), undefined);
  streams.drop(TOPIC);
  assert.equal(snapshot(1, {}), undefined);
});

test('a resumed topic goes on where it was, value and all', () => {
  begun();
  streams.restart();
  assert.deepEqual([...streams.positions('board')], [[TOPIC, { epoch: 'e1', seq: 7 }]]);
  assert.equal(streams.begin({ ...ANSWER, seq: 20, resumed: 'replayed', replayed: 3 }), undefined);
  assert.deepEqual(streams.take({ topic: TOPIC, seq: 9, pseq: 7, d: { last_price: 2 } }).update.data, { symbol: 'A', last_price: 2 });
});

test('what was lost while away is told, and the chain goes on after it', () => {
  begun();
  streams.restart();
  const lost = streams.begin({ ...ANSWER, seq: 40, resumed: 'lost', from: 8, to: 30 });
  assert.deepEqual(lost, { topic: TOPIC, from: 8, to: 30, cause: 'lost' });
  assert.equal(streams.take({ topic: TOPIC, seq: 31, pseq: 30, data: {} }).update.seq, 31);
});

test('another epoch begins with a snapshot, however small its numbers', () => {
  begun();
  streams.restart();
  streams.begin({ ...ANSWER, epoch: 'e2', seq: 2, resumed: 'snapshot', code: 4091 });
  assert.equal(snapshot(2, { last_price: 9 }).update.data.last_price, 9);
  assert.deepEqual([...streams.positions('board')], [[TOPIC, { epoch: 'e2', seq: 2 }]]);
});

test('the last numbers sent show what never came', () => {
  begun();
  assert.deepEqual(streams.compare({ [TOPIC]: [7, 9], 'quote:B': [3, 3] }), []);
  assert.deepEqual(streams.compare({ [TOPIC]: [9, 9] }).map(({ broken }) => broken), [
    { topic: TOPIC, from: 8, to: 9, cause: 'broken_chain' },
  ]);
});

test('values are no base any more where other columns are asked for', () => {
  begun();
  streams.dropValues('board');
  assert.ok(streams.take({ topic: TOPIC, seq: 8, pseq: 7, d: { volume: 2 } }).broken);
});

test('topics that only a pattern stood for go with it', () => {
  begun();
  streams.begin({ ...ANSWER, topic: 'quote:B', symbol: 'B' });
  streams.dropUnnamed('board', new Map([['quote:B', {}]]));
  assert.deepEqual([streams.get(TOPIC), streams.get('quote:B').seq], [undefined, 7]);
});
