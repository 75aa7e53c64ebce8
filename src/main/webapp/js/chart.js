// The K-line chart of the selected symbol: loads the past, takes the live bars, keeps zoom and cross-hair.

import { Bars } from './bars.js';
import { averagesAt, content, form, newest } from './candles.js';
import { barLabel, compact, direction, price, zoneOf } from './format.js';
import { decimals } from './market.js';
import { make, paint, part, write } from './painter.js';
import { pastBars } from './rest.js';
import { settings } from './settings.js';
import { onSpeech, say } from './speech.js';
import { PERIODS } from './text.js';

const PAST = 400;

export class Chart {
  #bars = new Bars();
  #view = null;
  #formed = false;
  #pointed = null;
  #question = 0;

  /** Fetches the library, which is by far the largest part of the page, after everything else is on its way. */
  async start() {
    const { init } = await import('./echarts.js');
    const place = part('chart');
    this.#view = init(place, null, { renderer: 'canvas' });
    new ResizeObserver(() => this.#view.resize()).observe(place);
    this.#view.on('updateAxisPointer', (event) => {
      const axis = event.axesInfo?.find(({ axisDim }) => axisDim === 'x');
      this.#pointed = axis ? axis.value : null;
      paint(this.#paintLegend);
    });
    place.addEventListener('pointerleave', () => {
      this.#pointed = null;
      paint(this.#paintLegend);
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.restyle());
    onSpeech(() => this.restyle());
  }

  /** Shows another symbol or period, empty until its bars come. */
  async open() {
    this.#bars = new Bars();
    this.#pointed = null;
    this.restyle();
    await this.refill();
  }

  /** Asks for the past again: after a lost connection bars may be missing. */
  async refill() {
    const { selected: symbol, period } = settings;
    this.#question += 1;
    const question = this.#question;
    if (!symbol) {
      return;
    }
    try {
      const past = await pastBars(symbol, period, PAST);
      if (question === this.#question) {
        const wasEmpty = this.#bars.list.length < past.length / 2;
        this.#bars.merge(past);
        if (wasEmpty) {
          this.#zoom();
        }
        paint(this.#paint);
      }
    } catch (error) {
      // The live bar still comes over the stream, so the chart goes on without its past.
      console.warn(say('chartFailed'), error);
    }
  }

  take(bar) {
    this.#bars.take(bar);
    paint(this.#paint);
  }

  /** The bars now shown; for tests and for the curious at the console. */
  get bars() {
    return this.#bars.list;
  }

  restyle() {
    this.#formed = false;
    paint(this.#paint);
  }

  #zoom() {
    this.#view?.dispatchAction({ type: 'dataZoom', ...newest(this.#bars.list.length) });
  }

  #scale() {
    const symbol = settings.selected ?? '';
    return { places: decimals(symbol), zone: zoneOf(symbol), period: settings.period, language: settings.language };
  }

  #paint = () => {
    const place = part('chart');
    place.dataset.bars = String(this.#bars.list.length);
    place.dataset.close = String(this.#bars.list.at(-1)?.close ?? '');
    if (this.#view) {
      const scale = this.#scale();
      if (!this.#formed) {
        this.#view.setOption(form(scale), { notMerge: true });
      }
      this.#view.setOption(content({ list: this.#bars.list, ...scale }));
      if (!this.#formed) {
        this.#formed = true;
        this.#zoom();
      }
    }
    this.#paintLegend();
  };

  #paintLegend = () => {
    const { list } = this.#bars;
    const index = this.#pointed !== null && list[this.#pointed] ? this.#pointed : list.length - 1;
    const bar = list[index];
    if (!bar) {
      part('chart-legend').replaceChildren();
      write(part('chart-summary'), '');
      return;
    }
    const { places, zone, period, language } = this.#scale();
    const way = direction(bar.close, bar.open);
    const figure = (key, value) => make('span', {}, `${say(key)} `, make('b', { text: value, 'data-way': way }));
    part('chart-legend').replaceChildren(
      make('span', { className: 'when', text: barLabel(bar.timestamp, zone, period) }),
      ...['open', 'high', 'low', 'close'].map((key) => figure(key === 'open' ? 'barOpen' : key, price(bar[key], places))),
      make('span', {}, `${say('volume')} `, make('b', { text: compact(bar.volume, language) })),
      ...averagesAt(list, index).map(([name, value], at) =>
        make('span', { className: `ma ma-${at + 1}`, text: `${name} ${price(value ?? undefined, places)}` }),
      ),
    );
    this.#summarise(list, places);
  };

  #summarise(list, places) {
    const bar = list.at(-1);
    const values = Object.fromEntries(['open', 'high', 'low', 'close'].map((key) => [key, price(bar[key], places)]));
    write(
      part('chart-summary'),
      say('chartSummary', { count: list.length, period: PERIODS[settings.language][settings.period] ?? settings.period, ...values }),
    );
  }
}
