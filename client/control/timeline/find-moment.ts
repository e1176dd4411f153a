import type { TimeWord } from "../../ui/words/say-time.ts";
import { momentOfField } from "../../ui/zoned-time.ts";

/** What can be wrong with a date that is asked for: the words that say it. */
export type JumpFault = Extract<TimeWord, "jump-unread" | "jump-early" | "jump-late">;

/** The moment that a field says, or what is wrong with it. Within the minute that is kept first it is that moment. */
export function findMoment(
  text: string,
  zone: string | undefined,
  earliest: number | undefined,
  now: number,
): number | JumpFault {
  const moment = momentOfField(text, zone);
  if (moment === undefined) return "jump-unread";
  if (moment > now) return "jump-late";
  if (earliest === undefined || moment >= earliest) return moment;
  return earliest - moment < 60_000 ? earliest : "jump-early";
}
