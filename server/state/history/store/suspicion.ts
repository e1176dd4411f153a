const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Rows between two minutes, about, that are rather read than passed over by asking twice. */
const TOGETHER = 200_000;

/** Rows that may have been said before: between them, bounds included, lie all such. */
export interface Suspects {
  readonly firstNumber: number;
  readonly lastNumber: number;
  /** Milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What may have been said before, by the minute: one that comes late must not make all be read that was said since. */
export class Suspicion {
  readonly #minutes = new Map<number, Suspects>();

  /** In how many minutes there is any. */
  get minutes(): number {
    return this.#minutes.size;
  }

  /** One after another, by their numbers. */
  add(number: number, observedAt: number): void {
    const minute = Math.floor(observedAt / MINUTE);
    const known: Partial<Suspects> = this.#minutes.get(minute) ?? {};
    const { firstNumber = number, firstAt = observedAt, lastAt = observedAt } = known;
    this.#minutes.set(minute, {
      ...{ firstNumber, lastNumber: number },
      ...{ firstAt: Math.min(firstAt, observedAt), lastAt: Math.max(lastAt, observedAt) },
    });
  }

  /**
   * In few stretches, the oldest first: minutes with little between them are one.
   * @param rows How many there are to be read of each hour (its start, milliseconds since 1970).
   */
  stretches(rows: ReadonlyMap<number, number>): readonly Suspects[] {
    const before = counting(rows);
    const stretches: Suspects[] = [];
    let began = 0;
    for (const some of [...this.#minutes.values()].sort((a, b) => a.firstAt - b.firstAt)) {
      const first = before(some.firstAt);
      const last = stretches.at(-1);
      if (last === undefined || before(some.lastAt) - began > TOGETHER) {
        stretches.push(some);
        began = first;
      } else stretches[stretches.length - 1] = together(last, some);
    }
    return stretches;
  }
}

/** How many rows are before a moment, about; to be asked of one moment after another. */
function counting(rows: ReadonlyMap<number, number>): (at: number) => number {
  const hours = [...rows].sort(([a], [b]) => a - b);
  let next = 0;
  let sum = 0;
  return (at) => {
    for (; ; next++) {
      const [hour, count] = hours[next] ?? [Number.POSITIVE_INFINITY, 0];
      if (at < hour + HOUR) return sum + count * Math.max(0, (at - hour) / HOUR);
      sum += count;
    }
  };
}

function together(a: Suspects, b: Suspects): Suspects {
  return {
    firstNumber: Math.min(a.firstNumber, b.firstNumber),
    lastNumber: Math.max(a.lastNumber, b.lastNumber),
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
  };
}
