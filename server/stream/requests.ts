import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Ack } from "../../shared/protocol.ts";
import { checkInterest } from "./interest.ts";
import type { Session } from "./session.ts";
import type { Member } from "./shared-views.ts";

/** A page that asks: its session, and its place among those that share a view. */
export interface Requester {
  readonly session: Session;
  readonly member: Member;
}

/** Answers one request of a page. What is wrong with it comes back as a `Problem`; nothing is thrown for it. */
export function answer(
  { session, member }: Requester,
  event: unknown,
  body: unknown,
  now: number,
): Ack {
  switch (event) {
    case "interest": {
      const interest = checkInterest(body);
      if (isProblem(interest)) return refused(interest);
      session.look(interest);
      return { ok: true, serverTime: now };
    }
    case "clock":
      return outcome(checkClock(body), now);
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

function checkClock(body: unknown): Problem | undefined {
  const mode =
    typeof body === "object" && body !== null ? (body as { mode?: unknown }).mode : undefined;
  if (mode === "live") return undefined;
  if (mode === "replay")
    return problem(
      "clock/no-history",
      "clock: the server keeps no history yet, so there is nothing to replay",
      'Stay with {mode: "live"}.',
    );
  return problem("clock/malformed", 'clock: mode is neither "live" nor "replay"');
}

function outcome(fault: Problem | undefined, now: number): Ack {
  return fault === undefined ? { ok: true, serverTime: now } : refused(fault);
}

function refused(fault: Problem): Ack {
  return { ok: false, problem: fault };
}
