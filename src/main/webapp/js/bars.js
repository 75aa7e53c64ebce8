// The bars of one chart, oldest first: the past from REST, the present from the stream. Pure.

const MOST = 600;

export class Bars {
  #bars = [];

  get list() {
    return this.#bars;
  }

  /** Past bars give way to those the stream has already brought, unless they are a later revision. */
  merge(past) {
    const byTime = new Map(past.map((bar) => [Date.parse(bar.timestamp), bar]));
    for (const bar of this.#bars) {
      const time = Date.parse(bar.timestamp);
      const known = byTime.get(time);
      if (!known || (known.rev ?? 0) <= (bar.rev ?? 0)) {
        byTime.set(time, bar);
      }
    }
    this.#bars = [...byTime.entries()]
      .sort(([one], [other]) => one - other)
      .map(([, bar]) => bar)
      .slice(-MOST);
  }

  /** A bar from the stream: the newest, a change of the newest, or a correction of an older one. */
  take(bar) {
    const time = Date.parse(bar.timestamp);
    let at = this.#bars.length;
    while (at > 0 && Date.parse(this.#bars[at - 1].timestamp) > time) {
      at -= 1;
    }
    const known = at > 0 && Date.parse(this.#bars[at - 1].timestamp) === time;
    this.#bars.splice(known ? at - 1 : at, known ? 1 : 0, bar);
    if (this.#bars.length > MOST) {
      this.#bars.shift();
    }
  }
}

/** The mean of the last closes at each bar; null where there are too few. */
export function movingAverage(closes, length) {
  let sum = 0;
  return closes.map((close, index) => {
    sum += close - (index >= length ? closes[index - length] : 0);
    return index >= length - 1 ? sum / length : null;
  });
}
