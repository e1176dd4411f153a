import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NODE } from "../support/node-path.ts";

const CHILD = join(import.meta.dirname, "../support/fidelity/fuzz-child.ts");
/** Files with faults; `TILES_FUZZ=2000` tries more of them, from another seed where `TILES_FUZZ_SEED` is set. */
const COUNT = Number(process.env.TILES_FUZZ ?? 240);
const SEED = process.env.TILES_FUZZ_SEED ?? "1";
/** Milliseconds without a word in which one file must be done. */
const LONGEST = 60_000;

interface Outcome {
  readonly at: number;
  readonly name: string;
  readonly made?: boolean;
  readonly faults?: readonly string[];
}

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-fuzz-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("files with faults put in", () => {
  it("become a city whose sums are right or a Problem; nothing throws, hangs or stays behind", {
    timeout: 60_000 + 1_000 * COUNT,
  }, async () => {
    const { outcomes, stopped } = await fuzz();
    const wrong = outcomes.filter(({ faults = [] }) => faults.length > 0);
    expect({ wrong, stopped }).toEqual({ wrong: [], stopped: undefined });
    const ends = outcomes.filter(({ made }) => made !== undefined);
    expect(ends).toHaveLength(COUNT);
    // Neither are all refused, nor do faults make no difference.
    const made = ends.filter((outcome) => outcome.made).length;
    expect(made).toBeGreaterThan(COUNT / 10);
    expect(made).toBeLessThan((9 * COUNT) / 10);
    expect(await readdir(join(home, "scratch"))).toEqual([]);
  });
});

/** @returns what became of each file; and where it came to an end before its time, at which */
async function fuzz(): Promise<{ outcomes: Outcome[]; stopped: string | undefined }> {
  const scratch = join(home, "scratch");
  await mkdir(scratch);
  const child = spawn(NODE, [CHILD, home, SEED, String(COUNT)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TMPDIR: scratch },
  });
  const outcomes: Outcome[] = [];
  let last = "its beginning";
  let isDone = false;
  let timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
    last = line;
    const told = JSON.parse(line) as Outcome & { done?: boolean };
    if (told.done) isDone = true;
    else outcomes.push(told);
  }
  clearTimeout(timer);
  return { outcomes, stopped: isDone ? undefined : last };
}
