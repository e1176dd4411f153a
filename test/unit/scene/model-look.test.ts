import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookOf } from "../../../client/control/scene/model-look.ts";
import { MODEL_TYPES } from "../../../client/control/scene/model-types.ts";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";

function typeOf(kind: EntityKind, name: string, source = "", id = "x:1") {
  return MODEL_TYPES[lookOf(kind, { id, name, source }).type];
}

describe("lookOf", () => {
  it.each([
    ["vehicle", "Truck 12", "traffic", "truck"],
    ["vehicle", "taxi 7", "traffic", "taxi"],
    ["vehicle", "Van 3", "traffic", "van"],
    ["vehicle", "Car 0123", "traffic", "car"],
    ["transit", "12 Harbour circle", "bus", "bus"],
    ["transit", "Hama Line, train 2", "rail", "train"],
    ["transit", "Chuo 12", "chiba-bus", "bus"],
    ["transit", "Monorail 3", "monorail", "bus"],
    ["drone", "Drone 4", "drone", "drone"],
    ["sensor", "Car counter", "sensor", "none"],
    ["vessel", "Ferry", "", "none"],
  ] as const)("%s %s of %s is drawn as a %s", (kind, name, source, type) => {
    expect(typeOf(kind, name, source)).toBe(type);
  });

  it("knows a train by the beginning of its id as well", () => {
    expect(typeOf("transit", "4", "feed", "train:hama:4")).toBe("train");
    expect(typeOf("transit", "4", "feed", "terrain:4")).toBe("bus");
  });

  it("lets the rotors of a landed drone stand still", () => {
    const named = { id: "d", name: "Drone", source: "drone" };
    expect(MODEL_TYPES[lookOf("drone", named, true).type]).toBe("landed-drone");
  });

  it("gives the same entity the same look, in channels of 0 to 255, and never another's type", () => {
    const named = fc.record({ id: fc.string(), name: fc.string(), source: fc.string() });
    fc.assert(
      fc.property(fc.constantFrom(...ENTITY_KINDS), named, (kind, who) => {
        const look = lookOf(kind, who);
        expect(lookOf(kind, { ...who })).toEqual(look);
        for (const channel of look.paint) expect(channel >= 0 && channel <= 255).toBe(true);
        expect(look.type === 0).toBe(!["vehicle", "transit", "drone"].includes(kind));
      }),
    );
  });

  it("mixes the street: mostly cars, some vans, a few trucks, many paints", () => {
    const looks = Array.from({ length: 2_000 }, (_, i) =>
      lookOf("vehicle", { id: `v:${i}`, name: "", source: "" }),
    );
    const part = (type: string) =>
      looks.filter((look) => MODEL_TYPES[look.type] === type).length / looks.length;
    expect(part("car")).toBeGreaterThan(0.7);
    expect(part("van")).toBeGreaterThan(0.1);
    expect(part("truck")).toBeGreaterThan(0.04);
    expect(new Set(looks.map(({ paint }) => paint.join())).size).toBeGreaterThan(15);
  });

  it("paints all trains of a line alike", () => {
    const paint = (name: string) => lookOf("transit", { id: name, name, source: "rail" }).paint;
    expect(paint("Hama Line, train 1")).toEqual(paint("Hama Line, train 12"));
  });
});
