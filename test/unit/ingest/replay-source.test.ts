import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import type { CsvColumns } from "../../../server/ingest/recording/csv-columns.ts";
import { ReplaySource } from "../../../server/ingest/replay-source.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import type { Accepted } from "../../../shared/observation.ts";

const THEN = Date.parse("2020-05-05T10:00:00Z");
let folder = "";
const started: ReplaySource[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((source) => source.stop()));
  await rm(folder, { recursive: true });
});

/** A line of canonical NDJSON, `at` seconds after the recording's first moment. */
function line(at: number, id = "a", north = 0): string {
  const observedAt = new Date(THEN + at * 1000).toISOString();
  const position = { longitude: 140, latitude: 35 + north / 111_195 };
  return JSON.stringify({ entity: { id, kind: "vehicle" }, observedAt, position });
}

interface Play {
  content: string | Uint8Array;
  name?: string;
  speed?: number;
  loop?: boolean;
  columns?: CsvColumns;
  limits?: Partial<Record<keyof Limits, number>>;
  sink?: (batch: readonly Accepted[]) => Promise<void>;
}

async function play(options: Play) {
  const { content, name = "made-up.ndjson", speed = 10, loop = false, columns, sink } = options;
  const file = join(folder, name);
  await writeFile(file, content);
  const kept: Accepted[] = [];
  const limits = { ...LIMITS, ...options.limits } as Limits;
  const keep = (batch: readonly Accepted[]) => void kept.push(...batch);
  const intake = new Intake({ sink: sink ?? keep, limits });
  const given = columns === undefined ? {} : { columns };
  const source = new ReplaySource({ intake, file, speed, loop, limits, ...given });
  started.push(source);
  const begun = Date.now();
  await source.start();
  return { source, intake, kept, begun: () => begun };
}

async function ended(source: ReplaySource): Promise<void> {
  while (!["ended", "failed"].includes(source.status().state)) await sleep(5);
}

const shape = ({ observation }: Accepted) => {
  const { entity, position, motion } = observation;
  return { ...entity, ...position, ...motion };
};

