import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { answerQuestions } from "../../../server/state/history/questions/answer.ts";
import { Twin } from "../../../server/state/twin.ts";
import { decodeCity } from "../../../shared/city-frame.ts";
import type { HistoryEvent } from "../../../shared/history.ts";
import { isProblem } from "../../../shared/problem.ts";
import { askMemory } from "../../support/ask-memory.ts";
import { MemoryLook } from "../../support/memory-look.ts";
import { NOW, statement } from "../state/statement.ts";

let history: MemoryLook;
let told: ReturnType<typeof askMemory>;

beforeAll(async () => {
  history = await MemoryLook.open();
  told = askMemory(history);
});
beforeEach(() => history.empty());
afterAll(() => history.close());

const MINUTE = 60_000;
const HOUR = { from: NOW, to: NOW + 60 * MINUTE };

function bus(id: string, minute: number, longitude: number, more: object = {}) {
  const position = { longitude, latitude: 0, height: 4 };
  return statement(id, NOW + minute * MINUTE, { entity: { kind: "transit" }, position, ...more });
}

describe("the course of an entity", () => {
  it("has least, mean and greatest of each bucket, and no bucket where nothing was said", async () => {
    const said = (minute: number, speed: number, occupancy: number) =>
      bus("a", minute, 140 + minute / 100, {
        motion: { speed },
        values: new Map([["occupancy", occupancy]]),
      });
    await history.keep([said(0, 1, 0.5), said(1, 3, 0.25), said(11, 4, 1), bus("b", 3, 1)]);
    expect(await told("course", { ...HOUR, id: "a", every: 300 })).toEqual({
      id: "a",
      kind: "transit",
      from: new Date(HOUR.from).toISOString(),
      to: new Date(HOUR.to).toISOString(),
      every: 300,
      at: [NOW, NOW + 10 * MINUTE],
      count: [2, 1],
      positions: [
        [140.01, 0, 4],
        [140.11, 0, 4],
      ],
      speed: [
        [1, 2, 3],
        [4, 4, 4],
      ],
      values: {
        occupancy: [
          [0.25, 0.375, 0.5],
          [1, 1, 1],
        ],
      },
    });
  });

  it("knows the speed from positions where none was said, but not over a silence", async () => {
    // A thousandth of a degree at the equator is 111.2 m.
    await history.keep([bus("a", 0, 0), bus("a", 1, 0.001), bus("a", 10, 0.002)]);
    const { speed } = await told("course", { ...HOUR, id: "a", every: 60 });
    expect(speed.map((each) => each?.[1] ?? null)).toEqual([
      null,
      expect.closeTo(111.195 / 60, 4),
      null,
    ]);
  });

  it("is empty for who said nothing then, and refused for nobody and for too many buckets", async () => {
    await history.keep([bus("a", 90, 0)]);
    const ask = answerQuestions({ look: history.look, limits: LIMITS, folder: "/nowhere" });
    const question = { ...HOUR, id: "a", every: 60 };
    expect(await ask("course", question)).toMatchObject({ kind: "transit", at: [], values: {} });
    expect(await ask("course", { ...question, id: "nobody" })).toMatchObject({
      code: "history/unknown-entity",
    });
    const many = await ask("course", { ...question, every: 0.1 });
    expect(many).toMatchObject({ code: "history/too-many-buckets" });
    expect(isProblem(many) && many.message).toContain("limits.historyBuckets");
  });

  it("knows from the newest image who there is, and looks for nobody in all of the past", async () => {
    const feed = [bus("a", 90, 0), bus("b", 91, 0)];
    await history.keep([...feed, bus("c", 200, 0)]);
    const twin = new Twin();
    for (const each of feed) twin.merge(each);
    history.keyframes.push({ image: twin.image(), number: 2, until: NOW + 91 * MINUTE });
    const ask = answerQuestions({ look: history.look, limits: LIMITS, folder: "/nowhere" });
    const kinds = async (id: string) => {
      history.asked.length = 0;
      const answer = await ask("course", { ...HOUR, id, every: 60 });
      return isProblem(answer) ? answer.code : answer.kind;
    };
    expect(await kinds("a")).toBe("transit");
    expect(history.asked.filter((sql) => sql.startsWith("SELECT kind"))).toEqual([]);
    expect(await kinds("c")).toBe("transit");
    expect(await kinds("nobody")).toBe("history/unknown-entity");
    expect(history.asked.at(-1)).toContain("number > 2");
  });

  it("keeps gaps at zero where negative moments begin", async () => {
    await history.keep([statement("a", -1, { entity: { kind: "sensor" } })]);
    const { at } = await told("course", { id: "a", from: -1000, to: 1000, every: 60 });
    expect(at).toEqual([-60_000]);
  });
});

