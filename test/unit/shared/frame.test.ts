import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellAt, cellKey, cellX, cellY, latitudeOf, longitudeOf } from "../../../shared/cell.ts";
import { decodeFrame, type Frame } from "../../../shared/frame.ts";
import {
  type BlockContent,
  type FrameColumns,
  FrameEncoder,
  type FrameHeader,
} from "../../../shared/frame-encoder.ts";
import { isProblem } from "../../../shared/problem.ts";

const NOW = 1_800_000_000_000;
const HOME = cellAt(140.11, 35.6);
const header: FrameHeader = { tick: 7, serverTime: NOW, origin: HOME };

/** One entity as plain numbers. */
interface Row {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly heading: number;
  readonly speed: number;
  readonly observedAt: number;
}

interface Part {
  readonly cell: number;
  readonly snapshot: boolean;
  /** By handle. */
  readonly rows: ReadonlyMap<number, Row>;
  readonly removed: readonly number[];
  readonly values: readonly (readonly [record: number, key: number, value: number])[];
}

const unknownOr = (arbitrary: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

const row: fc.Arbitrary<Row> = fc.record({
  x: fc.integer({ min: 0, max: 32_767 }),
  y: fc.integer({ min: 0, max: 32_767 }),
  height: unknownOr(fc.double({ min: -12_000, max: 1_000_000, noNaN: true })),
  heading: unknownOr(fc.double({ min: 0, max: 360, noNaN: true })),
  speed: unknownOr(fc.double({ min: 0, max: 6_000, noNaN: true })),
  observedAt: fc.oneof(
    fc.integer({ min: NOW - 400 * 86_400_000, max: NOW }),
    fc.integer({ min: NOW - 300, max: NOW + 10_000 }),
  ),
});

const handle = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

const part: fc.Arbitrary<Part> = fc.record({
  cell: fc.oneof(
    fc.constant(HOME),
    fc.tuple(fc.nat(131_071), fc.nat(65_535)).map(([x, y]) => cellKey(x, y)),
  ),
  snapshot: fc.boolean(),
  rows: fc
    .uniqueArray(fc.tuple(handle, row), { selector: ([h]) => h, maxLength: 30 })
    .map((rows) => new Map(rows.sort(([a], [b]) => a - b))),
  removed: fc.uniqueArray(handle, { maxLength: 5 }).map((all) => all.sort((a, b) => a - b)),
  values: fc.array(fc.tuple(fc.nat(29), fc.nat(1023), fc.float({ noNaN: true })), {
    maxLength: 10,
  }),
});

/** Columns where handles lie anywhere in 32 bits: an object that is indexed like one. */
function sparse(parts: readonly Part[], of: (row: Row, cell: number) => number): Float64Array {
  const column: Record<number, number> = {};
  for (const { rows, cell } of parts) for (const [h, r] of rows) column[h] = of(r, cell);
  return column as unknown as Float64Array;
}

function columnsOf(parts: readonly Part[]): FrameColumns {
  return {
    longitudes: sparse(parts, (r, cell) => longitudeOf(cellX(cell) * 32_768 + r.x)),
    latitudes: sparse(parts, (r, cell) => latitudeOf(cellY(cell) * 32_768 + r.y)),
    heights: sparse(parts, (r) => r.height),
    headingsDegrees: sparse(parts, (r) => r.heading),
    speeds: sparse(parts, (r) => r.speed),
    observedAt: sparse(parts, (r) => r.observedAt),
  };
}

function contentOf({ cell, snapshot, rows, removed, values }: Part): BlockContent {
  const handles = [...rows.keys()];
  const said = values
    .filter(([record]) => record < handles.length)
    .sort(([a], [b]) => a - b)
    .map(([record, key, value]) => ({ handle: handles[record] as number, key, value }));
  return { cell, snapshot, handles, removed, values: said };
}

function encode(parts: readonly Part[]): Uint8Array {
  const encoder = new FrameEncoder();
  const blocks = parts.map((each) => encoder.block(header, columnsOf([each]), contentOf(each)));
  return encoder.frame(header, blocks);
}

function decoded(bytes: Uint8Array): Frame {
  const frame = decodeFrame(bytes);
  if (isProblem(frame)) throw new Error(frame.message);
  return frame;
}

/** Equal within half a quantum; unknown only where unknown. */
function expectNear(actual: number | undefined, wanted: number, half: number): void {
  if (Number.isNaN(wanted)) expect(actual).toBeNaN();
  else expect(Math.abs((actual as number) - wanted)).toBeLessThanOrEqual(half);
}

function expectRow(frame: Frame, i: number, r: Row, cell: number): void {
  expect(frame.longitudes[i]).toBe(longitudeOf(cellX(cell) * 32_768 + r.x));
  expect(frame.latitudes[i]).toBe(latitudeOf(cellY(cell) * 32_768 + r.y));
  // Heights and speeds come back as float32: half a quantum, and the rounding of the format.
  expectNear(frame.heights[i], r.height, 0.025 + Math.abs(r.height) * 6e-8 + 1e-9);
  expectNear(frame.speeds[i], r.speed, 0.05 + r.speed * 6e-8 + 1e-9);
  expectNear(frame.observedAt[i], r.observedAt, 5);
  const turn = Math.abs((frame.headingsDegrees[i] as number) - r.heading);
  expectNear(Math.min(turn, 360 - turn), Number.isNaN(r.heading) ? Number.NaN : 0, 0.71);
}

const simple: Row = { x: 5, y: 6, height: 41.2, heading: 90, speed: 8.3, observedAt: NOW };

function onePart(rows: [number, Row][], more: Partial<Part> = {}): Part {
  return { cell: HOME, snapshot: false, rows: new Map(rows), removed: [], values: [], ...more };
}

describe("frame", () => {
  it("[F1] begins with magic and version, and refuses others", () => {
    const bytes = encode([]);
    expect([bytes[0], bytes[1]]).toEqual([0x4d, 1]);
    expect(decodeFrame(Uint8Array.of(0x4e, 1))).toMatchObject({ code: "frame/malformed" });
    expect(decodeFrame(new Uint8Array(0))).toMatchObject({ code: "frame/malformed" });
    const newer = decodeFrame(Uint8Array.of(0x4d, 2));
    expect(newer).toMatchObject({ code: "frame/version" });
    expect((newer as { message: string }).message).toContain("version 2");
  });

  it("[F2] [F3] has the bytes of the rules, one by one", () => {
    const bytes = encode([onePart([], { snapshot: true, removed: [3, 5] })]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const originBytes = [cellX(HOME), cellY(HOME)].flatMap((n) => [
      (n & 0x7f) | 0x80,
      ((n >> 7) & 0x7f) | 0x80,
      n >> 14,
    ]);
    expect(bytes[2]).toBe(7);
    expect(view.getFloat64(3, true)).toBe(NOW);
    expect([...bytes.subarray(11, 17)]).toEqual(originBytes);
    // One block; in the origin's cell, a snapshot with removed; no records; two removed: 3, then 5 - 3 - 1.
    expect([...bytes.subarray(17)]).toEqual([1, 0, 0, 0b011, 0, 2, 3, 1]);
  });

  it("[F4] [F5] [F6] packs records as the rules say, bit by bit", () => {
    const later = { ...simple, x: 32_767, y: 0, height: 41.3, speed: 8.4, observedAt: NOW + 10 };
    const bytes = encode([
      onePart([
        [10, simple],
        [12, later],
      ]),
    ]);
    const block = bytes.subarray(18);
    // Cell 0, 0; no flags; 2 records; first handle 10; heights from 824 - 1 steps (zigzag 1646);
    // speeds from 83 + 1; times from 0.
    expect([...block.subarray(0, 9)]).toEqual([0, 0, 0, 2, 10, 0xee, 0x0c, 84, 0]);
    let bits = 0n;
    [...block.subarray(9)].forEach((byte, i) => {
      bits |= BigInt(byte) << BigInt(8 * i);
    });
    const take = (width: number): number => {
      const value = Number(bits & ((1n << BigInt(width)) - 1n));
      bits >>= BigInt(width);
      return value;
    };
    // Widths: gap 1 needs 1 bit; heights 1 and 3 need 2; speeds 0 and 1, times 0 and 1 need 1.
    expect([take(6), take(6), take(6), take(6)]).toEqual([1, 2, 1, 1]);
    expect(take(1)).toBe(1);
    expect([take(15), take(15), take(8), take(2), take(1), take(1)]).toEqual([5, 6, 64, 1, 0, 0]);
    expect([take(15), take(15), take(8), take(2), take(1), take(1)]).toEqual([
      32_767, 0, 64, 3, 1, 1,
    ]);
    expect(bits).toBe(0n);
  });

  it("[F7] tells unknown from zero", () => {
    const unknown = { ...simple, height: Number.NaN, heading: Number.NaN, speed: Number.NaN };
    const zero = { ...simple, height: 0, heading: 0, speed: 0 };
    const frame = decoded(
      encode([
        onePart([
          [1, unknown],
          [2, zero],
        ]),
      ]),
    );
    expect([...frame.heights]).toEqual([Number.NaN, 0]);
    expect([...frame.headingsDegrees]).toEqual([Number.NaN, 0]);
    expect([...frame.speeds]).toEqual([Number.NaN, 0]);
  });

  it("[F8] [F10] [F11] gives any columns back within half a quantum, with removed and values", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const frame = decoded(encode(parts));
        expect(frame).toMatchObject({ tick: 7, serverTime: NOW });
        expect(frame.blocks.map(({ cell }) => cell)).toEqual(parts.map(({ cell }) => cell));
        const values: number[][] = [];
        parts.forEach((each, p) => {
          const block = frame.blocks[p] as Frame["blocks"][number];
          expect(block.snapshot).toBe(each.snapshot);
          expect([...block.removed]).toEqual(each.removed);
          expect([...frame.handles.subarray(block.start, block.end)]).toEqual([
            ...each.rows.keys(),
          ]);
          [...each.rows.values()].forEach((r, i) => {
            expectRow(frame, block.start + i, r, each.cell);
          });
          for (const { handle: h, key, value } of contentOf(each).values)
            values.push([block.start + [...each.rows.keys()].indexOf(h), key, value]);
        });
        const got = Array.from({ length: frame.valueCount }, (_, i) => [
          frame.valueRecords[i],
          frame.valueKeys[i],
          frame.valueNumbers[i],
        ]);
        expect(got).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  it("[F8] carries a cell of 20,000", () => {
    const rows = Array.from({ length: 20_000 }, (_, i): [number, Row] => [
      i * 3,
      { ...simple, x: i % 32_768 },
    ]);
    const frame = decoded(encode([onePart(rows, { snapshot: true })]));
    expect(frame.count).toBe(20_000);
    expect(frame.handles[19_999]).toBe(59_997);
    expect(frame.longitudes[19_999]).toBe(longitudeOf(cellX(HOME) * 32_768 + 19_999));
  });

  it("[F9] clamps heights, speeds, and moments too old to be told apart", () => {
    const wild = { ...simple, height: 5e9, speed: -4, observedAt: NOW - 3 * 366 * 86_400_000 };
    const low = { ...simple, height: -5e9, speed: 1e9 };
    const frame = decoded(
      encode([
        onePart([
          [1, wild],
          [2, low],
        ]),
      ]),
    );
    expect([...frame.heights]).toEqual([1_000_000, -12_000]);
    expect([...frame.speeds]).toEqual([0, 6_000]);
    expect([...frame.observedAt]).toEqual([NOW - (2 ** 32 - 1) * 10, NOW]);
  });

  it("[F12] refuses any bytes without a throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(isProblem(decodeFrame(bytes))).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const result = decodeFrame(Uint8Array.of(0x4d, 1, ...bytes));
        if (!isProblem(result)) expectSound(result);
      }),
      { numRuns: 2000 },
    );
  });

  it("[F12] refuses a good frame with bytes changed, cut or added, or reads a sound one", () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (parts, changes) => {
          const bytes = encode(parts);
          for (const [at, value] of changes) bytes[2 + (at % (bytes.length - 2))] = value;
          const result = decodeFrame(bytes);
          if (!isProblem(result)) expectSound(result);
        },
      ),
      { numRuns: 2000 },
    );
    const good = encode([
      onePart(
        [
          [1, simple],
          [9, simple],
        ],
        { removed: [2], values: [[0, 3, 1.5]] },
      ),
    ]);
    for (let length = 0; length < good.length; length++)
      expect(isProblem(decodeFrame(good.subarray(0, length)))).toBe(true);
    expect(decodeFrame(Uint8Array.of(...good, 0))).toMatchObject({ code: "frame/malformed" });
  });

  it("[F13] makes columns no longer than the bytes can fill, whatever they claim", () => {
    const claim = [0xff, 0xff, 0xff, 0xff, 0x7f];
    const head = [...encode([]).subarray(0, 17)];
    const claims = [
      [...head, ...claim],
      [...head, 1, 0, 0, 0, ...claim, 1, 1, 1, 1],
      [...head, 1, 0, 0, 0b010, 0, ...claim, 1, 1],
      [...head, 1, 0, 0, 0b100, 0, ...claim, 1, 1],
    ];
    for (const bytes of claims)
      expect((decodeFrame(Uint8Array.from(bytes)) as { message: string }).message).toContain(
        "cannot fit",
      );
    const frame = decoded(encode([onePart([[1, simple]])]));
    expect(frame.longitudes.buffer.byteLength).toBeLessThan(100);
  });
});

/** Whatever was read can be used: indexes inside, handles and moments that can be. */
function expectSound(frame: Frame): void {
  for (const { start, end } of frame.blocks) expect(start <= end && end <= frame.count).toBe(true);
  expect(frame.longitudes.length).toBe(frame.count);
  for (let i = 0; i < frame.count; i++) {
    expect(Math.abs(frame.longitudes[i] as number)).toBeLessThanOrEqual(180);
    expect(Math.abs(frame.latitudes[i] as number)).toBeLessThanOrEqual(90);
    expect(Number.isNaN(new Date(frame.observedAt[i] as number).getTime())).toBe(false);
  }
  for (const record of frame.valueRecords) expect(record).toBeLessThan(frame.count);
  for (const { start, end } of frame.blocks)
    for (let i = start + 1; i < end; i++)
      expect(frame.handles[i] as number).toBeGreaterThan(frame.handles[i - 1] as number);
}
