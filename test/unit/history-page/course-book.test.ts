import { describe, expect, it } from "vitest";
import { CourseBook } from "../../../client/control/history/course-book.ts";
import { type CourseWindow, windowUntil } from "../../../client/control/history/course-window.ts";
import type { EntityCourse } from "../../../shared/history.ts";
import { type Problem, problem } from "../../../shared/problem.ts";

const NOW = 1_700_000_000_000;
const HOUR = windowUntil(NOW, 3_600_000);

interface Asked {
  readonly id: string;
  readonly window: CourseWindow;
  readonly signal: AbortSignal;
  answer(answer: EntityCourse | Problem): Promise<void>;
}

function book() {
  const asked: Asked[] = [];
  const made = new CourseBook((id, window, signal) => {
    return new Promise((resolve) => {
      const answer = async (told: EntityCourse | Problem) => {
        resolve(told);
        await Promise.resolve();
        await Promise.resolve();
      };
      asked.push({ id, window, signal, answer });
    });
  });
  return { made, asked };
}

const course = (id: string) => ({ id }) as EntityCourse;

describe("the courses that are looked at", () => {
  it("are asked for a few at once, in their order", async () => {
    const { made, asked } = book();
    made.want(["a", "b", "c", "d", "e"], HOUR);
    expect(asked.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    await asked[1]?.answer(course("b"));
    expect(asked.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(made.courses.value.get("b")?.course?.id).toBe("b");
  });

  it("are not asked for twice while the window is as good as the same", async () => {
    const { made, asked } = book();
    made.want(["a"], HOUR);
    made.want(["a"], windowUntil(NOW + 5_000, 3_600_000));
    await asked[0]?.answer(course("a"));
    made.want(["a"], windowUntil(NOW + 5_000, 3_600_000));
    expect(asked.length).toBe(1);
    made.want(["a"], windowUntil(NOW + 10_000, 3_600_000));
    expect(asked.length).toBe(2);
  });

  it("let a question that is under way end while time goes on, and then ask the next", async () => {
    const { made, asked } = book();
    made.want(["a"], HOUR);
    made.want(["a"], windowUntil(NOW + 60_000, 3_600_000));
    expect(asked[0]?.signal.aborted).toBe(false);
    await asked[0]?.answer(course("a"));
    expect(asked[1]?.window.to).toBe(NOW + 60_000);
  });

  it("give up what is no longer wanted: another time, another entity, nothing at all", async () => {
    const { made, asked } = book();
    made.want(["a", "b"], HOUR);
    made.want(["b"], HOUR);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    made.want(["b"], windowUntil(NOW - 86_400_000, 3_600_000));
    expect(asked[1]?.signal.aborted).toBe(true);
    await asked[1]?.answer(course("b"));
    expect(made.courses.value.size).toBe(0);
    made.rest();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it("show what was known before with the problem, and ask again when told to", async () => {
    const { made, asked } = book();
    made.want(["a"], HOUR);
    await asked[0]?.answer(course("a"));
    made.want(["a"], windowUntil(NOW + 60_000, 3_600_000));
    await asked[1]?.answer(problem("page/slow", "It took too long."));
    expect(made.courses.value.get("a")).toMatchObject({
      course: { id: "a" },
      problem: { code: "page/slow" },
    });
    made.want(["a"], windowUntil(NOW + 60_000, 3_600_000));
    expect(asked.length).toBe(2);
    made.retry();
    expect(asked.length).toBe(3);
    expect(made.courses.value.get("a")?.problem).toBeUndefined();
  });
});
