import { median } from "../support/statistics.ts";
import type { Sample } from "./take-sample.ts";

/** Whether something grew, and by how much. */
export interface Growth {
  readonly name: string;
  /** Medians of the first and of the last third, after the warm-up. */
  readonly first: number;
  readonly last: number;
  /** Of the straight line through all of them. */
  readonly perHour: number;
  readonly verdict: "steady" | "grows" | "too short to tell";
}

/** The part of the samples in which a page still makes what it makes once. */
const WARM_UP = 0.25;
/** Samples and minutes after the warm-up without which nothing is said. */
const FEWEST = 6;
const SHORTEST = 10;
/** By what part, and by how much, something may be more at the end than at the beginning. */
const ALLOWED: readonly (readonly [name: RegExp, part: number, amount: number])[] = [
  [/^page heap/, 0.05, 3],
  [/^server (memory|heap|outside)/, 0.1, 15],
  [/^page nodes/, 0.05, 200],
  [/./, 0.02, 6],
];
/** The line must be steeper than its own uncertainty by this. */
const SURE = 2;

/**
 * Judges each series by itself: it grows where the last third is above the first by more than is allowed, and
 * the straight line through all of it goes up for certain. A step that stays, or a wave, is no growth.
 */
export function judgeGrowth(samples: readonly Sample[], minutes: readonly number[]): Growth[] {
  const from = Math.ceil(samples.length * WARM_UP);
  const hours = minutes.slice(from).map((minute) => minute / 60);
  const kept = samples.slice(from);
  const lasted = (minutes.at(-1) ?? 0) - (minutes[from] ?? 0);
  const isShort = kept.length < FEWEST || lasted < SHORTEST;
  const names = new Set(samples.flatMap((sample) => [...sample.keys()]));
  return [...names].map((name) => {
    const values = kept.map((sample) => sample.get(name) ?? 0);
    const third = Math.max(1, Math.floor(values.length / 3));
    const first = median(values.slice(0, third));
    const last = median(values.slice(-third));
    const { slope, error } = line(hours, values);
    const [, part, amount] = ALLOWED.find(([pattern]) => pattern.test(name)) ?? [/./, 0, 0];
    const isMore = last - first > Math.max(part * first, amount);
    const grows = isMore && slope > SURE * error;
    const verdict = isShort ? "too short to tell" : grows ? "grows" : "steady";
    return { name, first, last, perHour: slope, verdict };
  });
}

/** The straight line of least squares: its slope, and the slope's standard error. */
function line(x: readonly number[], y: readonly number[]): { slope: number; error: number } {
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const [mx, my] = [mean(x), mean(y)];
  const spread = x.reduce((sum, at) => sum + (at - mx) ** 2, 0);
  const slope = x.reduce((sum, at, i) => sum + (at - mx) * ((y[i] as number) - my), 0) / spread;
  const rest = x.reduce((sum, at, i) => sum + ((y[i] as number) - my - slope * (at - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / Math.max(1, x.length - 2) / spread) };
}
