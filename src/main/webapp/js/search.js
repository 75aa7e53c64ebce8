// The search box: suggestions from the symbol directory while typing (the combobox pattern of WAI-ARIA).

import { marketCode } from './market.js';
import { make, part } from './painter.js';
import { suggest } from './rest.js';
import { settings } from './settings.js';
import { say, sayOf } from './speech.js';

const PAUSE = 120;

export class Search {
  #box = part('search');
  #list = part('suggestions');
  #found = [];
  #active = -1;
  #timer;
  #question = null;
  #choose;

  /** @param choose takes the description of the chosen symbol */
  constructor(choose) {
    this.#choose = choose;
    this.#box.addEventListener('input', () => this.#ask());
    this.#box.addEventListener('focus', () => this.#ask());
    this.#box.addEventListener('blur', () => this.#close());
    this.#box.addEventListener('keydown', (event) => this.#key(event));
    // pointerdown, because by the time of a click the box has lost its focus and the list is gone
    this.#list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[data-index]');
      if (option) {
        this.#take(Number(option.dataset.index));
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && document.activeElement !== this.#box) {
        event.preventDefault();
        this.#box.focus();
        this.#box.select();
      }
    });
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#question?.abort();
    const query = this.#box.value.trim();
    if (!query) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(() => this.#fetch(query), PAUSE);
  }

  async #fetch(query) {
    const question = new AbortController();
    this.#question = question;
    try {
      this.#found = await suggest(query, question.signal);
      this.#show(this.#found.length ? null : say('noMatch'));
    } catch (error) {
      if (question.signal.aborted) {
        return;
      }
      console.warn('search', error);
      this.#found = [];
      this.#show(say('searchFailed'));
    }
  }

  #show(notice) {
    const options = this.#found.map((instrument, index) => this.#option(instrument, index));
    if (notice) {
      options.push(make('li', { className: 'notice', role: 'option', 'aria-disabled': 'true', text: notice }));
    }
    this.#list.replaceChildren(...options);
    this.#list.hidden = false;
    this.#box.setAttribute('aria-expanded', 'true');
    this.#highlight(this.#found.length ? 0 : -1);
  }

  #option(instrument, index) {
    const { symbol, name, english_name: englishName } = instrument;
    const [first, second] = settings.language === 'zh' ? [name, englishName] : [englishName, name];
    return make(
      'li',
      { role: 'option', id: `suggestion-${index}`, 'data-index': String(index) },
      make('span', { className: 'code', text: symbol }),
      make('span', { className: 'name', text: first || second || '' }),
      make('span', { className: 'other', text: second && second !== first ? second : '' }),
      make('span', {
        className: 'tag',
        text: settings.board.includes(symbol) ? say('onBoard') : sayOf('markets', instrument.market ?? marketCode(symbol)),
      }),
    );
  }

  #highlight(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    if (index >= 0) {
      this.#box.setAttribute('aria-activedescendant', `suggestion-${index}`);
      this.#list.children[index].scrollIntoView({ block: 'nearest' });
    } else {
      this.#box.removeAttribute('aria-activedescendant');
    }
  }

  #key(event) {
    const count = this.#found.length;
    if (event.key === 'Escape') {
      this.#box.value = '';
      this.#close();
    } else if (this.#list.hidden || count === 0) {
      return;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#highlight((this.#active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#take(this.#active);
    }
  }

  #take(index) {
    const chosen = this.#found[index];
    this.#box.value = '';
    this.#close();
    this.#choose(chosen);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#question?.abort();
    this.#list.hidden = true;
    this.#found = [];
    this.#box.setAttribute('aria-expanded', 'false');
    this.#box.removeAttribute('aria-activedescendant');
  }
}
