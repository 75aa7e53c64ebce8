import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Credit, whenRendered } from '../src/credit.js';
import { World } from './support/world.js';

let world;
let asked;
let painting;
let credit;
beforeEach(() => {
  world = new World();
  asked = [];
  painting = [];
  credit = new Credit((frames) => asked.push(frames), (done) => painting.push(done), world);
});

function paint() {
  painting.splice(0).forEach((done) => done());
}

test('a frame is asked for when the last one is rendered, not when it came', () => {
  credit.start(1);
  assert.deepEqual([asked, credit.exhausted], [[1], false]);
  world.pass(1_000);
  credit.received();
  assert.deepEqual([asked, credit.exhausted], [[1], true]);
  paint();
  assert.deepEqual([asked, credit.exhausted], [[1, 1], false]);
});

test('several frames may be on their way', () => {
  credit.start(3);
  world.pass(1_000);
  credit.received();
  credit.received();
  assert.equal(credit.exhausted, false);
  credit.received();
  assert.equal(credit.exhausted, true);
  paint();
  world.pass(100);
  assert.deepEqual([asked.reduce((one, other) => one + other), credit.exhausted], [6, false]);
});

test('requests keep a distance, and say then what has come together', () => {
  credit.start(3);
  [1, 2, 3].forEach(() => credit.received());
  paint();
  assert.deepEqual(asked, [3]);
  world.pass(19);
  assert.deepEqual(asked, [3]);
  world.pass(1);
  assert.deepEqual(asked, [3, 3]);
  world.pass(10_000);
  assert.deepEqual(asked, [3, 3]);
});

test('what was rendered for another connection gives this one nothing', () => {
  credit.start(1);
  credit.received();
  credit.start(1);
  world.pass(1_000);
  paint();
  world.pass(1_000);
  assert.deepEqual(asked, [1, 1]);
});

test('without credit flow nothing is asked for and silence means something', () => {
  credit.received();
  paint();
  assert.deepEqual([asked, credit.exhausted, credit.running], [[], false, false]);
});

test('in a browser rendered means painted', async () => {
  const order = [];
  globalThis.requestAnimationFrame = (job) => setTimeout(() => (order.push('frame'), job(), order.push('painted')));
  try {
    await new Promise((resolve) => whenRendered(resolve));
    assert.deepEqual(order, ['frame', 'painted']);
  } finally {
    delete globalThis.requestAnimationFrame;
  }
  await new Promise((resolve) => whenRendered(resolve));
});
