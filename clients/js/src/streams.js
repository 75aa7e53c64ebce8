// What is known of each topic: where its chain stands, and its newest value. No timers, no socket.

import { link } from './chain.js';
import { mergePatch } from './patch.js';

export class Streams {
  #streams = new Map();

  get(topic) {
    return this.#streams.get(topic);
  }

  /** The topic is not heard any more. */
  drop(topic) {
    this.#streams.delete(topic);
  }

  /** Drops those topics of a set that nobody names: a pattern that stood for them may be gone. */
  dropUnnamed(sub, named) {
    for (const stream of this.#streams.values()) {
      if (stream.sub === sub && !named.has(stream.topic)) {
        this.drop(stream.topic);
      }
    }
  }

  /** The values of a set are no base for changes any more, for instance because other columns are asked for. */
  dropValues(sub) {
    for (const stream of this.#streams.values()) {
      if (stream.sub === sub) {
        stream.data = undefined;
      }
    }
  }

  /** Where the topics of a set stand, for the server to go on from there. */
  positions(sub) {
    return new Map(
      [...this.#streams.values()]
        .filter((stream) => stream.sub === sub && stream.seq !== undefined && stream.epoch !== undefined)
        .map(({ topic, epoch, seq }) => [topic, { epoch, seq }]),
    );
  }

  /** Everything comes from a new connection: until its answer a topic stands still. */
  restart() {
    for (const stream of this.#streams.values()) {
      stream.asked = true;
    }
  }

  /**
   * Takes the server's answer for a topic.
   *
   * @return what is missing between what was known and what will come, if anything is: `{topic, from, to, cause}`
   */
  begin({ topic, sub, symbol, data_type: type, epoch, seq, options, resumed, from, to }) {
    const known = this.#streams.get(topic);
    const goesOn = known?.seq !== undefined && (resumed === 'replayed' || resumed === 'lost');
    this.#streams.set(topic, {
      topic,
      sub,
      symbol,
      type,
      epoch,
      seq: goesOn ? (resumed === 'lost' ? to : known.seq) : seq,
      data: goesOn ? known.data : undefined,
      keepsAll: options?.delivery === 'all',
      asked: false,
      healedAt: known?.healedAt,
    });
    return resumed === 'lost' ? { topic, from, to, cause: 'lost' } : undefined;
  }

  /**
   * Takes an update.
   *
   * @return `{stream, update}` to be told; `{stream, broken}` where something is missing before it; nothing where the topic
   *     is not wanted or an answer is waited for
   */
  take(message) {
    const { topic, seq, pseq, d: changes } = message;
    const stream = this.#streams.get(topic);
    if (!stream || stream.asked) {
      return undefined;
    }
    const verdict = link(stream.seq, message);
    if (verdict === 'broken' || (changes !== undefined && stream.data === undefined)) {
      return { stream, broken: { topic, from: (stream.seq ?? 0) + 1, to: pseq ?? seq, cause: 'broken_chain' } };
    }
    stream.seq = seq;
    stream.data = changes === undefined ? message.data : mergePatch(stream.data, changes);
    return { stream, update: updateOf(stream, message) };
  }

  /** The server says what it left out: the next update follows the end of the gap. */
  skip({ topic, to }) {
    const stream = this.#streams.get(topic);
    if (stream && !stream.asked && to > (stream.seq ?? 0)) {
      stream.seq = to;
    }
  }

  /**
   * Compares with what the server says it has sent last, of topics that are silent.
   *
   * @return streams and what each is missing
   */
  compare(tops) {
    return Object.entries(tops)
      .map(([topic, [sent]]) => ({ stream: this.#streams.get(topic), sent }))
      .filter(({ stream, sent }) => stream && !stream.asked && sent > (stream.seq ?? 0))
      .map(({ stream, sent }) => ({
        stream,
        broken: { topic: stream.topic, from: (stream.seq ?? 0) + 1, to: sent, cause: 'broken_chain' },
      }));
  }
}

function updateOf({ topic, sub, type, symbol, data }, message) {
  const { seq, pseq, merged, ts, src_ts, in_ts, d: changes, rows, snapshot = false } = message;
  return { topic, sub, type, symbol, seq, pseq, merged, ts, src_ts, in_ts, snapshot, data, changes, rows };
}
