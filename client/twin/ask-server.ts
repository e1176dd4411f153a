import { type Problem, problem } from "../../shared/problem.ts";

/** Milliseconds. */
const PATIENCE = 10_000;

export interface AskOptions {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Ends the question; the answer is then a problem `answers/given-up`. */
  readonly signal?: AbortSignal;
}

/** What our server answers, as JSON, or the problem that came in its place. Never rejects. */
export async function askServer(url: string, options: AskOptions = {}): Promise<unknown> {
  const { method = "GET", body, signal } = options;
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        Accept: "application/json, application/geo+json",
        ...(body === undefined ? {} : { "Content-Type": "application/geo+json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) return problemFrom(response.status, answer);
    return answer ?? problem("answers/unreadable", "The server's answer cannot be read.");
  } catch (error) {
    if (signal?.aborted === true) return problem("answers/given-up", "The question was given up.");
    return unreachable(error);
  }
}

function unreachable(error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return problem(
    "answers/unreachable",
    `The server does not answer (${why}).`,
    "The page tries again by itself. Is the server running?",
  );
}

/** RFC 9457 problem details as the server writes them, or what the status says. */
function problemFrom(status: number, answer: unknown): Problem {
  const details = typeof answer === "object" && answer !== null ? answer : {};
  const text = (name: string) => {
    const value: unknown = Object.hasOwn(details, name) && Reflect.get(details, name);
    return typeof value === "string" ? value : undefined;
  };
  const message = text("detail") ?? text("title") ?? `HTTP ${status}`;
  return problem(text("code") ?? `http/${status}`, message, text("tip"));
}
