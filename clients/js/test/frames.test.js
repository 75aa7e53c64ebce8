import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Frames, readableEncodings } from '../src/frames.js';

const bufferOf = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const text = (message) => JSON.stringify(message);
const packed = (message) => bufferOf(gzipSync(text(message)));
const binary = (message) => bufferOf(new TextEncoder().encode(text(message)));

function reader() {
  const heard = [];
  const frames = new Frames(
    ({ n }, size) => heard.push([n, size]),
    (fault) => heard.push([fault.name]),
  );
  const all = () => new Promise((resolve) => frames.end(resolve));
  return { frames, heard, all };
}

test('a text frame is heard at once', () => {
  const { frames, heard } = reader();
  frames.read(text({ n: 1 }));
  assert.deepEqual(heard, [[1, 7]]);
});

test('frames are heard in the order in which they came, however they are packed', async () => {
  const { frames, heard, all } = reader();
  const heavy = { n: 1, filling: 'x'.repeat(3_000_000) };
  [packed(heavy), packed({ n: 2 }), text({ n: 3 }), binary({ n: 4 }), text({ n: 5 }), packed({ n: 6 })].forEach((data) =>
    frames.read(data),
  );
  assert.deepEqual(heard, []);
  await all();
  assert.deepEqual(heard.map(([n]) => n), [1, 2, 3, 4, 5, 6]);
});

test('sizes are those of the frames as they came', async () => {
  const { frames, heard, all } = reader();
  const data = packed({ n: 1, filling: 'x'.repeat(1_000) });
  frames.read(data);
  await all();
  assert.deepEqual(heard, [[1, data.byteLength]]);
});

test('other letters than those of English come through', async () => {
  const names = [];
  const frames = new Frames(({ name }) => names.push(name), assert.fail);
  frames.read(packed({ name: '贵州茅台' }));
  frames.read(binary({ name: '平安银行' }));
  await new Promise((resolve) => frames.end(resolve));
  assert.deepEqual(names, ['贵州茅台', '平安银行']);
});

test('what cannot be read is a fault in its place', async () => {
  const broken = new Uint8Array(packed({ n: 2 }));
  broken[12] ^= 0xff;
  for (const data of ['{', bufferOf(broken), packed({ n: 9 }).slice(0, 15), bufferOf(new Uint8Array([0xff, 0xfe]))]) {
    const { frames, heard, all } = reader();
    frames.read(packed({ n: 1 }));
    frames.read(data);
    frames.read(packed({ n: 3 }));
    await all();
    assert.deepEqual([heard.length, heard[0][0], typeof heard[1][0], heard[2][0]], [3, 1, 'string', 3]);
  }
});

test('gzip is offered where it can be unpacked', () => {
  assert.deepEqual(readableEncodings(), ['json+gzip', 'json']);
  const { DecompressionStream } = globalThis;
  try {
    globalThis.DecompressionStream = undefined;
    assert.deepEqual(readableEncodings(), ['json']);
  } finally {
    globalThis.DecompressionStream = DecompressionStream;
  }
});
