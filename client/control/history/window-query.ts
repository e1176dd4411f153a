import type { Bbox } from "../../../shared/cell.ts";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import type { TimeWindow } from "../timeline/time-window.ts";

/** Formats that the window can be had in, and how their files end. */
export const EXPORT_FORMATS = { csv: "csv", geojson: "geojson", parquet: "parquet" } as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;

/** Observations in one answer of the server (historyMost). */
export const MOST_ROWS = 50_000;

/** What of the window is wanted. */
export interface WindowWish {
  readonly window: TimeWindow;
  readonly bbox: Bbox;
  readonly hiddenKinds: ReadonlySet<EntityKind>;
  readonly format: ExportFormat;
}

/** The address of all that was observed in a window and a view, of the kinds that are shown. */
export function windowQuery({ window, bbox, hiddenKinds, format }: WindowWish): string {
  const kinds = ENTITY_KINDS.filter((kind) => !hiddenKinds.has(kind));
  const query = new URLSearchParams({
    ...{ from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
    bbox: bbox.map((each) => each.toFixed(6)).join(),
    ...(kinds.length < ENTITY_KINDS.length ? { kinds: kinds.join() } : {}),
    ...{ limit: `${MOST_ROWS}`, format },
  });
  return `/api/history/query?${query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

/** The address of the page that follows, out of a `Link` header (RFC 8288); undefined where none does. */
export function nextOf(header: string | null): string | undefined {
  const found = /<(\/api\/history\/query\?[^>]*)>\s*;\s*rel="?next"?/.exec(header ?? "");
  return found?.[1];
}
