import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine } from "../../../tilesets/convert/plain-line.ts";
import { ProgressLines } from "../../../tilesets/convert/progress-lines.ts";

describe("what is told on a terminal", () => {
  it("shows texts of files as text, in any language", () => {
    expect(plainLine("都川・L2 × 3 … “é” 😀")).toBe("都川・L2 × 3 … “é” 😀");
    expect(plainLine("a\nb", true)).toBe("a\nb");
  });

  it("lets no file move the cursor, clear the screen or say lines of ours", () => {
    const clear = "\u001b[2J";
    const lines: string[] = [];
    new ProgressLines({ write: (text) => lines.push(text) }).say(
      `${clear}id\rdone\n\u009b2J\u202e`,
    );
    expect(lines).toEqual(["\ufffd[2Jid\ufffddone\ufffd\ufffd2J\ufffd\n"]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const plain = plainLine(text);
        expect(plain).toHaveLength(text.length);
        for (const letter of plain) expect(letter.codePointAt(0)).toBeGreaterThanOrEqual(32);
      }),
    );
  });
});
