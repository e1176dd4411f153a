import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Line, readLines } from "../../../server/ingest/decode/read-lines.ts";

async function linesOf(chunks: readonly Uint8Array[], most = 100): Promise<Line[]> {
  async function* stream() {
    yield* chunks;
  }
  const lines: Line[] = [];
  for await (const block of readLines(stream(), most, "lineBytes")) lines.push(...block);
  return lines;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

describe("readLines", () => {
  it("numbers lines from 1 and leaves out blank ones", async () => {
    expect(await linesOf([Buffer.from("a\n\n  b \r\n\nc")])).toEqual([
      { number: 1, text: "a" },
      { number: 3, text: "b" },
      { number: 5, text: "c" },
    ]);
  });

  it("reads the same lines however the bytes are cut", async () => {
    const lines = fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 20 }), async (texts, places) => {
        const bytes = Buffer.from(texts.join("\n"));
        expect(await linesOf(cut(bytes, places))).toEqual(await linesOf([bytes]));
      }),
    );
  });

  it("tells an oversized line once, keeps nothing of it, and goes on after it", async () => {
    const long = Array.from({ length: 50 }, () => Buffer.alloc(64, "x"));
    const lines = await linesOf([Buffer.from("a\n"), ...long, Buffer.from("\nb\n")]);
    expect(lines).toEqual([
      { number: 1, text: "a" },
      { number: 2, fault: "is longer than 100 bytes (lineBytes)" },
      { number: 3, text: "b" },
    ]);
  });

  it("tells an oversized line that comes in one piece", async () => {
    const lines = await linesOf([Buffer.from(`${"x".repeat(101)}\n${"y".repeat(100)}`)]);
    expect(lines).toEqual([
      { number: 1, fault: "is longer than 100 bytes (lineBytes)" },
      { number: 2, text: "y".repeat(100) },
    ]);
  });

  it("tells invalid UTF-8 of its own line only", async () => {
    const bytes = Buffer.concat([Buffer.from("å\n"), Buffer.from([0xff, 0x0a]), Buffer.from("ß")]);
    expect(await linesOf([bytes])).toEqual([
      { number: 1, text: "å" },
      { number: 2, fault: "is not valid UTF-8" },
      { number: 3, text: "ß" },
    ]);
  });
});
