// Proves that nothing this connection was owed is missing: each update names the one before it. Pure.

/**
 * How an update stands to the last one taken.
 *
 * @param last the seq of the last update taken, undefined before the first snapshot
 * @param update a stream message with seq, pseq and snapshot
 * @return start (a snapshot), next (follows), old (already known), broken (something is missing in between)
 */
export function link(last, update) {
  if (update.snapshot) {
    return 'start';
  }
  if (last === undefined) {
    return 'broken';
  }
  if (update.seq <= last) {
    return 'old';
  }
  return update.pseq === last ? 'next' : 'broken';
}
