// What the server said beside the data, and what the page noticed: the newest line in the footer, the rest on demand.

import { clock } from './format.js';
import { make, mark, paint, part, write } from './painter.js';
import { onSpeech, say } from './speech.js';

const KEPT = 100;
const LEVELS = { critical: 'error', error: 'error', warn: 'warning', warning: 'warning' };

export class Journal {
  #entries = [];

  start() {
    onSpeech(() => paint(this.#paint));
  }

  /** @param sentence a function, so that the page's own words follow a change of the language */
  note(severity, sentence) {
    this.#entries.unshift({ severity: LEVELS[severity?.toLowerCase()] ?? 'info', sentence, time: Date.now() });
    this.#entries.length = Math.min(this.#entries.length, KEPT);
    paint(this.#paint);
  }

  /** A status of the server. */
  status({ type, message: text, severity }) {
    this.note(severity, () => text || type || '');
  }

  #paint = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const line = ({ sentence, time }) => `${clock(time, zone)}  ${sentence()}`;
    const [newest] = this.#entries;
    write(part('journal-last'), newest ? line(newest) : say('journalEmpty'));
    mark(part('journal-mark'), 'severity', newest?.severity ?? 'info');
    part('journal-list').replaceChildren(
      ...this.#entries.map((entry) => make('li', { 'data-severity': entry.severity, text: line(entry) })),
    );
  };
}
