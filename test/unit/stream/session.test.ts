import { describe, expect, it } from "vitest";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import { Audience } from "../../../server/stream/audience.ts";
import { EVERY_KIND, Framer } from "../../../server/stream/framer.ts";
import { Session, type Stage } from "../../../server/stream/session.ts";
import { type Bbox, cellAt, cellX, cellY } from "../../../shared/cell.ts";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { decodeFrame, type Frame } from "../../../shared/frame.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Roster } from "../../../shared/protocol.ts";
import { NOW, statement } from "../state/statement.ts";
import { PageModel } from "./page-model.ts";

const WORLD: Bbox = [-180, -90, 180, 90];
const CELL = 360 / 2 ** 17;
/** The corner of a cell. */
const WEST = cellX(cellAt(140, 35)) * CELL - 180;
const SOUTH = cellY(cellAt(140, 35)) * CELL - 90;
const VEHICLES = 1 << ENTITY_KINDS.indexOf("vehicle");

type Sent = {
  readonly roster: Roster | undefined;
  readonly frame: Frame | undefined;
  readonly bytes: number;
};

/** One twin and one session; each `tick` gives what it sent. */
class OneSession {
  readonly twin: Twin;
  readonly page = new PageModel();
  readonly session: Session;
  readonly stage: Stage;
  clear = true;
  time = NOW;
  #sent: Sent | undefined;

  constructor(limits: Partial<Limits> = {}) {
    const all = { ...LIMITS, ...limits };
    this.twin = new Twin({ limits: all });
    this.stage = {
      twin: this.twin,
      framer: new Framer(this.twin, all.keptVersions),
      audience: new Audience(this.twin.cells),
      limits: all,
      ticksPerSecond: 5,
    };
    this.session = new Session(this.stage, {
      clear: () => this.clear,
      send: (roster, parts) => {
        const bytes =
          parts === undefined ? undefined : Buffer.concat([parts.head, ...parts.blocks]);
        if (roster !== undefined) this.page.takeRoster(roster);
        if (bytes !== undefined) this.page.takeFrame(bytes);
        const frame = bytes === undefined ? undefined : decodeFrame(bytes);
        if (isProblem(frame)) throw new Error(frame.message);
        this.#sent = { roster, frame, bytes: bytes?.length ?? 0 };
        return bytes?.length ?? 0;
      },
    });
  }

  look(bbox: Bbox, detail: "full" | "reduced" = "full", kinds = EVERY_KIND): void {
    this.session.look({ bbox, detail, kinds });
  }

  put(id: string, x: number, more: { y?: number; kind?: EntityKind; name?: string } = {}): void {
    const { y = 0, kind = "vehicle", name } = more;
    const position = { longitude: WEST + (x + 0.3) * CELL, latitude: SOUTH + (y + 0.3) * CELL };
    const entity = name === undefined ? { kind } : { kind, name };
    this.twin.merge(statement(id, this.time++, { entity, position }));
  }

  tick(): Sent | undefined {
    this.time += 200;
    this.#sent = undefined;
    const changes = this.twin.advance();
    this.stage.framer.begin(changes, this.time);
    this.stage.audience.take(changes);
    for (const handle of changes.reidentified) this.session.forget(handle);
    this.session.frame();
    return this.#sent;
  }

  /** Ids on the page, sorted. */
  seen(): string[] {
    return [...this.page.entities.keys()].map((h) => this.page.roster.get(h)?.[1] ?? "?").sort();
  }
}

const around = (x0: number, x1: number): Bbox => [
  WEST + (x0 + 0.1) * CELL,
  34.99,
  WEST + (x1 + 0.9) * CELL,
  35.01,
];

