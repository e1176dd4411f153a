import type { Attribute } from "../model/attribute.ts";

/** Metres across of a pipe that does not tell. */
const USUAL = 0.1;
/** What no pipe is larger than, metres. */
const LARGEST = 20;
const METRES: Readonly<Record<string, number>> = { mm: 0.001, cm: 0.01, m: 1 };
/** As i-UR spells it, and as English does. */
const OUTER = /outer_?diam(eter|iter)$/i;
const ANY = /diam(eter|iter)$/i;

/**
 * Metres across of a pipe, by its attributes: the outer diameter, or else any. Without a unit it is in
 * metres, or millimetres where no pipe is so large.
 */
export function pipeDiameter(attributes: readonly Attribute[]): number {
  return sizeBy(attributes, OUTER) ?? sizeBy(attributes, ANY) ?? USUAL;
}

function sizeBy(attributes: readonly Attribute[], name: RegExp): number | undefined {
  for (const { path, value, unit } of attributes) {
    if (typeof value !== "number" || !name.test(path)) continue;
    const scale = METRES[unit ?? ""] ?? (value > LARGEST ? 0.001 : 1);
    const size = value * scale;
    if (size > 0 && size <= LARGEST) return size;
  }
  return undefined;
}
