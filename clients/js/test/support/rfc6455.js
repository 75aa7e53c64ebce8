// WebSocket frames on a TCP socket, for either end: as much of RFC 6455 as these tests need.

import { createHash, randomBytes } from 'node:crypto';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export function acceptOf(key) {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

export class FrameLine {
  #socket;
  #masks;
  #on;
  #input = Buffer.alloc(0);
  #parts = [];
  #closeSent = false;

  /** @param on message(string or ArrayBuffer), closed(code, reason) once */
  constructor(socket, masks, on) {
    this.#socket = socket;
    this.#masks = masks;
    this.#on = on;
    let code = 1006;
    let reason = '';
    this.ending = (theirs, why) => ([code, reason] = [theirs, why]);
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('error', () => {}); // the close that follows says that it is gone
    socket.on('close', () => on.closed(code, reason));
  }

  send(data) {
    const text = typeof data === 'string';
    this.#write(text ? TEXT : BINARY, text ? Buffer.from(data) : Buffer.from(data));
  }

  close(code = 1000, reason = '') {
    if (!this.#closeSent) {
      this.#closeSent = true;
      this.#write(CLOSE, Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]));
    }
  }

  take(bytes) {
    this.#input = Buffer.concat([this.#input, bytes]);
    for (let frame = this.#next(); frame; frame = this.#next()) {
      this.#accept(frame);
    }
  }

  #next() {
    const input = this.#input;
    if (input.length < 2) {
      return undefined;
    }
    const short = input[1] & 0x7f;
    const masked = (input[1] & 0x80) !== 0;
    const head = 2 + { 126: 2, 127: 8 }[short] || 2;
    if (input.length < head + (masked ? 4 : 0)) {
      return undefined;
    }
    const length = short === 126 ? input.readUInt16BE(2) : short === 127 ? Number(input.readBigUInt64BE(2)) : short;
    const from = head + (masked ? 4 : 0);
    if (input.length < from + length) {
      return undefined;
    }
    const payload = Buffer.from(input.subarray(from, from + length));
    if (masked) {
      payload.forEach((byte, at) => (payload[at] = byte ^ input[head + (at & 3)]));
    }
    this.#input = input.subarray(from + length);
    return { final: (input[0] & 0x80) !== 0, opcode: input[0] & 0x0f, payload };
  }

  #accept({ final, opcode, payload }) {
    if (opcode === PING) {
      this.#write(PONG, payload);
    } else if (opcode === CLOSE) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.ending(code, payload.subarray(2).toString());
      this.close(code === 1005 ? 1000 : code);
      this.#socket.end();
    } else if (opcode <= BINARY) {
      this.#parts.push({ opcode, payload });
      if (final) {
        const whole = Buffer.concat(this.#parts.map((part) => part.payload));
        const { opcode: kind } = this.#parts[0];
        this.#parts = [];
        this.#on.message(kind === TEXT ? whole.toString() : whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length));
      }
    }
  }

  #write(opcode, payload) {
    const { length } = payload;
    const size = length < 126 ? [length] : length < 65_536 ? [126, length >> 8, length & 0xff] : [127, 0, 0, 0, 0, ...uint32(length)];
    size[0] |= this.#masks ? 0x80 : 0;
    const mask = this.#masks ? randomBytes(4) : Buffer.alloc(0);
    const body = this.#masks ? payload.map((byte, at) => byte ^ mask[at & 3]) : payload;
    if (this.#socket.writable) {
      this.#socket.write(Buffer.concat([Buffer.from([0x80 | opcode, ...size]), mask, body]));
    }
  }
}

function uint32(value) {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