describe("ReplaySource", () => {
  it("plays a recording as if it happened now, at its speed", async () => {
    const lines = [line(0), line(2, "b"), line(4, "a", 30)].join("\n");
    const { source, kept, begun } = await play({ content: lines });
    await ended(source);
    expect(kept.map(({ observation }) => observation.entity.id)).toEqual(["a", "b", "a"]);
    expect(kept[0]).toMatchObject({ provenance: "recorded", source: "replay:made-up" });
    const times = kept.map(({ observation }) => observation.observedAt);
    const [first = 0] = times;
    expect(first).toBeGreaterThanOrEqual(begun());
    expect(times.map((time) => time - first)).toEqual([0, 200, 400]);
    for (const { receivedAt, observation } of kept) {
      expect(receivedAt).toBeGreaterThanOrEqual(observation.observedAt);
    }
    expect(source.status()).toMatchObject({
      id: "replay:made-up",
      format: "ndjson",
      state: "ended",
      received: 3,
      recording: { at: THEN + 4000, from: THEN, to: THEN + 4000, speed: 10, looped: false },
    });
  });

  it("tells the recording's own time while it plays", async () => {
    const content = `${line(0)}\n${line(3600, "b")}`;
    const { source, kept } = await play({ content, speed: 100 });
    await sleep(300);
    const { recording, state, note } = source.status();
    expect(state).toBe("flowing");
    expect(note).toContain("at 100 times its speed");
    expect(kept).toHaveLength(1);
    expect(recording?.at).toBeGreaterThan(THEN + 20_000);
    expect(recording?.at).toBeLessThan(THEN + 3_600_000);
  });

  it("unpacks gzip whatever the name says, and reads NDJSON with a byte order mark", async () => {
    const { source, kept } = await play({ content: gzipSync(`\ufeff${line(0)}\n`), name: "x.bin" });
    await ended(source);
    expect(kept).toHaveLength(1);
  });

  it("refuses the lines that cannot be read, and plays the others", async () => {
    const broken = [line(0), "{broken", "x".repeat(70_000), '{"entity":1}', line(1, "b")];
    const { source, kept, intake } = await play({ content: broken.join("\n") });
    await ended(source);
    expect(kept).toHaveLength(2);
    expect(source.status()).toMatchObject({ received: 5, accepted: 2, refused: 3 });
    const messages = intake.recentRefusals().map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining("Line 2 is not JSON: column 2"));
    expect(messages).toContainEqual(expect.stringContaining("Line 3 is longer than 65536 bytes"));
    expect(messages).toContainEqual(expect.stringContaining("entity is 1"));
  });

  it("begins again when looped, and does not take the jump for motion", async () => {
    const content = [line(0), line(1, "a", 90)].join("\n");
    const far = [content, line(2, "b"), line(200, "a", 15_000)].join("\n");
    const { source, kept, intake } = await play({ content: far, speed: 1_000, loop: true });
    while (kept.length < 12) await sleep(10);
    expect(source.status()).toMatchObject({ state: "flowing", refused: 0 });
    expect(intake.totals().refused).toBe(0);
    const ofA = kept.filter(({ observation }) => observation.entity.id === "a");
    const times = ofA.map(({ observation }) => observation.observedAt);
    expect(times).toEqual(times.toSorted((x, y) => x - y));
    expect(source.status().recording).toMatchObject({ looped: true });
  });

  it("plays slight disorder as it stands, and sorts the rest in memory", async () => {
    const slight = [line(0, "a"), line(6, "b"), line(2, "c"), line(7, "d")].join("\n");
    const first = await play({ content: slight, speed: 100 });
    await ended(first.source);
    expect(first.kept.map((a) => a.observation.entity.id)).toEqual(["a", "b", "c", "d"]);
    const grouped = [line(0, "a"), line(60, "b"), line(20, "c"), line(40, "d")].join("\n");
    const second = await play({ content: grouped, speed: 1_000 });
    await ended(second.source);
    expect(second.kept.map((a) => a.observation.entity.id)).toEqual(["a", "c", "d", "b"]);
  });

  it("refuses to sort more than recordingSortBytes", async () => {
    const content = [line(60), line(0)].join("\n");
    await expect(play({ content, limits: { recordingSortBytes: 200 } })).rejects.toThrow(
      /made-up\.ndjson is not in order of time and larger than 200 bytes.*\(recordingSortBytes\)/,
    );
  });

  it("slows down and says so where delivery cannot keep up, and queues nothing", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => line(i * 10, `e${i}`)).join("\n");
    let open = 0;
    let most = 0;
    const sink = async (batch: readonly Accepted[]) => {
      open += batch.length;
      most = Math.max(most, open);
      await sleep(1_200);
      open -= batch.length;
    };
    const { source } = await play({ content: lines, speed: 100, sink });
    const held = /Delivery cannot keep up with that: held back by [1-9]/;
    while (!held.test(source.status().note)) await sleep(20);
    await sleep(1_500);
    expect(most).toBeLessThanOrEqual(20);
    await source.stop();
  });

  it("waits with what cannot be kept, says why, and loses none of it", async () => {
    const kept: Accepted[] = [];
    let full = true;
    const sink = async (batch: readonly Accepted[]) => {
      if (full) throw new Error("The disk is full.");
      kept.push(...batch);
    };
    const lines = [line(0), line(0.1, "b"), line(0.2, "c")].join("\n");
    const { source } = await play({ content: lines, sink });
    while (source.status().refused === 0) await sleep(5);
    expect(source.status()).toMatchObject({
      state: "retrying",
      note: "Waiting with made-up.ndjson: The disk is full.",
    });
    full = false;
    await ended(source);
    expect(kept.map(({ observation }) => observation.entity.id)).toEqual(["a", "b", "c"]);
    expect(source.status().note).toBe("made-up.ndjson has been played.");
  });

  it("fails to start with one clear line", async () => {
    const intake = new Intake({ sink: () => undefined });
    const at = (file: string, speed = 1) =>
      new ReplaySource({ intake, file, speed, loop: false }).start();
    await expect(at(join(folder, "none"))).rejects.toThrow(/none does not exist\.$/);
    await expect(at(folder)).rejects.toThrow(/is a folder\.$/);
    await expect(at(folder, 0)).rejects.toThrow(/at a speed above 0, not 0\.$/);
    await expect(play({ content: "" })).rejects.toThrow(/holds no record with a time/);
    await expect(play({ content: "a,b\n1,2\n" })).rejects.toThrow(
      /neither canonical NDJSON nor a CSV with a known header \(it has "a,b".*docs\/recordings\.md/,
    );
    const cut = gzipSync(line(0)).subarray(0, 40);
    await expect(play({ content: cut })).rejects.toThrow(/cannot be read: unexpected end of file/);
  });
});

