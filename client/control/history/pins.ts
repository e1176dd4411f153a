import { historyChoices, MOST_PINS, type Pin } from "./history-choices.ts";

const { pins } = historyChoices;

/** Keeps an entity in view, in the first look that is free; false where there is no room for more. */
export function pin(one: Pick<Pin, "id" | "name">): boolean {
  const there = pins.peek();
  if (there.some(({ id }) => id === one.id)) return true;
  const slots = Array.from({ length: MOST_PINS }, (_, place) => place + 1);
  const slot = slots.find((each) => there.every((other) => other.slot !== each));
  if (slot === undefined) return false;
  pins.value = [...there, { ...one, slot }];
  return true;
}

export function unpin(id: string): void {
  pins.value = pins.peek().filter((each) => each.id !== id);
}
