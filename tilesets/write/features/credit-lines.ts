import type { SourceNote } from "../../read/city-reader.ts";

/** Sources as lines to show on screen: title, publisher, licence, vintage; each line once. */
export function creditLines(sources: readonly SourceNote[]): string[] {
  const lines = sources.map(({ title, publisher, licence, vintage }) =>
    [title, publisher, licence, vintage]
      .filter((part) => part !== undefined && part !== "")
      .join(", "),
  );
  return [...new Set(lines)];
}
