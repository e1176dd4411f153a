import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { convertCity } from "../../../tilesets/convert/convert-city.ts";
import { PartThreads } from "../../../tilesets/convert/parts/part-threads.ts";
import { ProgressLines } from "../../../tilesets/convert/progress-lines.ts";
import { MemberPieces } from "../../../tilesets/read/citygml/member-pieces.ts";
import type { ConvertOptions } from "../../../tilesets/read-arguments.ts";
import { ThreadDied, ThreadPool } from "../../../tilesets/threads/thread-pool.ts";
import { gmlCity } from "../../support/gml-text.ts";
import { memoryInput } from "../../support/memory-input.ts";

const DYING = new URL("../../support/dying-thread.ts", import.meta.url);
/** Characters of padding in a building: a piece of a file is 2 MB. */
const PADDING = 20_000;
const SLOW = 60_000;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-threads-"));
});

afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(home, { recursive: true, force: true }));

describe("a city converted by threads", () => {
  it("comes to the same bytes and the same counts as by one", { timeout: SLOW }, async () => {
    const folder = await packageOf("whole", {
      "a.gml": gmlCity(buildings("a", 320)),
      // An id that an earlier file has, and one that is there twice.
      "b.gml": gmlCity([...buildings("b", 150), ...buildings("a", 3), ...buildings("b", 130)]),
      // An object without an id, after others.
      "c.gml": gmlCity([...buildings("c", 120), building("", 7), ...buildings("d", 30)]),
      // A comment that hides objects, more than go into one piece.
      "d.gml": gmlCity([
        ...buildings("g", 130),
        `${building("g-x", 8)}</core:cityObjectMember><!-- ${gmlCity(buildings("h", 120))} -->
<core:cityObjectMember>${building("g-y", 9)}`,
        ...buildings("i", 31),
      ]),
      // It breaks off in the middle.
      "e.gml": gmlCity(buildings("e", 300)).slice(0, 4_500_007),
      // It is no XML from the middle of a line on.
      "f.gml": gmlCity(buildings("f", 300)).replace(
        /(?<=f-150.*\n<bldg:measuredHeight[^/]*)<\//,
        "</x",
      ),
    });
    const alone = await converted(folder, 0);
    expect(alone.told).toContain('"features":{"read":1286,"written":1151,');
    expect(alone.told).toMatch(/e\.gml, line \d+, column \d+: malformed XML: unclosed tag/);
    expect(alone.told).toMatch(/f\.gml, line \d+, column \d+: malformed XML: unexpected close tag/);
    for (const threads of [1, 2]) expect(await converted(folder, threads)).toEqual(alone);
  });

  it("tells of a thread that dies, and leaves nothing behind", async () => {
    const folder = await packageOf("dying", { "a.gml": gmlCity(buildings("a", 10)) });
    vi.spyOn(PartThreads.prototype, "read").mockRejectedValue(new ThreadDied("out of memory"));
    const beside = join(home, "beside");
    await mkdir(beside);
    const result = await convert(folder, join(beside, "out"), 2);
    if (!isProblem(result)) throw new Error("it was converted");
    expect(result.code).toBe("tiles/thread-died");
    expect(result.message).toContain("out of memory");
    expect(await readdir(beside)).toEqual([]);
  });

  it("is stopped while threads work, and nothing is left", async () => {
    const folder = await packageOf("stopped", { "a.gml": gmlCity(buildings("a", 330)) });
    const stop = new AbortController();
    const write = PartThreads.prototype.read;
    vi.spyOn(PartThreads.prototype, "read").mockImplementation(function (
      this: PartThreads,
      ...part
    ) {
      stop.abort(new Error("stopped by a person"));
      return write.apply(this, part);
    });
    const out = join(home, "stopped-out");
    await expect(convert(folder, out, 2, stop.signal)).rejects.toThrow("stopped by a person");
    expect(existsSync(out) || existsSync(`${out}.part`)).toBe(false);
  });
});

describe("threads", () => {
  const pool = () =>
    new ThreadPool<string, string>({ script: DYING, count: 1, data: () => undefined });

  it("do their tasks in order, and tell of one that fails", async () => {
    const threads = pool();
    try {
      const [good, bad] = await Promise.allSettled([threads.run("good"), threads.run("fail")]);
      expect(good).toEqual({ status: "fulfilled", value: "good" });
      expect(bad).toMatchObject({ status: "rejected", reason: { message: "it failed" } });
      expect(await threads.run("after")).toBe("after");
    } finally {
      await threads.close();
    }
  });

  it.each(["exit", "throw"])(
    "that %s fail all that waits for them, and what comes later",
    async (how) => {
      const threads = pool();
      const [first, second] = [threads.run(how), threads.run("good")];
      await expect(first).rejects.toBeInstanceOf(ThreadDied);
      await expect(second).rejects.toBeInstanceOf(ThreadDied);
      await expect(threads.run("good")).rejects.toBeInstanceOf(ThreadDied);
      await threads.close();
    },
  );
});

