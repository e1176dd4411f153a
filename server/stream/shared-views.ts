import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { SharedState } from "../../shared/protocol.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { readyEvent } from "./ready-frame.ts";

interface SharedView {
  readonly name: string;
  members: number;
  /** Counts what was said; 0 before the first. */
  count: number;
  /** What was said last, ready for the wire. */
  said: Buffer | undefined;
}

/**
 * Views that several pages share under a name: the newest that one of them said is kept as long as one of
 * them is there, and goes to the others. A page shares one view at a time, so there are never more than sessions.
 */
export class SharedViews {
  readonly #limits: Limits;
  readonly #views = new Map<string, SharedView>();

  constructor(limits: Limits = LIMITS) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#views.size;
  }

  /** The place of a page that shares nothing yet. */
  member(): Member {
    return new Member(this.#views, this.#limits);
  }
}

/** One page's place among those that share a view. */
export class Member {
  readonly #views: Map<string, SharedView>;
  readonly #limits: Limits;
  #view: SharedView | undefined;
  #told = 0;

  constructor(views: Map<string, SharedView>, limits: Limits) {
    this.#views = views;
    this.#limits = limits;
  }

  /** Shares the view of this name from now on, and no other; undefined or null shares none. */
  join(name: unknown): Problem | undefined {
    if (name === undefined || name === null) return this.leave();
    const { sharedNameLength } = this.#limits;
    if (typeof name !== "string" || name === "" || name.length > sharedNameLength) {
      return problem(
        "shared/malformed",
        `join: a name is a text of 1 to ${sharedNameLength} characters, limits.sharedNameLength`,
      );
    }
    if (this.#view?.name === name) return undefined;
    this.leave();
    const view = this.#views.get(name) ?? { name, members: 0, count: 0, said: undefined };
    this.#views.set(name, view);
    view.members++;
    this.#view = view;
    this.#told = 0;
    return undefined;
  }

  leave(): undefined {
    const view = this.#view;
    this.#view = undefined;
    if (view !== undefined && --view.members === 0) this.#views.delete(view.name);
  }

  /** Says something to the others, in the place of what was said before. */
  share(body: unknown): Problem | undefined {
    const view = this.#view;
    if (view === undefined) {
      return problem("shared/not-joined", "share: the page shares no view", "Send join first.");
    }
    const state = checkState(body, this.#limits);
    if (isProblem(state)) return state;
    view.said = readyEvent("shared", state);
    // The page knows what it said itself.
    this.#told = ++view.count;
    return undefined;
  }

  /** What the others said last, if the page was not told; it is told now. */
  take(): Buffer | undefined {
    const view = this.#view;
    if (view === undefined || view.count === this.#told) return undefined;
    this.#told = view.count;
    return view.said;
  }
}

function checkState(body: unknown, limits: Limits): SharedState | Problem {
  const { by, text } = (body ?? {}) as { by?: unknown; text?: unknown };
  const { sharedNameLength, sharedTextBytes } = limits;
  if (typeof by !== "string" || by.length > sharedNameLength) {
    return problem(
      "shared/malformed",
      `share: by is a text of at most ${sharedNameLength} characters, limits.sharedNameLength`,
    );
  }
  if (typeof text !== "string" || Buffer.byteLength(text) > sharedTextBytes) {
    return problem(
      "shared/malformed",
      `share: text is a text of at most ${sharedTextBytes} bytes, limits.sharedTextBytes`,
    );
  }
  return { by, text };
}
