import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { say } from "./words/say.ts";

const PATIENCE_SECONDS = 10;

/** Why there is no answer; `status` where the server answered, and said so. */
export interface FetchProblem extends Problem {
  readonly status?: number;
}

/**
 * The JSON at a URL of our server, or the problem that came in its place; with `put`, after putting that
 * there; `signal` gives up. Never rejects.
 */
export async function fetchJson(url: string, put?: object, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  const patience = AbortSignal.timeout(PATIENCE_SECONDS * 1_000);
  try {
    response = await fetch(url, {
      ...(put === undefined ? {} : { method: "PUT", body: JSON.stringify(put) }),
      headers: {
        Accept: "application/json",
        ...(put === undefined ? {} : { "Content-Type": "application/json" }),
      },
      signal: signal === undefined ? patience : AbortSignal.any([patience, signal]),
    });
  } catch (error) {
    const slow = error instanceof DOMException && error.name === "TimeoutError";
    if (slow) return problem("page/slow", say("fetch.slow", { seconds: PATIENCE_SECONDS }));
    return unreachable(error);
  }
  try {
    const body: unknown = response.status === 204 ? undefined : await response.json();
    return response.ok ? body : problemFrom(response, body);
  } catch {
    return response.ok ? unreadable(url) : problemFrom(response, undefined);
  }
}

/** Why an answer that is not what was asked for is not. Never rejects. */
export async function problemOf(response: Response): Promise<FetchProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  return problemFrom(response, body);
}

/** The problem to return when there is no answer, in the browser's words. */
export function unreachable(error: unknown): FetchProblem {
  const message = error instanceof Error ? error.message : String(error);
  return problem("page/unreachable", say("fetch.unreachable", { message }));
}

/** The problem to return when an answer has not the shape it should have. */
export function unreadable(url: string): FetchProblem {
  return problem("page/unreadable", say("fetch.unreadable", { url }));
}

/** RFC 9457 problem details, as the server writes them, or what the status line says. */
function problemFrom(response: Response, body: unknown): FetchProblem {
  const { status } = response;
  if (isProblem(body)) return { ...body, status };
  const details = typeof body === "object" && body !== null ? body : {};
  const text = (name: string) => {
    const value: unknown = Object.hasOwn(details, name) && Reflect.get(details, name);
    return typeof value === "string" ? value : undefined;
  };
  const message = text("detail") ?? text("title") ?? `HTTP ${status}`;
  return { ...problem(text("code") ?? `http/${status}`, message, text("tip")), status };
}
