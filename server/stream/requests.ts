import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Ack } from "../../shared/protocol.ts";
import type { CheckedClock } from "./check-clock.ts";
import { checkInterest } from "./interest.ts";
import type { Page } from "./page.ts";
import type { Member } from "./shared-views.ts";

/** A page that asks: what it shows, and its place among those that share a view. */
export interface Requester {
  readonly page: Pick<Page, "look" | "show">;
  readonly member: Member;
  /** Judges what it sent as its clock. */
  readonly checkClock: (body: unknown, now: number) => CheckedClock | Problem;
}

/** Answers one request of a page. What is wrong with it comes back as a `Problem`; nothing is thrown for it. */
export function answer(
  { page, member, checkClock }: Requester,
  event: unknown,
  body: unknown,
  now: number,
): Ack {
  switch (event) {
    case "interest": {
      const interest = checkInterest(body);
      if (isProblem(interest)) return refused(interest);
      page.look(interest);
      return { ok: true, serverTime: now };
    }
    case "clock": {
      const clock = checkClock(body, now);
      return outcome(isProblem(clock) ? clock : page.show(clock), now);
    }
    case "join":
      return outcome(member.join(body), now);
    case "share":
      return outcome(member.share(body), now);
    case "time":
      return { ok: true, serverTime: now };
    default:
      return refused(
        problem(
          "session/unknown-event",
          `${String(event).slice(0, 40)} is no request that this server knows`,
          "Send interest, clock, time, join or share.",
        ),
      );
  }
}

function outcome(fault: Problem | undefined, now: number): Ack {
  return fault === undefined ? { ok: true, serverTime: now } : refused(fault);
}

function refused(fault: Problem): Ack {
  return { ok: false, problem: fault };
}
