import type { Frame } from "../../shared/frame.ts";

/** Milliseconds that are looked back on. */
const SPAN = 5_000;
/** Delays kept of one frame: enough for a percentile, whatever the frame's size. */
const SAMPLES_PER_FRAME = 64;
const MOST_SAMPLES = 8_192;

/** Measures what arrives: updates a second, and their age on arrival. */
export class FlowMeter {
  #samples: { at: number; delay: number }[] = [];
  #frames: { at: number; updates: number }[] = [];

  /**
   * Takes a frame that arrived at `now` (ms, the server's clock). Snapshots are left out: they tell old
   * things again.
   */
  take(frame: Frame, now: number): void {
    let updates = 0;
    for (const block of frame.blocks) if (!block.snapshot) updates += block.end - block.start;
    this.#frames.push({ at: now, updates });
    const step = Math.max(1, Math.ceil(updates / SAMPLES_PER_FRAME));
    for (const block of frame.blocks) {
      if (block.snapshot) continue;
      for (let i = block.start; i < block.end; i += step)
        this.#samples.push({ at: now, delay: now - (frame.observedAt[i] as number) });
    }
    this.#forget(now);
  }

  /** Median and 95th percentile in milliseconds from `observedAt` to arrival, over the last seconds. */
  delay(now: number): { median: number; p95: number } | undefined {
    this.#forget(now);
    if (this.#samples.length === 0) return undefined;
    const sorted = Float64Array.from(this.#samples, (sample) => sample.delay).sort();
    return { median: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
  }

  /** Entity updates a second, over the last seconds. */
  rate(now: number): number {
    this.#forget(now);
    let updates = 0;
    for (const frame of this.#frames) updates += frame.updates;
    return updates / (SPAN / 1000);
  }

  clear(): void {
    this.#samples = [];
    this.#frames = [];
  }

  #forget(now: number): void {
    const from = now - SPAN;
    let old = Math.max(0, this.#samples.length - MOST_SAMPLES);
    while (old < this.#samples.length && (this.#samples[old]?.at ?? 0) < from) old++;
    if (old > 0) this.#samples.splice(0, old);
    let gone = 0;
    while (gone < this.#frames.length && (this.#frames[gone]?.at ?? 0) < from) gone++;
    if (gone > 0) this.#frames.splice(0, gone);
  }
}

function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}
