import { PLACE_BITS } from "./cell.ts";

/** First byte of a frame: "M". */
export const FRAME_MAGIC = 0x4d;
/** Second byte. A change that an older reader would misread raises it. */
export const FRAME_VERSION = 1;

/** Bits of a block's flag byte. */
export const BLOCK_SNAPSHOT = 1;
export const BLOCK_REMOVED = 2;
export const BLOCK_VALUES = 4;
export const BLOCK_FLAGS = BLOCK_SNAPSHOT | BLOCK_REMOVED | BLOCK_VALUES;

/** Metres per step of height. */
export const HEIGHT_STEP = 0.05;
/** Heights outside are clamped, metres above the ellipsoid. */
export const HEIGHT_RANGE = [-12_000, 1_000_000] as const;
/** Metres per second per step of speed. */
export const SPEED_STEP = 0.1;
/** Fastest speed a frame can say, m/s. */
export const SPEED_MAXIMUM = 6_000;
/** Milliseconds per step of observation time. */
export const TIME_STEP = 10;
/** Ages span at most this many time steps inside a block (497 days); older is shown as the oldest. */
export const TIME_SPAN = 2 ** 32 - 1;
/** A circle is this many heading steps; the next number says unknown. */
export const HEADING_STEPS = 255;
export const HEADING_UNKNOWN = 255;
export const HEADING_BITS = 8;

/** Bits of a record that do not depend on its block: x, y, heading. */
export const FIXED_BITS = 2 * PLACE_BITS + HEADING_BITS;
/** Bits that hold the width of one variable column. */
export const WIDTH_BITS = 6;
