// What the client hears of the real server, in every way that hello can agree on. Run by `mvn verify` (JsClientIT).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { next } from '../support/listening.js';
import { BOARD, connect, lenient, live, rest, Witness } from '../support/real.js';

const moment = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Waits until the client and REST have the same of a symbol at one moment, which is then to be the same value. */
async function agreement(client, symbol) {
  for (let tries = 0; tries < 200; tries += 1, await moment()) {
    const { quotes } = await rest(`quotes?symbols=${symbol}`);
    const { seq, data } = client.stream(`quote:${symbol}`) ?? {};
    if (seq === quotes[0].seq) {
      assert.deepEqual(data, quotes[0].data);
      return data;
    }
  }
  return assert.fail(`the client never had what REST says of ${symbol}`);
}

/** So many updates more. */
async function hear(client, count) {
  let heard = 0;
  await next(client, 'update', () => (heard += 1) >= count);
}

test('everything is agreed as asked', live, async () => {
  const client = connect({ flow: 'credit', batch: { max_delay_ms: 50, max_items: 300 }, heartbeat_ms: 700 });
  client.open();
  await next(client, 'state', ({ name }) => name === 'live');
  assert.deepEqual(client.welcome.agreed, {
    version: 2, encoding: 'json+gzip', batch: { max_delay_ms: 50, max_items: 300 }, delta: true, flow: 'credit', heartbeat_ms: 700,
  });
});

for (const encoding of ['json+gzip', 'json', 'json+binary']) {
  test(`changes in batches of ${encoding} come out as what REST says`, live, async () => {
    const client = connect({ encodings: [encoding], batch: { max_delay_ms: 200 } });
    const witness = new Witness(client);
    const frames = [];
    let changes = 0;
    client.on('frame', (frame) => frames.push(frame));
    client.on('update', (update) => (changes += update.changes === undefined ? 0 : 1));
    client.subscribe('board', { symbols: BOARD, data_types: ['quote', 'depth'] });
    client.open();
    await hear(client, 60);
    const data = await agreement(client, '600519.SH');
    assert.equal(data.symbol, '600519.SH');
    assert.deepEqual(witness.gaps, []);
    assert.ok(changes > witness.updates / 2, `${changes} of ${witness.updates} updates were changes`);
    assert.ok(frames.some(({ messages }) => messages > 1), 'no batch');
  });
}

test('without deltas and batches the same is heard', live, async () => {
  const client = connect({ delta: false, batch: false });
  const witness = new Witness(client);
  client.on('update', ({ changes }) => assert.equal(changes, undefined));
  client.on('frame', ({ messages }) => assert.equal(messages, 1));
  client.subscribe('board', { symbols: BOARD, data_types: ['quote'] });
  client.open();
  await hear(client, 20);
  await agreement(client, '000001.SZ');
  assert.deepEqual(witness.gaps, []);
});

test('with credit flow nothing comes unasked, and one frame brings everything', live, async () => {
  const rendering = [];
  const flow = () => rendering.splice(0).forEach((done) => done());
  const client = connect({ flow: 'credit', rendered: (done) => rendering.push(done), batch: { max_delay_ms: 0, max_items: 10_000 } });
  const witness = new Witness(client);
  const frames = [];
  const going = setInterval(flow, 30);
  client.on('frame', (frame) => frames.push(frame));
  client.subscribe('board', { symbols: BOARD, data_types: ['quote'] });
  client.open();
  // It stops at a frame, so that the next one is not asked for yet.
  await next(client, 'frame', () => witness.updates >= 20);
  clearInterval(going);

  const before = frames.length;
  const moved = async () => (await rest(`quotes?symbols=${BOARD}`)).quotes.filter(({ topic, seq }) => seq > client.stream(topic).seq + 2).length;
  while ((await moved()) < BOARD.length - 1) {
    assert.equal(frames.length, before);
    await moment();
  }
  const there = await rest(`quotes?symbols=${BOARD}`);
  assert.equal(frames.length, before);
  flow();
  await next(client, 'frame');
  assert.equal(frames.length, before + 1);
  for (const { topic, seq } of there.quotes) {
    assert.ok(client.stream(topic).seq >= seq, `${topic} is behind: ${client.stream(topic).seq} of ${seq}`);
  }
  assert.deepEqual(witness.gaps, []);
});

