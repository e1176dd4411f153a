import type { RetentionRule } from "../../../../shared/history.ts";
import { type ArchiveFile, type Share, spanOf } from "./catalogue.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** What goes of an hour. */
export interface Going {
  readonly hour: number;
  readonly files: readonly ArchiveFile[];
  readonly shares: readonly { readonly kind: string; readonly source: string }[];
}

/**
 * What the rules let go of the archive, oldest hour first. Each kind of each source falls under one rule, the most
 * particular: one that names kind and source before one that names the source, that before one that names the kind,
 * and that before one for all; of two alike the later. `now` in milliseconds since 1970.
 */
export function goingOf(
  files: readonly ArchiveFile[],
  rules: readonly RetentionRule[],
  now: number,
): readonly Going[] {
  const hours = byHour(files);
  const room = new Map<RetentionRule, number>();
  const going: Going[] = [];
  for (const [hour, its] of [...hours].sort(([a], [b]) => b - a)) {
    const shares = new Map<string, { kind: string; source: string }>();
    for (const file of its)
      for (const share of file.shares) {
        const rule = ruleFor(rules, share);
        if (rule === undefined) continue;
        const held = (room.get(rule) ?? 0) + bytesOf(file, share);
        room.set(rule, held);
        const old = rule.days !== undefined && hour + HOUR <= now - rule.days * DAY;
        const full = rule.bytes !== undefined && held > rule.bytes;
        if (old || full) shares.set(`${share.kind} ${share.source}`, share);
      }
    if (shares.size > 0)
      going.push({
        hour,
        files: its,
        shares: [...shares.values()].map(({ kind, source }) => ({ kind, source })),
      });
  }
  return going.reverse();
}

/**
 * The moment before which refusals and events go where nothing is kept that would take them along: by the rule for
 * everything, and none that has observations beside it. -Infinity where all stay.
 */
export function restGoesBefore(
  files: readonly ArchiveFile[],
  rules: readonly RetentionRule[],
  now: number,
): number {
  const rule = rules.findLast(({ kind, source }) => kind === undefined && source === undefined);
  let before = files.reduce((first, { hour }) => Math.min(first, hour), Number.POSITIVE_INFINITY);
  if (rule?.days !== undefined)
    before = Math.min(before, Math.floor((now - rule.days * DAY) / HOUR) * HOUR);
  else if (rule?.bytes === undefined) return Number.NEGATIVE_INFINITY;
  return before === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : before;
}

/** Bytes of a file are shared out by rows. */
export function bytesOf(file: ArchiveFile, share: Share): number {
  return (file.bytes * share.rows) / spanOf(file).rows;
}

function byHour(files: readonly ArchiveFile[]): Map<number, ArchiveFile[]> {
  const hours = new Map<number, ArchiveFile[]>();
  for (const file of files) {
    const its = hours.get(file.hour);
    if (its === undefined) hours.set(file.hour, [file]);
    else its.push(file);
  }
  return hours;
}

function ruleFor(
  rules: readonly RetentionRule[],
  { kind, source }: { kind: string; source: string },
): RetentionRule | undefined {
  let best: RetentionRule | undefined;
  let rank = -1;
  for (const rule of rules) {
    if (rule.kind !== undefined && rule.kind !== kind) continue;
    if (rule.source !== undefined && rule.source !== source) continue;
    const its = (rule.source === undefined ? 0 : 2) + (rule.kind === undefined ? 0 : 1);
    if (its < rank) continue;
    best = rule;
    rank = its;
  }
  return best;
}
