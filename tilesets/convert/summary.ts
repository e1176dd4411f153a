import type { Problem } from "../../shared/problem.ts";
import type { Counted, Ledger, Sort, Tally } from "../read/tally.ts";
import type { ConvertOptions } from "../read-arguments.ts";
import type { Written } from "../write/written.ts";

/** What a conversion came to; the last line of `--json`. */
export interface Conversion {
  readonly city: string;
  readonly out: string;
  readonly inputs: readonly string[];
  /** How heights were turned, and from which coordinate systems. */
  readonly heights: string;
  readonly crs: readonly string[];
  readonly features: Ledger;
  readonly polygons: Ledger;
  readonly textures: Ledger;
  /** Features written of each class. */
  readonly classes: Readonly<Record<string, number>>;
  readonly missingTextures: readonly string[];
  /** Inputs, or what is left of them, that could not be read. */
  readonly failed: readonly Problem[];
  /** What of the inputs was passed over, and why. */
  readonly notes: readonly Problem[];
  readonly tiles: number;
  readonly triangles: number;
  readonly bytes: number;
  readonly layers: Written["layers"];
  readonly readSeconds: number;
  readonly seconds: number;
  /** Highest memory of the process, bytes. */
  readonly peakMemory: number;
}

/** Missing textures told line by line. */
const MISSING = 200;

interface Facts {
  readonly id: string;
  readonly failed: readonly Problem[];
  readonly notes: readonly Problem[];
  readonly crs: readonly string[];
  readonly heights: string;
  readonly readSeconds: number;
  readonly seconds: number;
}

export function summaryOf(
  { out, inputs }: ConvertOptions,
  tally: Tally,
  { bytes, layers }: Written,
  { id, failed, notes, crs, heights, readSeconds, seconds }: Facts,
): Conversion {
  const sum = (of: "tiles" | "triangles") => layers.reduce((all, layer) => all + layer[of], 0);
  return {
    ...{ city: id, out, inputs, heights, crs },
    ...ledgersOf(tally),
    classes: tally.classes,
    ...{ missingTextures: tally.missingTextures, failed, notes },
    ...{ tiles: sum("tiles"), triangles: sum("triangles"), bytes, layers },
    ...{ readSeconds, seconds, peakMemory: process.resourceUsage().maxRSS * 1024 },
  };
}

/** Whether anything that was read is not in the tiles. */
export function hasLosses(conversion: Conversion): boolean {
  const { features, polygons, textures, failed, notes } = conversion;
  const ledgers = [features, polygons, textures];
  const warned = notes.some(({ severity }) => severity !== "info");
  return (
    failed.length > 0 || warned || ledgers.some(({ leftOut }) => Object.keys(leftOut).length > 0)
  );
}

/** The summary for people, line by line; the last one says how heights were turned. */
export function summaryLines(conversion: Conversion): string[] {
  const { missingTextures, failed, classes } = conversion;
  return [
    ...ledgersLines(conversion),
    ...missingLines(missingTextures),
    ...failed.map(({ message, tip = "" }) => `not read: ${message} ${tip}`.trimEnd()),
    `classes: ${Object.entries(classes)
      .map(([name, count]) => `${name} ${number(count)}`)
      .join(", ")}`,
    `${conversion.out}: ${number(conversion.tiles)} tiles, ${number(conversion.triangles)} triangles, ` +
      `${(conversion.bytes / 1e6).toFixed(1)} MB, in ${conversion.seconds} s ` +
      `(${(conversion.peakMemory / 1e6).toFixed(0)} MB of memory).`,
    `Heights: ${conversion.heights}. Coordinates: ${conversion.crs.join("; ")}.`,
  ];
}

/** Each once; --json has them all. */
function missingLines(missing: readonly string[]): string[] {
  const lines = missing.slice(0, MISSING).map((path) => `texture missing: ${path}`);
  return missing.length > MISSING
    ? [...lines, `… and ${number(missing.length - MISSING)} more; --json tells them all`]
    : lines;
}

export function ledgersOf(tally: Tally): Readonly<Record<Sort, Ledger>> {
  const [features, polygons] = [tally.ledger("features"), tally.ledger("polygons")];
  return { features, polygons, textures: tally.ledger("textures") };
}

/** What became of all that was read, and why some of it is not there. */
export function ledgersLines(ledgers: Readonly<Record<Sort, Ledger>>): string[] {
  const sorts: readonly Sort[] = ["features", "polygons", "textures"];
  return sorts.flatMap((sort) => ledgerLines(sort, ledgers[sort]));
}

function ledgerLines(
  sort: Sort,
  { read, written, superseded, leftOut, repaired }: Ledger,
): string[] {
  if (read === 0) return [];
  const finer = superseded > 0 ? `, ${number(superseded)} give way to a finer level` : "";
  const lost = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
  return [
    `${sort}: ${number(read)} read, ${number(written)} written${finer}, ${number(lost)} left out`,
    ...reasonLines("left out", leftOut),
    ...reasonLines("repaired", repaired),
  ];
}

function reasonLines(what: string, reasons: Readonly<Record<string, Counted>>): string[] {
  return Object.entries(reasons).map(
    ([reason, { count, examples }]) =>
      `  ${what}: ${number(count)} × ${reason} (${listed(examples)})`,
  );
}

/** The first few of a list. */
function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join("; ");
  return texts.length > 3 ? `${shown}; …` : shown;
}

function number(count: number): string {
  return count.toLocaleString("en");
}
