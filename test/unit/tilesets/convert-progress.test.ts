import { describe, expect, it } from "vitest";
import { ProgressLines } from "../../../tilesets/convert/progress-lines.ts";
import { timeLeft } from "../../../tilesets/convert/time-left.ts";

function written(isTTY: boolean) {
  const texts: string[] = [];
  let now = 0;
  const stream = { isTTY, write: (text: string) => texts.push(text) };
  const lines = new ProgressLines(stream, () => now);
  return { texts, lines, at: (milliseconds: number) => (now = milliseconds) };
}

describe("the time left", () => {
  it("is told once it can be guessed", () => {
    expect(timeLeft(1, 10, 1)).toBe("");
    expect(timeLeft(25, 100, 5)).toBe(", about 15 s left");
    expect(timeLeft(1, 100, 5)).toBe(", about 8 min left");
    expect(timeLeft(1, 10_000, 5)).toBe(", about 13.9 h left");
    expect(timeLeft(100, 100, 5)).toBe("");
    expect(timeLeft(0, 100, 5)).toBe("");
  });
});

describe("progress", () => {
  it("elsewhere than on a terminal is a line now and then, and always the last", () => {
    const { texts, lines, at } = written(false);
    lines.at("Reading", 1, 100, "1 features");
    at(500);
    lines.at("Reading", 2, 100, "2 features");
    at(4_000);
    lines.at("Reading", 50, 100, "60 features");
    at(4_001);
    lines.at("Reading", 100, 100, "120 features");
    lines.say("Done.");
    expect(texts).toEqual([
      "Reading: 1 %, 1 features\n",
      "Reading: 50 %, 60 features, about 4 s left\n",
      "Reading: 100 %, 120 features\n",
      "Done.\n",
    ]);
  });

  it("on a terminal is one line that changes, and ends before another is said", () => {
    const { texts, lines, at } = written(true);
    lines.at("Writing buildings", 1, 4);
    at(300);
    lines.at("Writing buildings", 2, 4);
    lines.say("The disk is slow.");
    lines.at("Writing buildings", 4, 4);
    expect(texts).toEqual([
      "\r\x1b[2KWriting buildings: 25 %",
      "\r\x1b[2KWriting buildings: 50 %",
      "\n",
      "The disk is slow.\n",
      "\r\x1b[2KWriting buildings: 100 %",
      "\n",
    ]);
  });
});
