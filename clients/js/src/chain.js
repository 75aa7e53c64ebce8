// Proves that nothing this connection was owed is missing: each update names the one before it. Pure.

/**
 * How an update stands to the last one taken.
 *
 * @param last the seq of the last update taken, undefined where none is known
 * @param update a stream message with seq, pseq and snapshot
 * @return start (a snapshot), next (follows), or broken (something is missing in between)
 */
export function link(last, { snapshot, seq, pseq }) {
  if (snapshot) {
    return 'start';
  }
  return last !== undefined && pseq === last && seq > last ? 'next' : 'broken';
}
