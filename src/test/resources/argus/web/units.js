// Tests of the page's modules, run in the browser by BoardPageIT. Answers [[behaviour, fault or null], …].
const done = arguments[arguments.length - 1];

(async () => {
  const load = (name) => import(new URL(`js/${name}.js`, document.baseURI));
  const [format, { link }, backoff, { Bars, movingAverage }, { TEXT, PERIODS, fill }, { Connection }, { Subscriptions, topicOf }] =
    await Promise.all(['format', 'chain', 'backoff', 'bars', 'text', 'connection', 'subscriptions'].map(load));

  const behaviours = [];
  const it = (behaviour, body) => behaviours.push([behaviour, body]);
  const same = (actual, expected) => {
    const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (one !== other) {
      throw new Error(`expected ${other} but was ${one}`);
    }
  };

  /** Time and timers that only move when told. */
  class FakeWorld {
    time = 1_000_000;
    timers = [];
    sockets = [];
    random = () => 0.5;
    now = () => this.time;
    setTimeout = (job, wait) => {
      const timer = { job, at: this.time + wait };
      this.timers.push(timer);
      return timer;
    };
    clearTimeout = (timer) => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
    constructor() {
      const { sockets } = this;
      this.WebSocket = class {
        sent = [];
        constructor(url) {
          this.url = url;
          sockets.push(this);
        }
        send(text) {
          this.sent.push(JSON.parse(text));
        }
        close() {
          this.closed = true;
        }
        says(message) {
          this.onmessage({ data: JSON.stringify(message) });
        }
        ends(code) {
          this.onclose({ code, reason: '' });
        }
      };
    }
    pass(milliseconds) {
      const end = this.time + milliseconds;
      for (;;) {
        const next = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) {
          break;
        }
        this.clearTimeout(next);
        this.time = next.at;
        next.job();
      }
      this.time = end;
    }
    get socket() {
      return this.sockets.at(-1);
    }
  }

  function connect() {
    const world = new FakeWorld();
    const heard = { opened: 0, messages: [] };
    const connection = new Connection(
      'ws://x/ws',
      { opened: () => (heard.opened += 1), received: (message) => heard.messages.push(message.type), changed() {} },
      world,
    );
    connection.open();
    return { world, heard, connection };
  }

  it('a price has the places of its step', () => {
    same([0.01, 0.001, 0.5, 5, 1e-8, undefined].map(format.decimalsOf), [2, 3, 1, 0, 8, 2]);
    same(format.price(1423.5, 2), '1,423.50');
    same(format.price(undefined, 2), '–');
  });
  it('a change has its sign, and zero none', () => {
    same([0.05, -0.05, 0].map((value) => format.signed(value, 2)), ['+0.05', '−0.05', '0.00']);
    same(format.percent(-1.5), '−1.50%');
  });
  it('large volumes are short in the habit of the language', () => {
    same([999, 12345, 123456789].map((value) => format.compact(value, 'zh')), ['999', '1.23万', '1.23亿']);
    same([999, 12345].map((value) => format.compact(value, 'en')), ['999', '12.35K']);
    same(format.compact(0.00012345, 'en'), '0.0001');
  });
  it('ages grow from tenths to hours', () => {
    same([-5, 449, 12_300, 99_900, 240_000, 7_200_000].map(format.age), ['0.0s', '0.4s', '12s', '99s', '4m', '2h']);
  });
  it('times stand in the zone of the market', () => {
    same(format.clock('2024-11-04T01:30:00Z', format.zoneOf('600519.SH')), '09:30:00');
    same(format.clock('2024-11-04T14:30:00Z', format.zoneOf('AAPL.US')), '09:30:00');
    same(format.clock('2024-11-04T14:30:00Z', format.zoneOf('BTC-USD')), '14:30:00');
    same(format.barLabel('2024-11-04T16:00:00Z', 'Asia/Shanghai', '1d'), '2024-11-05');
    same(format.barLabel('2024-11-04T01:31:00Z', 'Asia/Shanghai', '1m'), '11-04 09:31');
  });
  it('a direction needs two numbers', () => {
    same([format.direction(2, 1), format.direction(1, 2), format.direction(1, 1), format.direction(1, null)], ['up', 'down', 'flat', 'flat']);
  });

  it('an update follows the one it names', () => {
    same(link(undefined, { seq: 5, snapshot: true }), 'start');
    same(link(5, { seq: 9, pseq: 5 }), 'next');
    same(link(9, { seq: 12, pseq: 10 }), 'broken');
    same(link(9, { seq: 9, pseq: 8 }), 'old');
    same(link(undefined, { seq: 1, pseq: 0 }), 'broken');
    same(link(9, { seq: 3, snapshot: true }), 'start');
  });

  it('the wait doubles up to a limit and half of it is jitter', () => {
    same([0, 1, 2, 10, 1000].map((attempt) => backoff.waitBefore(attempt, 0)), [250, 500, 1000, 7500, 7500]);
    same(backoff.waitBefore(1, 0.999999), 1000);
  });
  it('refusals are final and losses are not', () => {
    same([4001, 4002, 4004, 4005].map(backoff.isFinal), [true, true, true, true]);
    same([1000, 1001, 1006, 1012, 4108, 4112, 4113].some(backoff.isFinal), false);
  });

  it('bars of the stream win over the past unless the past is a later revision', () => {
    const bar = (minute, close, rev = 0) => ({ timestamp: `2024-11-04T01:3${minute}:00Z`, close, rev });
    const bars = new Bars();
    bars.take(bar(2, 12));
    bars.take(bar(2, 13));
    bars.take(bar(1, 11));
    bars.merge([bar(0, 10), bar(1, 99, 1), bar(2, 98)]);
    same(bars.list.map(({ close }) => close), [10, 99, 13]);
    bars.take(bar(3, 14));
    same(bars.list.length, 4);
  });
  it('a moving average begins when it has enough', () => {
    same(movingAverage([1, 2, 3, 4], 2), [null, 1.5, 2.5, 3.5]);
  });

  it('both languages have the same words', () => {
    const keys = (words) => Object.entries(words).flatMap(([key, word]) => (typeof word === 'string' ? [key] : [key, ...keys(word)]));
    same(keys(TEXT.zh).sort(), keys(TEXT.en).sort());
    same(Object.keys(PERIODS.zh), Object.keys(PERIODS.en));
    same(fill('{a} and {b}', { a: 1 }), '1 and {b}');
  });

  it('a lost connection comes back after the wait', () => {
    const { world, heard, connection } = connect();
    same(connection.send({ type: 'x' }), false);
    world.socket.says({ type: 'welcome', data: {} });
    same([connection.state.name, heard.opened, heard.messages], ['live', 1, ['welcome']]);
    world.socket.ends(1006);
    same(connection.state.name, 'waiting');
    world.pass(374);
    same(world.sockets.length, 1);
    world.pass(1);
    same(world.sockets.length, 2);
    world.socket.says({ type: 'welcome', data: {} });
    same([connection.state.name, heard.opened], ['live', 2]);
  });
  it('each failed attempt waits longer', () => {
    const { world, connection } = connect();
    const waits = [0, 1, 2].map(() => {
      world.socket.ends(1006);
      const wait = connection.state.retryAt - world.time;
      world.pass(wait);
      return wait;
    });
    same(waits, [375, 750, 1500]);
  });
  it('a refused connection does not come back by itself', () => {
    const { world, connection } = connect();
    world.socket.says({ type: 'welcome', data: {} });
    world.socket.ends(4001);
    world.pass(3_600_000);
    same([connection.state.name, connection.state.code, world.sockets.length], ['ended', 4001, 1]);
  });
  it('a restart is waited for as long as the server asks', () => {
    const { world } = connect();
    world.socket.says({ type: 'welcome', data: {} });
    world.socket.says({ type: 'status', data: { type: 'shutdown', details: { reconnect_after_ms: 4000 } } });
    world.socket.ends(1012);
    world.pass(3999);
    same(world.sockets.length, 1);
    world.pass(1);
    same(world.sockets.length, 2);
  });
  it('a silent connection is given up', () => {
    const { world, connection } = connect();
    world.socket.says({ type: 'welcome', data: {} });
    same(world.socket.sent, [{ type: 'ping', data: {} }]);
    world.pass(20);
    world.socket.says({ type: 'pong', data: { server_time: new Date(world.time + 1000).toISOString() } });
    same([connection.roundTrip, connection.clockOffset], [20, 1010]);
    world.pass(5_000);
    same(connection.state.name, 'live');
    const { socket } = world;
    world.pass(5_000);
    same([connection.state.name, socket.closed], ['waiting', true]);
  });
  it('a server that never answers is given up', () => {
    const { world, connection } = connect();
    world.pass(10_000);
    same(connection.state.name, 'waiting');
  });
  it('what an abandoned socket still says is not heard', () => {
    const { world, heard, connection } = connect();
    const { socket } = world;
    world.pass(10_000);
    socket.says({ type: 'welcome', data: {} });
    socket.ends(1006);
    same([heard.messages, connection.state.name], [[], 'waiting']);
  });

  function subscriber() {
    const sent = [];
    const later = [];
    const subscriptions = new Subscriptions((message) => sent.push(message), (job) => later.push(job));
    return { sent, later, subscriptions };
  }
  const quote = (symbol) => ({ type: 'quote', symbol });
  const update = (seq, pseq) => ({ topic: 'quote:A', seq, pseq });

  it('topics are named as the server names them', () => {
    same(
      [quote('A'), { type: 'depth', symbol: 'A' }, { type: 'kline', symbol: 'A', period: '1M' }].map(topicOf),
      ['quote:A', 'depth.5:A', 'kline.1M:A'],
    );
  });
  it('one message subscribes all symbols of a kind, and only once', () => {
    const { sent, subscriptions } = subscriber();
    subscriptions.want([quote('A'), quote('B'), { type: 'kline', symbol: 'A', period: '1m' }]);
    subscriptions.want([quote('A')]);
    same(sent.map(({ data }) => data), [
      { data_types: ['quote'], symbols: ['A', 'B'] },
      { data_types: ['kline'], frequency: '1m', symbols: ['A'] },
    ]);
  });
  it('a broken chain is subscribed anew, once in a while', () => {
    const { sent, later, subscriptions } = subscriber();
    subscriptions.want([quote('A')]);
    same(subscriptions.take({ ...update(3), snapshot: true }), true);
    same(subscriptions.take(update(4, 3)), true);
    same(subscriptions.take(update(9, 8)), false);
    same(subscriptions.take(update(10, 9)), false);
    same(sent.map(({ type }) => type), ['subscribe', 'unsubscribe', 'subscribe']);
    subscriptions.take({ ...update(10), snapshot: true });
    subscriptions.take(update(20, 19));
    same(sent.length, 3);
    later.forEach((job) => job());
    same([sent.length, subscriptions.repairs], [5, 2]);
  });
  it('an announced gap does not break the chain', () => {
    const { sent, subscriptions } = subscriber();
    subscriptions.want([quote('A')]);
    subscriptions.take({ ...update(3), snapshot: true });
    subscriptions.skip({ topic: 'quote:A', from: 4, to: 8 });
    same([subscriptions.take(update(9, 8)), sent.length], [true, 1]);
  });
  it('everything wanted is repeated on a new connection and nothing else', () => {
    const { sent, subscriptions } = subscriber();
    subscriptions.want([quote('A'), quote('B')]);
    subscriptions.take({ ...update(3), snapshot: true });
    subscriptions.drop([quote('B')]);
    sent.length = 0;
    subscriptions.restart();
    same(sent.map(({ type, data }) => [type, data.symbols]), [['subscribe', ['A']]]);
    same(subscriptions.take(update(4, 3)), false);
    same(subscriptions.take({ ...update(1), snapshot: true }), true);
    same(subscriptions.take({ topic: 'quote:B', seq: 1, snapshot: true }), false);
  });

  return behaviours.map(([behaviour, body]) => {
    try {
      body();
      return [behaviour, null];
    } catch (fault) {
      return [behaviour, String(fault.stack ?? fault)];
    }
  });
})().then(done, (fault) => done([['the modules load', String(fault.stack ?? fault)]]));
