import { effect, type Signal, signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

/** A set of names that nobody knows beforehand, which this browser remembers; the newest so many of them. */
export function rememberedNames(name: string, most: number): Signal<ReadonlySet<string>> {
  const names = signal<ReadonlySet<string>>(new Set(read(kept(name))));
  let written = names.peek();
  effect(() => {
    if (names.value === written) return;
    written = names.value;
    keep(name, JSON.stringify([...written].slice(-most)));
  });
  return names;
}

function read(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
  } catch {
    // Not ours, or of another time: then nothing is remembered.
    return [];
  }
}
