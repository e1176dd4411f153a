import { randomBytes } from "node:crypto";
import net from "node:net";
import type { Bbox } from "../../../shared/cell.ts";
import { decodeFrame } from "../../../shared/frame.ts";
import { isProblem } from "../../../shared/problem.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol.ts";
import type { VariantName } from "./fanout-variants.ts";

export interface PageCounts {
  updates: number;
  frames: number;
  payloadBytes: number;
  wireBytes: number;
  delays: number[];
}

const TEXT = 1;

/**
 * A page that costs next to nothing: a TCP socket that speaks just enough WebSocket, engine.io and
 * Socket.IO. Where it does not decode, it counts bytes and looks at none of them.
 */
export class Page {
  /** When it has said what it looks at. */
  readonly ready: Promise<void>;
  readonly decodes: boolean;
  counts: PageCounts = emptyCounts();
  readonly #socket: net.Socket;
  readonly #variant: VariantName;
  readonly #bbox: Bbox;
  #pending: Buffer = Buffer.alloc(0);
  #upgraded = false;
  #looking = false;
  #onReady: () => void = () => undefined;

  constructor(variant: VariantName, port: number, bbox: Bbox, decodes: boolean) {
    this.#variant = variant;
    this.#bbox = bbox;
    this.decodes = decodes;
    this.#socket = net.connect(port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    this.ready = new Promise((resolve, reject) => {
      this.#onReady = resolve;
      this.#socket.once("error", reject);
    });
    this.#socket.on("connect", () => this.#upgrade(port));
    this.#socket.on("data", (chunk) => this.#take(chunk));
  }

  reset(): void {
    this.counts = emptyCounts();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Sends an event and awaits no answer. */
  ask(event: string, body: unknown): void {
    this.#send(`42/live,${JSON.stringify([event, body])}`);
  }

  #upgrade(port: number): void {
    const path = this.#variant === "bare-ws" ? "/" : "/socket.io/?EIO=4&transport=websocket";
    const key = randomBytes(16).toString("base64");
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  }

  #take(chunk: Buffer): void {
    this.counts.wireBytes += chunk.length;
    if (this.#looking && !this.decodes) return;
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (!this.#upgraded) {
      const end = this.#pending.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!this.#pending.toString("latin1", 0, 12).endsWith("101"))
        throw new Error(`the server answered ${this.#pending.toString("latin1", 0, end)}`);
      this.#pending = this.#pending.subarray(end + 4);
      this.#upgraded = true;
      if (this.#variant === "bare-ws") this.#look();
    }
    while (this.#message()) if (this.#looking && !this.decodes) return;
  }

  /** Takes one WebSocket message; tells whether there was a whole one. */
  #message(): boolean {
    const bytes = this.#pending;
    if (bytes.length < 2) return false;
    let length = (bytes[1] as number) & 0x7f;
    let head = 2;
    if (length === 126) {
      if (bytes.length < 4) return false;
      length = bytes.readUInt16BE(2);
      head = 4;
    } else if (length === 127) {
      if (bytes.length < 10) return false;
      length = Number(bytes.readBigUInt64BE(2));
      head = 10;
    }
    if (bytes.length < head + length) return false;
    const payload = bytes.subarray(head, head + length);
    this.#pending = bytes.subarray(head + length);
    if (((bytes[0] as number) & 0x0f) === TEXT) this.#text(payload);
    else this.#frame(payload);
    return true;
  }

  #text(payload: Buffer): void {
    if (payload[0] === 0x30) this.#send(`40/live,{"protocol":${PROTOCOL_VERSION}}`);
    else if (payload[0] === 0x32) this.#send("3");
    else if (payload.toString("latin1", 0, 16) === '42/live,["hello"') this.#look();
    else if (payload.toString("latin1", 0, 17) === '42/live,["frame",') this.#json(payload);
  }

  #look(): void {
    const interest = JSON.stringify({ bbox: this.#bbox, detail: "full" });
    this.#send(this.#variant === "bare-ws" ? interest : `42/live,["interest",${interest}]`);
    this.#looking = true;
    this.#onReady();
  }

  #frame(payload: Buffer): void {
    const frame = decodeFrame(payload);
    if (isProblem(frame)) throw new Error(frame.message);
    this.#count(payload.length, frame.count, frame.serverTime);
  }

  #json(payload: Buffer): void {
    const [, said] = JSON.parse(payload.toString("utf8", 8)) as [
      string,
      { serverTime: number; entities: unknown[] },
    ];
    this.#count(payload.length, said.entities.length, said.serverTime);
  }

  #count(bytes: number, updates: number, serverTime: number): void {
    this.counts.frames++;
    this.counts.payloadBytes += bytes;
    this.counts.updates += updates;
    this.counts.delays.push(Date.now() - serverTime);
  }

  /** A text message, masked as a client's must be (with the mask 0, which changes nothing). */
  #send(text: string): void {
    const body = Buffer.from(text);
    const head =
      body.length < 126
        ? [0x81, 0x80 | body.length]
        : [0x81, 0xfe, body.length >> 8, body.length & 0xff];
    this.#socket.write(Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]));
  }
}

function emptyCounts(): PageCounts {
  return { updates: 0, frames: 0, payloadBytes: 0, wireBytes: 0, delays: [] };
}
