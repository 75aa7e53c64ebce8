// What tests against the real server have in common. Its address is in ARGUS_URL.

import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { ArgusClient } from '../../src/index.js';
import { NetSocket } from './socket.js';

const { ARGUS_URL: service } = process.env;
/** Options of a test that needs the server. */
export const live = { skip: service ? false : 'ARGUS_URL names no server' };
export const BOARD = ['000001.SZ', '600519.SH', '601318.SH', '300750.SZ', '0700.HK', 'AAPL.US', 'MSFT.US', 'BTC-USD'];

const clients = [];

/** A client, not yet open, that fails the test when something is refused. */
export function connect(options = {}) {
  const client = lenient(options);
  client.on('error', ({ code, name, message, sub }) => assert.fail(`${code} ${name}: ${message} (${sub})`));
  return client;
}

/** A client, not yet open. */
export function lenient(options = {}) {
  const address = new URL('ws', service);
  address.protocol = 'ws:';
  const client = new ArgusClient(address, { WebSocket: NetSocket, world: { random: () => 0.01 }, ...options });
  clients.push(client);
  return client;
}

afterEach(() => clients.splice(0).forEach((client) => client.close()));

/** What a client was told of each topic, held against the rule that nothing may be missing. */
export class Witness {
  updates = 0;
  gaps = [];
  seen = new Map();
  #places = new Map();

  constructor(client) {
    client.on('gap', (gap) => this.gaps.push(gap));
    // A topic that has had no value yet begins without a snapshot: the answer says where.
    client.on('subscribed', ({ topic, seq, resumed }) => resumed ?? this.#places.set(topic, seq));
    client.on('snapshot', (update) => this.#take(update));
    client.on('update', (update) => {
      const { topic, seq, pseq, merged } = update;
      assert.equal(pseq, this.#places.get(topic), `${topic} ${seq}`);
      assert.ok(merged >= 0 && merged < seq - pseq, `${topic}: ${merged} merged between ${pseq} and ${seq}`);
      this.updates += 1;
      this.#take(update);
    });
  }

  #take(update) {
    this.#places.set(update.topic, update.seq);
    this.seen.set(update.topic, [...(this.seen.get(update.topic) ?? []), update]);
  }
}

export async function rest(path) {
  const response = await fetch(new URL(`api/v1/${path}`, service));
  assert.equal(response.status, 200);
  return response.json();
}
