const HEADER_ROOM = 1024;

/**
 * Follows the packet boundaries of a stream of MQTT bytes, to stop a packet that says it is too long
 * before anybody waits for it: aedes collects whatever length (up to 256 MB) the header claims.
 */
export class MqttPacketGuard {
  readonly #most: number;
  #left = 0;
  #inLength = false;
  #length = 0;
  #scale = 1;

  /** `most`: bytes of a message; its topic and header come on top. */
  constructor(most: number) {
    this.#most = most + HEADER_ROOM;
  }

  /** The length that the first packet over the limit claims; undefined while there is none. */
  excess(chunk: Uint8Array): number | undefined {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, chunk.length - at);
        this.#left -= skipped;
        at += skipped;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (!this.#inLength) {
        this.#inLength = true;
        this.#length = 0;
        this.#scale = 1;
        continue;
      }
      this.#length += (byte & 0x7f) * this.#scale;
      this.#scale *= 0x80;
      if (this.#length > this.#most) return this.#length;
      if (byte >= 0x80) continue;
      this.#inLength = false;
      this.#left = this.#length;
    }
    return undefined;
  }
}
