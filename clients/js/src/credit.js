// Credit flow: the server sends a frame only when one was asked for, and one is asked for when the last was rendered.

/** Requests for frames go out at most so often, in milliseconds: the server counts messages. */
const SPACING = 20;

/** In a browser after the frame is painted, so never while nobody looks; elsewhere when the listeners are done. */
export function whenRendered(done) {
  if (typeof requestAnimationFrame === 'function') {
    requestAnimationFrame(() => setTimeout(done));
  } else {
    setTimeout(done);
  }
}

export class Credit {
  #ask;
  #rendered;
  #world;
  #run = null;

  /**
   * @param ask asks the server for so many more frames
   * @param rendered calls back when what was just received is on the screen
   */
  constructor(ask, rendered, world) {
    this.#ask = ask;
    this.#rendered = rendered;
    this.#world = world;
  }

  /** Begins with so many frames. */
  start(frames) {
    this.stop();
    this.#run = { granted: 0, owed: frames, askedAt: -Infinity, timer: undefined };
    this.#give();
  }

  stop() {
    this.#world.clearTimeout(this.#run?.timer);
    this.#run = null;
  }

  /** A frame has come and its listeners were told. */
  received() {
    const run = this.#run;
    if (run) {
      run.granted -= 1;
      this.#rendered(() => {
        if (run === this.#run) {
          run.owed += 1;
          this.#give();
        }
      });
    }
  }

  /** Whether frames are counted. */
  get running() {
    return this.#run !== null;
  }

  /** Whether it is our turn, so that the server's silence means nothing. */
  get exhausted() {
    return this.#run !== null && this.#run.granted <= 0;
  }

  #give() {
    const run = this.#run;
    const wait = run.askedAt + SPACING - this.#world.now();
    if (run.owed === 0) {
      return;
    }
    if (wait > 0) {
      run.timer ??= this.#world.setTimeout(() => {
        run.timer = undefined;
        this.#give();
      }, wait);
      return;
    }
    run.granted += run.owed;
    run.askedAt = this.#world.now();
    this.#ask(run.owed);
    run.owed = 0;
  }
}
