import type { Activity } from "../../../shared/history.ts";
import { isRecord, readNumber, readText } from "../../ui/read-untrusted.ts";

const LATEST = 8.64e15;
/** Buckets and gaps that are taken of one answer. */
const MOST = 10_000;

/** How much was said, as the server answers it; undefined where it is not what it should be. */
export function readActivity(body: unknown): Activity | undefined {
  if (!isRecord(body)) return undefined;
  const [from, to] = [readMoment(body.from), readMoment(body.to)];
  const step = readNumber(body.step, 1, 1e9);
  const [accepted, refused, events] = [
    ...[readCounts(body.accepted), readCounts(body.refused), readCounts(body.events)],
  ];
  const gaps = Array.isArray(body.gaps) ? body.gaps.slice(0, MOST).map(readGap) : undefined;
  if (from === undefined || to === undefined || step === undefined) return undefined;
  if (accepted === undefined || refused === undefined || events === undefined) return undefined;
  if (gaps?.every((gap) => gap !== undefined) !== true) return undefined;
  return { from, to, step, accepted, refused, events, gaps };
}

function readMoment(value: unknown): number | undefined {
  return readNumber(value, -LATEST, LATEST);
}

function readCounts(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length > MOST) return undefined;
  return value.every((count) => readNumber(count, 0, Number.MAX_SAFE_INTEGER) !== undefined)
    ? value
    : undefined;
}

function readGap(value: unknown): Activity["gaps"][number] | undefined {
  if (!isRecord(value)) return undefined;
  const [from, to] = [readMoment(value.from), readMoment(value.to)];
  const source = readText(value.source, 200);
  if (from === undefined || to === undefined) return undefined;
  return { from, to, ...(source === undefined ? {} : { source }) };
}
