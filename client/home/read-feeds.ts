import { isRecord } from "../ui/read-untrusted.ts";

/** What comes in, of all feeds together. */
export interface FeedFigures {
  readonly flowing: number;
  /** Feeds that failed or try again. */
  readonly ailing: number;
  readonly all: number;
  /** Accepted observations a second. */
  readonly rate: number;
}

/** What `/api/sources` says, added up; undefined where it is not what it should be. */
export function readFeeds(body: unknown): FeedFigures | undefined {
  if (!isRecord(body) || !Array.isArray(body.sources)) return undefined;
  let [flowing, ailing, rate] = [0, 0, 0];
  for (const source of body.sources as readonly unknown[]) {
    if (!isRecord(source) || typeof source.rate !== "number") return undefined;
    rate += source.rate;
    if (source.state === "flowing") flowing++;
    if (source.state === "failed" || source.state === "retrying") ailing++;
  }
  return { flowing, ailing, rate, all: body.sources.length };
}
