/** Milliseconds since 1970 that a timestamp can hold, either way. */
const FURTHEST = 8.64e15;

/**
 * SQL of a moment, milliseconds since 1970. Written out and not a parameter, so that DuckDB sees before it begins
 * which parts of a file it can pass over.
 */
export function instant(milliseconds: number): string {
  const within = Math.min(FURTHEST, Math.max(-FURTHEST, Math.round(milliseconds)));
  return `make_timestamp(${BigInt(within) * 1000n})`;
}
