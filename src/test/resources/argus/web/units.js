// Tests of the page's modules, run in the browser by BoardPageIT. Answers [[behaviour, fault or null], …].
const done = arguments[arguments.length - 1];

(async () => {
  const load = (name) => import(new URL(`js/${name}.js`, document.baseURI));
  const [format, { Bars, movingAverage }, { TEXT, PERIODS, fill }, { Clock }] = await Promise.all(
    ['format', 'bars', 'text', 'clock'].map(load),
  );

  const behaviours = [];
  const it = (behaviour, body) => behaviours.push([behaviour, body]);
  const same = (actual, expected) => {
    const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (one !== other) {
      throw new Error(`expected ${other} but was ${one}`);
    }
  };

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

  it('the clock of the server is told by the way there alone', async () => {
    const listeners = {};
    const clock = new Clock({
      on: (type, listener) => (listeners[type] = listener),
      request: async () => ({ server_time: new Date(Date.now() + 60_000).toISOString() }),
    });
    listeners.heartbeat({ conn: {} });
    same(clock.roundTrip, undefined);
    listeners.heartbeat({ conn: { rtt_ms: 20 } });
    await new Promise((resolve) => setTimeout(resolve));
    same([clock.roundTrip, Math.round(clock.offset / 1_000)], [20, 60]);
    listeners.state({ name: 'waiting' });
    same(clock.roundTrip, undefined);
  });

  return Promise.all(
    behaviours.map(async ([behaviour, body]) => {
      try {
        await body();
        return [behaviour, null];
      } catch (fault) {
        return [behaviour, String(fault.stack ?? fault)];
      }
    }),
  );
})().then(done, (fault) => done([['the modules load', String(fault.stack ?? fault)]]));
