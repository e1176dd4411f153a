import { effect, type Signal, signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

/** A choice that this browser remembers from one visit to the next. */
export function remembered<T extends string>(
  name: string,
  choices: readonly T[],
  otherwise: T,
): Signal<T> {
  const before = kept(name);
  const choice = signal(choices.find((each) => each === before) ?? otherwise);
  let written = choice.peek();
  effect(() => {
    if (choice.value === written) return;
    written = choice.value;
    keep(name, written);
  });
  return choice;
}

/** A set of choices that this browser remembers; `first` until one was made. */
export function rememberedSet<T extends string>(
  name: string,
  choices: readonly T[],
  first: readonly T[] = [],
): Signal<ReadonlySet<T>> {
  const before: readonly string[] = kept(name)?.split(",") ?? first;
  const set = signal<ReadonlySet<T>>(new Set(choices.filter((each) => before.includes(each))));
  let written = set.peek();
  effect(() => {
    if (set.value === written) return;
    written = set.value;
    keep(name, [...written].join(","));
  });
  return set;
}
