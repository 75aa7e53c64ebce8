// What the user wants to hear, in named sets, and what the server has been told of it. The difference is what is to be said. Pure.

const ALIASES = { price: 'quote', volume: 'quote', orderbook: 'depth' };

/** What can be changed of a set while it runs; anything else is subscribed again. */
const CHANGEABLE = ['max_rate', 'fields', 'timestamps', 'where', 'min_change', 'filters', 'paused'];

/** Topics that are resumed with one message, well within the 10,000 values that a message may have. */
const TOPICS_AT_ONCE = 1_000;

const only = (map, names) => new Map([...map].filter(([name]) => names.has(name)));
const without = (map, names) => new Map([...map].filter(([name]) => !names.has(name)));
const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The first parts of the topics of a wish: `quote`, `kline.1m`, `depth.5`. */
function selections({ data_types: types, periods = '1m', depth = 5 }) {
  return listOf(types)
    .map((type) => ALIASES[type] ?? type)
    .flatMap((type) => {
      if (type === 'kline') {
        return listOf(periods).map((period) => `kline.${period}`);
      }
      return type === 'depth' ? `depth.${depth}` : type;
    });
}

/** Topic -> its parts. The name is the server's own wherever the symbol is spelled as the server spells it. */
function topicsOf(wish) {
  const all = selections(wish).flatMap((selection) => listOf(wish.symbols).map((symbol) => ({ selection, symbol })));
  return new Map(all.map((parts) => [`${parts.selection}:${parts.symbol}`, parts]));
}

function optionsOf({ symbols, data_types, periods, depth, ...options }) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== null));
}

/** Topics as lists of symbols that have the same data types. */
function grouped(topics) {
  const bySymbol = new Map();
  for (const { selection, symbol } of topics) {
    bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), selection]);
  }
  const groups = new Map();
  for (const [symbol, types] of bySymbol) {
    const group = groups.get(types.join()) ?? { symbols: [], data_types: types };
    group.symbols.push(symbol);
    groups.set(types.join(), group);
  }
  return [...groups.values()];
}

export class Wishes {
  #sets = new Map();
  #told = new Map();

  get(name) {
    return this.#sets.get(name);
  }

  /** The topics of a set, by the names that its wish gives them. */
  topics(name) {
    return topicsOf(this.#sets.get(name) ?? {});
  }

  /**
   * Replaces a set, or ends it.
   *
   * @param wish symbols, data_types, periods, depth and options of the protocol; null ends the set
   * @return topics that no set wants any more
   */
  want(name, wish) {
    const before = this.topics(name);
    if (wish) {
      this.#sets.set(name, wish);
    } else {
      this.#sets.delete(name);
    }
    const owners = this.#owners();
    return [...before.keys()].filter((topic) => !owners.has(topic));
  }

  /** The server knows nothing: the connection is a new one. */
  forget() {
    this.#told.clear();
  }

  /** Topics are to be told once more, for instance because their message was refused for the moment. */
  retell(name, topics) {
    topics.forEach((topic) => this.#told.get(name)?.topics.delete(topic));
  }

  /** The message that begins one topic of a set anew, from its position if it has one. */
  again({ topic, sub, symbol }, positions) {
    const selection = topic.slice(0, topic.indexOf(':'));
    const fresh = new Map([[topic, { selection, symbol }]]);
    return starting(sub, fresh, optionsOf(this.#sets.get(sub) ?? {}), only(positions, fresh));
  }

  /**
   * What is to be said so that the server does what is wanted; afterwards it counts as said.
   *
   * @param positions gives, of a set, topic -> {epoch, seq} where its chains stand
   * @return messages, each with `name` of its set and the `topics` it begins
   */
  plan(positions) {
    const owners = this.#owners();
    const messages = [...this.#told].flatMap(([name, told]) => this.#ending(name, told, owners));
    for (const [name, wish] of this.#sets) {
      const options = optionsOf(wish);
      const known = this.#told.get(name);
      const told = known ?? { topics: new Map(), options };
      messages.push(...changed(name, told, options));
      const wanted = new Map([...topicsOf(wish)].filter(([topic]) => owners.get(topic) === name));
      const fresh = new Map([...wanted].filter(([topic]) => !told.topics.has(topic)));
      // On a new connection everything goes on from its position, later only what begins anew.
      const from = known ? only(positions(name), fresh) : positions(name);
      messages.push(...starting(name, fresh, options, from));
      this.#told.set(name, { topics: wanted, options });
    }
    return messages;
  }

  /** Topic -> the set that gets it: the last one that names it, as for the server. */
  #owners() {
    return new Map([...this.#sets].flatMap(([name, wish]) => [...topicsOf(wish).keys()].map((topic) => [topic, name])));
  }

  /** What a set has been told and wants no more; what has gone over to another set ends by itself. */
  #ending(name, told, owners) {
    const over = [...told.topics].filter(([topic]) => !owners.has(topic));
    const whole = over.length > 0 && over.length === told.topics.size && !this.#sets.has(name);
    if (!this.#sets.has(name)) {
      this.#told.delete(name);
    }
    const ended = whole ? [{ sub: name }] : grouped(over.map(([, parts]) => parts));
    return ended.map((data) => ({ name, topics: [], type: 'unsubscribe', data }));
  }
}

function changed(name, told, options) {
  const names = Object.keys({ ...told.options, ...options }).filter((key) => !same(told.options[key], options[key]));
  if (names.some((key) => !CHANGEABLE.includes(key))) {
    told.topics.clear();
    return [];
  }
  const changes = Object.fromEntries(names.map((key) => [key, options[key] ?? null]));
  return names.length > 0 && told.topics.size > 0 ? [{ name, topics: [], type: 'reconfigure', data: { sub: name, ...changes } }] : [];
}

function starting(name, fresh, { paused, ...options }, positions) {
  const say = (topics, from) =>
    grouped([...topics.values()]).map((group) => ({
      name,
      topics: group.data_types.flatMap((selection) => group.symbols.map((symbol) => `${selection}:${symbol}`)),
      type: 'subscribe',
      data: { sub: name, ...group, ...options, ...(from.size > 0 ? { from: Object.fromEntries(from) } : {}) },
    }));
  // Symbols that stand for others, or are spelled in another way, go with all positions that have no name among ours.
  const messages = say(without(fresh, positions), without(positions, fresh));
  const known = [...only(fresh, positions)];
  for (let at = 0; at < known.length; at += TOPICS_AT_ONCE) {
    const some = new Map(known.slice(at, at + TOPICS_AT_ONCE));
    messages.push(...say(some, only(positions, some)));
  }
  if (paused && messages.length > 0) {
    messages.push({ name, topics: [], type: 'reconfigure', data: { sub: name, paused } });
  }
  return messages;
}
