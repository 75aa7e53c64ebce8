// Barks when the server has been silent for three heartbeats.

const HEARTBEATS = 3;

export class Watchdog {
  #bark;
  #excused;
  #world;
  #timer;
  #silent = 0;

  /** @param excused whether silence means nothing at the moment */
  constructor(bark, excused, world) {
    this.#bark = bark;
    this.#excused = excused;
    this.#world = world;
  }

  /** @param interval time between two heartbeats of the server, in milliseconds; 0 where it sends none */
  start(interval) {
    this.stop();
    if (interval > 0) {
      const look = () => {
        // Intervals are counted, not measured: after a standstill of this page there is one of them, and frames are waiting to be read.
        this.#silent = this.#excused() ? 0 : this.#silent + 1;
        if (this.#silent > HEARTBEATS) {
          this.#bark();
        } else {
          this.#timer = this.#world.setTimeout(look, interval);
        }
      };
      this.#timer = this.#world.setTimeout(look, interval);
    }
  }

  heard() {
    this.#silent = 0;
  }

  stop() {
    this.#world.clearTimeout(this.#timer);
    this.#silent = 0;
  }
}
