// How the client goes on after its connection to the real server was cut. Run by `mvn verify` (JsClientIT).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { next } from '../support/listening.js';
import { BOARD, connect, live, Witness } from '../support/real.js';
import { NetSocket } from '../support/socket.js';

/** So many updates more. */
async function hear(client, count) {
  let heard = 0;
  await next(client, 'update', () => (heard += 1) >= count);
}

test('after a cut every topic goes on where it was, and no trade is missing', live, async () => {
  const client = connect();
  const witness = new Witness(client);
  const resumed = [];
  client.subscribe('board', { symbols: BOARD, data_types: ['quote'] });
  client.subscribe('trades', { symbols: BOARD, data_types: ['trade'] });
  client.open();
  await next(client, 'update', ({ type }) => type === 'trade');
  await next(client, 'update', () => BOARD.every((symbol) => witness.seen.has(`quote:${symbol}`)));

  // A topic that has had no value has no place to go on from.
  client.on('subscribed', (answer) => witness.seen.has(answer.topic) && resumed.push(answer));
  for (let cuts = 1; cuts <= 3; cuts += 1) {
    NetSocket.opened.at(-1).cut();
    await next(client, 'state', ({ name }) => name === 'live');
    await next(client, 'update', ({ type }) => type === 'trade');
    await hear(client, 20);
  }
  assert.deepEqual(witness.gaps, []);
  assert.ok(resumed.length >= 3 * BOARD.length, `${resumed.length} answers`);
  assert.deepEqual([...new Set(resumed.map((answer) => answer.resumed))], ['replayed']);
  for (const [topic, updates] of witness.seen) {
    assert.ok(updates.filter(({ snapshot }) => snapshot).length <= 1, `${topic} began anew`);
    if (topic.startsWith('trade:')) {
      updates.slice(1).forEach(({ seq }, at) => assert.equal(seq, updates[at].seq + 1, topic));
    }
  }
});

test('what a pattern stands for goes on after a cut', live, async () => {
  const client = connect();
  client.subscribe('shanghai', { symbols: ['6*.SH'], data_types: ['quote'] });
  client.open();
  const { symbol } = await next(client, 'update');
  NetSocket.opened.at(-1).cut();
  const { resumed } = await next(client, 'subscribed', (answer) => answer.symbol === symbol);
  assert.equal(resumed, 'replayed');
});
