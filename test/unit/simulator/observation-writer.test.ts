import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseObservation } from "../../../server/ingest/parse-observation.ts";
import { ObservationWriter } from "../../../server/simulator/feed/observation-writer.ts";
import type { Telling } from "../../../server/simulator/part.ts";
import { CityPlane } from "../../../shared/city-plane.ts";
import type { Observation } from "../../../shared/observation.ts";
import { isProblem } from "../../../shared/problem.ts";

const plane = new CityPlane({ longitude: 137.6, latitude: 34.55, height: 38.5 });
const now = Date.parse("2026-11-23T04:05:06.789Z");

const metres = fc.double({ min: -2_000, max: 2_000, noNaN: true });
const telling: fc.Arbitrary<Telling> = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `x:${printable(text)}`),
    kind: fc.constantFrom("vehicle", "drone", "sensor"),
    name: fc.string({ minLength: 1 }).map((text) => `Name ${printable(text)}`),
    source: fc.constantFrom("traffic", "rail"),
    east: metres,
    north: metres,
    height: fc.double({ min: -5, max: 300, noNaN: true }),
    headingDegrees: fc.double({ min: 0, max: 360, noNaN: true }),
    speed: fc.double({ min: 0, max: 40, noNaN: true }),
    values: fc.dictionary(
      fc.constantFrom("battery", "payload", "on"),
      // JSON has one zero.
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number + 0),
    ),
  },
  { requiredKeys: ["id", "kind", "name", "source", "east", "north", "height"] },
);

function printable(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, "_");
}

describe("ObservationWriter", () => {
  it("writes what the gate reads back, every record simulated, to a centimetre", () => {
    fc.assert(
      fc.property(fc.uniqueArray(telling, { selector: ({ id }) => id, minLength: 1 }), (all) => {
        const writer = new ObservationWriter(plane);
        writer.begin(now, 450);
        for (const each of all) writer.tell(each);
        const read = writer.take().flatMap(({ source, payload, records }) => {
          const list = JSON.parse(payload) as unknown[];
          expect(list).toHaveLength(records);
          return list.map((record) => {
            const observation = parseObservation(record);
            if (isProblem(observation)) throw new Error(observation.message);
            expect(observation.entity.source).toBe(source);
            return observation;
          });
        });
        expect(read).toHaveLength(all.length);
        const byId = new Map<string, Observation>(read.map((each) => [each.entity.id, each]));
        for (const each of all) expect(byId.get(each.id)).toBeDefined();
        for (const { entity, observedAt, position, motion, values } of read) {
          const said = all.find(({ id }) => id === entity.id);
          expect(entity).toMatchObject({ kind: said?.kind, name: said?.name });
          expect(entity.provenance).toBe("simulated");
          expect(observedAt).toBe(now);
          const { longitude = 0, latitude = 0, height = 0 } = position ?? {};
          const [east, north, up] = plane.local(longitude, latitude, height);
          expect(Math.abs(east - (said?.east ?? 0))).toBeLessThan(0.02);
          expect(Math.abs(north - (said?.north ?? 0))).toBeLessThan(0.02);
          expect(Math.abs(up - (said?.height ?? 0))).toBeLessThan(0.01);
          expect(motion === undefined).toBe(
            said?.headingDegrees === undefined || said.speed === undefined,
          );
          expect(Object.fromEntries(values ?? [])).toEqual(said?.values ?? {});
        }
      }),
    );
  });

  it("says nothing of an entity again before its time, and then the newest", () => {
    const writer = new ObservationWriter(plane);
    const drone: Telling = {
      id: "drone:1",
      kind: "drone",
      name: "Drone 1",
      source: "drone",
      east: 0,
      north: 0,
      height: 10,
    };
    const told: number[] = [];
    for (let at = 0; at <= 2_000; at += 250) {
      writer.begin(now + at, 950);
      writer.tell({ ...drone, east: at });
      for (const { payload } of writer.take()) {
        const [{ observedAt }] = JSON.parse(payload) as [{ observedAt: string }];
        told.push(Date.parse(observedAt) - now);
      }
    }
    expect(told).toEqual([0, 1_000, 2_000]);
  });

  it("keeps messages to 200 records, by source", () => {
    const writer = new ObservationWriter(plane);
    writer.begin(now, 450);
    for (let i = 0; i < 450; i++) {
      const source = i % 3 === 0 ? "bus" : "traffic";
      const base = { kind: "vehicle", name: "n", east: 0, north: 0, height: 0 } as const;
      writer.tell({ ...base, id: `v:${i}`, source });
    }
    const messages = writer.take();
    expect(messages.map(({ source, records }) => [source, records])).toEqual(
      expect.arrayContaining([
        ["bus", 150],
        ["traffic", 200],
        ["traffic", 100],
      ]),
    );
    for (const { payload } of messages) expect(payload.length).toBeLessThan(1024 * 1024);
    expect(writer.take()).toEqual([]);
  });
});