describe("activity", () => {
  it("counts in the whole buckets around the time asked for", async () => {
    await history.count([
      { at: NOW, source: "s", accepted: 3, kind: "sensor" },
      { at: NOW + 4 * MINUTE, source: "t", accepted: 4, kind: "vehicle" },
      { at: NOW + 5 * MINUTE, source: "s", refused: 2 },
      { at: NOW + 10 * MINUTE, source: "s", accepted: 100 },
    ]);
    await history.note([{ at: NOW + 6 * MINUTE, type: "source-silent", source: "s" }]);
    const asked = { from: NOW + 1, to: NOW + 10 * MINUTE, step: 300 };
    expect(await told("activity", asked)).toMatchObject({
      ...{ from: NOW, to: NOW + 10 * MINUTE, step: 300 },
      ...{ accepted: [7, 0], refused: [0, 2], events: [0, 1] },
    });
    const { accepted, events } = await told("activity", { ...asked, source: "t" });
    expect([accepted, events]).toEqual([
      [4, 0],
      [0, 0],
    ]);
  });

  it("is told of as many days and buckets as may be asked for, wherever they begin", async () => {
    const ask = answerQuestions({ look: history.look, limits: LIMITS, folder: "/nowhere" });
    const days = LIMITS.historyDays * 1_440;
    for (const [minutes, step] of [
      [days, 86_400],
      [LIMITS.historyBuckets, 60],
    ] as const) {
      const asked = { from: NOW + 1, to: NOW + 1 + minutes * MINUTE, step };
      const answer = await ask("activity", asked);
      if (isProblem(answer)) throw new Error(answer.message);
      expect(answer.from).toBeLessThanOrEqual(asked.from);
      expect(answer.to).toBeGreaterThanOrEqual(asked.to);
      expect(answer.accepted).toHaveLength((answer.to - answer.from) / (step * 1_000));
      expect(await ask("activity", { ...asked, to: asked.to + 1 })).toHaveProperty("code");
    }
  });

  it("tells gaps of a source and of the city, beyond what is usual for each", async () => {
    const spoke = (source: string, minutes: readonly number[]) =>
      history.count(minutes.map((minute) => ({ at: NOW + minute * MINUTE, source, accepted: 1 })));
    const minutes = (from: number, to: number, step = 1) =>
      Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
    await spoke("often", [...minutes(0, 20), ...minutes(31, 60)]);
    await spoke("always", [...minutes(0, 24), ...minutes(30, 60)]);
    await spoke(
      "seldom",
      minutes(0, 60, 15).filter((minute) => minute !== 30),
    );
    const { gaps } = await told("activity", { ...HOUR, step: 60 });
    expect(gaps).toEqual([
      { from: NOW + 20 * MINUTE, to: NOW + 31 * MINUTE, source: "often" },
      { from: NOW + 24 * MINUTE, to: NOW + 30 * MINUTE, source: "always" },
      { from: NOW + 24 * MINUTE, to: NOW + 30 * MINUTE },
    ]);
    const inside = { from: NOW + 25 * MINUTE, to: NOW + 26 * MINUTE, step: 60 };
    expect((await told("activity", inside)).gaps).toHaveLength(3);
    expect((await told("activity", { ...inside, source: "often" })).gaps).toEqual([
      { from: NOW + 20 * MINUTE, to: NOW + 31 * MINUTE, source: "often" },
    ]);
  });
});

describe("events", () => {
  it("come in either order, of the types asked for, and say whether there are more", async () => {
    const all: HistoryEvent[] = [
      { at: NOW, type: "start" },
      { at: NOW + 1, type: "crossing", entity: "a", region: "r", detail: "enter" },
      { at: NOW + 2, type: "crossing", entity: "a", region: "r", detail: "leave" },
    ];
    await history.note(all);
    expect(await told("events", { ...HOUR, limit: 9, order: "ascending" })).toEqual({
      events: all,
      more: false,
    });
    const crossing = { ...HOUR, types: ["crossing" as const], limit: 1 };
    expect(await told("events", { ...crossing, order: "descending" })).toEqual({
      events: [all[2]],
      more: true,
    });
    expect(await told("events", { ...HOUR, types: [], limit: 1, order: "ascending" })).toEqual({
      events: [],
      more: false,
    });
  });
});

describe("how sources were", () => {
  it("is told by who they spoke of last, and was still heard", async () => {
    const at = NOW + 10 * MINUTE;
    await history.keep([
      bus("gone", 0, 1),
      bus("old", 8, 1),
      bus("new", 10, 1),
      statement("x", NOW, { entity: { kind: "sensor" } }, { source: "z", provenance: "recorded" }),
      bus("later", 11, 1),
    ]);
    await history.count([{ at, source: "test", accepted: 5, refused: 1 }]);
    expect((await told("sources", { at: at + 30_000 })).sources).toEqual([
      {
        ...{ source: "test", provenances: ["live"], entities: 2, stale: 1, lastObservedAt: at },
        ...{ accepted: 5, refused: 1 },
      },
      {
        ...{ source: "z", provenances: ["recorded"], entities: 1, stale: 0, lastObservedAt: NOW },
        ...{ accepted: 0, refused: 0 },
      },
    ]);
  });
});

