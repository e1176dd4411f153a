import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Ack } from "../../shared/protocol.ts";
import { checkInterest } from "./interest.ts";
import type { Session } from "./session.ts";

/** Answers one request of a page. What is wrong with it comes back as a `Problem`; nothing is thrown for it. */
export function answer(session: Session, event: unknown, body: unknown, now: number): Ack {
  switch (event) {
    case "interest": {
      const interest = checkInterest(body);
      if (isProblem(interest)) return refused(interest);
      session.look(interest);
      return { ok: true, serverTime: now };
    }
    case "clock": {
      const fault = checkClock(body);
      return fault === undefined ? { ok: true, serverTime: now } : refused(fault);
    }
    case "time":
      return { ok: true, serverTime: now };
    default:
      return refused(
        problem(
          "session/unknown-event",
          `${String(event).slice(0, 40)} is no request that this server knows`,
          "Send interest, clock or time.",
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

function refused(fault: Problem): Ack {
  return { ok: false, problem: fault };
}
