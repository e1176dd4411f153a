import type { Roster } from "../../shared/protocol.ts";
import { type Connection, isClear, readyMessages, sendReady } from "./ready-frame.ts";
import type { FrameParts, Outlet } from "./session.ts";
import type { Tidings } from "./tidings.ts";

/** The way to one page: a frame and what else there is to tell go in one write, or not at all. */
export class WireOutlet implements Outlet {
  readonly #connection: Connection;
  readonly #tidings: Tidings;

  constructor(connection: Connection, tidings: Tidings) {
    this.#connection = connection;
    this.#tidings = tidings;
  }

  clear(): boolean {
    return isClear(this.#connection);
  }

  send(roster: Roster | undefined, frame: FrameParts | undefined): number {
    const ready = readyMessages(roster, frame);
    const messages = this.#tidings.take();
    const bytes = messages.length === 0 ? ready : Buffer.concat([...messages, ready]);
    sendReady(this.#connection, bytes);
    return bytes.length;
  }

  /** Sends messages that were made elsewhere, and before them what else there is to tell; only where it is clear. */
  sendReady(ready: Uint8Array): number {
    const bytes = Buffer.concat([...this.#tidings.take(), ready]);
    sendReady(this.#connection, bytes);
    return bytes.length;
  }

  /** Sends what there is to tell where no frame goes; gives the bytes. */
  sendTidings(): number {
    if (!this.clear()) return 0;
    const messages = this.#tidings.take();
    if (messages.length === 0) return 0;
    const bytes = Buffer.concat(messages);
    sendReady(this.#connection, bytes);
    return bytes.length;
  }
}
