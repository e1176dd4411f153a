import type { Roster, RosterEntry } from "../../shared/protocol.ts";

/** Who a handle is. */
export interface Identity {
  readonly id: string;
  readonly source: string;
  readonly name: string;
}

/** The roster as told so far: who each handle is, the names of values and of sources. */
export class RosterBook {
  readonly #identities: (Identity | undefined)[] = [];
  readonly #handles = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #sources: string[] = [];
  readonly #sourceIndexes = new Map<string, number>();

  get sources(): readonly string[] {
    return this.#sources;
  }

  /** Takes a message's entries and value names; gives each entry with its source's index. */
  take(roster: Roster, each: (entry: RosterEntry, source: number) => void): void {
    for (let i = 0; i < roster.keys.length; i++)
      this.#keys[roster.keysFrom + i] = roster.keys[i] as string;
    for (const entry of roster.entities) {
      const [handle, id, , , source, name] = entry;
      const before = this.#identities[handle];
      if (before !== undefined && before.id !== id) this.#handles.delete(before.id);
      this.#identities[handle] = { id, source, name };
      this.#handles.set(id, handle);
      each(entry, this.#sourceIndex(source));
    }
  }

  identity(handle: number): Identity | undefined {
    return this.#identities[handle];
  }

  handleOf(id: string): number | undefined {
    return this.#handles.get(id);
  }

  key(index: number): string | undefined {
    return this.#keys[index];
  }

  clear(): void {
    this.#identities.length = 0;
    this.#handles.clear();
    this.#keys.length = 0;
    this.#sources.length = 0;
    this.#sourceIndexes.clear();
  }

  #sourceIndex(source: string): number {
    let index = this.#sourceIndexes.get(source);
    if (index === undefined) {
      index = this.#sources.push(source) - 1;
      this.#sourceIndexes.set(source, index);
    }
    return index;
  }
}
