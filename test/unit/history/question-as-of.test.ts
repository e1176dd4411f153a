import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Question } from "../../../server/state/history/questions.ts";
import { acceptedOf } from "../../../server/state/journal/accepted-of.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { TwinImage } from "../../../server/state/twin-image.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { askMemory } from "../../support/ask-memory.ts";
import { MemoryLook } from "../../support/memory-look.ts";
import { registersOf } from "../../support/registers-of.ts";
import { anyStatement, NOW, statement } from "../state/statement.ts";

let history: MemoryLook;
let told: ReturnType<typeof askMemory>;

beforeAll(async () => {
  history = await MemoryLook.open();
  told = askMemory(history);
});
beforeEach(() => history.empty());
afterAll(() => history.close());

function imageOf(statements: readonly Accepted[]): TwinImage {
  const twin = new Twin();
  for (const each of statements) twin.merge(each);
  return twin.image();
}

/** Statements in the order of acceptance: of any moments, some twice, each received a little later. */
const anyFeed = fc
  .array(fc.tuple(anyStatement, fc.integer({ min: 0, max: 90_000 })), {
    maxLength: 40,
    size: "max",
  })
  .map((feed) => {
    const all = feed.map(([each, late]) => ({
      ...each,
      receivedAt: each.observation.observedAt + late,
    }));
    return [...all, ...all.filter((_, i) => i % 5 === 0)];
  });
const anyMoment = fc.integer({ min: -1, max: 50 }).map((seconds) => NOW + seconds * 1000);

/** The image of the first so many statements, known from the newest moment of them on. */
function keyframe(feed: readonly Accepted[], number: number) {
  const first = feed.slice(0, number);
  const until = Math.max(NOW, ...first.map(({ observation }) => observation.observedAt));
  return { image: imageOf(first), number: first.length, until };
}

describe("the city as of a moment", () => {
  it("is the twin of all that was observed up to then, register for register", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFeed,
        fc.array(fc.nat(45), { maxLength: 3 }),
        anyMoment,
        async (feed, cuts, at) => {
          await history.empty();
          await history.keep(feed);
          history.keyframes.push(...cuts.map((cut) => keyframe(feed, cut)));
          const { image } = await told("as-of", { at });
          const until = feed.filter(({ observation }) => observation.observedAt <= at);
          expect(registersOf(image)).toEqual(registersOf(imageOf(until)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("begins at the newest keyframe before it, and reads no row that the keyframe has", async () => {
    const feed = [0, 1, 2, 3].map((i) =>
      statement("a", NOW + i * 1000, { entity: { kind: "sensor" } }),
    );
    await history.keep(feed);
    history.keyframes.push(keyframe(feed, 1), keyframe(feed, 3), keyframe(feed, 4));
    await told("as-of", { at: NOW + 2_500 });
    expect(history.asked.at(-1)).toContain("number > 3");
  });

  it("is empty before anything was observed", async () => {
    await history.keep([statement("a", NOW, { entity: { kind: "sensor" } })]);
    expect((await told("as-of", { at: NOW - 1 })).image.ids).toEqual([]);
  });
});

describe("a range", () => {
  /** Reads page after page from `from` up to `until`. */
  async function pages(question: Question<"range">) {
    const all: Accepted[] = [];
    const ends: number[] = [];
    let { after } = question;
    while (after < question.until) {
      const { statements, until } = await told("range", { ...question, after });
      for (let row = 0; row < statements.count; row++) all.push(acceptedOf(statements, row));
      expect(until).toBeGreaterThan(after);
      expect(all.every(({ observation }) => observation.observedAt <= until)).toBe(true);
      after = until;
      ends.push(until);
    }
    return { all, ends };
  }

  it("has all that was observed, in order, whole up to where each page says", async () => {
    await fc.assert(
      fc.asyncProperty(anyFeed, fc.integer({ min: 1, max: 9 }), async (feed, limit) => {
        await history.empty();
        await history.keep(feed);
        const question = { after: NOW - 1, until: NOW + 60_000, limit };
        const { all } = await pages(question);
        const times = all.map(({ observation }) => observation.observedAt);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times).toHaveLength(feed.length);
        expect(registersOf(imageOf(all))).toEqual(registersOf(imageOf(feed)));
      }),
      { numRuns: 60 },
    );
  });
});
