import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import { type Bbox, cellAt } from "../../../shared/cell.ts";
import type { EntityKind } from "../../../shared/entity.ts";
import { NOW, statement } from "./statement.ts";

function put(
  twin: Twin,
  id: string,
  longitude: number,
  at = NOW,
  kind: EntityKind = "vehicle",
): void {
  twin.merge(statement(id, at, { entity: { kind }, position: { longitude, latitude: 35 } }));
}

function members(twin: Twin, longitude: number): string[] {
  const cell = twin.cells.get(cellAt(longitude, 35));
  return [...(cell?.members ?? [])].map((handle) => twin.columns.ids[handle] as string);
}

describe("the twin's cells", () => {
  it("[M8] hold who is there, by handle, and let go who moves on", () => {
    const twin = new Twin();
    for (const id of ["a", "b", "c"]) put(twin, id, 140);
    put(twin, "b", 140.1, NOW + 1);
    expect(members(twin, 140)).toEqual(["a", "c"]);
    expect(members(twin, 140.1)).toEqual(["b"]);
    put(twin, "b", 140, NOW + 2);
    expect(members(twin, 140)).toEqual(["a", "b", "c"]);
  });

  it("[M8] lose a mover that is not heard for long, and have it back when it is", () => {
    const twin = new Twin();
    put(twin, "bus", 140, NOW);
    put(twin, "post", 140, NOW, "sensor");
    twin.sweep(NOW + 119_000, 10);
    expect(members(twin, 140)).toEqual(["bus", "post"]);
    twin.sweep(NOW + 121_000, 10);
    expect(members(twin, 140)).toEqual(["post"]);
    expect(twin.find("bus", NOW + 121_000)).toMatchObject({
      stale: true,
      position: { longitude: 140 },
    });
    const { bbox, kinds } = {
      bbox: [139, 34, 141, 36] as Bbox,
      kinds: new Set<EntityKind>(["vehicle"]),
    };
    expect(twin.list({ bbox, kinds, limit: 9, now: NOW }).matched).toBe(0);
    // Heard by our clock: an old statement that comes now is a sign of life.
    twin.merge(statement("bus", NOW - 5, {}, { receivedAt: NOW + 400_000 }));
    twin.sweep(NOW + 401_000, 10);
    expect(members(twin, 140)).toEqual(["bus", "post"]);
  });

  it("[M8] are swept a bounded part at a time, round and round", () => {
    const twin = new Twin();
    for (let i = 0; i < 10; i++) put(twin, `e${i}`, 140);
    twin.sweep(NOW + 1_000_000, 4);
    expect(members(twin, 140)).toHaveLength(6);
    twin.sweep(NOW + 1_000_000, 4);
    twin.sweep(NOW + 1_000_000, 4);
    expect(members(twin, 140)).toHaveLength(0);
  });

  it("[M7] date a mover by its position, and what stands still by its newest statement", () => {
    const twin = new Twin();
    put(twin, "bus", 140, NOW);
    put(twin, "post", 140, NOW, "sensor");
    for (const id of ["bus", "post"])
      twin.merge(statement(id, NOW + 9000, { values: new Map([["v", 1]]) }));
    const dated = (id: string) => twin.columns.observedAt[twin.handleOf(id) as number];
    expect([dated("bus"), dated("post")]).toEqual([NOW, NOW + 9000]);
  });

  it("tell what happened in a version: changed, appeared, and after long emptiness dropped", () => {
    const twin = new Twin({ limits: { ...LIMITS, keptVersions: 2 } });
    const keys = (cells: readonly { key: number }[]) => cells.map(({ key }) => key);
    const here = cellAt(140, 35);
    const there = cellAt(140.1, 35);
    put(twin, "a", 140);
    const first = twin.advance();
    expect([keys(first.changed), keys(first.appeared)]).toEqual([[here], [here]]);
    expect(twin.advance()).toMatchObject({ version: first.version + 1, changed: [], appeared: [] });
    put(twin, "a", 140.1, NOW + 1);
    const moved = twin.advance();
    expect([keys(moved.changed).sort(), keys(moved.appeared)]).toEqual([
      [here, there].sort(),
      [there],
    ]);
    expect(twin.advance().dropped).toEqual([]);
    expect(twin.advance().dropped).toEqual([here]);
    expect(twin.cells.get(here)).toBeUndefined();
    // A statement that changes nothing changes no cell.
    put(twin, "a", 140.1, NOW + 1);
    expect(twin.advance().changed).toEqual([]);
  });

  it("list by bbox just what a look at every entity finds", () => {
    const degrees = fc.double({ min: 139.99, max: 140.01, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(degrees, { maxLength: 40 }),
        degrees,
        degrees,
        fc.nat(5),
        (places, a, b, limit) => {
          const twin = new Twin();
          places.forEach((longitude, i) => {
            put(twin, `e${i}`, longitude, NOW, i % 2 ? "vehicle" : "sensor");
          });
          const [west, east] = [Math.min(a, b), Math.max(a, b)];
          const kinds = new Set<EntityKind>(["sensor"]);
          const found = twin.list({ bbox: [west, 35, east, 35], kinds, limit, now: NOW });
          const wanted = places.flatMap((longitude, i) =>
            i % 2 === 0 && longitude >= west && longitude <= east ? [`e${i}`] : [],
          );
          expect(found.matched).toBe(wanted.length);
          expect([...found.entities].map(({ id }) => id)).toEqual(wanted.slice(0, limit));
        },
      ),
    );
  });

  it("list over the antimeridian, and everybody where no bbox is given", () => {
    const twin = new Twin();
    put(twin, "fiji", 179.9);
    put(twin, "samoa", -179.9);
    put(twin, "chiba", 140);
    twin.merge(
      statement("nowhere", NOW, { entity: { kind: "sensor" }, values: new Map([["v", 1]]) }),
    );
    const over = twin.list({ bbox: [179, 30, -179, 40], limit: 9, now: NOW });
    expect([...over.entities].map(({ id }) => id)).toEqual(["fiji", "samoa"]);
    const two = twin.list({ limit: 2, now: NOW });
    expect(two.matched).toBe(4);
    expect([...two.entities]).toHaveLength(2);
  });
});
