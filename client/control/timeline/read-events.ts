import type { HistoryEvent, HistoryEvents } from "../../../shared/history.ts";
import { isRecord, readNumber, readText } from "../../ui/read-untrusted.ts";

/** An event as it is shown: its type may be one that this page does not know yet. */
export type ToldEvent = Omit<HistoryEvent, "type" | "provenance" | "position"> & {
  readonly type: string;
};

const LATEST = 8.64e15;
const LONGEST = 300;
const NAMES = ["entity", "entityName", "region", "regionName", "source", "detail"] as const;

/** Events as the server answers them; undefined where it is not what it should be. */
export function readEvents(
  body: unknown,
): { readonly events: readonly ToldEvent[]; readonly more: HistoryEvents["more"] } | undefined {
  if (!isRecord(body) || !Array.isArray(body.events) || typeof body.more !== "boolean")
    return undefined;
  const events: ToldEvent[] = [];
  for (const each of body.events as readonly unknown[]) {
    const event = readEvent(each);
    if (event === undefined) return undefined;
    events.push(event);
  }
  return { events, more: body.more };
}

function readEvent(value: unknown): ToldEvent | undefined {
  if (!isRecord(value)) return undefined;
  const at = readNumber(value.at, -LATEST, LATEST);
  const type = readText(value.type, LONGEST);
  if (at === undefined || type === undefined) return undefined;
  const names = NAMES.flatMap((name) => {
    const text = readText(value[name], LONGEST);
    return text === undefined ? [] : [[name, text] as const];
  });
  return { at, type, ...Object.fromEntries(names) };
}
