import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import { Audience } from "../../../server/stream/audience.ts";
import { EVERY_KIND, Framer } from "../../../server/stream/framer.ts";
import { Session, type Stage } from "../../../server/stream/session.ts";
import {
  type Bbox,
  cellRange,
  latitudeOf,
  longitudeOf,
  rangeHas,
  stepX,
  stepY,
} from "../../../shared/cell.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { PageModel } from "./page-model.ts";

const TICKS_PER_SECOND = 5;
/** Small enough that every limit bites. */
const TIGHT: Limits = {
  ...LIMITS,
  rosterEntriesPerTick: 3,
  frameBytesPerTick: 80,
  keptVersions: 3,
  sweptPerTick: 4,
};
const CELL = 0.002747;

/** A page, its session, and whether its reader keeps up. */
interface Reader {
  readonly page: PageModel;
  readonly session: Session;
  clear: boolean;
  bbox?: Bbox;
  kinds: number;
}

/** Everything of the stream but the sockets. */
class World {
  readonly twin = new Twin({ limits: TIGHT });
  readonly #stage: Stage = {
    twin: this.twin,
    framer: new Framer(this.twin, TIGHT.keptVersions),
    audience: new Audience(this.twin.cells),
    limits: TIGHT,
    ticksPerSecond: TICKS_PER_SECOND,
  };
  readonly readers = [this.#reader(), this.#reader(), this.#reader()];
  time = 1_800_000_000_000;

  #reader(): Reader {
    const page = new PageModel();
    const reader: Reader = {
      page,
      clear: true,
      kinds: EVERY_KIND,
      session: new Session(this.#stage, {
        clear: () => reader.clear,
        send: (roster, frame) => {
          if (roster !== undefined) page.takeRoster(structuredClone(roster));
          if (frame !== undefined) page.takeFrame(Buffer.concat([frame.head, ...frame.blocks]));
          return 0;
        },
      }),
    };
    return reader;
  }

  look(reader: Reader, bbox: Bbox, kinds: number, reduced: boolean): void {
    reader.bbox = bbox;
    reader.kinds = kinds;
    reader.session.look({ bbox, kinds, detail: reduced ? "reduced" : "full" });
  }

  tick(): void {
    this.time += 200;
    this.twin.sweep(this.time, TIGHT.sweptPerTick);
    const changes = this.twin.advance();
    this.#stage.framer.begin(changes, this.time);
    this.#stage.audience.take(changes);
    for (const { session } of this.readers) {
      for (const handle of changes.reidentified) session.forget(handle);
      session.frame();
    }
  }

  /** What a page that has caught up must see, entity by entity. */
  expected({ bbox, kinds }: Reader): unknown {
    if (bbox === undefined) return {};
    const { columns, values, valueNames } = this.twin;
    const picture: Record<string, unknown> = {};
    for (let handle = 0; handle < columns.count; handle++) {
      const cell = columns.cells[handle];
      if (cell === undefined || !rangeHas(cellRange(bbox), cell.key)) continue;
      if (((kinds >> (columns.kinds[handle] as number)) & 1) === 0) continue;
      const said: Record<string, number> = {};
      for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot))
        said[valueNames.name(values.key(slot))] = Math.fround(values.number(slot));
      picture[columns.ids[handle] as string] = {
        kind: columns.kinds[handle],
        name: columns.names[handle] ?? "",
        source: columns.sources[handle],
        longitude: longitudeOf(stepX(columns.longitudes[handle] as number)),
        latitude: latitudeOf(stepY(columns.latitudes[handle] as number)),
        observedAt: Math.round((columns.observedAt[handle] as number) / 10) * 10,
        values: said,
      };
    }
    return picture;
  }

  seen({ page }: Reader): unknown {
    const picture: Record<string, unknown> = {};
    for (const [handle, { longitude, latitude, observedAt, values }] of page.entities) {
      const [, id, kind, , source, name] = page.roster.get(handle) ?? [];
      picture[id ?? ""] = {
        kind,
        name,
        source,
        longitude,
        latitude,
        observedAt,
        values: Object.fromEntries(values),
      };
    }
    return picture;
  }
}

const statement = fc.record({
  entity: fc.integer({ min: 0, max: 7 }),
  kind: fc.option(fc.constantFrom(...ENTITY_KINDS), { nil: undefined, freq: 8 }),
  name: fc.option(fc.constantFrom("a", "b"), { nil: undefined, freq: 2 }),
  source: fc.constantFrom("one", "one", "one", "two"),
  x: fc.integer({ min: 0, max: 2 }),
  y: fc.integer({ min: 0, max: 1 }),
  positioned: fc.boolean(),
  value: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  late: fc.constantFrom(0, 0, 0, 700),
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("merge" as const), of: statement }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("tick" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("look" as const),
      reader: fc.integer({ min: 0, max: 2 }),
      west: fc.integer({ min: 0, max: 3 }),
      width: fc.constantFrom(0, 1, 2, 1000),
      kinds: fc.constantFrom(EVERY_KIND, EVERY_KIND, 0b110, 0b1),
      reduced: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("stall" as const),
      reader: fc.integer({ min: 0, max: 2 }),
      clear: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function play(world: World, action: Step): void {
  switch (action.do) {
    case "merge":
      merge(world, action.of);
      break;
    case "tick":
      world.tick();
      break;
    case "look": {
      const west = 140 + action.west * CELL;
      const far = action.width === 1000;
      const bbox: Bbox = far ? [-180, -90, 180, 90] : [west, 35, west + action.width * CELL, 35.01];
      world.look(world.readers[action.reader] as Reader, bbox, action.kinds, action.reduced);
      break;
    }
    case "stall":
      (world.readers[action.reader] as Reader).clear = action.clear;
      break;
    case "wait":
      // Long enough for a silent mover to leave the picture.
      world.time += 400_000;
      break;
  }
}

function merge(world: World, of: typeof statement extends fc.Arbitrary<infer S> ? S : never): void {
  const known = world.twin.find(`e${of.entity}`, world.time) !== undefined;
  const kind = of.kind ?? (known ? undefined : "vehicle");
  const position = { longitude: 140 + (of.x + 0.5) * CELL, latitude: 35 + (of.y + 0.5) * CELL };
  world.twin.merge({
    observation: {
      entity: {
        id: `e${of.entity}`,
        ...(kind === undefined ? {} : { kind }),
        ...(of.name === undefined ? {} : { name: of.name }),
      },
      observedAt: world.time - of.late,
      ...(of.positioned ? { position } : {}),
      values: new Map(of.value === undefined ? [] : [[`v${of.value % 2}`, of.value]]),
    },
    receivedAt: world.time,
    provenance: "live",
    source: of.source,
  });
  world.time += 10;
}

describe("the stream without its sockets", () => {
  it("[P14] [P16] whatever is missed, a page that catches up sees exactly the twin's cells", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 150, size: "max" }), (steps) => {
        const world = new World();
        for (const action of steps) play(world, action);
        for (const reader of world.readers) reader.clear = true;
        for (let i = 0; i < 60; i++) world.tick();
        for (const reader of world.readers)
          expect(world.seen(reader)).toEqual(world.expected(reader));
      }),
      { numRuns: 300 },
    );
  });
});
