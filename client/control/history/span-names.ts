/** Lengths of a window that can be chosen, and how many seconds each is. */
export const SPANS = {
  "15m": 900,
  "1h": 3_600,
  "6h": 21_600,
  "24h": 86_400,
  "7d": 604_800,
} as const;

export type SpanName = keyof typeof SPANS;

export function isSpanName(text: string): text is SpanName {
  return Object.hasOwn(SPANS, text);
}
