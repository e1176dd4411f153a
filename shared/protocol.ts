import type { Bbox } from "./cell.ts";
import type { Problem } from "./problem.ts";
import type { Crossing } from "./region.ts";
import type { SpatialNews } from "./spatial.ts";

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

/**
 * Client to server: which time a view shows. `at` is ISO 8601 with a zone, and absent where a view of the past is to
 * go on from the moment that it shows; `rate` is how many seconds of the past pass in one of ours: 0 (it stands) to 600.
 */
export type ClockRequest =
  | { readonly mode: "live" }
  | { readonly mode: "replay"; readonly at?: string; readonly rate: number };

/**
 * Server to client: which time all that follows is of. Where `cleared`, everything sent before is forgotten
 * first: entities, roster, handles.
 */
export type ClockTold =
  | { readonly mode: "live"; readonly cleared: boolean }
  | {
      readonly mode: "replay";
      readonly cleared: boolean;
      /** Milliseconds since 1970, at the moment of sending. */
      readonly at: number;
      readonly rate: number;
      /** `ended`: it has come to the present and stands there. */
      readonly state: "loading" | "playing" | "paused" | "ended";
    };

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
  /** What the clock can show: from and to, milliseconds since 1970. Both the server's now while nothing is kept. */
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

/**
 * Kind and provenance are indexes into `Hello.kinds` and `Hello.provenances`. `interval`: seconds between its
 * observations as known when the entry is made, absent while they are not; by it, it is stale or not.
 */
export type RosterEntry = readonly [
  handle: number,
  id: string,
  kind: number,
  provenance: number,
  source: string,
  name: string,
  interval?: number,
];

/** What screens that look at the same thing tell one another; text of the page, opaque to the server. */
export interface SharedState {
  /** Who says it: the sender's own mark, so that it knows its echo. */
  readonly by: string;
  readonly text: string;
}

export interface ServerToClient {
  hello: (hello: Hello) => void;
  roster: (roster: Roster) => void;
  frame: (bytes: ArrayBuffer | Uint8Array) => void;
  /** Comes in order with rosters and frames. */
  clock: (told: ClockTold) => void;
  problem: (problem: Problem) => void;
  /** The spatial answers, about once a second. A page that reads slowly is skipped. */
  spatial: (news: SpatialNews) => void;
  /** As they happen, oldest first; a gap in their numbers is filled from `/api/crossings?after=`. */
  crossings: (crossings: readonly Crossing[]) => void;
  /** What regions there are has changed: the revision to ask `/api/regions` for. */
  regions: (revision: number) => void;
  /** What another page of the same shared view said last; also on joining, where something was said. */
  shared: (state: SharedState) => void;
}

export interface ClientToServer {
  /** Joins the pages that share a view under a name; undefined leaves. */
  join: (name: string | undefined, ack?: (answer: Ack) => void) => void;
  /** Says something to the pages of the shared view, and to those who join later. */
  share: (state: SharedState, ack?: (answer: Ack) => void) => void;
  interest: (interest: Interest, ack?: (answer: Ack) => void) => void;
  clock: (request: ClockRequest, ack?: (answer: Ack) => void) => void;
  /** Asks for the server's time, to measure the link. */
  time: (ack: (answer: Ack) => void) => void;
}
