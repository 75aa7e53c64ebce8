import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ArgusClient } from '../src/index.js';
import { settled, World } from './support/world.js';

const TOPIC = 'quote:A';
const AGREED = { version: 2, encoding: 'json', delta: true, flow: 'push', heartbeat_ms: 5_000 };

let world;
let client;
let heard;

function start(options = {}) {
  world = new World();
  client = new ArgusClient('ws://x/ws', { world, rendered: (done) => world.setTimeout(done, 16), ...options });
  heard = [];
  for (const type of ['update', 'snapshot', 'gap', 'error', 'status', 'subscribed']) {
    client.on(type, (event) => heard.push([type, event]));
  }
  client.open();
}

beforeEach(() => start());

/** Lets the server agree, as it does: a welcome of its own first, then one that answers hello. */
async function live(agreed = AGREED) {
  const { socket } = world;
  socket.opens().says({ type: 'welcome', data: { node: 'n' } });
  const [{ id }] = socket.took('hello');
  socket.says({ type: 'welcome', id, data: { node: 'n', agreed } });
  await settled();
}

async function board() {
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'] });
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, data);
  world.socket.says({ type: 'market_data', topic: TOPIC, seq: 7, snapshot: true, ts: 1, data: { symbol: 'A', last_price: 1 } });
}

function answer(id, { sub, symbols: [symbol] }, more = {}) {
  world.socket.says({
    type: 'subscription_response', id,
    data: { status: 'active', sub, topic: `quote:${symbol}`, symbol, data_type: 'quote', epoch: 'e', seq: 7, options: { delivery: 'conflated' }, ...more },
  });
}

const update = (seq, pseq, d) => world.socket.says({ type: 'market_data', topic: TOPIC, seq, pseq, merged: 0, ts: 1, d });
const types = () => heard.map(([type]) => type);

test('hello says what this client can do, and goes out before anything else', async () => {
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'] });
  world.socket.opens();
  await settled();
  assert.deepEqual(world.socket.sent.map(({ type }) => type), ['hello', 'subscribe']);
  assert.deepEqual(world.socket.sent[0].data, {
    version: 2, client: 'argus-realtime-client/0.1', encodings: ['json+gzip', 'json'],
    batch: { max_delay_ms: 0, max_items: 500 }, delta: true, flow: 'push', heartbeat_ms: 5_000,
  });
});

test('batches can be done without', () => {
  start({ batch: false, encodings: ['json'] });
  world.socket.opens();
  assert.equal('batch' in world.socket.sent[0].data, false);
});

test('it is live when hello is answered', async () => {
  const states = [];
  client.on('state', ({ name }) => states.push(name));
  await live();
  assert.deepEqual([states, client.welcome.agreed], [['live'], AGREED]);
});

test('a server that does not know hello is taken as it is', async () => {
  world.socket.opens().says({ type: 'welcome', data: { node: 'old' } });
  const [{ id }] = world.socket.took('hello');
  world.socket.says({ type: 'error', id, data: { code: 4003, name: 'UNKNOWN_TYPE', message: '?' } });
  assert.deepEqual([client.state.name, client.welcome.agreed, types()], ['live', undefined, ['error']]);
});

test('updates are told to the listeners of the client and of their set', async () => {
  const prices = [];
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'] }).on('update', ({ data }) => prices.push(data.last_price));
  await board();
  update(8, 7, { last_price: 2 });
  assert.deepEqual([types(), prices, client.stream(TOPIC).data], [
    ['subscribed', 'snapshot', 'update'], [2], { symbol: 'A', last_price: 2 },
  ]);
});

test('the items of a batch are messages', async () => {
  await board();
  const sizes = [];
  client.on('frame', ({ messages }) => sizes.push(messages));
  world.socket.says({
    type: 'batch', n: 3,
    items: [
      { type: 'market_data', topic: TOPIC, seq: 8, pseq: 7, d: { last_price: 2 } },
      { type: 'status', data: { type: 'slowed', severity: 'warning' } },
      { type: 'market_data', topic: TOPIC, seq: 9, pseq: 8, d: { last_price: 3 } },
    ],
  });
  assert.deepEqual([types().slice(2), sizes], [['update', 'status', 'update'], [3]]);
});

