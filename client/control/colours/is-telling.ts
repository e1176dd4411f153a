import type { CityAttribute } from "../../../shared/city.ts";

/** What so few have is not looked for on a map. */
const RARE = 0.01;
/** Values from which on each may be a name of its own. */
const MANY = 12;
/** The share of different values from which on they are names, not kinds. */
const NAMES = 0.5;

/**
 * Whether colours by an attribute would show something: many have it, and they do not all have the same,
 * nor each another. What does not stays in the list, at its end.
 * @param features how many the layers that have it hold, where that is known
 */
export function isTelling(attribute: CityAttribute, features: number | undefined): boolean {
  const { known, range, values } = attribute;
  if (features !== undefined && known < RARE * features) return false;
  // Who has it at all is also something to see.
  const isOfAll = features === undefined || known >= features;
  if (range !== undefined) return range[0] < range[1] || !isOfAll;
  if (values === undefined) return true;
  if (values.length > MANY && values.length > NAMES * known) return false;
  return values.length > 1 || !isOfAll;
}
