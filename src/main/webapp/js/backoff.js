// When to try again after a lost connection. Pure.

const FIRST = 500;
const LONGEST = 15_000;

/** Close codes after which the same connection would be refused again: token, permission, limit, protocol. */
const FINAL = new Set([4001, 4002, 4004, 4005]);

export function isFinal(code) {
  return FINAL.has(code);
}

/**
 * Doubles with each failed attempt; half of it is jitter, so that the clients of a lost server do not come back in step.
 *
 * @param attempt 0 for the first try after a loss
 * @param random 0 <= random < 1
 * @return milliseconds
 */
export function waitBefore(attempt, random) {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