test('a fault of a listener is its own', async () => {
  await board();
  const faults = [];
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (fault) => faults.push(fault.message));
  client.on('update', () => {
    throw new Error('mine');
  });
  let later = 0;
  client.on('update', () => (later += 1));
  update(8, 7, {});
  update(9, 8, {});
  await settled();
  process.removeAllListeners('uncaughtException');
  before.forEach((listener) => process.on('uncaughtException', listener));
  assert.deepEqual([faults, later], [['mine', 'mine'], 2]);
});

test('a listener that has ended hears nothing', async () => {
  await board();
  let count = 0;
  const end = client.on('update', () => (count += 1));
  update(8, 7, {});
  end();
  update(9, 8, {});
  assert.equal(count, 1);
});

test('a broken chain is told and subscribed again, once in a while', async () => {
  await board();
  update(12, 10, { last_price: 2 });
  assert.deepEqual(heard.at(-1), ['gap', { topic: TOPIC, from: 8, to: 10, cause: 'broken_chain' }]);
  world.pass(0);
  let [again] = world.socket.took('subscribe');
  assert.deepEqual(again.data, { sub: 'board', symbols: ['A'], data_types: ['quote'] });
  update(13, 12, {});
  assert.equal(types().at(-1), 'gap');
  answer(again.id, again.data, { seq: 13 });
  world.socket.says({ type: 'market_data', topic: TOPIC, seq: 13, snapshot: true, data: { last_price: 3 } });
  update(14, 13, { last_price: 4 });
  assert.equal(client.stream(TOPIC).data.last_price, 4);

  update(20, 19, {});
  world.pass(1_999);
  assert.equal(world.socket.took('subscribe').length, 0);
  world.pass(1);
  assert.equal(world.socket.took('subscribe').length, 1);
});

test('a broken chain of a topic that keeps all goes on from where it broke', async () => {
  client.subscribe('trades', { symbols: ['A'], data_types: ['trade'] });
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, data, { topic: 'trade:A', data_type: 'trade', options: { delivery: 'all' } });
  world.socket.says({ type: 'trade_data', topic: 'trade:A', seq: 9, pseq: 8, data: {} });
  world.pass(0);
  assert.deepEqual(world.socket.took('subscribe')[0].data.from, { 'trade:A': { epoch: 'e', seq: 7 } });
});

test('the tops of a heartbeat show an update that never came', async () => {
  await board();
  world.socket.says({ type: 'heartbeat', data: { n: 1, tops: { [TOPIC]: [7, 8] } } });
  assert.equal(types().at(-1), 'snapshot');
  world.socket.says({ type: 'heartbeat', data: { n: 2, tops: { [TOPIC]: [8, 8] } } });
  world.pass(0);
  assert.deepEqual([heard.at(-1)[1].cause, world.socket.took('subscribe').length], ['broken_chain', 1]);
});

test('after a reconnect every topic goes on where it was', async () => {
  await board();
  update(8, 7, { last_price: 2 });
  world.socket.ends(1006);
  world.pass(500);
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  assert.deepEqual(data, { sub: 'board', symbols: ['A'], data_types: ['quote'], from: { [TOPIC]: { epoch: 'e', seq: 8 } } });
  answer(id, data, { seq: 12, resumed: 'replayed', replayed: 1 });
  update(12, 8, { volume: 5 });
  assert.deepEqual([types().at(-1), client.stream(TOPIC).data], ['update', { symbol: 'A', last_price: 2, volume: 5 }]);
});

test('what is lost after a reconnect is told as a gap', async () => {
  await board();
  world.socket.ends(1006);
  world.pass(500);
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, data, { seq: 40, resumed: 'lost', from: 8, to: 30 });
  assert.deepEqual(heard.at(-1), ['gap', { topic: TOPIC, from: 8, to: 30, cause: 'lost' }]);
});

test('what changes while away is asked for on return, and what went is not', async () => {
  await board();
  world.socket.ends(1006);
  const set = client.subscribe('board', { symbols: ['A', 'B'], data_types: ['quote'] });
  set.remove('A').add('C');
  world.pass(500);
  await live();
  assert.deepEqual(world.socket.took('subscribe').map(({ data }) => data), [
    { sub: 'board', symbols: ['B', 'C'], data_types: ['quote'] },
  ]);
  assert.deepEqual([client.stream(TOPIC), set.symbols], [undefined, ['B', 'C']]);
});

