// The client over a real socket, against a server that is told what to say.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ArgusClient } from '../src/index.js';
import { next } from './support/listening.js';
import { ScriptedServer } from './support/scripted.js';
import { NetSocket } from './support/socket.js';

const TOPIC = 'quote:A';

let server;
let client;

beforeEach(async () => {
  server = await ScriptedServer.start();
  client = undefined;
});

afterEach(async () => {
  client?.close();
  await server.stop();
});

/** Connects, agrees, subscribes one quote, and has its first value. */
async function begin(options = {}, world = {}) {
  client = new ArgusClient(server.url, { WebSocket: NetSocket, world: { random: () => 0.01, ...world }, ...options });
  client.subscribe('board', { symbols: ['A'], data_types: ['quote'] });
  client.open();
  const guest = await server.guest();
  await guest.agree();
  await guest.accept();
  const first = next(client, 'snapshot');
  guest.pack({ type: 'market_data', topic: TOPIC, seq: 1, snapshot: true, ts: 1, data: { symbol: 'A', last_price: 10 } });
  await first;
  return guest;
}

test('packed batches of changes come out as whole values in their order', async () => {
  const guest = await begin();
  const seen = [];
  client.on('update', ({ seq, data }) => seen.push([seq, data.last_price, data.volume]));
  const last = next(client, 'update', ({ seq }) => seq === 41);
  for (let seq = 2; seq <= 40; seq += 3) {
    const items = [0, 1, 2].map((at) => ({ type: 'market_data', topic: TOPIC, seq: seq + at, pseq: seq + at - 1, d: { last_price: seq + at } }));
    guest.pack({ type: 'batch', n: 3, items });
  }
  guest.line.send(Buffer.from(JSON.stringify({ type: 'market_data', topic: TOPIC, seq: 41, pseq: 40, d: { volume: 5 } })));
  await last;
  assert.deepEqual(seen.map(([seq]) => seq), Array.from({ length: 40 }, (_, at) => at + 2));
  assert.deepEqual(seen.at(-1), [41, 40, 5]);
});

test('a frame longer than 64 KB comes through', async () => {
  const guest = await begin({ encodings: ['json'] });
  const long = next(client, 'status');
  guest.say({ type: 'status', data: { type: 'x', message: '平'.repeat(100_000) } });
  assert.equal((await long).message.length, 100_000);
});

test('a line that is cut is mended, and the topic goes on where it was', async () => {
  const guest = await begin();
  guest.cut();
  const second = await server.guest();
  await second.agree();
  const { from } = await second.accept({ seq: 3, resumed: 'replayed', replayed: 2 });
  assert.deepEqual(from, { [TOPIC]: { epoch: 'e1', seq: 1 } });
  const update = next(client, 'update');
  second.pack({ type: 'market_data', topic: TOPIC, seq: 3, pseq: 1, merged: 1, d: { last_price: 12 } });
  assert.deepEqual((await update).data, { symbol: 'A', last_price: 12 });
});

test('the close code says whether to come back', async () => {
  const guest = await begin();
  const ended = next(client, 'state', ({ name }) => name === 'ended');
  guest.close(4002, 'not yours');
  assert.deepEqual(await ended, { name: 'ended', attempt: 0, code: 4002, reason: 'not yours' });

  client.open();
  const again = await server.guest();
  await again.agree();
  const waiting = next(client, 'state', ({ name }) => name === 'waiting');
  again.close(1012, 'restart');
  assert.equal((await waiting).code, 1012);
  await server.guest();
});

test('a server that refuses connections is tried again until it takes one', async () => {
  const { url } = server;
  await server.stop();
  client = new ArgusClient(url, { WebSocket: NetSocket, world: { random: () => 0.001 } });
  const waiting = next(client, 'state', ({ name, attempt }) => name === 'waiting' && attempt === 3);
  client.open();
  assert.equal((await waiting).code, 1006);
});

test('no frame is asked for while the last one is not rendered', async () => {
  const pending = [];
  const guest = await begin({ flow: 'credit', rendered: (done) => pending.push(done) });
  assert.equal((await guest.hear('ready')).data.credit, 1);
  assert.ok(pending.length > 0);
  client.request('ping').catch(() => 'not answered here');
  await guest.hear('ping');
  assert.equal(guest.count('ready'), 1);
  pending.splice(0).forEach((done) => done());
  assert.ok((await guest.hear('ready')).data.credit >= 1);
  assert.equal(guest.count('ready'), 2);
});

test('a server that falls silent is left, and met again', async () => {
  const guest = await begin({ heartbeat_ms: 500 });
  const waiting = next(client, 'state', ({ name }) => name === 'waiting');
  const told = setInterval(() => guest.say({ type: 'heartbeat', data: { n: 1, tops: {} } }), 50);
  await next(client, 'heartbeat');
  clearInterval(told);
  assert.equal((await waiting).reason, 'no answer');
  await (await server.guest()).agree();
});
