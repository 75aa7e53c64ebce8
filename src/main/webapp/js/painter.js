// Collects what has to be painted and paints it once per animation frame; also the few ways to touch the DOM.

const waiting = new Set();
let asked = false;

function frame() {
  asked = false;
  const jobs = [...waiting];
  waiting.clear();
  for (const job of jobs) {
    job();
  }
}

/** Runs the job in the next frame, once however often it is asked for. */
export function paint(job) {
  waiting.add(job);
  if (!asked) {
    asked = true;
    requestAnimationFrame(frame);
  }
}

/** An element of the page that must be there. */
export function part(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

/** A new element; text goes in as text, never as markup. */
export function make(tag, { className = '', text = '', ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  if (text) {
    element.textContent = text;
  }
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Writes a text only where it differs, so that an unchanged cell costs no layout. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function mark(element, name, value) {
  if (element.dataset[name] !== value) {
    element.dataset[name] = value;
  }
}

/** Lets the background of a cell light up once, in the colour of up or down. */
export function flash(element, way) {
  if (way === 'flat') {
    return;
  }
  const colour = getComputedStyle(element).getPropertyValue(`--${way}-glow`);
  element.animate([{ backgroundColor: colour }, { backgroundColor: 'transparent' }], { duration: 700, easing: 'ease-out' });
}

export const calm = matchMedia('(prefers-reduced-motion: reduce)');