test('a set is made, filtered, changed, paused and ended while it runs', live, async () => {
  const client = connect();
  const set = client.subscribe('board', {
    symbols: BOARD, data_types: ['quote'], fields: ['last_price'], timestamps: true, where: { field: 'last_price', cmp: 'gt', val: 0 },
  });
  client.open();
  const first = await next(set, 'update');
  assert.deepEqual(Object.keys(first.data).sort(), ['last_price', 'symbol']);
  assert.ok(first.src_ts > 0 && first.in_ts > 0);

  set.change({ fields: ['volume', 'last_price'], max_rate: 4 });
  await next(set, 'update', ({ data }) => data.volume !== undefined && data.last_price !== undefined);

  set.pause();
  set.resume();
  set.remove(...BOARD.slice(1)).add('000001.SZ');
  const { subscriptions } = await told(client, ({ count }) => count === 1);
  assert.deepEqual(subscriptions.map(({ topic }) => topic), ['quote:000001.SZ']);
  assert.equal(subscriptions[0].options.min_interval_ms, 250);
  set.end();
  await told(client, ({ count }) => count === 0);
});

/** Asks until the server's list of subscriptions fits. */
async function told(client, fits) {
  for (let tries = 0; tries < 100; tries += 1, await moment()) {
    const list = await client.request('get_subscriptions');
    if (fits(list)) {
      return list;
    }
  }
  return assert.fail('the list of subscriptions never came to fit');
}

test('a pattern stands for symbols until it goes', live, async () => {
  const client = connect();
  const set = client.subscribe('shanghai', { symbols: ['6*.SH'], data_types: ['quote'] });
  client.open();
  const { symbol } = await next(set, 'update');
  assert.match(symbol, /^6.*\.SH$/);
  set.remove('6*.SH').add('AAPL.US');
  await told(client, ({ subscriptions }) => subscriptions.map(({ topic }) => topic).join() === 'quote:AAPL.US');
  assert.equal(client.stream(`quote:${symbol}`), undefined);
});

test('what is refused says why', live, async () => {
  const faults = [];
  const client = lenient();
  client.on('error', (fault) => faults.push(fault));
  client.subscribe('typo', { symbols: ['00001.SZ'], data_types: ['quote'] });
  client.subscribe('fault', { symbols: BOARD, data_types: ['quote'], where: { op: 'and', nodes: [{ field: 'last_price', cmp: 'near', val: 1 }] } });
  client.open();
  while (faults.length < 2) {
    await next(client, 'error');
  }
  const [typo, fault] = ['typo', 'fault'].map((name) => faults.find(({ sub }) => sub === name));
  assert.equal(typo.code, 4041);
  assert.ok(typo.suggestions.includes('000001.SZ'));
  assert.deepEqual([fault.code, fault.details.path], [4006, '$.data.where.nodes[0].cmp']);
});

test('heartbeats tell how far silent topics have come', live, async () => {
  const client = connect({ heartbeat_ms: 500 });
  const witness = new Witness(client);
  client.subscribe('rare', { symbols: BOARD, data_types: ['quote'], where: { field: 'last_price', cmp: 'lt', val: 0 } });
  client.open();
  const { tops, conn, sources } = await next(client, 'heartbeat', ({ tops: all }) => Object.values(all).some(([sent, considered]) => considered > sent));
  assert.ok(Object.keys(tops).every((topic) => topic.startsWith('quote:')));
  assert.equal(typeof conn.queue_bytes, 'number');
  assert.ok(Object.keys(sources).length > 0);
  assert.deepEqual([witness.updates, witness.gaps], [0, []]);
});
