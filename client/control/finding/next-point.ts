import type { ChartColumns } from "./chart-columns.ts";

/** Points that the keys for pages go on by. */
const PAGE = 10;

/**
 * The place of the point that a key leads to, over gaps, from the newest where none was read yet;
 * undefined for other keys, and where there is no point at all.
 */
export function nextPoint(
  { values }: Pick<ChartColumns, "values">,
  place: number | undefined,
  key: string,
): number | undefined {
  const points = values.flatMap((value, at) => (value === null ? [] : [at]));
  const last = points.length - 1;
  const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: PAGE, PageDown: -PAGE }[key];
  if (last < 0) return undefined;
  if (key === "Home") return points[0];
  if (key === "End") return points[last];
  if (by === undefined) return undefined;
  if (place === undefined) return points[last];
  const at = points.findIndex((each) => each >= place);
  const now = at === -1 ? last : at;
  return points[Math.min(last, Math.max(0, now + by))];
}
