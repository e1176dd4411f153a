import { describe, expect, it } from "vitest";
import { isDamage } from "../../../server/state/history/store/database.ts";

describe("an error of the hot store", () => {
  it.each([
    "FATAL Error: Failed to create checkpoint because of error: Could not write file: No space left on device",
    'IO Error: Could not set lock on file "hot.duckdb": Conflicting lock is held in PID 7',
    'IO Error: Cannot open file "hot.duckdb": Permission denied',
    "Binder Error: Referenced column not found",
  ])("is none of its file: %s", (message) => {
    expect(isDamage(new Error(message))).toBe(false);
  });

  it.each([
    "Serialization Error: Failed to deserialize: field id mismatch",
    "IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2",
    "FATAL Error: database has been invalidated because of a previous fatal error",
  ])("is one of its file: %s", (message) => {
    expect(isDamage(new Error(message))).toBe(true);
  });
});
