import { writeFile } from "node:fs/promises";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { ProgressLines } from "../convert/progress-lines.ts";
import type { DiffOptions } from "../read-arguments.ts";
import { changeFeatures } from "./change-features.ts";
import { findChanges } from "./find-changes.ts";
import { matchBuildings } from "./match-buildings.ts";
import { readSide } from "./read-side.ts";
import type { Side } from "./side.ts";

/** What became of a city between two vintages; the last line of `--json`. */
export interface Difference {
  readonly before: string;
  readonly after: string;
  readonly buildings: { readonly before: number; readonly after: number };
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** How those that are on both sides were found again. */
  readonly matched: { readonly byId: number; readonly byPlace: number };
  /** Of those changed, by what; one may be in several. */
  readonly changes: {
    readonly height: number;
    readonly footprint: number;
    readonly attributes: Readonly<Record<string, number>>;
  };
  readonly out?: string;
}

/** Compares the buildings of two cities: folders that `npm run tiles` wrote, or city files as it reads them. */
export async function diffCities(
  { before, after, out }: DiffOptions,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<Difference | Problem> {
  const first = await readSide(before, undefined, lines, signal);
  if (isProblem(first)) return first;
  const second = await readSide(after, first.plane, lines, signal);
  if (isProblem(second)) return second;
  const matching = matchBuildings(first.side.buildings, second.side.buildings);
  const told = toldByBoth(first.side, second.side);
  const changed = matching.matches.flatMap((match) => {
    const changes = findChanges(match, told);
    return changes === undefined ? [] : [{ match, changes }];
  });
  const { added, removed, matches } = matching;
  if (out !== undefined) {
    const features = changeFeatures({ added, removed, changed }, first.plane);
    const unwritten = await save(out, JSON.stringify(features));
    if (unwritten !== undefined) return unwritten;
  }
  const byId = matches.filter(({ by }) => by === "id").length;
  const attributes = changed.flatMap(({ changes }) => changes.attributes.map(({ path }) => path));
  const difference: Difference = {
    ...{ before, after },
    buildings: { before: first.side.buildings.length, after: second.side.buildings.length },
    ...{ added: added.length, removed: removed.length },
    ...{ changed: changed.length, unchanged: matches.length - changed.length },
    matched: { byId, byPlace: matches.length - byId },
    changes: {
      height: changed.filter(({ changes }) => changes.height !== undefined).length,
      footprint: changed.filter(({ changes }) => changes.footprint !== undefined).length,
      attributes: tallied(attributes),
    },
    ...(out === undefined ? {} : { out }),
  };
  for (const line of linesOf(difference)) lines.say(line);
  return difference;
}

/** Attributes that are compared of a folder and files; undefined, where both sides are one or the other: all. */
function toldByBoth(first: Side, second: Side): ReadonlySet<string> | undefined {
  if (first.told !== undefined && second.told !== undefined) return undefined;
  return first.told ?? second.told;
}

function linesOf(difference: Difference): string[] {
  const { buildings, added, removed, changed, unchanged, matched, changes, out } = difference;
  const often = Object.entries(changes.attributes).slice(0, 8);
  return [
    `${buildings.before} buildings before, ${buildings.after} after.`,
    `${added} added, ${removed} removed, ${changed} changed, ${unchanged} as they were.`,
    `Found again: ${matched.byId} by id, ${matched.byPlace} by place.`,
    `Of those changed: ${changes.height} in height, ${changes.footprint} in footprint` +
      `${often.map(([path, count]) => `, ${count} in ${path}`).join("")}.`,
    ...(out === undefined ? [] : [`${out}: each with its evidence, as GeoJSON.`]),
  ];
}

/** How often each, most often first. */
function tallied(paths: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

async function save(path: string, text: string): Promise<Problem | undefined> {
  try {
    await writeFile(path, `${text}\n`);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return problem("tiles/unwritable", `${path} cannot be written (${code}).`);
  }
}
