import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EntitySearch } from "../../../server/state/entity-search.ts";
import { Twin } from "../../../server/state/twin.ts";
import { foldText } from "../../../shared/fold-text.ts";
import { NOW, statement } from "./statement.ts";

const HERE = { longitude: 140, latitude: 35 };
const staying = new AbortController().signal;

function twinOf(entities: readonly (readonly [id: string, name?: string | undefined])[]): Twin {
  const twin = new Twin();
  for (const [id, name] of entities) {
    const entity = { kind: "vehicle" as const, ...(name === undefined ? {} : { name }) };
    twin.merge(statement(id, NOW, { entity, position: HERE }));
  }
  return twin;
}

async function found(search: EntitySearch, text: string, limit = 10): Promise<string[]> {
  const answer = await search.find(text, limit, staying);
  return (answer?.found ?? []).map(({ id }) => id);
}

describe("the search for entities", () => {
  it("puts the whole first, then beginnings, then the middle, and who is away behind its equals", async () => {
    const twin = twinOf([["xbus"], ["bus 12"], ["bus 1"], ["bus 2"], ["car", "ＢＵＳ"], ["tram"]]);
    twin.sweep(NOW + 500_000, 3);
    const search = new EntitySearch(twin.columns);
    expect(await found(search, "bus")).toEqual(["car", "bus 2", "bus 1", "bus 12", "xbus"]);
    expect(await search.find("bus", 2, staying)).toMatchObject({ matched: 5 });
    expect(await found(search, "bus", 2)).toEqual(["car", "bus 2"]);
  });

  it("knows a new name, and leaves out who is of no kind", async () => {
    const twin = twinOf([["a", "first"]]);
    twin.merge(statement("first unknown", NOW, { position: HERE }));
    const search = new EntitySearch(twin.columns);
    expect(await found(search, "first")).toEqual(["a"]);
    twin.merge(statement("a", NOW + 1, { entity: { name: "second" }, values: new Map() }));
    expect(await found(search, "first")).toEqual([]);
    expect(await found(search, "SECOND")).toEqual(["a"]);
  });

  it("finds exactly whose id or name has it, however many there are", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ア", "あ", "B", "b"), maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(text, fc.option(text, { nil: undefined })), {
          selector: ([id]) => id,
          maxLength: 30,
        }),
        text.filter((searched) => searched !== ""),
        fc.integer({ min: 1, max: 40 }),
        async (entities, searched, limit) => {
          const answer = await new EntitySearch(twinOf(entities).columns).find(
            searched,
            limit,
            staying,
          );
          const has = (part = "") => foldText(part).includes(foldText(searched));
          const wanted = entities.filter(([id, name]) => has(id) || has(name)).map(([id]) => id);
          expect(answer?.matched).toBe(wanted.length);
          const ids = answer?.found.map(({ id }) => id) ?? [];
          expect(ids).toHaveLength(Math.min(limit, wanted.length));
          expect(wanted).toEqual(expect.arrayContaining(ids));
        },
      ),
    );
  });

  it("lets the event loop have its turns, and stops when nobody waits any more", async () => {
    const twin = twinOf(
      Array.from({ length: 60_000 }, (_, i) => [`id-${i}`, `なまえ ${i}`] as const),
    );
    const search = new EntitySearch(twin.columns);
    const gone = new AbortController();
    setImmediate(() => gone.abort());
    expect(await search.find("id", 5, gone.signal)).toBeUndefined();
    expect(await found(search, "id-59999")).toEqual(["id-59999"]);
  });
});
