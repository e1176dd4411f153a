import { type Language, language } from "./words/language.ts";
import { sayIn } from "./words/say.ts";

const STEPS = [
  ["seconds", 1, 60],
  ["minutes", 60, 60],
  ["hours", 3_600, 48],
  ["days", 86_400, Number.POSITIVE_INFINITY],
] as const;

/** How long ago something was: "now", "12 s ago", 「3分前」. Below one second, and ahead of us, is now. */
export function formatAge(seconds: number, tongue: Language = language.value): string {
  if (seconds < 1) return sayIn(tongue, "age.now");
  const { unit, count } = rounded(seconds);
  return sayIn(tongue, `age.${unit}`, { count });
}

/** A length of time: "12 s", 「3分」. */
export function formatSpan(seconds: number, tongue: Language = language.value): string {
  if (seconds > 0 && seconds < 10) {
    return sayIn(tongue, "span.seconds", { count: Math.round(seconds * 10) / 10 });
  }
  const { unit, count } = rounded(seconds);
  return sayIn(tongue, `span.${unit}`, { count });
}

function rounded(seconds: number) {
  for (const [unit, size, end] of STEPS) {
    const count = Math.floor(seconds / size);
    if (count < end) return { unit, count };
  }
  return { unit: "days" as const, count: Math.floor(seconds / 86_400) };
}
