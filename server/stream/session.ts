import type { Roster, RosterEntry } from "../../shared/protocol.ts";
import type { Limits } from "../security/limits.ts";
import { rosterEntry } from "../state/roster-entry.ts";
import type { Twin } from "../state/twin.ts";
import type { Audience } from "./audience.ts";
import type { Block, Framer } from "./framer.ts";
import { HandleSet } from "./handle-set.ts";
import type { CheckedInterest } from "./interest.ts";
import type { Subscription, View } from "./view.ts";

/** The way out to one page. */
export interface Outlet {
  /** Whether all that was sent before is on its way, so that nothing would be queued here. */
  clear(): boolean;
  /** Sends a roster, if there is one, and after it a frame of these parts, if there is one; gives their bytes. */
  send(roster: Roster | undefined, frame: FrameParts | undefined): number;
}

/** A frame in its pieces: its bytes are these, one after the other. */
export interface FrameParts {
  readonly head: Uint8Array;
  readonly blocks: readonly Uint8Array[];
}

/** What all sessions share. */
export interface Stage {
  readonly twin: Twin;
  readonly framer: Framer;
  readonly audience: Audience;
  readonly limits: Limits;
  /** Ticks in about a second: between frames of reduced detail, and between signs of life. */
  readonly ticksPerSecond: number;
}

/** A session's life. */
export type Life =
  /** It was told hello and has not said yet what it looks at. */
  | { readonly phase: "greeted" }
  /** It looks at the city. */
  | {
      readonly phase: "viewing";
      readonly view: View;
      /** The tick from which it is framed again. */
      due: number;
      /** The tick of its last frame. */
      silentSince: number;
      /** The tick, with a fraction, up to which its turns have used what a session may. */
      paidAt: number;
      /** What it asked for when that was still to come. */
      wanted: CheckedInterest | undefined;
    }
  | { readonly phase: "closed" };

/** What a tick did for a session. `behind`: skipped, because its reader is slow. */
export type Outcome =
  | { readonly did: "nothing" | "behind" }
  | { readonly did: "sent"; readonly bytes: number };

const NOTHING_DONE: Outcome = { did: "nothing" };
const LEFT_BEHIND: Outcome = { did: "behind" };

/** One page's place in the stream: what it looks at, what it has been told. docs/spec.md, rules P. */
export class Session {
  readonly #stage: Stage;
  readonly #outlet: Outlet;
  readonly #told = new HandleSet();
  #valueNamesTold = 0;
  #entries: RosterEntry[] = [];
  #life: Life = { phase: "greeted" };

  constructor(stage: Stage, outlet: Outlet) {
    this.#stage = stage;
    this.#outlet = outlet;
  }

  get life(): Life {
    return this.#life;
  }

  /** Turns the session's view to an interest, at once or when the work of its last turn is paid for. */
  look(interest: CheckedInterest): void {
    const { audience, framer } = this.#stage;
    const { version } = framer;
    const life = this.#life;
    switch (life.phase) {
      case "greeted": {
        const view = audience.open(interest);
        const paidAt = version + this.#ticksFor(view.subscriptions.size);
        const times = { due: 0, silentSince: version, paidAt };
        this.#life = { phase: "viewing", view, ...times, wanted: undefined };
        return;
      }
      case "viewing":
        life.wanted = life.paidAt >= version + 1 ? interest : undefined;
        if (life.wanted !== undefined) return;
        life.paidAt =
          Math.max(life.paidAt, version) + this.#ticksFor(audience.turn(life.view, interest));
        life.due = 0;
        return;
      case "closed":
        return;
      default:
        throw new Error(`session: no such life as ${life satisfies never}`);
    }
  }

