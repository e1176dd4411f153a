import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Twin } from "../../../server/state/twin.ts";
import { anyStatement, NOW, statement } from "./statement.ts";

const HERE = { longitude: 140, latitude: 35 };

/** A twin that writes down what it tells, `placed a` by id. */
function watched(): { twin: Twin; told: string[] } {
  const told: string[] = [];
  const note = (what: string) => (handle: number) => {
    told.push(`${what} ${twin.columns.ids[handle]}`);
  };
  const twin = new Twin({
    watch: { placed: note("placed"), heard: note("heard"), left: note("left") },
  });
  return { twin, told };
}

const vehicle = { kind: "vehicle" } as const;

describe("who watches the twin", () => {
  it("is told of positions, of other news and of silence, in the order of merging", () => {
    const { twin, told } = watched();
    twin.merge(statement("a", NOW, { entity: vehicle, position: HERE }));
    twin.merge(statement("b", NOW, { entity: vehicle, position: HERE }));
    twin.merge(statement("a", NOW + 1, { values: new Map([["v", 1]]) }));
    twin.merge(statement("a", NOW + 2, { position: { ...HERE, longitude: 141 } }));
    twin.sweep(NOW + 500_000, 10);
    expect(told).toEqual(["placed a", "placed b", "heard a", "placed a", "left a", "left b"]);
  });

  it("is not told of what is old or said already, nor of who has no kind or place", () => {
    const { twin, told } = watched();
    twin.merge(statement("unknown", NOW, { position: HERE }));
    twin.merge(statement("nowhere", NOW, { entity: vehicle, values: new Map([["v", 1]]) }));
    twin.merge(statement("a", NOW, { entity: vehicle, position: HERE }));
    twin.merge(statement("a", NOW, { entity: vehicle, position: HERE }));
    twin.merge(statement("a", NOW - 5, { position: { ...HERE, longitude: 139 } }));
    expect(told).toEqual(["placed a"]);
  });

  it("is told as of a new place when a kind changes, becomes known, or who was silent is back", () => {
    const { twin, told } = watched();
    twin.merge(statement("a", NOW, { position: HERE }));
    twin.merge(statement("a", NOW + 1, { entity: vehicle, values: new Map([["v", 1]]) }));
    twin.merge(statement("a", NOW + 2, { entity: { kind: "drone" }, values: new Map() }));
    twin.sweep(NOW + 500_000, 10);
    twin.merge(
      statement("a", NOW + 3, { values: new Map([["v", 2]]) }, { receivedAt: NOW + 500_000 }),
    );
    expect(told).toEqual(["placed a", "placed a", "left a", "placed a"]);
  });

  it("knows from that alone who is in the picture and where, whatever is said in whatever order", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 40 }), (statements) => {
        const places = new Map<number, [number, number, number, number]>();
        const watch = {
          placed: (handle: number) => {
            places.set(handle, placeOf(twin, handle));
          },
          heard: (handle: number) => expect(places.get(handle)).toEqual(placeOf(twin, handle)),
          left: (handle: number) => places.delete(handle),
        };
        const twin = new Twin({ watch });
        for (const [i, accepted] of statements.entries()) {
          twin.merge(accepted);
          if (i % 7 === 6) twin.sweep(NOW + 1_000_000, 2);
        }
        const present = twin.columns.ids.flatMap((_, handle) =>
          twin.columns.cells[handle] === undefined ? [] : [[handle, placeOf(twin, handle)]],
        );
        expect([...places].sort(([a], [b]) => a - b)).toEqual(present);
      }),
    );
  });
});

function placeOf({ columns }: Twin, handle: number): [number, number, number, number] {
  return [
    columns.kinds[handle] as number,
    columns.longitudes[handle] as number,
    columns.latitudes[handle] as number,
    columns.heights[handle] as number,
  ];
}
