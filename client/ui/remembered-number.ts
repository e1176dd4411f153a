import { effect, type Signal, signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

/** A number within limits that this browser remembers from one visit to the next. */
export function rememberedNumber(
  name: string,
  [least, most]: readonly [number, number],
  otherwise: number,
): Signal<number> {
  const before = Number(kept(name) ?? Number.NaN);
  const number = signal(before >= least && before <= most ? before : otherwise);
  let written = number.peek();
  effect(() => {
    if (number.value === written) return;
    written = number.value;
    keep(name, String(written));
  });
  return number;
}
