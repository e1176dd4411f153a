import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { anyStatement, NOW, statement } from "./statement.ts";

const WORLD = [-180, -90, 180, 90] as const;

/** All that can be seen of a twin. */
function seen(twin: Twin) {
  const query = { limit: 100, now: NOW + 60_000 };
  return {
    known: [...twin.list(query).entities],
    inPicture: [...twin.list({ ...query, bbox: WORLD }).entities],
    image: twin.image(),
  };
}

function twinOf(statements: readonly Accepted[]): Twin {
  const twin = new Twin();
  for (const each of statements) twin.merge(each);
  return twin;
}

describe("the image of a twin", () => {
  it("gives a twin that is the same, and stays the same whatever is merged after", () => {
    fc.assert(
      fc.property(fc.array(anyStatement), fc.array(anyStatement), (before, after) => {
        const first = twinOf(before);
        const second = new Twin();
        second.restore(structuredClone(first.image()));
        expect(seen(second)).toEqual(seen(first));
        for (const each of after) expect(second.merge(each)).toEqual(first.merge(each));
        expect(seen(second)).toEqual(seen(first));
      }),
    );
  });

  it("is a copy: the twin goes on and the image does not", () => {
    const twin = twinOf([statement("a", NOW, { entity: { kind: "drone" } })]);
    const image = twin.image();
    twin.merge(statement("a", NOW + 1, { position: { longitude: 1, latitude: 2 } }));
    twin.merge(statement("b", NOW + 1));
    expect(image.ids).toEqual(["a"]);
    expect(image.longitudes[0]).toBeNaN();
  });

  it("tells whoever watches of everyone in the picture, once", () => {
    const placed: number[] = [];
    const watch = { placed: (handle: number) => placed.push(handle), heard() {}, left() {} };
    const twin = new Twin({ watch });
    const at = { longitude: 140, latitude: 35 };
    twin.restore(
      twinOf([
        statement("a", NOW, { entity: { kind: "drone" }, position: at }),
        statement("b", NOW, { position: at }),
        statement("c", NOW, { entity: { kind: "sensor" }, position: at }),
      ]).image(),
    );
    expect(placed).toEqual([0, 2]);
  });

  it("leaves a mover out of the picture that has been silent for too long, until it is heard again", () => {
    const said = {
      entity: { kind: "vehicle" as const },
      position: { longitude: 140, latitude: 35 },
    };
    const before = twinOf([
      statement("van", NOW, said),
      statement("lamp", NOW, { ...said, entity: { kind: "sensor" } }),
    ]);
    const later = NOW + 3_600_000;
    const twin = new Twin();
    twin.restore(before.image(), later);
    const shown = () =>
      [...twin.list({ bbox: WORLD, limit: 10, now: later }).entities].map(({ id }) => id);
    expect(shown()).toEqual(["lamp"]);
    expect(twin.find("van", later)).toMatchObject({ observedAt: new Date(NOW).toISOString() });
    twin.merge(statement("van", later, {}, { receivedAt: later }));
    expect(shown()).toEqual(["van", "lamp"]);
  });

  it("is given to an empty twin only", () => {
    const twin = twinOf([statement("a", NOW)]);
    expect(() => twin.restore(twin.image())).toThrow("has entities already");
  });
});
