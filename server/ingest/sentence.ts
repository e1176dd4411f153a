import type { Problem } from "../../shared/problem.ts";

/** What is wrong and what to do about it, in one text. */
export function sentence(fault: Problem): string {
  return fault.tip === undefined ? fault.message : `${fault.message} ${fault.tip}`;
}
