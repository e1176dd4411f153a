/** A fault, said so that a person can act on it: what, where, what to do. */
export interface Problem {
  readonly severity: "error" | "warning" | "info";
  /** `room/what`, stable, for programs: `gate/future-time`. */
  readonly code: string;
  /** What is wrong and where, for people. */
  readonly message: string;
  /** What to do about it. */
  readonly tip?: string;
}

/** An error `Problem`. */
export function problem(code: string, message: string, tip?: string): Problem {
  return tip === undefined
    ? { severity: "error", code, message }
    : { severity: "error", code, message, tip };
}

/** Tells a returned `Problem` from a good result. */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "severity" in value &&
    "code" in value &&
    "message" in value
  );
}
