import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCity, encodeCity } from "../../../shared/city-frame.ts";
import { FrameEncoder } from "../../../shared/frame-encoder.ts";
import { isProblem } from "../../../shared/problem.ts";

const frame = new FrameEncoder().frame({ tick: 0, serverTime: 5, origin: 0 }, []);
const CITY = {
  at: 5,
  kinds: ["sensor"],
  provenances: ["live"],
  roster: [[0, "a", 0, 0, "s", "名"]] as const,
  keys: ["occupancy"],
  frame,
};

describe("the bytes of a city", () => {
  it("come back as they went in", () => {
    const city = decodeCity(encodeCity(CITY));
    const { frame: _, ...head } = CITY;
    expect(city).toMatchObject({ ...head, frame: { serverTime: 5, count: 0 } });
  });

  it("that are cut short or changed give a problem or a city, and never a throw", () => {
    const bytes = encodeCity(CITY);
    for (let length = 0; length < bytes.length; length++)
      expect(isProblem(decodeCity(bytes.subarray(0, length)))).toBe(true);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (place, byte) => {
        const changed = bytes.slice();
        changed[place] = byte;
        decodeCity(changed);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (any) => void decodeCity(any)));
  });
});
