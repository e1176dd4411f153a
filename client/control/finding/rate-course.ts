import { effect } from "@preact/signals";
import type { Poll } from "../../ui/poll.ts";
import type { SourcesAnswer } from "../read-sources.ts";
import { Course } from "./course.ts";

/** Answers that are kept: two minutes at one every two seconds. */
const MOST = 60;

/** Observations that all sources together brought in each second, as the server measured it. */
export function rateOf({ sources }: SourcesAnswer): number {
  return sources.reduce((sum, { rate }) => sum + rate, 0);
}

/** How that was over the last minutes, by our own clock; grows with every answer. */
export function rateCourse(sources: Poll<SourcesAnswer>): { course: Course; stop: () => void } {
  const course = new Course(MOST);
  const stop = effect(() => {
    const polled = sources.current.value;
    if (polled.state === "ready") course.add(polled.at, rateOf(polled.data));
  });
  return { course, stop };
}
