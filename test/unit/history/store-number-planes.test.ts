import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  PLANES,
  readPlanes,
  scaleOf,
  writePlanes,
} from "../../../server/state/history/store/number-planes.ts";

const special = fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
const decimal = fc
  .tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.integer({ min: 0, max: 7 }))
  .map(([whole, places]) => Number(`${whole}e-${places}`));
const moment = fc.integer({ min: 0, max: 2 ** 48 });
const column = fc
  .oneof(
    fc.array(fc.oneof(special, decimal)),
    fc.array(fc.oneof(special, moment)),
    fc.array(fc.double()),
  )
  .map((numbers) => Float64Array.from(numbers));

function again(numbers: Float64Array, scale: number, beside: Float64Array): Float64Array {
  const bytes = new Uint8Array(numbers.length * PLANES);
  const read = new Float64Array(numbers.length);
  writePlanes(numbers, scale, (index) => beside[index] ?? 0, bytes);
  readPlanes(bytes, scale, (index) => beside[index] ?? 0, read);
  return read;
}

describe("numbers as planes of bytes", () => {
  it("are the same numbers again, to the last bit, whatever they stand beside", () => {
    fc.assert(
      fc.property(column, fc.array(fc.oneof(special, moment)), (numbers, others) => {
        const scale = scaleOf(numbers);
        if (scale === undefined) return;
        const beside = Float64Array.from(scale === 1 ? others : []);
        const read = again(numbers, scale, beside);
        expect([...read].every((each, i) => Object.is(each, numbers[i]))).toBe(true);
      }),
    );
  });

  it("are of the coarsest scale that keeps them, and of none where none does", () => {
    expect(scaleOf(Float64Array.of(1, 2e12, Number.NaN))).toBe(1);
    expect(scaleOf(Float64Array.of(140.112345, 35.6))).toBe(1e6);
    expect(scaleOf(Float64Array.of(1 / 3))).toBeUndefined();
    expect(scaleOf(Float64Array.of(-0))).toBeUndefined();
    expect(scaleOf(Float64Array.of(2 ** 53))).toBeUndefined();
  });
});
