import { type Language, language } from "../../ui/words/language.ts";
import { sayIn } from "../../ui/words/say.ts";

const UNITS = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** A length of time in its two largest units: "2 h 10 min", "45 s", 「2時間10分」. */
export function sayLapse(seconds: number, tongue: Language = language.value): string {
  let left = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(sayIn(tongue, `span.${unit}`, { count }));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  if (parts.length === 0) return sayIn(tongue, "span.seconds", { count: 0 });
  return parts.join(tongue === "ja" ? "" : " ");
}
