/** Who left a cell, of which kind they were, and in which version: what a reader who was here before must be told. */
export class Departures {
  readonly #handles: number[] = [];
  readonly #kinds: number[] = [];
  readonly #versions: number[] = [];

  add(handle: number, kind: number, version: number): void {
    this.#handles.push(handle);
    this.#kinds.push(kind);
    this.#versions.push(version);
  }

  /** Forgets what happened in a version before this one. */
  forgetBefore(version: number): void {
    let count = 0;
    while (count < this.#versions.length && (this.#versions[count] as number) < version) count++;
    if (count === 0) return;
    this.#handles.splice(0, count);
    this.#kinds.splice(0, count);
    this.#versions.splice(0, count);
  }

  /** Whether somebody left after a version. */
  anySince(version: number): boolean {
    const newest = this.#versions.at(-1);
    return newest !== undefined && newest > version;
  }

  /** Calls with each that left after a version; one that left twice comes twice. */
  forEachSince(version: number, call: (handle: number, kind: number) => void): void {
    for (let i = this.#versions.length - 1; i >= 0; i--) {
      if ((this.#versions[i] as number) <= version) return;
      call(this.#handles[i] as number, this.#kinds[i] as number);
    }
  }
}
