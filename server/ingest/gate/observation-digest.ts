import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Accepted } from "../../../shared/observation.ts";

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);
let low = 0;
let high = 0;

/**
 * 64 bits that two observations share when they say the same of the same moment, written to
 * `out[0]` and `out[1]`; never both zero. Values count in any order. Made of nothing but what the journal keeps,
 * so that it is known again after a restart.
 */
export function observationDigest({ observation, provenance }: Accepted, out: Uint32Array): void {
  const { entity, observedAt, position, motion, values } = observation;
  low = 0x9e3779b9;
  high = 0x85ebca6b;
  mixNumber(observedAt);
  mixNumber(entity.kind === undefined ? -1 : ENTITY_KINDS.indexOf(entity.kind));
  if (entity.name !== undefined) mixText(entity.name);
  mixNumber(PROVENANCES.indexOf(provenance));
  mixNumber(position?.longitude);
  mixNumber(position?.latitude);
  mixNumber(position?.height);
  mixNumber(motion?.headingDegrees);
  mixNumber(motion?.speed);
  if (values !== undefined) mixValues(values);
  out[0] = finish(low) | 1;
  out[1] = finish(high);
}

/** Adds what each entry gives on its own, so that their order does not matter. */
function mixValues(values: ReadonlyMap<string, number>): void {
  const startLow = low;
  const startHigh = high;
  let sumLow = 0;
  let sumHigh = 0;
  for (const [name, value] of values) {
    low = startLow;
    high = startHigh;
    mixText(name);
    mixNumber(value);
    sumLow = (sumLow + finish(low)) | 0;
    sumHigh = (sumHigh + finish(high)) | 0;
  }
  low = startLow;
  high = startHigh;
  mix(sumLow);
  mix(sumHigh);
}

function mixText(text: string): void {
  mix(text.length);
  for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at));
}

/** A missing number is NaN, which no observation can have. */
function mixNumber(value: number | undefined): void {
  // Adding zero makes one of the two zeros.
  number[0] = value === undefined ? Number.NaN : value + 0;
  mix(halves[0] ?? 0);
  mix(halves[1] ?? 0);
}

/** Two independent lanes of MurmurHash3's body. */
function mix(word: number): void {
  const a = Math.imul(word, 0xcc9e2d51);
  low ^= Math.imul((a << 15) | (a >>> 17), 0x1b873593);
  low = (Math.imul((low << 13) | (low >>> 19), 5) + 0xe6546b64) | 0;
  const b = Math.imul(word, 0x239b961b);
  high ^= Math.imul((b << 16) | (b >>> 16), 0xab0e9789);
  high = (Math.imul((high << 17) | (high >>> 15), 5) + 0x38b34ae5) | 0;
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
