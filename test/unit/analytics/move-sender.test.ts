import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  BATCH_RECORDS,
  HEARD,
  LEFT,
  type MoveBatch,
  PLACED,
  SEEDED,
} from "../../../server/analytics/moves/move-batch.ts";
import { MoveSender } from "../../../server/analytics/moves/move-sender.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";

const said = (id: string, longitude: number, observedAt: number): Accepted => ({
  observation: {
    entity: { id, kind: "vehicle" },
    observedAt,
    position: { longitude, latitude: 1 },
  },
  receivedAt: observedAt,
  provenance: "live",
  source: "bench",
});

class Receiver {
  readonly batches: MoveBatch[] = [];
  readonly sources: string[] = [];
  readonly twin: Twin;
  readonly sender: MoveSender;

  constructor(most: number) {
    const watch = {
      placed: (handle: number) => this.sender.placed(handle),
      heard: (handle: number) => this.sender.heard(handle),
      left: (handle: number) => this.sender.left(handle),
    };
    this.twin = new Twin({ watch });
    this.sender = new MoveSender({
      columns: this.twin.columns,
      now: () => 99,
      most,
      post: (batch, sources) => {
        this.batches.push(batch);
        this.sources.push(...sources);
      },
    });
  }

  /** Type, handle and longitude of each record of each batch. */
  records(): number[][][] {
    return this.batches.map((batch) =>
      Array.from({ length: batch.count }, (_, at) => [
        batch.types[at] as number,
        batch.handles[at] as number,
        batch.longitudes[at] as number,
      ]),
    );
  }

  answer(): void {
    const batch = this.batches.shift();
    if (batch !== undefined) this.sender.answered(batch.buffer, batch.count);
  }
}

describe("MoveSender", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("hands moves over together and in their order, each as it was", () => {
    const receiver = new Receiver(100);
    receiver.sender.open();
    receiver.twin.merge(said("a", 1, 10));
    receiver.twin.merge(said("b", 2, 10));
    receiver.twin.merge(said("a", 3, 11));
    // Older than what is known: it moves nobody.
    receiver.twin.merge(said("a", 9, 5));
    expect(receiver.batches).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(receiver.records()).toEqual([
      [
        [PLACED, 0, 1],
        [PLACED, 1, 2],
        [PLACED, 0, 3],
      ],
    ]);
    expect(receiver.sources).toEqual(["bench"]);
  });

  it("tells a receiver that knows nothing of everyone as they are", () => {
    const receiver = new Receiver(100);
    receiver.twin.merge(said("a", 1, 10));
    receiver.twin.merge(said("a", 2, 11));
    expect(receiver.batches).toEqual([]);
    receiver.sender.open();
    expect(receiver.records()).toEqual([[[SEEDED, 0, 2]]]);
  });

  it("seeds a large city in turns, and who moves before their turn is seeded where they are", () => {
    const receiver = new Receiver(1_000_000);
    const count = BATCH_RECORDS + 10;
    for (let i = 0; i < count; i++) receiver.twin.merge(said(`e${i}`, 1, 10));
    receiver.sender.open();
    receiver.twin.merge(said(`e${count - 1}`, 7, 11));
    receiver.twin.merge(said("e0", 8, 11));
    receiver.twin.merge(said("late", 9, 11));
    vi.runAllTimers();
    const records = receiver.records().flat();
    expect(records).toHaveLength(count + 2);
    expect(records).toContainEqual([SEEDED, count - 1, 7]);
    expect(records).toContainEqual([PLACED, 0, 8]);
    expect(records).toContainEqual([PLACED, count, 9]);
  });

  it("[S7] keeps the newest of each where the receiver is behind, and counts what it passed over", () => {
    const receiver = new Receiver(3);
    receiver.sender.open();
    const move = (id: string, longitude: number) => {
      receiver.twin.merge(said(id, longitude, longitude));
      vi.advanceTimersByTime(100);
    };
    for (const longitude of [1, 2, 3, 4]) move("a", longitude);
    expect(receiver.batches).toHaveLength(4);
    move("a", 5);
    move("b", 6);
    move("a", 7);
    move("a", 8);
    expect(receiver.batches).toHaveLength(4);
    expect(receiver.sender.dropped).toBe(2);
    while (receiver.batches.length > 1) receiver.answer();
    vi.advanceTimersByTime(100);
    receiver.answer();
    expect(receiver.records()).toEqual([
      [
        [PLACED, 0, 8],
        [PLACED, 1, 6],
      ],
    ]);
  });

  it("[S5] tells of whom something moves quietly where they are after it, as if it had been so before", () => {
    const receiver = new Receiver(3);
    receiver.sender.open();
    receiver.twin.merge(said("a", 1, 10));
    receiver.sender.quietly(() => {
      receiver.twin.merge(said("b", 1, 10));
      receiver.twin.merge(said("b", 2, 11));
      receiver.twin.merge(said("gone", 3, 11));
      receiver.twin.sweepOne(2, 10_000_000);
    });
    receiver.twin.merge(said("a", 4, 11));
    vi.advanceTimersByTime(100);
    expect(receiver.records()).toEqual([
      [
        [PLACED, 0, 1],
        [SEEDED, 1, 2],
        [LEFT, 2, 3],
        [PLACED, 0, 4],
      ],
    ]);
    // The receiver is behind now.
    receiver.sender.quietly(() => {
      receiver.twin.merge(said("a", 5, 12));
      receiver.twin.merge(said("b", 6, 12));
    });
    receiver.twin.merge(said("b", 7, 13));
    receiver.answer();
    vi.advanceTimersByTime(100);
    expect(receiver.records()).toEqual([
      [
        [SEEDED, 0, 5],
        [PLACED, 1, 7],
      ],
    ]);
  });

  it("tells of who is only heard, and of who left", () => {
    const receiver = new Receiver(100);
    receiver.sender.open();
    receiver.twin.merge(said("a", 1, 10));
    const { observation, ...rest } = said("a", 1, 20);
    const { position: _, ...without } = observation;
    receiver.twin.merge({ ...rest, observation: { ...without, values: new Map([["load", 1]]) } });
    receiver.twin.sweep(10_000_000, 10);
    vi.advanceTimersByTime(100);
    expect(receiver.records()).toEqual([
      [
        [PLACED, 0, 1],
        [HEARD, 0, 1],
        [LEFT, 0, 1],
      ],
    ]);
    expect(receiver.batches[0]?.heardAt[1]).toBe(20);
    expect(receiver.batches[0]?.positionAt[2]).toBe(99);
  });
});
