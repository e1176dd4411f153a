import { PROVENANCES, type Provenance, staleAfter } from "../../../../shared/entity.ts";
import type { SourcesThen } from "../../../../shared/history.ts";
import { interval } from "../../rhythm.ts";
import type { Twin } from "../../twin.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { cityAsOf } from "./city-as-of.ts";
import { isHeard } from "./in-picture.ts";
import { instant } from "./instant.ts";

const MINUTE = 60_000;

/** How each source was as of a moment: who it spoke of and was heard still, and its counts in that minute. */
export async function sources(
  reading: Reading,
  { at }: Question<"sources">,
  { limits }: Asking,
): Promise<Answer<"sources">> {
  const found = heardOf(await cityAsOf(reading, at, limits), at);
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const counts = await reading.rows(
    `SELECT source, sum(accepted), sum(refused) FROM ${reading.minutes}
     WHERE minute = ${instant(minute)} GROUP BY source`,
  );
  for (const [name, accepted, refused] of counts) {
    const source = found.get(name as string);
    if (source === undefined) continue;
    source.accepted = Number(accepted);
    source.refused = Number(refused);
  }
  const told = [...found].map(([source, { provenances, ...of }]) => ({
    source,
    provenances: PROVENANCES.filter((each) => provenances.has(each)),
    ...of,
  }));
  return { at, sources: told.sort((a, b) => (a.source < b.source ? -1 : 1)) };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Found = Writable<Omit<SourcesThen["sources"][number], "source" | "provenances">> & {
  readonly provenances: Set<Provenance>;
};

function heardOf({ columns }: Twin, at: number): Map<string, Found> {
  const found = new Map<string, Found>();
  for (let handle = 0; handle < columns.count; handle++) {
    const name = columns.sources[handle] as string;
    let source = found.get(name);
    if (source === undefined) {
      const nothing = { entities: 0, stale: 0, accepted: 0, refused: 0 };
      source = { provenances: new Set(), lastObservedAt: Number.NEGATIVE_INFINITY, ...nothing };
      found.set(name, source);
    }
    const observedAt = columns.sourceAt[handle] as number;
    source.lastObservedAt = Math.max(source.lastObservedAt, observedAt);
    source.provenances.add(PROVENANCES[columns.provenances[handle] as number] as Provenance);
    const kind = columns.kind(handle);
    if (kind === undefined || !isHeard(columns, handle, at)) continue;
    source.entities++;
    if (at - observedAt > staleAfter(kind, interval(columns, handle)) * 1000) source.stale++;
  }
  return found;
}
