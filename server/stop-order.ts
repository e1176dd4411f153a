import type { Server } from "node:http";

interface Log {
  info(about: object, message: string): void;
  error(about: object, message: string): void;
}

interface Part {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

const SWEEP_MILLISECONDS = 50;
/** Of the time for the stop, what requests under way may take: what they brought is still to be written. */
const HTTP_SHARE = 0.6;

/** The clean stop: on the first SIGTERM or SIGINT everything ends in order, on a second one at once. */
export class StopOrder {
  readonly #timeout: number;
  readonly #log: Log;
  readonly #parts: Part[] = [];
  readonly #last: Part[] = [];
  /** Whether a stop was ordered. */
  ordered = false;

  /** @param timeout Milliseconds in which all must be done. */
  constructor(timeout: number, log: Log) {
    this.#timeout = timeout;
    this.#log = log;
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => void this.#order(signal));
    }
  }

  /** Adds a part; all are told to stop together. */
  onOrder(name: string, stop: () => Promise<unknown>): void {
    this.#parts.push({ name, stop });
  }

  /** Adds a part that is told when all those have ended, one after the other. */
  afterwards(name: string, stop: () => Promise<unknown>): void {
    this.#last.push({ name, stop });
  }

  /** Takes no new connection, lets requests under way end, and cuts what is left near the timeout. */
  closeHttp(server: Server): Promise<void> {
    const cut = setTimeout(() => server.closeAllConnections(), this.#timeout * HTTP_SHARE);
    // A connection whose last request ends only now becomes idle only now.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
    return new Promise((resolve) => {
      server.close(() => {
        clearTimeout(cut);
        clearInterval(sweep);
        resolve();
      });
    });
  }

  async #order(signal: NodeJS.Signals): Promise<void> {
    if (this.ordered) process.exit(1);
    this.ordered = true;
    this.#log.info({ signal }, "Stopping");
    setTimeout(() => {
      this.#log.error({ milliseconds: this.#timeout }, "The stop took too long; ended hard");
      process.exit(1);
    }, this.#timeout);
    await Promise.all(this.#parts.map((part) => this.#end(part)));
    for (const part of this.#last) await this.#end(part);
    this.#log.info({}, "Stopped");
    process.exit(0);
  }

  async #end({ name, stop }: Part): Promise<void> {
    try {
      await stop();
    } catch (error) {
      this.#log.error({ err: error }, `${name} did not stop cleanly`);
    }
  }
}
