// The chosen language, and the words of index.html that hang on it.

import { settings, risingColour } from './settings.js';
import { fill, TEXT } from './text.js';

const listeners = [];

/** A word or a sentence in the chosen language. */
export function say(key, values) {
  const sentence = TEXT[settings.language][key];
  return values ? fill(sentence, values) : sentence;
}

/** A word out of one of the small tables, or the key itself where the table lacks it. */
export function sayOf(table, key) {
  return TEXT[settings.language][table][key] ?? key;
}

/** Calls back now and after each change of the language or of the colours. */
export function onSpeech(listener) {
  listeners.push(listener);
  listener();
}

export function spellPage() {
  const root = document.documentElement;
  root.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
  root.dataset.colours = risingColour();
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = say(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', say(element.dataset.label));
  }
  for (const element of document.querySelectorAll('[data-title]')) {
    element.title = say(element.dataset.title);
  }
  for (const element of document.querySelectorAll('[data-placeholder]')) {
    element.placeholder = say(element.dataset.placeholder);
  }
  for (const listener of listeners) {
    listener();
  }
}
