/** Lets in so many at once; who comes then waits until one goes, in the order they came. */
export class Lane {
  readonly #most: number;
  readonly #waiting: ((isIn: boolean) => void)[] = [];
  readonly #ending: (() => void)[] = [];
  #inside = 0;
  #closed = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when there is a place, which `leave` gives back: to whether there is one, or it was closed meanwhile. */
  async enter(): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#inside >= this.#most) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#inside++;
    return true;
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) return next(true);
    this.#inside--;
    if (this.#inside === 0) for (const ended of this.#ending.splice(0)) ended();
  }

  /** Lets in nobody more, those who wait neither; resolves when nobody is inside. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const turn of this.#waiting.splice(0)) turn(false);
    if (this.#inside > 0) await new Promise<void>((resolve) => this.#ending.push(resolve));
  }
}
