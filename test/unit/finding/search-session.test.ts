import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { groupFound } from "../../../client/control/finding/group-found.ts";
import { SearchSession } from "../../../client/control/finding/search-session.ts";
import type { Found, SearchAnswer } from "../../../shared/found.ts";
import { type Problem, problem } from "../../../shared/problem.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers when it is told to. */
function slowServer() {
  const asked: {
    text: string;
    abort: AbortSignal;
    answer: (with_: SearchAnswer | Problem) => Promise<void>;
  }[] = [];
  const session = new SearchSession(
    (text, abort) =>
      new Promise((resolve) => {
        const answer = async (with_: SearchAnswer | Problem) => {
          resolve(with_);
          await Promise.resolve();
          await Promise.resolve();
        };
        asked.push({ text, abort, answer });
      }),
  );
  return { asked, session };
}

const bus = (id: string): Found => ({
  ...{ type: "entity", id, kind: "transit", source: "a", provenance: "live" },
});
const place = (id: string): Found => ({
  ...{ type: "place", id, place: "station", name: { en: id, ja: id } },
  position: { longitude: 1, latitude: 2 },
});
function answerOf(found: readonly Found[], matched = {}): SearchAnswer {
  return {
    found,
    matched: { entity: 0, building: 0, place: 0, ...matched },
    answer: { at: 0, took: 0, method: "" },
  };
}

describe("a search", () => {
  it("asks once for what is typed in one go, and not at all for blanks", () => {
    const { asked, session } = slowServer();
    for (const text of ["h", "ha", " ham "]) session.type(text);
    expect(session.current.value).toMatchObject({ state: "searching", text: "ham" });
    vi.advanceTimersByTime(200);
    expect(asked.map(({ text }) => text)).toEqual(["ham"]);
    session.type("  ");
    expect(session.current.value).toEqual({ state: "idle" });
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(1);
  });

  it("believes only the answer to the newest question, and stops the one before", async () => {
    const { asked, session } = slowServer();
    session.type("a");
    vi.advanceTimersByTime(200);
    session.type("ab");
    vi.advanceTimersByTime(200);
    expect(asked.map(({ abort }) => abort.aborted)).toEqual([true, false]);
    const newest = answerOf([bus("ab")]);
    await asked[1]?.answer(newest);
    await asked[0]?.answer(answerOf([bus("a")]));
    expect(session.current.value).toEqual({ state: "found", text: "ab", answer: newest });
  });

  it("keeps what was found in sight until there is something newer", async () => {
    const { asked, session } = slowServer();
    session.type("a");
    vi.advanceTimersByTime(200);
    const first = answerOf([bus("a")]);
    await asked[0]?.answer(first);
    session.type("ab");
    expect(session.current.value).toEqual({ state: "searching", text: "ab", before: first });
    session.type("abc");
    expect(session.current.value).toEqual({ state: "searching", text: "abc", before: first });
  });

  it("says why it failed, and asks again when it is told to", async () => {
    const { asked, session } = slowServer();
    session.type("a");
    vi.advanceTimersByTime(200);
    const told = problem("page/unreachable", "no");
    await asked[0]?.answer(told);
    expect(session.current.value).toEqual({ state: "failed", text: "a", problem: told });
    session.hurry();
    expect(asked).toHaveLength(2);
    await asked[1]?.answer(answerOf([]));
    expect(session.current.value.state).toBe("found");
  });

  it("does not wait for another letter when it is hurried, and does not ask twice", () => {
    const { asked, session } = slowServer();
    session.hurry();
    session.type("a");
    session.hurry();
    session.hurry();
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(1);
  });
});

describe("what was found", () => {
  it("stands by type, in the order of the best, with how many more there are", () => {
    const answer = answerOf([place("p1"), bus("b1"), place("p2"), bus("b2")], {
      entity: 25,
      place: 2,
    });
    expect(
      groupFound(answer).map(({ type, found, from, more }) => [
        type,
        found.map(({ id }) => id),
        from,
        more,
      ]),
    ).toEqual([
      ["place", ["p1", "p2"], 0, 0],
      ["entity", ["b1", "b2"], 2, 23],
    ]);
  });
});