describe("ReplaySource of a CSV", () => {
  it("knows floating cars by their header", async () => {
    const content = [
      "t,id,type,lon,lat,speed_mps,heading_deg",
      "0,Borgo_1,passenger1,11.30,44.50,1.50,353.90",
      "1,Bus_2,bus,11.31,44.51,,",
    ].join("\n");
    const { source, kept } = await play({ content, name: "cars.csv" });
    await ended(source);
    expect(source.status()).toMatchObject({ format: "csv", recording: { from: 0, to: 1000 } });
    expect(kept.map(shape)).toEqual([
      {
        id: "car:Borgo_1",
        kind: "vehicle",
        source: "floating-cars",
        longitude: 11.3,
        latitude: 44.5,
        speed: 1.5,
        headingDegrees: 353.9,
      },
      {
        id: "car:Bus_2",
        kind: "transit",
        source: "floating-cars",
        longitude: 11.31,
        latitude: 44.51,
      },
    ]);
  });

  it("knows CapMetro's buses, and sorts them by time", async () => {
    const content = [
      "vehicle_id,timestamp,speed,route_id,trip_id,latitude,longitude,trip_headsign",
      '7,2017-03-21T00:01:00-05:00,2.5,1,9,30.2,-97.7,"1-Metric, ""South""-SB"',
      "8,2017-03-21T00:00:00-05:00,0.0,1,9,30.3,-97.8,",
    ].join("\r\n");
    const { source, kept } = await play({ content, name: "buses.csv", speed: 1_000 });
    await ended(source);
    expect(kept.map(shape)).toEqual([
      {
        id: "bus:capmetro:8",
        kind: "transit",
        source: "capmetro",
        longitude: -97.8,
        latitude: 30.3,
        speed: 0,
      },
      {
        id: "bus:capmetro:7",
        kind: "transit",
        name: '1-Metric, "South"-SB',
        source: "capmetro",
        longitude: -97.7,
        latitude: 30.2,
        speed: 2.5,
      },
    ]);
  });

  const columns: CsvColumns = {
    id: "ship",
    idPrefix: "ais:",
    observedAt: "ms",
    time: "milliseconds",
    longitude: "x",
    latitude: "y",
    height: "z",
    speed: "sog",
    speedUnit: "knots",
    headingDegrees: "cog",
    kind: "vessel",
    name: "called",
    source: "harbour",
  };

  it("reads any other by a mapping", async () => {
    const content = "called,ship,ms,y,x,z,sog,cog\nMaru,1,1700000000500,35,139,3,10,90\n";
    const { source, kept } = await play({ content, name: "ships.csv", columns });
    await ended(source);
    expect(kept.map(shape)).toEqual([
      {
        id: "ais:1",
        kind: "vessel",
        name: "Maru",
        source: "harbour",
        longitude: 139,
        latitude: 35,
        height: 3,
        speed: expect.closeTo(5.1444, 4),
        headingDegrees: 90,
      },
    ]);
    expect(source.status().recording?.from).toBe(1_700_000_000_500);
  });

  it("refuses the rows that cannot be read, by their number", async () => {
    const content = [
      "called,ship,ms,y,x,z,sog,cog",
      "a,1,0,35,139,,,",
      "b,,1,35,139,,,",
      "c,3,soon,35,139,,,",
      "d,4,3,north,139,,,",
      "e,5,4,35",
      "f,6,5,95,139,,,",
      "g,7,6,35,139,,,",
    ].join("\n");
    const { source, kept, intake } = await play({ content, name: "ships.csv", columns, speed: 1 });
    await ended(source);
    expect(kept.map(({ observation }) => observation.entity.id)).toEqual(["ais:1", "ais:7"]);
    const messages = intake.recentRefusals().map(({ message }) => message);
    expect(messages.sort()).toEqual([
      "Row 3 has nothing in column ship.",
      'Row 4 has "soon" in column ms, which is not a time.',
      'Row 5 has "north" in column y, which is not a number.',
      "Row 6 has 4 cells; the header has 8.",
      "position.latitude is 95; expected -90 to 90 degrees.",
    ]);
  });

  it("names a column that the header does not have", async () => {
    const content = "called,ship,ms,y,z,sog,cog\n";
    await expect(play({ content, columns })).rejects.toThrow(/has no column "x"; its header is/);
  });
});