test('other columns are no change of the old ones, whenever they are asked for', async () => {
  await board();
  world.socket.ends(1006);
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'], fields: ['volume'] });
  world.pass(500);
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, data, { seq: 8, resumed: 'replayed', replayed: 1 });
  update(8, 7, { volume: 5 });
  assert.equal(heard.at(-1)[1].cause, 'broken_chain');
});

test('a pattern that goes while away takes its topics with it', async () => {
  client.subscribe('board', { symbols: ['*'], data_types: ['quote'] });
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, { ...data, symbols: ['A'] });
  world.socket.ends(1006);
  client.subscribe('board', { symbols: ['B'], data_types: ['quote'] });
  assert.equal(client.stream(TOPIC), undefined);
});

test('the server may end a topic that only a pattern stood for', async () => {
  client.subscribe('board', { symbols: ['*'], data_types: ['quote'] }).on('error', assert.fail);
  await live();
  const [{ id, data }] = world.socket.took('subscribe');
  answer(id, { ...data, symbols: ['A'] });
  world.socket.says({ type: 'unsubscribe_response', data: { success: true, topic: TOPIC } });
  world.socket.says({ type: 'unsubscribe_response', data: { success: false, symbol: '*', code: 4043 } });
  assert.equal(client.stream(TOPIC), undefined);
});

test('a refused topic is told with its set', async () => {
  const faults = [];
  client.subscribe('board', { symbols: ['X'], data_types: ['quote'] }).on('error', (fault) => faults.push(fault));
  await live();
  const [{ id }] = world.socket.took('subscribe');
  world.socket.says({ type: 'subscription_response', id, data: { status: 'error', symbol: 'X', code: 4041, suggestions: ['XX'] } });
  assert.deepEqual(faults, [{ status: 'error', symbol: 'X', code: 4041, suggestions: ['XX'], sub: 'board' }]);
});

test('a message that was refused for the moment is said again', async () => {
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'] });
  await live();
  const [{ id }] = world.socket.took('subscribe');
  world.socket.says({ type: 'error', id, data: { code: 4290, name: 'RATE_LIMITED', retryable: true, retry_after_ms: 400 } });
  world.pass(399);
  await settled();
  assert.equal(world.socket.took('subscribe').length, 0);
  world.pass(1);
  await settled();
  assert.deepEqual(world.socket.took('subscribe')[0].data.symbols, ['A']);
});

test('a message that is wrong is not said again', async () => {
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'], where: { field: 'x' } });
  await live();
  const [{ id }] = world.socket.took('subscribe');
  world.socket.says({ type: 'error', id, data: { code: 4006, retryable: false, details: { path: '$.data.where.field' } } });
  world.pass(60_000);
  await settled();
  assert.deepEqual([heard.at(-1)[1].sub, heard.at(-1)[1].details.path, world.socket.took('subscribe')], ['board', '$.data.where.field', []]);
});

test('a set is reconfigured, paused and ended while it runs', async () => {
  await board();
  const set = client.subscribe('board', { symbols: ['A'], data_types: ['quote'] });
  set.change({ max_rate: 2 });
  set.pause();
  await settled();
  assert.deepEqual(world.socket.took('reconfigure').map(({ data }) => data), [{ sub: 'board', max_rate: 2, paused: true }]);
  set.resume();
  await settled();
  assert.deepEqual(world.socket.took('reconfigure').map(({ data }) => data), [{ sub: 'board', paused: false }]);
  set.end();
  await settled();
  assert.deepEqual(world.socket.took('unsubscribe').map(({ data }) => data), [{ sub: 'board' }]);
  assert.deepEqual([set.wish, set.symbols, client.stream(TOPIC)], [undefined, [], undefined]);
  assert.throws(() => set.add('B'), /has ended/);
});

test('a change that the server does not take is told', async () => {
  await board();
  world.socket.says({ type: 'reconfigure_response', data: { sub: 'board', success: true } });
  world.socket.says({ type: 'reconfigure_response', data: { sub: 'board', success: false, code: 4043 } });
  assert.deepEqual(heard.at(-1), ['error', { sub: 'board', success: false, code: 4043 }]);
});

