import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Store, type StoreChange } from "../../../client/twin/store.ts";
import type { RosterEntry } from "../../../shared/protocol.ts";
import { cellOf, frameOf, type Said } from "./frames.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const HERE = { longitude: 140.1123, latitude: 35.6071 };
/** About 900 m east: another cell. */
const THERE = { longitude: 140.1223, latitude: 35.6071 };

function rosterOf(handles: readonly number[]) {
  const entities = handles.map(
    (handle): RosterEntry => [handle, `bus:${handle}`, 2, 0, "chiba-bus", `Bus ${handle}`],
  );
  return { entities, keysFrom: 0, keys: ["occupancy", "temperatureCelsius"] };
}

function storeWith(handles: readonly number[]): { store: Store; changes: Copied[] } {
  const store = new Store();
  store.roster(rosterOf(handles));
  const changes: Copied[] = [];
  store.listen((change) => changes.push(copied(change)));
  return { store, changes };
}

type Copied = { changed: number[]; removed: number[]; cleared: boolean };
function copied({ changed, removed, cleared }: StoreChange): Copied {
  return { changed: [...changed], removed: [...removed], cleared };
}

describe("Store", () => {
  it("knows who is stale from the first frame on, by the rhythm that the roster tells", () => {
    const { store } = storeWith([]);
    const entities: RosterEntry[] = [
      [1, "sensor:1", 0, 0, "test", "", 600],
      [2, "sensor:2", 0, 0, "test", "", 5],
    ];
    store.roster({ entities, keysFrom: 0, keys: [] });
    const said = [1, 2].map((handle) => ({ handle, ...HERE, at: NOW - 400_000 }));
    store.apply(frameOf([{ entities: said }], NOW));
    expect(store.describe(1)?.interval).toBe(600);
    expect(store.counts(NOW).stale).toBe(1);
  });

  it("shows what a delta says, in columns and in words", () => {
    const { store, changes } = storeWith([7]);
    const said = {
      handle: 7,
      ...HERE,
      height: 41.2,
      heading: 92.5,
      speed: 8.3,
      at: NOW,
      values: { 0: 0.5 },
    };
    store.apply(frameOf([{ entities: [said] }], NOW));
    expect(store.size).toBe(1);
    expect(changes).toEqual([{ changed: [7], removed: [], cleared: false }]);
    const told = store.describe(7);
    expect(told).toMatchObject({
      id: "bus:7",
      kind: "transit",
      provenance: "live",
      source: "chiba-bus",
      name: "Bus 7",
      observedAt: NOW,
    });
    expect(told?.position.longitude).toBeCloseTo(HERE.longitude, 6);
    expect(told?.position.height).toBeCloseTo(41.2, 1);
    expect(Math.abs((told?.motion.headingDegrees ?? 0) - 92.5)).toBeLessThan(360 / 255 / 2 + 0.01);
    expect(told?.values.get("occupancy")).toBeCloseTo(0.5, 6);
  });

  it("leaves out of the words what is not known", () => {
    const { store } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    expect(store.describe(1)?.motion).toEqual({});
    expect(Object.keys(store.describe(1)?.position ?? {})).toEqual(["longitude", "latitude"]);
    expect(store.describe(1)?.interval).toBeNaN();
  });

  it("keeps who a delta does not name", () => {
    const { store } = storeWith([1, 2]);
    store.apply(
      frameOf(
        [
          {
            entities: [
              { handle: 1, ...HERE, at: NOW },
              { handle: 2, ...HERE, at: NOW },
            ],
          },
        ],
        NOW,
      ),
    );
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW + 1000 }] }], NOW + 1000));
    expect(store.size).toBe(2);
  });

  it("drops who a snapshot of their cell does not name, and no one of another cell", () => {
    const { store, changes } = storeWith([1, 2, 3]);
    store.apply(
      frameOf(
        [
          {
            entities: [
              { handle: 1, ...HERE, at: NOW },
              { handle: 2, ...HERE, at: NOW },
            ],
          },
          { entities: [{ handle: 3, ...THERE, at: NOW }] },
        ],
        NOW,
      ),
    );
    store.apply(frameOf([{ snapshot: true, entities: [{ handle: 2, ...HERE, at: NOW }] }], NOW));
    expect(changes[1]?.removed).toEqual([1]);
    expect(store.describe(1)).toBeUndefined();
    expect([2, 3].map((handle) => store.describe(handle)?.id)).toEqual(["bus:2", "bus:3"]);
  });

  it("empties a cell at an empty snapshot of it", () => {
    const { store } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    store.apply(frameOf([{ cell: cellOf(HERE), snapshot: true }], NOW));
    expect(store.size).toBe(0);
  });

  it("does not take who left a cell out of the cell they are in by now", () => {
    const { store } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...THERE, at: NOW }] }], NOW));
    store.apply(frameOf([{ cell: cellOf(HERE), removed: [1] }], NOW));
    expect(store.size).toBe(1);
    store.apply(frameOf([{ cell: cellOf(THERE), removed: [1] }], NOW));
    expect(store.size).toBe(0);
  });

  it.each([
    ["left first", 0],
    ["entered first", 1],
  ])("follows a move between cells: %s", (_, order) => {
    const { store, changes } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    const left = { cell: cellOf(HERE), removed: [1] };
    const entered = { entities: [{ handle: 1, ...THERE, at: NOW + 1000 }] };
    store.apply(frameOf(order === 0 ? [left, entered] : [entered, left], NOW));
    expect(changes[1]).toEqual({ changed: [1], removed: [], cleared: false });
    expect(store.describe(1)?.position.longitude).toBeCloseTo(THERE.longitude, 6);
  });

  it("learns an entity's rhythm from what was observed, and is not thrown by one silence", () => {
    const { store } = storeWith([1]);
    let at = NOW;
    for (const gap of [0, 2, 2, 2, 600]) {
      at += gap * 1000;
      store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at }] }], at));
    }
    expect(store.describe(1)?.interval).toBeGreaterThan(2);
    expect(store.describe(1)?.interval).toBeLessThan(6);
  });

  it("counts by kind and by source, and who is stale", () => {
    const { store } = storeWith([1, 2]);
    store.apply(
      frameOf(
        [
          {
            entities: [
              { handle: 1, ...HERE, at: NOW },
              { handle: 2, ...HERE, at: NOW - 3_600_000 },
            ],
          },
        ],
        NOW,
      ),
    );
    const counts = store.counts(NOW);
    expect(counts).toMatchObject({ total: 2, stale: 1 });
    expect(counts.byKind.get("transit")).toEqual({ total: 2, stale: 1 });
    expect(counts.bySource.get("chiba-bus")).toEqual({
      total: 2,
      stale: 1,
      newest: NOW,
      provenance: "live",
      byKind: [0, 0, 2, 0, 0, 0],
    });
  });

  it("forgets everything at a new session", () => {
    const { store, changes } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW, values: { 0: 1 } }] }], NOW));
    store.clear();
    expect(changes.at(-1)).toEqual({ changed: [], removed: [], cleared: true });
    expect([store.size, store.handleOf("bus:1"), store.describe(1)]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    store.roster({ entities: [[1, "tram:9", 2, 1, "trams", ""]], keysFrom: 0, keys: [] });
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    expect(store.describe(1)).toMatchObject({ id: "tram:9", provenance: "recorded" });
    expect(store.describe(1)?.values.size).toBe(0);
  });

  it("tells of a new name for one that is in the picture", () => {
    const { store, changes } = storeWith([1]);
    store.apply(frameOf([{ entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    store.roster({
      entities: [[1, "bus:1", 2, 0, "chiba-bus", "New name"]],
      keysFrom: 0,
      keys: [],
    });
    expect(changes.at(-1)?.changed).toEqual([1]);
    expect(store.describe(1)?.name).toBe("New name");
  });

  it("stops telling a listener that has gone", () => {
    const store = new Store();
    let told = 0;
    const stop = store.listen(() => told++);
    store.clear();
    stop();
    store.clear();
    expect(told).toBe(1);
  });
});

describe("a frame's blocks in any order", () => {
  const PLACES = [HERE, THERE, { longitude: 140.1323, latitude: 35.6071 }];
  const step = fc.record({
    /** Where each of six entities is after this frame: a place, or gone. */
    where: fc.array(fc.constantFrom(0, 1, 2, -1), { minLength: 6, maxLength: 6 }),
    snapshots: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  });

  it("give the same store", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.integer(), (steps, seed) => {
        const forward = storeWith([0, 1, 2, 3, 4, 5]).store;
        const shuffled = storeWith([0, 1, 2, 3, 4, 5]).store;
        let where = [-1, -1, -1, -1, -1, -1];
        for (const [index, next] of steps.entries()) {
          const blocks = blocksBetween(where, next.where, next.snapshots, NOW + index * 1000);
          const turn = blocks.length === 0 ? 0 : Math.abs(seed + index) % blocks.length;
          const turned = [...blocks.slice(turn), ...blocks.slice(0, turn)];
          forward.apply(frameOf(blocks, NOW + index * 1000));
          shuffled.apply(frameOf(seed % 2 === 0 ? turned : turned.reverse(), NOW + index * 1000));
          where = next.where;
          expect(pictureOf(shuffled)).toEqual(pictureOf(forward));
          expect(pictureOf(forward).map((one) => one?.id)).toEqual(
            where.map((place, handle) => (place === -1 ? undefined : `bus:${handle}`)),
          );
        }
      }),
    );
  });

  function blocksBetween(from: number[], to: number[], snapshots: boolean[], at: number) {
    return PLACES.map((place, index) => ({
      cell: cellOf(place),
      snapshot: snapshots[index] ?? false,
      entities: to.flatMap((now, handle): Said[] =>
        now === index ? [{ handle, ...place, at }] : [],
      ),
      removed: from.flatMap((then, handle) =>
        then === index && to[handle] !== index ? [handle] : [],
      ),
    }));
  }

  function pictureOf(store: Store) {
    return [0, 1, 2, 3, 4, 5].map((handle) => store.describe(handle));
  }
});
