import { describe, expect, it } from "vitest";
import { condemn, isDamage } from "../../../server/state/history/store/database.ts";
import { isOfFile } from "../../../server/state/history/store/file-fault.ts";

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

  it("is still the one that is told where the disk takes no word of it", () => {
    expect(() => condemn("/no/folder", new Error("corrupt"))).not.toThrow();
  });
});

describe("an error at a file of the archive", () => {
  const coded = (code: string) =>
    Object.assign(new Error(`${code}: open 'part.parquet'`), { code });

  it.each(["EMFILE", "ENFILE", "ENOMEM", "EACCES", "ESTALE"])("says nothing of it: %s", (code) => {
    expect(isOfFile(coded(code))).toBe(false);
  });

  it.each([
    'IO Error: Cannot open file "part.parquet": Too many open files',
    "Out of Memory Error: failed to allocate data of size 32.0 MiB (1.0 GiB/1.0 GiB used)",
  ])("says nothing of it: %s", (message) => {
    expect(isOfFile(new Error(message))).toBe(false);
  });

  it.each([
    ...[coded("ENOENT"), coded("EIO"), new Error("its bytes have changed")],
    new Error("Invalid Input Error: No magic bytes found at end of file 'part.parquet'"),
  ])("says that it is gone or damaged: %s", (error) => {
    expect(isOfFile(error)).toBe(true);
  });
});
