import type { Bbox } from "./cell.ts";
import type { Problem } from "./problem.ts";

/** Raised when a message changes its meaning. Sent in the handshake as `auth.protocol`. */
export const PROTOCOL_VERSION = 1;
export const LIVE_NAMESPACE = "/live";

/** How much of what changes a view wants: `full` every tick, `reduced` about once a second. */
export type Detail = "full" | "reduced";

/** Client to server: which part of the city a view shows. */
export interface Interest {
  readonly bbox: Bbox;
  readonly detail: Detail;
  /** Only these kinds; all where absent. */
  readonly kinds?: readonly string[];
}

/** Client to server: which time a view shows. */
export type ClockRequest =
  | { readonly mode: "live" }
  | { readonly mode: "replay"; readonly at: string; readonly rate: number };

/** Answer to a request. */
export type Ack =
  | { readonly ok: true; readonly serverTime: number }
  | { readonly ok: false; readonly problem: Problem };

/** First message of a session. */
export interface Hello {
  readonly protocol: number;
  /** Changes when the server restarts: handles of another epoch mean nothing. */
  readonly epoch: string;
  /** Milliseconds since 1970. */
  readonly serverTime: number;
  /** Milliseconds between ticks. */
  readonly tick: number;
  /** What the clock can show: from and to, milliseconds since 1970. Both the server's now while no history is kept. */
  readonly clockRange: readonly [from: number, to: number];
  /** The numbers of kinds and provenances in the roster. */
  readonly kinds: readonly string[];
  readonly provenances: readonly string[];
}

/** Who some handles are; always sent before the first frame that has them. An entry replaces an older one. */
export interface Roster {
  readonly entities: readonly RosterEntry[];
  /** Names of values from index `keysFrom` on. */
  readonly keysFrom: number;
  readonly keys: readonly string[];
}

/** Kind and provenance are indexes into `Hello.kinds` and `Hello.provenances`. */
export type RosterEntry = readonly [
  handle: number,
  id: string,
  kind: number,
  provenance: number,
  source: string,
  name: string,
];

export interface ServerToClient {
  hello: (hello: Hello) => void;
  roster: (roster: Roster) => void;
  frame: (bytes: ArrayBuffer | Uint8Array) => void;
  problem: (problem: Problem) => void;
}

export interface ClientToServer {
  interest: (interest: Interest, ack?: (answer: Ack) => void) => void;
  clock: (request: ClockRequest, ack?: (answer: Ack) => void) => void;
  /** Asks for the server's time, to measure the link. */
  time: (ack: (answer: Ack) => void) => void;
}