test('an announced gap is told and bridged', async () => {
  await board();
  world.socket.says({ type: 'gap', data: { topic: TOPIC, from: 8, to: 9, cause: 'slow_consumer' } });
  update(10, 9, {});
  assert.deepEqual(types().slice(-2), ['gap', 'update']);
});

test('the hint of a server that shuts down is followed', async () => {
  await live();
  world.socket.says({ type: 'status', data: { type: 'shutdown', details: { closes_in_ms: 1_000, reconnect_after_ms: 7_000 } } });
  world.pass(1_000);
  world.socket.ends(1012);
  assert.equal(client.state.retryAt - world.time, 6_000);
});

test('a server that is silent for three heartbeats is given up', async () => {
  await live();
  world.pass(14_999);
  world.socket.says({ type: 'heartbeat', data: { n: 1 } });
  world.pass(15_000);
  assert.equal(client.state.name, 'live');
  world.pass(1);
  assert.deepEqual([client.state.name, world.sockets[0].readyState], ['waiting', 3]);
});

test('a standstill of our own is not the silence of the server', async () => {
  await live();
  world.time += 60_000;
  world.pass(0);
  assert.equal(client.state.name, 'live');
});

test('a server without heartbeats may be silent', async () => {
  await live({ ...AGREED, heartbeat_ms: 0 });
  world.pass(3_600_000);
  assert.equal(client.state.name, 'live');
});

test('with credit flow a frame is asked for when the last one is rendered, whatever is in it', async () => {
  start({ flow: 'credit' });
  await live({ ...AGREED, flow: 'credit' });
  const ready = () => world.socket.took('ready').map(({ data }) => data.credit);
  assert.deepEqual(ready(), [1]);
  world.pass(100);
  world.socket.says({ type: 'batch', n: 2, items: [{ type: 'status', data: {} }, { type: 'status', data: {} }] });
  world.pass(15);
  assert.deepEqual(ready(), []);
  world.pass(1);
  assert.deepEqual(ready(), [1]);
});

test('credit is asked for only where it was agreed', async () => {
  start({ flow: 'credit' });
  await live({ ...AGREED, flow: 'push' });
  world.socket.says({ type: 'status', data: {} });
  world.pass(100);
  assert.deepEqual(world.socket.took('ready'), []);
});

test('a server that waits for our credit may be silent', async () => {
  start({ flow: 'credit', rendered() {} });
  await live({ ...AGREED, flow: 'credit' });
  world.socket.says({ type: 'status', data: {} });
  world.pass(3_600_000);
  assert.equal(client.state.name, 'live');
});

test('a question has its own answer', async () => {
  await live();
  const stats = client.request('get_stats');
  const wrong = client.request('get_nothing');
  const [{ id }] = world.socket.took('get_stats');
  world.socket.says({ type: 'stats', id, data: { server: {} } });
  world.socket.says({ type: 'error', id: world.socket.took('get_nothing')[0].id, data: { code: 4003, message: 'no such type' } });
  assert.deepEqual(await stats, { server: {} });
  await assert.rejects(wrong, { message: 'no such type', code: 4003 });
  assert.deepEqual(heard, []);
});

test('a question that cannot be answered any more says so', async () => {
  await assert.rejects(client.request('get_stats'), /no connection/);
  await live();
  const lost = client.request('get_stats');
  world.socket.ends(1006);
  await assert.rejects(lost, /waiting/);
  world.pass(500);
  await live();
  const late = client.request('get_stats');
  for (let beats = 0; beats < 30; beats += 1) {
    world.pass(1_000);
    world.socket.says({ type: 'heartbeat', data: {} });
  }
  await assert.rejects(late, /no answer to get_stats/);
});

test('where there is no WebSocket one has to be given', () => {
  assert.throws(() => new ArgusClient('ws://x', { world: { WebSocket: undefined } }), /pass one/);
});

test('an unreadable frame is told, and the connection begins anew', async () => {
  await live();
  world.socket.onmessage({ data: 'no json' });
  assert.deepEqual([heard[0][1].name, client.state.name], ['UNREADABLE_FRAME', 'waiting']);
});

test('a client that was closed stays so until it is opened', async () => {
  await live();
  client.close();
  client.hurry();
  world.pass(60_000);
  assert.deepEqual([client.state.name, world.sockets.length], ['closed', 1]);
  client.open();
  assert.equal(world.sockets.length, 2);
});
