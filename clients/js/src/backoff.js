// When to try again after a lost connection. Pure.

const FIRST = 500;
const LONGEST = 15_000;

/** Close codes after which the same would end the same way: token, permission, limit, protocol; text or size of a frame of ours. */
const FINAL = new Set([4001, 4002, 4004, 4005, 1007, 1009]);

export function isFinal(code) {
  return FINAL.has(code);
}

/**
 * Full jitter: anything up to a ceiling that doubles with each failed attempt, so that the clients of a lost server come
 * back spread over the whole time.
 *
 * @param attempt 0 for the first try after a loss
 * @param random 0 <= random < 1
 * @return milliseconds
 */
export function waitBefore(attempt, random) {
  return Math.round(random * Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16)));
}