  /** How many ticks' worth of work it is to turn over so many cells. */
  #ticksFor(cells: number): number {
    return cells / this.#stage.limits.cellsTurnedPerTick;
  }

  close(): void {
    if (this.#life.phase === "viewing") this.#stage.audience.close(this.#life.view);
    this.#life = { phase: "closed" };
  }

  /** An entity is not who it was: its roster entry must be sent again. */
  forget(handle: number): void {
    this.#told.delete(handle);
  }

  /** Sends what this tick has for the page, or skips a page that has not taken what was sent before. */
  frame(): Outcome {
    const life = this.#life;
    if (life.phase !== "viewing") return NOTHING_DONE;
    const { framer, ticksPerSecond } = this.#stage;
    if (life.wanted !== undefined) this.look(life.wanted);
    const { view } = life;
    const now = framer.version;
    const silent = now - life.silentSince >= ticksPerSecond;
    const waiting = view.behind.length > 0 || view.left.size > 0;
    if (now < life.due || !(waiting || silent)) return NOTHING_DONE;
    if (!this.#outlet.clear()) return LEFT_BEHIND;
    const blocks: Uint8Array[] = [];
    this.#collect(view, blocks);
    const roster = this.#takeRoster();
    const frame =
      blocks.length > 0 || silent ? { head: framer.head(blocks.length), blocks } : undefined;
    if (roster === undefined && frame === undefined) return NOTHING_DONE;
    life.silentSince = now;
    if (view.detail === "reduced" && view.behind.length === 0) life.due = now + ticksPerSecond;
    return { did: "sent", bytes: this.#outlet.send(roster, frame) };
  }

  /** Takes blocks, those longest waiting first, as far as one tick's limits allow. */
  #collect(view: View, blocks: Uint8Array[]): void {
    const { framer, limits } = this.#stage;
    let room = limits.frameBytesPerTick;
    for (const key of view.left) {
      if (room <= 0) return;
      view.left.delete(key);
      const bytes = framer.emptied(key);
      blocks.push(bytes);
      room -= bytes.length;
    }
    let waiting = 0;
    for (const subscription of view.behind) {
      if (!subscription.open) continue;
      const block = room > 0 ? this.#blockFor(subscription, room, blocks.length === 0) : undefined;
      if (block === undefined) {
        room = 0;
        view.behind[waiting++] = subscription;
      } else if (!block.empty || (block.snapshot && subscription.held)) {
        subscription.held = block.count > 0 || (subscription.held && !block.snapshot);
        blocks.push(block.bytes);
        room -= block.bytes.length;
      }
    }
    view.behind.length = waiting;
  }

  /** What a cell has for the page; undefined, and still to be sent, where there is no room for it. */
  #blockFor(subscription: Subscription, room: number, first: boolean): Block | undefined {
    const { framer } = this.#stage;
    const block = framer.block(subscription.cell, subscription.view.kinds, subscription.sent);
    // A cell that is larger than all the room there can be still goes, alone.
    if (block.bytes.length > room && !first) return undefined;
    if (!this.#introduce(block.introduced)) return undefined;
    subscription.queued = false;
    subscription.sent = framer.version;
    return block;
  }

  /** Puts who is not known to the page into its roster; tells whether all had room. */
  #introduce(handles: readonly number[]): boolean {
    const { twin, limits } = this.#stage;
    for (const handle of handles) {
      if (this.#told.has(handle)) continue;
      if (this.#entries.length >= limits.rosterEntriesPerTick) return false;
      this.#told.add(handle);
      this.#entries.push(rosterEntry(twin.columns, handle));
    }
    return true;
  }

  /** Whom and what the page must be told before the frame. */
  #takeRoster(): Roster | undefined {
    const { valueNames } = this.#stage.twin;
    const keysFrom = this.#valueNamesTold;
    if (this.#entries.length === 0 && valueNames.count === keysFrom) return undefined;
    const roster = { entities: this.#entries, keysFrom, keys: valueNames.from(keysFrom) };
    this.#valueNamesTold = valueNames.count;
    this.#entries = [];
    return roster;
  }
}
