import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { RegionBook } from "../../../server/state/region-book.ts";
import { RegionFile } from "../../../server/state/region-file.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Region } from "../../../shared/region.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-regions-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const square: Region["geometry"] = {
  type: "Polygon",
  coordinates: [
    [
      [139, 35],
      [140, 35],
      [140, 36],
      [139, 35],
    ],
  ],
};
const named = (name: string) => ({ name, geometry: square });

async function bookIn(data: string, limits: Partial<Limits> = {}, file = new RegionFile(data)) {
  const changes: [names: string[], revision: number][] = [];
  const book = new RegionBook({
    file,
    limits: { ...LIMITS, ...limits },
    onChange: (regions, revision) => {
      changes.push([regions.map(({ name }) => name), revision]);
    },
  });
  return { book, changes, fault: await book.load() };
}

/** A file whose disk is full while told so. */
class FullDisk extends RegionFile {
  full = false;
  override async write(features: Iterable<string>): Promise<Problem | undefined> {
    return this.full ? problem("regions/disk-full", "full") : super.write(features);
  }
}

function good<T>(outcome: T | Problem): T {
  if (isProblem(outcome)) throw new Error(outcome.message);
  return outcome as T;
}

describe("the book of regions", () => {
  it("keeps what was created, replaced and removed for the next start", async () => {
    const data = join(folder, "not", "there", "yet");
    const { book, changes, fault } = await bookIn(data);
    expect(fault).toBeUndefined();
    await expect(readdir(data)).rejects.toThrow("ENOENT");
    const [a, b] = good(await book.create([named("a"), { ...named("b"), floor: 3 }]));
    expect(a?.id).toMatch(/^region:[0-9a-f]{8}$/);
    await book.replace({ ...named("c"), id: "港" });
    expect(await book.replace({ ...named("c2"), id: "港", ceiling: 9 })).toMatchObject({
      created: false,
    });
    expect(await book.remove(a?.id ?? "")).toMatchObject({ name: "a" });
    expect(await book.remove("nobody")).toBeUndefined();
    expect(changes.map(([, revision]) => revision)).toEqual([1, 2, 3, 4]);
    expect(await readdir(data)).toEqual(["regions.geojson"]);
    const again = await bookIn(data);
    expect(again.book.all()).toEqual(book.all());
    expect(again.book.all()).toEqual([b, { ...named("c2"), id: "港", ceiling: 9 }]);
  });

  it("[R2] makes changes in the order they come, and writes those that wait together", async () => {
    const { book, changes } = await bookIn(folder);
    const outcomes = await Promise.all([
      book.replace({ ...named("one"), id: "x" }),
      book.replace({ ...named("two"), id: "x" }),
      book.remove("x"),
      book.replace({ ...named("three"), id: "x" }),
    ]);
    expect(outcomes).toMatchObject([
      { created: true },
      { created: false },
      { name: "two" },
      { created: true },
    ]);
    expect(changes).toEqual([[["three"], 1]]);
  });

  it("refuses what would be too much, by name of the limit, and keeps the rest", async () => {
    const { book } = await bookIn(folder, { regions: 2, regionsVertices: 9 });
    expect(await book.create([named("a"), named("b"), named("c")])).toMatchObject({
      code: "regions/too-many",
    });
    expect(book.size).toBe(0);
    await book.create([named("a"), named("b")]);
    const large = {
      type: "Polygon" as const,
      coordinates: [square.coordinates[0] ?? [], square.coordinates[0] ?? []],
    } as Region["geometry"];
    const [first] = book.all();
    expect(await book.replace({ id: first?.id ?? "", name: "a", geometry: large })).toMatchObject({
      code: "regions/too-many-vertices",
    });
    expect(book.all().map(({ name }) => name)).toEqual(["a", "b"]);
    expect((await bookIn(folder)).book.all()).toEqual(book.all());
  });

  it("[R1] refuses a change that cannot be kept, and nothing of it is seen", async () => {
    const disk = new FullDisk(folder);
    const { book, changes } = await bookIn(folder, {}, disk);
    await book.create([named("a")]);
    disk.full = true;
    const outcomes = await Promise.all([
      book.create([named("b")]),
      book.remove(book.all()[0]?.id ?? ""),
    ]);
    expect(outcomes).toMatchObject([{ code: "regions/disk-full" }, { code: "regions/disk-full" }]);
    disk.full = false;
    await book.create([named("c")]);
    expect(changes).toEqual([
      [["a"], 1],
      [["a", "c"], 2],
    ]);
  });

  it("says where a folder cannot be written", async () => {
    await writeFile(join(folder, "file"), "");
    const { book } = await bookIn(folder, {}, new RegionFile(join(folder, "file")));
    expect(await book.create([named("a")])).toMatchObject({ code: "regions/not-kept" });
    expect(book.size).toBe(0);
  });

  it.each([
    ["no JSON", "{", "is not JSON"],
    ["another file", "[1]", "no GeoJSON FeatureCollection"],
    ["a feature without an id", collection({ id: undefined }), "feature 1 has no id"],
    [
      "a shape that is none",
      collection({ geometry: { type: "Point" } }),
      "feature 1: The geometry",
    ],
    [
      "a ring that is open",
      collection({
        geometry: { type: "Polygon", coordinates: [square.coordinates.flat().slice(0, 3)] },
      }),
      "feature 1 has a ring that does not end where it begins",
    ],
    ["a name that is none", collection({ properties: {} }), "feature 1: The region has no name"],
  ])("names a file that has %s, and leaves it as it is", async (_what, text, said) => {
    const path = join(folder, "regions.geojson");
    await writeFile(path, text);
    const { fault } = await bookIn(folder);
    expect(fault?.message).toContain(path);
    expect(fault?.message).toContain(said);
    expect(fault?.tip).toContain("move it away");
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it("is what a map would be, whatever is changed, and so is the file", async () => {
    const change = fc.oneof(
      fc.record({ id: fc.constantFrom("a", "b", "__proto__"), name: fc.constantFrom("n", "m") }),
      fc.record({ id: fc.constantFrom("a", "b", "__proto__") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const data = await mkdtemp(join(folder, "run-"));
        const { book } = await bookIn(data);
        const model = new Map<string, string>();
        for (const one of changes) {
          if ("name" in one) model.set(one.id, one.name);
          else model.delete(one.id);
        }
        await Promise.all(
          changes.map((one) =>
            "name" in one ? book.replace({ ...named(one.name), id: one.id }) : book.remove(one.id),
          ),
        );
        const names = (regions: readonly Region[]) =>
          new Map(regions.map(({ id, name }) => [id, name]));
        expect(names(book.all())).toEqual(model);
        expect(names((await bookIn(data)).book.all())).toEqual(model);
      }),
      { numRuns: 30 },
    );
  });
});

function collection(feature: object): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: [
      { type: "Feature", id: "a", properties: { name: "a" }, geometry: square, ...feature },
    ],
  });
}
