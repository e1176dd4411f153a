import { type CellKey, cellAt } from "../../../shared/cell.ts";
import { decodeFrame, type Frame } from "../../../shared/frame.ts";
import { type FrameColumns, FrameEncoder } from "../../../shared/frame-encoder.ts";
import { isProblem } from "../../../shared/problem.ts";

/** One entity as a test says it. */
export interface Said {
  readonly handle: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly height?: number;
  readonly heading?: number;
  readonly speed?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly values?: Readonly<Record<number, number>>;
}

export interface SaidBlock {
  readonly cell?: CellKey;
  readonly snapshot?: boolean;
  readonly entities?: readonly Said[];
  readonly removed?: readonly number[];
}

/** A frame of the real encoder, decoded by the real decoder. */
export function frameOf(blocks: readonly SaidBlock[], serverTime: number, tick = 1): Frame {
  const encoder = new FrameEncoder();
  const cells = blocks.map((block) => block.cell ?? cellOf(block.entities?.[0]));
  const header = { tick, serverTime, origin: cells[0] ?? cellAt(0, 0) };
  const encoded = blocks.map((block, index) => {
    const entities = [...(block.entities ?? [])].sort((a, b) => a.handle - b.handle);
    return encoder.block(header, columnsOf(entities), {
      cell: cells[index] as CellKey,
      snapshot: block.snapshot ?? false,
      handles: entities.map((entity) => entity.handle),
      removed: [...(block.removed ?? [])].sort((a, b) => a - b),
      values: entities.flatMap(({ handle, values = {} }) =>
        Object.entries(values).map(([key, value]) => ({ handle, key: Number(key), value })),
      ),
    });
  });
  const frame = decodeFrame(encoder.frame(header, encoded));
  if (isProblem(frame)) throw new Error(frame.message);
  return frame;
}

export function cellOf(entity: Pick<Said, "longitude" | "latitude"> | undefined): CellKey {
  if (entity === undefined) throw new Error("frameOf: a block without entities must name its cell");
  return cellAt(entity.longitude, entity.latitude);
}

function columnsOf(entities: readonly Said[]): FrameColumns {
  const size = 1 + Math.max(0, ...entities.map((entity) => entity.handle));
  const columns = {
    longitudes: new Float64Array(size),
    latitudes: new Float64Array(size),
    heights: new Float64Array(size).fill(Number.NaN),
    headingsDegrees: new Float32Array(size).fill(Number.NaN),
    speeds: new Float32Array(size).fill(Number.NaN),
    observedAt: new Float64Array(size),
  };
  for (const { handle, longitude, latitude, height, heading, speed, at } of entities) {
    columns.longitudes[handle] = longitude;
    columns.latitudes[handle] = latitude;
    columns.heights[handle] = height ?? Number.NaN;
    columns.headingsDegrees[handle] = heading ?? Number.NaN;
    columns.speeds[handle] = speed ?? Number.NaN;
    columns.observedAt[handle] = at;
  }
  return columns;
}
