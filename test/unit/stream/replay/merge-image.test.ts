import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../../server/security/limits.ts";
import { MOMENTS } from "../../../../server/state/columns.ts";
import { Twin } from "../../../../server/state/twin.ts";
import { mergeImage } from "../../../../server/stream/replay/merge-image.ts";
import type { Accepted } from "../../../../shared/observation.ts";
import { anyStatement, NOW, statement } from "../../state/statement.ts";

function twinOf(statements: readonly Accepted[]): Twin {
  const twin = new Twin({ heardBy: "observed" });
  for (const each of statements) twin.merge(each);
  return twin;
}

/** All that a twin says of everybody, and its rhythms. */
function said(twin: Twin): unknown {
  return ["a", "b", "c", "d"].map((id) => {
    const handle = twin.handleOf(id);
    if (handle === undefined) return undefined;
    const moments = twin.columns.moments.slice(handle * MOMENTS, (handle + 1) * MOMENTS);
    return [twin.find(id, NOW), twin.columns.kinds[handle], [...moments]];
  });
}

describe("joining a picture into a twin that knows a part of it", () => {
  it("[P29] [M4] gives the twin of all that either was told", () => {
    fc.assert(
      fc.property(
        fc.array(anyStatement, { maxLength: 25 }),
        fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
        (statements, known) => {
          const twin = twinOf(statements.filter((_, i) => known[i]));
          const all = twinOf(statements);
          mergeImage(twin, all.image());
          expect(said(twin)).toEqual(said(all));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("[M9] leaves out whom there is no room for, and says so", () => {
    const all = twinOf(["a", "b", "c"].map((id) => statement(id, NOW, { entity: { name: id } })));
    const twin = new Twin({ limits: { ...LIMITS, entities: 2 }, heardBy: "observed" });
    expect(mergeImage(twin, all.image())).toMatchObject({ code: "twin/entities" });
    expect(twin.size).toBe(2);
    const room = new Twin({ heardBy: "observed" });
    expect(mergeImage(room, all.image())).toBeUndefined();
  });

  it("changes nothing where all is known", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 25 }), (statements) => {
        const twin = twinOf(statements);
        twin.advance();
        mergeImage(twin, twin.image());
        expect(twin.advance().changed).toEqual([]);
      }),
    );
  });
});
