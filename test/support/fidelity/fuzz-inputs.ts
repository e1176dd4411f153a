import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { geojson } from "flatgeobuf";
import type { Random } from "../../../shared/random.ts";
import { makeZip } from "../make-zip.ts";
import { osmPbf, osmXml } from "../osm-files.ts";
import { degreesAt, TownBuilder } from "../osm-town.ts";
import { asCityJson, asCityJsonSeq, randomCity } from "../random-city-json.ts";
import { writeTexturedPackage } from "../textured-package.ts";

/** Good files of every format, by the name that each is tried under. */
export async function goodInputs(): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), "machinami-good-"));
  const block = { east: 0, north: 0, size: 2, height: 9, usage: "411", year: 1999 } as const;
  await writeTexturedPackage(folder, [
    { ...block, id: "a" },
    { ...block, id: "b", east: 4 },
  ]);
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  const parts = await Promise.all(
    names.map(async (name) => ({ name, content: await readFile(join(folder, name)) })),
  );
  await rm(folder, { recursive: true });
  const gml = parts.find(({ name }) => name.endsWith(".gml"))?.content ?? Buffer.alloc(0);
  const [city = []] = fc.sample(randomCity.filter(isFull), { numRuns: 1, seed: 7 });
  const [town, footprints] = [smallTown(), squares()];
  const text = (content: string) => new Uint8Array(Buffer.from(content));
  return new Map([
    ["a.gml", new Uint8Array(gml)],
    ["a.city.json", text(asCityJson(city))],
    ["a.city.jsonl", text(asCityJsonSeq(city))],
    ["a.osm", text(osmXml(town))],
    ["a.osm.pbf", osmPbf(town, { packing: "raw" })],
    ["a.geojson", text(JSON.stringify(footprints))],
    ["a.fgb", geojson.serialize(footprints as never)],
    ["a.zip", makeZip(parts)],
  ]);
}

function isFull(city: Parameters<typeof asCityJson>[0]): boolean {
  return city.some(({ geometries }) => geometries.length > 0) && city.length > 2;
}

function smallTown(): TownBuilder {
  const town = new TownBuilder();
  town.box([0, 0, 10, 12], { building: "yes", height: "9", "roof:shape": "gabled" });
  const [outer, inner] = [town.box([30, 0, 20, 20]), town.box([35, 5, 6, 6])];
  const members = [
    ["way", outer, "outer"],
    ["way", inner, "inner"],
  ] as const;
  town.relation(members, { type: "multipolygon", building: "house", "building:levels": "3" });
  town.line(
    [
      [0, -5],
      [40, -5],
      [60, 20],
    ],
    { highway: "residential", lanes: "2" },
  );
  town.box([80, 0, 30, 30], { natural: "water" });
  town.node(5, 30, { natural: "tree", height: "7" });
  return town;
}

function squares() {
  const features = [0, 1, 2].map((i) => {
    const [west, south, east, north] = [30 * i, 0, 30 * i + 12, 15];
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const;
    const coordinates = [corners.map((corner) => degreesAt(...corner))];
    const properties = { id: `f${i}`, height: 4 + i, name: "家" };
    return { type: "Feature", properties, geometry: { type: "Polygon", coordinates } };
  });
  return { type: "FeatureCollection", features };
}

const NASTY = [
  ...["NaN", "1e308", "-1e308", "-0", "1e-320", "99999999999999999999", "", "null", "true", "{}"],
  ...[
    "[]",
    "[[[[[[",
    "}}}}",
    "<",
    "</",
    "&bomb;",
    "&#0;",
    "]]>",
    "<!DOCTYPE a [",
    "<!--",
    "\u0000",
  ],
  ...[
    "\ufeff",
    "../../../../etc/passwd",
    "http://localhost:1/",
    "#a-w0",
    '"',
    "'",
    "\n",
    "家",
    "\ud800",
  ],
];

/** The bytes after a few faults: bits, pieces lost, doubled, moved, numbers and signs that do not belong. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let now = Buffer.from(bytes);
  for (let count = 1 + random.below(3); count > 0; count--) now = mutatedOnce(now, random);
  return new Uint8Array(now);
}

function mutatedOnce(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + random.below(random.chance(0.5) ? 12 : 400));
  const [before, piece, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, to),
    bytes.subarray(to),
  ];
  // Most faults are small ones: what is broken altogether is refused at once.
  if (random.chance(0.6)) return otherNumber(bytes, random);
  switch (random.below(8)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, piece, piece, after]);
    case 2:
      return Buffer.concat([before, Buffer.from(random.pick(NASTY)), after]);
    case 3:
      return Buffer.concat([
        before,
        Buffer.from(random.pick(NASTY).repeat(1 + random.below(300))),
        after,
      ]);
    case 4:
      return Buffer.from(before);
    case 5:
      return Buffer.concat([before, Buffer.from(piece).reverse(), after]);
    case 6:
      return Buffer.concat([after, before, piece]);
    default: {
      const flipped = Buffer.from(bytes);
      for (let i = random.below(3); i >= 0; i--)
        flipped[random.below(flipped.length)] = random.below(256);
      return flipped;
    }
  }
}

/** One of its numbers is another: the files of most formats are full of them. In a binary file, a byte. */
function otherNumber(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const text = bytes.toString("latin1");
  if (bytes.includes(0)) {
    const flipped = Buffer.from(bytes);
    flipped[random.below(flipped.length)] = random.below(256);
    return flipped;
  }
  const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
  if (numbers.length === 0) return Buffer.from(bytes);
  const { 0: number, index } = random.pick(numbers);
  const other = random.pick([
    ...NASTY.slice(0, 8),
    "0",
    "-1",
    "1e9",
    String(-Number(number)),
    `${number}1`,
  ]);
  return Buffer.from(text.slice(0, index) + other + text.slice(index + number.length), "latin1");
}
