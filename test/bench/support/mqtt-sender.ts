import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Packets handed to the socket at once. */
const SLICE = 64;

/**
 * An MQTT 3.1.1 publisher that costs next to nothing, so that a benchmark on few cores measures the
 * broker: packets are made beforehand, acknowledgements are only counted.
 */
export class MqttSender {
  readonly #socket: Socket;
  #acknowledged = 0;
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    // A PUBACK is four bytes, and nothing else comes.
    let bytes = 0;
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      this.#acknowledged = Math.floor(bytes / 4);
      this.#wake();
    });
  }

  static async connect(port: number, id: string): Promise<MqttSender> {
    const socket = connect(port, "127.0.0.1").setNoDelay(true);
    const head = Buffer.concat([text("MQTT"), Buffer.from([4, 2, 0, 0]), text(id)]);
    socket.write(packet(0x10, head));
    const [answer] = (await once(socket, "data")) as [Buffer];
    if (answer[0] !== 0x20 || answer[3] !== 0) throw new Error(`the broker refused ${id}`);
    return new MqttSender(socket);
  }

  /** A PUBLISH as bytes. `number` (1 to 65535) asks for an acknowledgement: QoS 1. */
  static publish(topic: string, payload: Buffer, number?: number): Buffer {
    const parts = [text(topic), ...(number === undefined ? [] : [uint16(number)]), payload];
    return packet(number === undefined ? 0x30 : 0x32, Buffer.concat(parts));
  }

  /** Sends all packets as fast as they are taken; resolves when `acknowledgements` more have come. */
  async send(packets: readonly Buffer[], acknowledgements: number): Promise<void> {
    const wanted = this.#acknowledged + acknowledgements;
    for (let i = 0; i < packets.length; i += SLICE) {
      const slice = Buffer.concat(packets.slice(i, i + SLICE));
      if (!this.#socket.write(slice)) await once(this.#socket, "drain");
    }
    while (this.#acknowledged < wanted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  end(): void {
    this.#socket.destroy();
  }
}

function packet(type: number, body: Buffer): Buffer {
  const length: number[] = [];
  let rest = body.length;
  do {
    length.push((rest % 128) | (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([type, ...length]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint16(bytes.length), bytes]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}