describe("a session", () => {
  it("[P5] is sent nothing before it says what it looks at, and nothing after its end", () => {
    const one = new OneSession();
    one.put("a", 0);
    for (let i = 0; i < 7; i++) expect(one.tick()).toBeUndefined();
    one.look(WORLD);
    expect(one.tick()?.frame?.count).toBe(1);
    one.session.close();
    one.put("a", 1);
    expect(one.tick()).toBeUndefined();
    one.look(WORLD);
    expect(one.tick()).toBeUndefined();
    expect(one.session.life).toEqual({ phase: "closed" });
  });

  it("[P11] is told who a handle is before the first frame, once, and again when the name changes", () => {
    const one = new OneSession();
    one.look(WORLD);
    one.put("a", 0, { name: "first" });
    expect(one.tick()?.roster?.entities).toEqual([[0, "a", 1, 0, "test", "first"]]);
    one.put("a", 0, { name: "first" });
    expect(one.tick()).toMatchObject({ roster: undefined, frame: { count: 1 } });
    one.put("a", 5, { name: "first" });
    expect(one.tick()).toMatchObject({ roster: undefined, frame: { count: 1 } });
    one.put("a", 5, { name: "second" });
    expect(one.tick()?.roster?.entities).toEqual([[0, "a", 1, 0, "test", "second", 0.201]]);
  });

  it("[P11] is told the names of values before their keys, each once", () => {
    const one = new OneSession();
    one.look(WORLD);
    one.put("a", 0);
    one.twin.merge(statement("a", one.time, { values: new Map([["x", 1]]) }));
    expect(one.tick()?.roster).toMatchObject({ keysFrom: 0, keys: ["x"] });
    one.twin.merge(
      statement("a", one.time, {
        values: new Map([
          ["x", 2],
          ["y", 3],
        ]),
      }),
    );
    expect(one.tick()?.roster).toMatchObject({ entities: [], keysFrom: 1, keys: ["y"] });
    expect(one.page.entities.get(0)?.values).toEqual(
      new Map([
        ["x", 2],
        ["y", 3],
      ]),
    );
  });

  it("[P12] [P13] is sent a snapshot first and then what changed, and an entity that moves stands once", () => {
    const one = new OneSession();
    one.look(WORLD);
    one.put("a", 0);
    one.put("b", 0);
    expect(one.tick()?.frame).toMatchObject({ count: 2, blocks: [{ snapshot: true }] });
    one.put("a", 0);
    expect(one.tick()?.frame).toMatchObject({ count: 1, blocks: [{ snapshot: false }] });
    one.put("a", 1);
    const moved = one.tick()?.frame;
    expect(moved?.count).toBe(1);
    expect(moved?.blocks.flatMap(({ removed }) => [...removed])).toEqual([0]);
    expect(one.seen()).toEqual(["a", "b"]);
  });

  it("[P13] is sent the values that changed, and all of an entity that is new to the cell", () => {
    const one = new OneSession();
    one.look(WORLD);
    one.put("a", 0);
    const say = (name: string, value: number) =>
      one.twin.merge(statement("a", one.time++, { values: new Map([[name, value]]) }));
    say("x", 1);
    say("y", 2);
    one.tick();
    say("y", 5);
    expect(one.tick()?.frame).toMatchObject({ valueCount: 1, valueNumbers: Float32Array.of(5) });
    one.put("a", 1);
    expect(one.tick()?.frame).toMatchObject({ valueCount: 2, valueNumbers: Float32Array.of(1, 5) });
  });

  it("[P14] [P15] is skipped while it is not clear, and then gets what it missed, not what all missed", () => {
    const one = new OneSession({ keptVersions: 4 });
    one.look(WORLD);
    for (const id of ["a", "b", "c"]) one.put(id, 0);
    one.tick();
    one.clear = false;
    for (let i = 0; i < 3; i++) {
      one.put("b", 0);
      expect(one.tick()).toBeUndefined();
    }
    one.clear = true;
    expect(one.tick()?.frame).toMatchObject({ count: 1, blocks: [{ snapshot: false }] });
    one.clear = false;
    for (let i = 0; i < 9; i++) {
      one.put("b", 0);
      one.tick();
    }
    one.clear = true;
    expect(one.tick()?.frame).toMatchObject({ count: 3, blocks: [{ snapshot: true }] });
  });

  it("[P16] is sent new cells when it turns, the middle first, and drops what it left behind", () => {
    const one = new OneSession();
    for (let x = 0; x < 9; x++) one.put(`e${x}`, x);
    one.look(around(0, 2));
    one.tick();
    expect(one.seen()).toEqual(["e0", "e1", "e2"]);
    one.look(around(2, 6));
    const frame = one.tick()?.frame;
    const cellAtX = (x: number) => cellAt(WEST + (x + 0.3) * CELL, SOUTH + 0.3 * CELL);
    const said = frame?.blocks.map(({ cell, start, end }) => [cell, end - start]);
    expect(said?.slice(0, 2).sort()).toEqual(
      [
        [cellAtX(0), 0],
        [cellAtX(1), 0],
      ].sort(),
    );
    expect(said?.[2]).toEqual([cellAtX(4), 1]);
    expect(said).toHaveLength(6);
    expect(one.seen()).toEqual(["e2", "e3", "e4", "e5", "e6"]);
  });

  it("[P17] looks at the whole world, and joins cells that come to life later", () => {
    const one = new OneSession();
    one.look(WORLD);
    expect(one.tick()).toBeUndefined();
    one.put("a", 0);
    one.put("z", 40_000, { y: -10_000 });
    one.tick();
    expect(one.seen()).toEqual(["a", "z"]);
    one.put("a", 9);
    expect(one.tick()?.frame?.blocks).toHaveLength(2);
    expect(one.seen()).toEqual(["a", "z"]);
  });

  it("[P18] is sent no more in a tick than the limits say, and all of it in the end", () => {
    const one = new OneSession({ rosterEntriesPerTick: 7, frameBytesPerTick: 100 });
    for (let i = 0; i < 40; i++) one.put(`e${i}`, i % 5);
    one.look(WORLD);
    let ticks = 0;
    for (; one.page.entities.size < 40; ticks++) {
      const sent = one.tick();
      expect(sent?.roster?.entities.length ?? 0).toBeLessThanOrEqual(7);
      // One block may be larger than the limit; then it goes alone.
      const blocks = sent?.frame?.blocks.length ?? 0;
      expect(sent === undefined || sent.bytes <= 100 + 20 || blocks === 1).toBe(true);
      expect(ticks).toBeLessThan(20);
    }
    expect(ticks).toBeGreaterThanOrEqual(Math.ceil(40 / 7));
  });

  it("[P18] turns over many cells only as often as the limit says, and then to what was asked last", () => {
    const one = new OneSession({ cellsTurnedPerTick: 10 });
    for (let i = 0; i < 40; i++) one.put(`e${i}`, i);
    one.tick();
    one.look(WORLD);
    one.tick();
    expect(one.seen()).toHaveLength(40);
    // 40 cells are four ticks' work: until then the page sees what it saw, and only the last wish counts.
    for (let i = 0; i < 3; i++) one.look(around(i, i));
    one.tick();
    one.tick();
    expect(one.seen()).toHaveLength(40);
    for (let i = 0; i < 4; i++) one.tick();
    expect(one.seen()).toEqual(["e2"]);
    // Small turns go on as before, several in one tick too.
    for (let i = 0; i < 6; i++) one.tick();
    one.look(around(3, 3));
    one.look(around(4, 5));
    one.tick();
    expect(one.seen()).toEqual(["e4", "e5"]);
  });

  it("[P19] with reduced detail is framed about once a second, and at once when it turns", () => {
    const one = new OneSession();
    one.look(WORLD, "reduced");
    const framed: number[] = [];
    for (let tick = 0; tick < 16; tick++) {
      one.put("a", tick % 2);
      one.put("b", 5);
      if (one.tick()?.frame !== undefined) framed.push(tick);
    }
    expect(framed).toEqual([0, 5, 10, 15]);
    one.put("a", 0);
    one.look(around(0, 1), "reduced");
    expect(one.tick()?.frame).toBeDefined();
    expect(one.seen()).toEqual(["a"]);
  });

  it("[P20] is sent a sign of life when nothing changes", () => {
    const one = new OneSession();
    one.look(WORLD);
    one.put("a", 0);
    one.tick();
    const sent = Array.from({ length: 10 }, () => one.tick()?.frame);
    expect(sent.map((frame) => frame?.blocks.length)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      0,
    ]);
  });

  it("[P21] with kinds is shown these only, and loses one that becomes another", () => {
    const one = new OneSession();
    one.look(WORLD, "full", VEHICLES);
    one.put("car", 0);
    one.put("post", 0, { kind: "sensor" });
    one.tick();
    expect(one.seen()).toEqual(["car"]);
    one.put("post", 0, { kind: "vehicle" });
    one.put("car", 0, { kind: "transit" });
    one.tick();
    expect(one.seen()).toEqual(["post"]);
    one.look(WORLD);
    one.tick();
    expect(one.seen()).toEqual(["car", "post"]);
  });

  it("shares the bytes of a cell among all sessions that are at the same version of it", () => {
    const one = new OneSession();
    const sent: Uint8Array[] = [];
    const send = (_: unknown, frame: { blocks: readonly Uint8Array[] } | undefined) => {
      sent.push(...(frame?.blocks ?? []));
      return 0;
    };
    const others = Array.from(
      { length: 20 },
      () => new Session(one.stage, { clear: () => true, send }),
    );
    for (const other of others) other.look({ bbox: WORLD, detail: "full", kinds: EVERY_KIND });
    one.put("a", 0);
    one.tick();
    for (const other of others) other.frame();
    expect(one.stage.framer.blocksEncoded).toBe(1);
    expect(new Set(sent).size).toBe(1);
  });
});
