import { defineConfig } from "vitest/config";

/** Three projects: `unit` opens no socket, `integration` opens real ones, `e2e` drives a browser. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    projects: [
      project("unit", { testTimeout: 20_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      // One browser at a time: on a software renderer two share one slow processor.
      project("e2e", { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});

function project(
  name: string,
  options: { testTimeout: number; hookTimeout?: number; fileParallelism?: boolean },
) {
  return {
    root: `${import.meta.dirname}/..`,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
      ...options,
    },
  };
}
