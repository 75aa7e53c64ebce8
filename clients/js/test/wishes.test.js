import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Wishes } from '../src/wishes.js';

let wishes;
beforeEach(() => {
  wishes = new Wishes();
});

const NOWHERE = () => new Map();
const said = (positions = NOWHERE) => wishes.plan(positions).map(({ type, data }) => [type, data]);
const board = (...symbols) => ({ symbols, data_types: ['quote'] });

test('a set is one message, and said once', () => {
  wishes.want('board', { symbols: ['A', 'B'], data_types: ['quote', 'kline'], periods: ['1m', '1h'], max_rate: 4 });
  assert.deepEqual(said(), [
    ['subscribe', { sub: 'board', symbols: ['A', 'B'], data_types: ['quote', 'kline.1m', 'kline.1h'], max_rate: 4 }],
  ]);
  assert.deepEqual(said(), []);
});

test('data types have the defaults and the aliases of the protocol', () => {
  wishes.want('all', { symbols: 'A', data_types: ['price', 'volume', 'orderbook', 'kline', 'trade', 'depth.10'] });
  assert.deepEqual(said()[0][1].data_types, ['quote', 'depth.5', 'kline.1m', 'trade', 'depth.10']);
});

test('changes of a moment are merged into what is left to say', () => {
  wishes.want('board', board('A', 'B'));
  said();
  wishes.want('board', board('A', 'B', 'C'));
  wishes.want('board', board('B', 'C', 'D'));
  wishes.want('board', board('B', 'D'));
  assert.deepEqual(said(), [
    ['unsubscribe', { symbols: ['A'], data_types: ['quote'] }],
    ['subscribe', { sub: 'board', symbols: ['D'], data_types: ['quote'] }],
  ]);
});

test('another period ends the one before', () => {
  wishes.want('bars', { symbols: 'A', data_types: 'kline', periods: '1m' });
  said();
  wishes.want('bars', { symbols: 'A', data_types: 'kline', periods: '5m' });
  assert.deepEqual(said(), [
    ['unsubscribe', { symbols: ['A'], data_types: ['kline.1m'] }],
    ['subscribe', { sub: 'bars', symbols: ['A'], data_types: ['kline.5m'] }],
  ]);
});

test('a set that ends is ended by its name', () => {
  wishes.want('board', board('A', '6*.SH'));
  said();
  assert.deepEqual(wishes.want('board', null), ['quote:A', 'quote:6*.SH']);
  assert.deepEqual(said(), [['unsubscribe', { sub: 'board' }]]);
  assert.deepEqual(said(), []);
});

test('what can be changed while it runs is reconfigured, and cleared with null', () => {
  wishes.want('board', { ...board('A'), max_rate: 4, fields: ['last_price'] });
  said();
  wishes.want('board', { ...board('A'), max_rate: 2, where: { field: 'volume', cmp: 'gt', val: 1 } });
  assert.deepEqual(said(), [
    ['reconfigure', { sub: 'board', max_rate: 2, fields: null, where: { field: 'volume', cmp: 'gt', val: 1 } }],
  ]);
});

test('what cannot be changed while it runs is subscribed again', () => {
  wishes.want('trades', { symbols: ['A'], data_types: ['trade'] });
  said();
  wishes.want('trades', { symbols: ['A'], data_types: ['trade'], snapshot: 40 });
  assert.deepEqual(said(), [['subscribe', { sub: 'trades', symbols: ['A'], data_types: ['trade'], snapshot: 40 }]]);
});

test('a pause is told after the topics it is for', () => {
  wishes.want('board', { ...board('A'), paused: true });
  assert.deepEqual(said(), [
    ['subscribe', { sub: 'board', symbols: ['A'], data_types: ['quote'] }],
    ['reconfigure', { sub: 'board', paused: true }],
  ]);
  wishes.want('board', { ...board('A'), paused: false });
  assert.deepEqual(said(), [['reconfigure', { sub: 'board', paused: false }]]);
});

test('a topic that two sets name belongs to the last, and stays when either ends', () => {
  wishes.want('one', board('A', 'B'));
  wishes.want('two', board('B', 'C'));
  assert.deepEqual(said(), [
    ['subscribe', { sub: 'one', symbols: ['A'], data_types: ['quote'] }],
    ['subscribe', { sub: 'two', symbols: ['B', 'C'], data_types: ['quote'] }],
  ]);
  assert.deepEqual(wishes.want('two', null), ['quote:C']);
  assert.deepEqual(said(), [
    ['unsubscribe', { symbols: ['C'], data_types: ['quote'] }],
    ['subscribe', { sub: 'one', symbols: ['B'], data_types: ['quote'] }],
  ]);
});

test('on a new connection everything is said again, from where it stands', () => {
  wishes.want('board', board('A', 'B'));
  said();
  wishes.forget();
  assert.deepEqual(said(() => new Map([['quote:A', { epoch: 'e', seq: 7 }]])), [
    ['subscribe', { sub: 'board', symbols: ['B'], data_types: ['quote'] }],
    ['subscribe', { sub: 'board', symbols: ['A'], data_types: ['quote'], from: { 'quote:A': { epoch: 'e', seq: 7 } } }],
  ]);
});

test('a pattern goes with the positions of all it stands for', () => {
  wishes.want('board', board('6*.SH', 'A'));
  const positions = [['quote:600000.SH', { epoch: 'e', seq: 1 }], ['quote:A', { epoch: 'e', seq: 2 }]];
  assert.deepEqual(said(() => new Map(positions)), [
    ['subscribe', { sub: 'board', symbols: ['6*.SH'], data_types: ['quote'], from: Object.fromEntries(positions.slice(0, 1)) }],
    ['subscribe', { sub: 'board', symbols: ['A'], data_types: ['quote'], from: Object.fromEntries(positions.slice(1)) }],
  ]);
});

test('later on only what begins anew has a position', () => {
  wishes.want('board', board('A'));
  said();
  wishes.want('board', board('A', 'B'));
  assert.deepEqual(said(() => new Map([['quote:A', { epoch: 'e', seq: 7 }]])), [
    ['subscribe', { sub: 'board', symbols: ['B'], data_types: ['quote'] }],
  ]);
});

test('a message to resume stays within the values that a message may have', () => {
  const symbols = Array.from({ length: 2_500 }, (_, at) => `S${at}`);
  wishes.want('board', board(...symbols));
  const messages = said(() => new Map(symbols.map((symbol) => [`quote:${symbol}`, { epoch: 'e', seq: 1 }])));
  assert.deepEqual(messages.map(([, { symbols: some, from }]) => [some.length, Object.keys(from).length]), [
    [1000, 1000], [1000, 1000], [500, 500],
  ]);
});

test('one topic can begin anew by itself, with the options of its set', () => {
  wishes.want('books', { symbols: ['*'], data_types: ['depth'], depth: 10, max_rate: 4 });
  const stream = { topic: 'depth.10:A', sub: 'books', symbol: 'A' };
  assert.deepEqual(wishes.again(stream, new Map()).map(({ data }) => data), [
    { sub: 'books', symbols: ['A'], data_types: ['depth.10'], max_rate: 4 },
  ]);
});

test('topics that were refused for the moment are said again', () => {
  wishes.want('board', board('A', 'B'));
  const [{ name, topics }] = wishes.plan(NOWHERE);
  wishes.retell(name, topics);
  assert.deepEqual(said(), [['subscribe', { sub: 'board', symbols: ['A', 'B'], data_types: ['quote'] }]]);
});
