import type { Point2 } from "../model/city-model.ts";

/** A square of the city and what stands in it; its children share its things among them. */
export interface Cell<Item> {
  readonly name: string;
  readonly items: readonly Item[];
  readonly children: readonly Cell<Item>[];
}

/**
 * Shares things among squares by their places: one square around the bounds, cut `splits[0]` by
 * `splits[0]`, each of those again by the next. Empty squares are left out; places outside the bounds
 * go to the nearest square.
 */
export function cellsOf<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => Point2,
  bounds: readonly [number, number, number, number],
  splits: readonly number[],
): Cell<Item> {
  const [west, south, east, north] = bounds;
  const side = Math.max(east - west, north - south);
  return split("0", items, placeOf, [west, south, side], splits);
}

function split<Item>(
  name: string,
  items: readonly Item[],
  placeOf: (item: Item) => Point2,
  [west, south, side]: readonly [number, number, number],
  [parts, ...finer]: readonly number[],
): Cell<Item> {
  if (parts === undefined) return { name, items, children: [] };
  const step = side / parts;
  const among = (metres: number) => Math.min(parts - 1, Math.max(0, Math.floor(metres / step)));
  const shares = Array.from({ length: parts * parts }, (): Item[] => []);
  for (const item of items) {
    const [east, north] = placeOf(item);
    shares[among(north - south) * parts + among(east - west)]?.push(item);
  }
  const children = shares.flatMap((share, i) => {
    if (share.length === 0) return [];
    const [column, row] = [i % parts, Math.floor(i / parts)];
    const square = [west + column * step, south + row * step, step] as const;
    return [split(`${name}-${column}${row}`, share, placeOf, square, finer)];
  });
  return { name, items, children };
}
