import { expect, it } from "vitest";
import { crashRun } from "../../support/crash/crash-run.ts";

/** `npm run bench -- crash` does the same fifty times. */
const KILLS = 8;

it("loses nothing acknowledged and keeps nothing twice, killed while it takes, seals and starts", async () => {
  const { faults, acknowledged, kept, sealed, sent } = await crashRun({
    ...{ kills: KILLS, seed: "kill", rate: 1_200, most: 1_200 },
  });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(1_000);
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  expect(kept).toBeLessThanOrEqual(sent);
  // The last look was put forward by hours.
  expect(sealed).toBe(kept);
}, 120_000);
