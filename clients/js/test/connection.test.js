import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Connection } from '../src/connection.js';
import { settled, World } from './support/world.js';

let world;
let heard;
let connection;
beforeEach(() => {
  world = new World();
  heard = { opened: 0, messages: [], faults: [] };
  connection = new Connection(
    'ws://x/ws',
    {
      opened: () => (heard.opened += 1),
      received: (message) => heard.messages.push(message.type),
      unreadable: (fault) => heard.faults.push(fault.name),
      changed() {},
    },
    world,
  );
  connection.open();
});

function live() {
  world.socket.opens();
  connection.settle();
}

test('a lost connection comes back after the wait', () => {
  assert.equal(connection.send({ type: 'x' }), false);
  live();
  assert.deepEqual([connection.state.name, heard.opened], ['live', 1]);
  world.socket.ends(1006);
  assert.equal(connection.state.name, 'waiting');
  world.pass(249);
  assert.equal(world.sockets.length, 1);
  world.pass(1);
  assert.equal(world.sockets.length, 2);
  world.socket.opens();
  assert.equal(heard.opened, 2);
});

test('each failed attempt may wait longer, and a stable connection begins anew', () => {
  const waits = [0, 1, 2].map(() => {
    world.socket.ends(1006);
    const wait = connection.state.retryAt - world.time;
    world.pass(wait);
    return wait;
  });
  assert.deepEqual(waits, [250, 500, 1000]);
  live();
  world.pass(9_999);
  world.socket.ends(1006);
  assert.equal(connection.state.retryAt - world.time, 2_000);
  world.pass(2_000);
  live();
  world.pass(10_000);
  world.socket.ends(1006);
  assert.equal(connection.state.retryAt - world.time, 250);
});

test('a refused connection does not come back by itself', () => {
  for (const code of [4001, 4002, 4004, 4005, 1007, 1009]) {
    connection.open();
    live();
    world.socket.ends(code, 'no');
    const attempts = world.sockets.length;
    world.pass(3_600_000);
    assert.deepEqual({ ...connection.state, attempt: 0 }, { name: 'ended', attempt: 0, code, reason: 'no' });
    assert.equal(world.sockets.length, attempts);
  }
});

test('a restart is waited for as long as the server asks, once', () => {
  live();
  connection.comeBackIn(4_000);
  world.pass(1_000);
  world.socket.ends(1012);
  world.pass(2_999);
  assert.equal(world.sockets.length, 1);
  world.pass(1);
  assert.equal(world.sockets.length, 2);
  world.socket.ends(1006);
  assert.equal(connection.state.retryAt - world.time, 500);
});

test('a hint that has passed does not bring everybody back at the same moment', () => {
  live();
  connection.comeBackIn(1_000);
  world.pass(60_000);
  world.socket.ends(1006);
  assert.equal(connection.state.retryAt - world.time, 250);
});

test('a server that never answers is given up', () => {
  world.pass(10_000);
  assert.equal(connection.state.name, 'waiting');
  assert.equal(world.sockets[0].readyState, 3);
});

test('what an abandoned socket still says is not heard', () => {
  const { socket } = world;
  world.pass(10_000);
  socket.opens().says({ type: 'welcome' }).ends(1006);
  assert.deepEqual([heard.opened, heard.messages, connection.state.name], [0, [], 'waiting']);
});

test('who is in a hurry does not wait', () => {
  world.socket.ends(1006);
  connection.hurry();
  assert.equal(world.sockets.length, 2);
  connection.hurry();
  world.pass(5_000);
  assert.equal(world.sockets.length, 2);
});

test('a closed connection stays closed', () => {
  live();
  connection.close();
  world.pass(3_600_000);
  assert.deepEqual([connection.state.name, world.sockets.length, connection.send({})], ['closed', 1, false]);
});

test('a frame that is no JSON ends the connection, which comes back', () => {
  live();
  world.socket.onmessage({ data: '{' });
  assert.deepEqual([heard.faults, connection.state.name], [['SyntaxError'], 'waiting']);
});

test('what was packed and sent before the close is heard before it', async () => {
  live();
  const packed = new Blob(['{"type":"status"}']).stream().pipeThrough(new CompressionStream('gzip'));
  world.socket.onmessage({ data: await new Response(packed).arrayBuffer() });
  world.socket.ends(1012);
  assert.deepEqual([heard.messages, connection.state.name], [[], 'live']);
  for (let turns = 0; connection.state.name === 'live' && turns < 1_000; turns += 1) {
    await settled();
  }
  assert.deepEqual([heard.messages, connection.state.name], [['status'], 'waiting']);
});
