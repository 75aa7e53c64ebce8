// Turns frames into messages, in the order in which they came: unpacking takes its time, and a plain frame may follow a packed one.

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The encodings that can be read here, the best first. */
export function readableEncodings() {
  return typeof DecompressionStream === 'function' ? ['json+gzip', 'json'] : ['json'];
}

export class Frames {
  #deliver;
  #fail;
  #last = Promise.resolve();
  #waiting = 0;

  /**
   * @param deliver takes a message and the bytes (characters, of a text frame) it came in
   * @param fail takes the fault of a frame that cannot be read
   */
  constructor(deliver, fail) {
    this.#deliver = deliver;
    this.#fail = fail;
  }

  /** Takes the data of a frame: a string or an ArrayBuffer. */
  read(data) {
    if (typeof data === 'string' && this.#waiting === 0) {
      this.#hand(parse(data), sizeOf(data));
    } else {
      this.#waiting += 1;
      this.#last = this.#inTurn(data, this.#last);
    }
  }

  /** Runs the job when everything read so far is delivered: what was sent before a close counts. */
  end(job) {
    if (this.#waiting === 0) {
      job();
    } else {
      this.#last = this.#last.then(job);
    }
  }

  /** Frames are unpacked side by side, and delivered one after another. */
  async #inTurn(data, before) {
    const outcome = await unpack(data).then(parse, failed);
    await before;
    this.#waiting -= 1;
    this.#hand(outcome, sizeOf(data));
  }

  #hand({ message, fault }, size) {
    if (fault) {
      this.#fail(fault);
    } else {
      this.#deliver(message, size);
    }
  }
}

/** The text of one frame. Frames tell by themselves what they are: no JSON begins like gzip. */
async function unpack(data) {
  if (typeof data === 'string') {
    return data;
  }
  const bytes = new Uint8Array(data);
  return UTF8.decode(bytes[0] === 0x1f && bytes[1] === 0x8b ? await gunzip(bytes) : bytes);
}

function gunzip(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

function parse(text) {
  try {
    return { message: JSON.parse(text) };
  } catch (fault) {
    return failed(fault);
  }
}

function failed(fault) {
  return { fault };
}

function sizeOf(data) {
  return typeof data === 'string' ? data.length : data.byteLength;
}
