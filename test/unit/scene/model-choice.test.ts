import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EntityInstances } from "../../../client/control/scene/entity-instances.ts";
import { ModelChoice } from "../../../client/control/scene/model-choice.ts";
import { MODEL_TYPES } from "../../../client/control/scene/model-types.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";

const CAR = MODEL_TYPES.indexOf("car");
const VEHICLE = ENTITY_KINDS.indexOf("vehicle");
const REACHES = MODEL_TYPES.map((type) => (type === "none" ? 0 : 400));
const EVERY_KIND = 2 ** ENTITY_KINDS.length - 1;
const EYE = { x: 0, y: 0, z: 0 };

function put(instances: EntityInstances, slot: number, east: number, type = CAR): void {
  instances.reserve(slot + 1);
  const still = { north: 0, up: 0, heading: 0, now: 0, staleAt: 60, duration: 0 };
  instances.move(slot, { ...still, east });
  instances.style(slot, VEHICLE, 0);
  instances.look(slot, type, [1, 2, 3]);
}

function row(places: readonly number[]): EntityInstances {
  const instances = new EntityInstances();
  for (const [slot, east] of places.entries()) put(instances, slot, east);
  return instances;
}

const watched = { clock: 0, eye: EYE, kinds: EVERY_KIND, reaches: REACHES, most: 100 };

describe("ModelChoice", () => {
  it("takes those within reach and leaves those beyond", () => {
    const choice = new ModelChoice(row([10, 300, 2_000]));
    expect(choice.look({ ...watched, count: 3 })).toBe(true);
    expect(choice.chosen).toEqual([0, 1]);
    expect(choice.scale).toBe(1);
  });

  it("leaves what is hidden, of a hidden kind, or has no model", () => {
    const instances = row([10, 20, 30]);
    instances.hide(0);
    put(instances, 1, 20, 0);
    const choice = new ModelChoice(instances);
    choice.look({ ...watched, count: 3 });
    expect(choice.chosen).toEqual([2]);
    const other = new ModelChoice(instances);
    other.look({ ...watched, count: 3, kinds: EVERY_KIND & ~(1 << VEHICLE) });
    expect(other.chosen).toEqual([]);
  });

  it("leaves what does not say where it heads", () => {
    const instances = row([10, 20]);
    const still = { east: 20, north: 0, up: 0, now: 0, staleAt: 60, duration: 0 };
    instances.move(1, { ...still, heading: Number.NaN });
    const choice = new ModelChoice(instances);
    choice.look({ ...watched, count: 2 });
    expect(choice.chosen).toEqual([0]);
  });

  it("takes the nearest where there are too many, and never one that is farther than one it leaves", () => {
    const places = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 20 }), (easts, most) => {
        const choice = new ModelChoice(row(easts));
        choice.look({ ...watched, count: easts.length, most });
        expect(choice.chosen.length).toBeLessThanOrEqual(most);
        const taken = new Set(choice.chosen);
        const left = easts.filter((_, slot) => !taken.has(slot));
        const farthest = Math.max(...choice.chosen.map((slot) => easts[slot] as number));
        for (const east of left) expect(east).toBeGreaterThanOrEqual(farthest - 1e-3);
        // Nobody who is left is drawn as neither symbol nor model.
        for (const east of left) expect(east).toBeGreaterThanOrEqual(choice.scale * 400);
      }),
    );
  });

  it("looks again after a quarter of a second, and at once where the eye has jumped", () => {
    const instances = row([10, 1_500]);
    const choice = new ModelChoice(instances);
    choice.look({ ...watched, count: 2 });
    expect(choice.look({ ...watched, count: 2, clock: 0.1 })).toBe(false);
    expect(choice.look({ ...watched, count: 2, clock: 0.3 })).toBe(true);
    const eye = { x: 1_500, y: 0, z: 0 };
    expect(choice.look({ ...watched, count: 2, clock: 0.31, eye })).toBe(true);
    expect(choice.chosen).toEqual([1]);
  });

  it("spreads a look at a great many over frames, and keeps the old choice until it is done", () => {
    const instances = row(Array.from({ length: 40_000 }, (_, i) => 10 + i));
    const choice = new ModelChoice(instances);
    choice.look({ ...watched, count: 40_000, most: 5 });
    expect(choice.chosen).toEqual([0, 1, 2, 3, 4]);
    instances.hide(0);
    const turns = [1, 1.01, 1.02].map((clock) =>
      choice.look({ ...watched, count: 40_000, most: 5, clock }),
    );
    expect(turns).toEqual([false, false, true]);
    expect(choice.chosen).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes on when the clock's zero is moved back", () => {
    const choice = new ModelChoice(row([10]));
    choice.look({ ...watched, count: 1, clock: 4_096 });
    expect(choice.look({ ...watched, count: 1, clock: 0 })).toBe(true);
  });
});
