import type { DuckDBConnection } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import type { Look, Reading } from "../../../server/state/history/reading.ts";
import type { ArchiveFile, Catalogue } from "../../../server/state/history/store/catalogue.ts";
import type { Keyframes } from "../../../server/state/history/store/keyframes.ts";
import { Looks } from "../../../server/state/history/store/looks.ts";

/** Looks at nothing; `checks` are the signals by which files were looked at. */
function looksAtNothing(isWhole: () => Promise<boolean> = async () => true) {
  const checks: AbortSignal[] = [];
  const run = async () => ({ getRows: async () => [] });
  const connection = { run, interrupt: () => undefined, closeSync: () => undefined };
  const looks = new Looks({
    connect: async () => connection as unknown as DuckDBConnection,
    catalogue: { at: () => [], hold: () => () => undefined } as unknown as Catalogue,
    keyframes: {} as Keyframes,
    ...{ archive: "/archive", limits: LIMITS, catchUp: async () => undefined },
    isWhole: (_files: readonly ArchiveFile[], signal: AbortSignal) => {
      checks.push(signal);
      return isWhole();
    },
    ...{ onEnd: () => undefined, onDamage: () => undefined },
  });
  return { looks, checks };
}

/** A look that ends when it is told to. */
function held(look: Look) {
  let end: (answer: string) => void = () => undefined;
  const answer = look(
    () =>
      new Promise<string>((resolve) => {
        end = resolve;
      }),
  );
  return { answer, end: () => end("answered") };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 5));
const failing = (message: string) => async (_: Reading) => {
  throw new Error(message);
};

describe("looks", () => {
  it("come to their end when they are closed while some wait, and those who wait are told", async () => {
    const { looks } = looksAtNothing();
    const under = [held(looks.look), held(looks.look)];
    const waiting = [1, 2, 3].map(() => looks.look(async () => "answered"));
    const told = Promise.allSettled(waiting);
    await turns();
    const closed = looks.close();
    for (const { end } of under) end();
    await closed;
    expect(await Promise.all(under.map(({ answer }) => answer))).toEqual(["answered", "answered"]);
    for (const one of await told)
      expect(one).toMatchObject({ reason: { problem: { code: "history/unavailable" } } });
    await expect(looks.look(async () => "answered")).rejects.toMatchObject({
      problem: { code: "history/unavailable" },
    });
  });

  it("are opened in their order, so many at once", async () => {
    const { looks } = looksAtNothing();
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3, 4].map((number) =>
      looks.look(async () => {
        begun.push(number);
        await new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    for (let ended = 0; ended < 5; ended++) {
      await turns();
      expect(begun).toEqual([0, 1, 2, 3, 4].slice(0, ended + 2));
      ends[ended]?.();
    }
    await Promise.all(all);
    await looks.close();
  });

  it("of replays wait for no question that takes long", async () => {
    const { looks } = looksAtNothing();
    const exports = [held(looks.look), held(looks.look), held(looks.look)];
    await turns();
    expect(await looks.lookOfReplays(async () => "a picture")).toBe("a picture");
    for (const { answer, end } of exports) {
      await turns();
      end();
      await answer;
    }
    await looks.close();
  });

  it("have no file read once more for a question that was too heavy", async () => {
    const { looks, checks } = looksAtNothing();
    const heavy = looks.look(failing("Out of Memory Error: could not allocate block"));
    await expect(heavy).rejects.toThrow("Out of Memory");
    expect(checks).toEqual([]);
  });

  it("look for damage no longer than somebody waits for the answer", async () => {
    const asker = new AbortController();
    const { looks, checks } = looksAtNothing(async () => {
      asker.abort();
      return true;
    });
    const asked = looks.look(failing("Invalid Input Error: No magic bytes"), asker.signal);
    await expect(asked).rejects.toMatchObject({ problem: { code: "history/given-up" } });
    expect(checks.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("look again, once, where a file was damaged", async () => {
    const { looks, checks } = looksAtNothing(async () => false);
    let tries = 0;
    const asked = looks.look(async () => {
      if (++tries === 1) throw new Error("Invalid Input Error: No magic bytes");
      return tries;
    });
    expect(await asked).toBe(2);
    expect(checks.length).toBe(1);
  });
});
