// How far away the server is, and what time it is there.

export class Clock {
  #client;

  /** Milliseconds for a ping there and back, as the server measures it; undefined until it has. */
  roundTrip;
  /** Milliseconds by which the server's clock is ahead of ours. */
  offset = 0;

  constructor(client) {
    this.#client = client;
    client.on('heartbeat', ({ conn }) => this.#measure(conn?.rtt_ms));
    client.on('state', () => (this.roundTrip = undefined));
  }

  async #measure(roundTrip) {
    if (typeof roundTrip !== 'number') {
      return;
    }
    const sentAt = Date.now();
    try {
      // The way there is not held up; the answer may wait for other messages, and for our credit.
      const { server_time: serverTime } = await this.#client.request('ping');
      this.offset = Date.parse(serverTime) - (sentAt + roundTrip / 2);
      this.roundTrip = roundTrip;
    } catch (fault) {
      // The connection was lost meanwhile, which is told elsewhere.
      console.info('clock', fault.message);
    }
  }
}