describe("heat", () => {
  const bbox = [0, 0, 0.1, 0.1] as const;
  const place = (
    id: string,
    second: number,
    longitude: number,
    latitude = 0.05,
    kind = "vehicle",
  ) =>
    statement(id, NOW + second * 1000, {
      entity: { kind: kind as "vehicle" },
      position: { longitude, latitude },
    });

  it("shares an entity's minute out among the squares it was in", async () => {
    await history.keep([
      ...[0, 10, 20].map((second) => place("a", second, 0.01)),
      place("a", 30, 0.09),
      place("a", 60, 5),
      place("b", 0, 0.09),
      place("bus", 0, 0.09, 0.05, "transit"),
    ]);
    const { squares, entities, stepLongitude, stepLatitude } = await told("heat", {
      ...HOUR,
      bbox,
      kinds: ["vehicle"],
    });
    const row = Math.floor(0.05 / stepLatitude);
    expect(squares).toEqual([
      [Math.floor(0.01 / stepLongitude), row, 0.75],
      [Math.floor(0.09 / stepLongitude), row, 1.25],
    ]);
    expect(entities).toBe(2);
  });

  it("believes a silence that is usual for its kind, and no longer", async () => {
    await history.keep([0, 300, 3_000].map((second) => place("s", second, 0.01, 0.05, "sensor")));
    const { squares } = await told("heat", { ...HOUR, bbox });
    expect(squares.map(([, , minutes]) => minutes)).toEqual([5 + 15 + 1]);
  });

  it("has a bounded number of squares, over 180 degrees too", async () => {
    await history.keep([place("a", 0, 179.99), place("b", 0, -179.99)]);
    const question = { ...HOUR, bbox: [179.9, -10, -179.9, 10] as const };
    const { squares, stepLongitude, stepLatitude } = await told("heat", question);
    expect(squares).toHaveLength(2);
    const [first, second] = squares.map(([column]) => column).sort((a, b) => a - b);
    expect(first).toBe(Math.floor(0.09 / stepLongitude));
    expect(second).toBe(Math.floor(0.11 / stepLongitude));
    expect(Math.round(0.2 / stepLongitude) * Math.round(20 / stepLatitude)).toBeLessThanOrEqual(
      LIMITS.heatSquares,
    );
  });
});

describe("the city as of a moment, written", () => {
  const at = NOW + 10 * MINUTE;
  beforeEach(() =>
    history.keep([
      bus("gone", 0, 1),
      bus("here", 10, 2, { values: new Map([["occupancy", 0.5]]) }),
      bus("far", 10, 50),
      bus("later", 11, 1),
      statement("placeless", NOW, { entity: { kind: "sensor" } }),
    ]),
  );

  it("as GeoJSON has everyone known then, as they were", async () => {
    const { bytes, entities } = await told("as-of-bytes", { at, format: "geojson" });
    const city = JSON.parse(new TextDecoder().decode(bytes));
    expect(entities).toBe(4);
    expect(city.at).toBe(new Date(at).toISOString());
    expect(city.features.map((feature: { id: string }) => feature.id)).toEqual([
      ...["gone", "here", "far", "placeless"],
    ]);
    expect(city.features[3].geometry).toBeNull();
    expect(city.features[1]).toMatchObject({
      geometry: { type: "Point", coordinates: [2, 0, 4] },
      properties: { kind: "transit", stale: false, values: { occupancy: 0.5 } },
    });
  });

  it("as GeoJSON has all of a large city, each once", async () => {
    const ids = Array.from({ length: 2_500 }, (_, i) => `s:${i}`);
    await history.keep(ids.map((id) => statement(id, NOW, { entity: { kind: "sensor" } })));
    const question = { at, format: "geojson", kinds: ["sensor"] } as const;
    const { bytes } = await told("as-of-bytes", question);
    const { features } = JSON.parse(new TextDecoder().decode(bytes));
    expect(features.map(({ id }: { id: string }) => id)).toEqual(["placeless", ...ids]);
  });

  it("as a frame has who was in the picture, with a roster", async () => {
    const { bytes } = await told("as-of-bytes", { at, format: "frame" });
    const city = decodeCity(bytes);
    if (isProblem(city)) throw new Error(city.message);
    const { roster, frame, keys, kinds } = city;
    expect(roster.map(([, id, kind]) => [id, kinds[kind]])).toEqual([
      ["here", "transit"],
      ["far", "transit"],
    ]);
    expect(frame.blocks.every(({ snapshot }) => snapshot)).toBe(true);
    const places = Object.fromEntries(
      roster.map(([handle, id]) => [id, frame.longitudes[frame.handles.indexOf(handle)]]),
    );
    expect(places).toEqual({ here: expect.closeTo(2, 6), far: expect.closeTo(50, 6) });
    expect([keys[frame.valueKeys[0] as number], frame.valueNumbers[0]]).toEqual(["occupancy", 0.5]);
    expect(frame.observedAt[0]).toBe(at);
  });

  it("has only what lies in a bbox and is of the kinds", async () => {
    const only = async (more: object) =>
      (await told("as-of-bytes", { at, format: "geojson", ...more })).entities;
    expect(await only({ bbox: [40, -1, 60, 1] })).toBe(1);
    expect(await only({ bbox: [0, -1, 3, 1] })).toBe(1);
    expect(await only({ kinds: ["sensor"] })).toBe(1);
  });
});
