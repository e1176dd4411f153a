import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityLines, imageFromLines } from "../../../server/carry/entity-lines.ts";
import { Twin } from "../../../server/state/twin.ts";
import { isProblem } from "../../../shared/problem.ts";
import { anyStatement } from "../state/statement.ts";

/** An image with its values named, so that the numbers of names do not count. */
function told(twin: Twin) {
  const { valueKeys, valueNames, ...image } = twin.image();
  return { ...image, valueKeys: [...valueKeys].map((key) => valueNames[key]) };
}

describe("entities as lines", () => {
  it("give the same twin back, register for register", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 60 }), (statements) => {
        const twin = new Twin();
        for (const statement of statements) twin.merge(statement);
        const lines = [...entityLines(twin.image())].map((line) => JSON.stringify(line));
        const image = imageFromLines(lines.map((line) => JSON.parse(line)));
        if (isProblem(image)) throw new Error(image.message);
        const again = new Twin();
        again.restore(image);
        expect(told(again)).toEqual(told(twin));
        for (const statement of statements) again.merge(statement);
        expect(told(again)).toEqual(told(twin));
      }),
    );
  });

  it("a line that is none is named", () => {
    const line = { id: "a", moments: [] };
    for (const bad of [
      7,
      null,
      { id: "a" },
      { ...line, kind: { is: "ghost", observedAt: "2026-01-01T00:00:00Z" } },
      { ...line, position: { is: { longitude: 1, latitude: 2 }, observedAt: "yesterday" } },
      { ...line, values: [{ name: "a", is: "b", observedAt: "2026-01-01T00:00:00Z" }] },
      { ...line, values: [7] },
      { ...line, values: [null] },
    ]) {
      const read = imageFromLines([line, bad]);
      expect(isProblem(read) && read.message).toContain("line 2");
    }
  });
});