describe("pieces of a CityGML file", () => {
  it("and the rest are the whole file, cut after members", async () => {
    const texts = fc.constantFrom(
      "<x>町</x>",
      "</core:cityObjectMember",
      "a > b",
      "<!-- - -->",
      "\n",
    );
    const member = fc.array(texts, { maxLength: 4 }).map((parts) => parts.join(""));
    const cities = fc.tuple(
      fc.array(member, { maxLength: 30 }),
      fc.integer({ min: 1, max: 5_000 }),
    );
    await fc.assert(
      fc.asyncProperty(cities, fc.nat(12), async ([members, chunk], back) => {
        const content = gmlCity(members);
        const file = memoryInput({ name: "a.gml", kind: "citygml", content, chunk });
        const pieces = await MemberPieces.open(file, () => undefined, 256);
        if (members.length === 0) {
          expect(pieces).toBeUndefined();
          return;
        }
        if (pieces === undefined) throw new Error("it was not cut");
        const parts: Uint8Array[] = [];
        const froms: number[] = [];
        for (let part = await pieces.next(); part; part = await pieces.next()) {
          expect(Buffer.from(part.bytes).toString()).toMatch(/<\/core:cityObjectMember[^>]*>$/);
          parts.push(part.bytes);
          froms.push(part.from);
        }
        // From one of the pieces on, or from where they ended.
        const from = froms[froms.length - back];
        const before = from === undefined ? parts : parts.slice(0, froms.length - back);
        const rest: Uint8Array[] = [];
        for await (const chunk of pieces.rest(from)) rest.push(chunk);
        await pieces.close();
        const all = Buffer.concat([pieces.head, ...before, ...rest]).toString();
        expect(all).toBe(content);
      }),
      { numRuns: 100 },
    );
  });
});

async function packageOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(home, name);
  await mkdir(join(folder, "udx/bldg"), { recursive: true });
  await mkdir(join(folder, "codelists"));
  await writeFile(join(folder, "codelists/Building_usage.xml"), CODELIST);
  for (const [file, text] of Object.entries(files))
    await writeFile(join(folder, "udx/bldg", file), text);
  return folder;
}

function buildings(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => building(`${prefix}-${i}`, i));
}

/** A block with a height, a use by code, and much that is of no account. */
function building(id: string, i: number): string {
  const [south, west] = [35.6 + 0.0002 * Math.floor(i / 20), 139.7 + 0.0002 * (i % 20)];
  const [north, east] = [south + 0.0001, west + 0.0001];
  const high = 5 + (i % 17);
  const ring = [
    south,
    west,
    0,
    north,
    west,
    0,
    north,
    east,
    high,
    south,
    east,
    high,
    south,
    west,
    0,
  ];
  const name = id === "" ? "" : ` gml:id="${id}"`;
  return `<bldg:Building${name}><bldg:usage codeSpace="../../codelists/Building_usage.xml">411</bldg:usage>
<bldg:measuredHeight uom="m">${high}</bldg:measuredHeight><gen:stringAttribute name="町${i % 3}">
<gen:value>${i % 5 === 0 ? "一" : "x"}</gen:value></gen:stringAttribute><gml:metaDataProperty>${" ".repeat(PADDING)}</gml:metaDataProperty>
<bldg:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>
<gml:posList>${ring.join(" ")}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod1MultiSurface></bldg:Building>`;
}

const CODELIST = `<?xml version="1.0"?><gml:Dictionary xmlns:gml="http://www.opengis.net/gml"><gml:dictionaryEntry>
<gml:Definition><gml:description>住宅</gml:description><gml:name>411</gml:name></gml:Definition>
</gml:dictionaryEntry></gml:Dictionary>`;

function convert(
  folder: string,
  out: string,
  threads: number,
  signal = new AbortController().signal,
) {
  const options: ConvertOptions = {
    ...{ command: "convert", inputs: [folder], out, name: "Town", json: true, strict: false },
  };
  return convertCity(options, new ProgressLines({ write: () => undefined }), signal, threads);
}

/** What was told, and all files that were written. */
async function converted(folder: string, threads: number) {
  const out = join(home, "out");
  const result = await convert(folder, out, threads);
  const { seconds, readSeconds, peakMemory, ...told } = { peakMemory: 0, ...result } as Record<
    string,
    unknown
  >;
  const names = (await readdir(out, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  const files: Record<string, string> = {};
  for (const { parentPath, name } of names)
    files[join(parentPath, name).slice(out.length)] = (
      await readFile(join(parentPath, name))
    ).toString("base64");
  await rm(out, { recursive: true });
  return { told: JSON.stringify(told), files };
}
