import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Found } from "../../../shared/found.ts";
import { keep, kept } from "../../ui/kept.ts";
import { readFound } from "./read-found.ts";

const NAME = "recent-choices";
const MOST = 8;

/** What was chosen from the search lately, newest first, as this browser remembers it. */
export class RecentChoices {
  readonly #current: Signal<readonly Found[]> = signal<readonly Found[]>(remembered());

  get current(): ReadonlySignal<readonly Found[]> {
    return this.#current;
  }

  /** Puts it first. */
  add(found: Found): void {
    const others = this.#current
      .peek()
      .filter(({ type, id }) => type !== found.type || id !== found.id);
    this.#set([found, ...others].slice(0, MOST));
  }

  clear(): void {
    this.#set([]);
  }

  #set(choices: readonly Found[]): void {
    this.#current.value = choices;
    keep(NAME, JSON.stringify(choices));
  }
}

/** What was kept, without what cannot be read: another version of the page may have written it. */
function remembered(): Found[] {
  try {
    const read: unknown = JSON.parse(kept(NAME) ?? "[]");
    if (!Array.isArray(read)) return [];
    return read.flatMap((each) => readFound(each) ?? []).slice(0, MOST);
  } catch {
    return [];
  }
}
