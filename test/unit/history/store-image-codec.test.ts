import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeImage, encodeImage } from "../../../server/state/history/store/image-codec.ts";
import { Twin } from "../../../server/state/twin.ts";
import { EMPTY_IMAGE } from "../../../server/state/twin-image.ts";
import { isProblem } from "../../../shared/problem.ts";

/** A twin that heard some statements, those with no place or kind among them. */
const image = fc
  .array(
    fc.record({
      id: fc.constantFrom("a", "b", "ü 町", "d"),
      at: fc.integer({ min: 0, max: 2 ** 45 }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      value: fc.option(fc.double({ noNaN: true })),
      name: fc.option(fc.string(), { nil: undefined }),
    }),
  )
  .map((statements) => {
    const twin = new Twin();
    for (const { id, at, longitude, value, name } of statements)
      twin.merge({
        observation: {
          entity: { id, ...(name === undefined ? { kind: "drone" as const } : { name }) },
          observedAt: at,
          ...(value === null
            ? { position: { longitude, latitude: 1 } }
            : { values: new Map([["value", value]]) }),
        },
        ...{ receivedAt: at + 1, provenance: "recorded", source: "test" },
      });
    return twin.image();
  });

describe("the bytes of a twin's image", () => {
  it("are the image again", () => {
    expect(decodeImage(encodeImage(EMPTY_IMAGE))).toEqual(EMPTY_IMAGE);
    fc.assert(
      fc.property(image, (one) => {
        expect(decodeImage(encodeImage(one))).toEqual(one);
      }),
    );
  });

  it("are refused where they are damaged, wherever that is", () => {
    fc.assert(
      fc.property(image, fc.double({ min: 0, max: 0.99, noNaN: true }), (one, share) => {
        const bytes = encodeImage(one);
        expect(isProblem(decodeImage(bytes.subarray(0, Math.floor(share * bytes.length))))).toBe(
          true,
        );
        const turned = Uint8Array.from(bytes);
        const place = Math.floor(share * bytes.length);
        turned[place] = (turned[place] as number) ^ 0x55;
        const read = decodeImage(turned);
        if (!isProblem(read)) expect(read).toEqual(one);
      }),
    );
  });
});
