import type { Room } from "../room.ts";
import { sayAttributeName } from "./say-class.ts";

/** What the city is coloured by, in words; nothing where it is coloured by no attribute. */
export function sayColours({ colours }: Room): string {
  const plan = colours.plan.value;
  return plan === undefined ? "" : sayAttributeName(plan.attribute);
}
