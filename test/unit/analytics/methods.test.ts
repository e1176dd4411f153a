import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { METHODS } from "../../../server/analytics/methods.ts";

it("names the Turf that is installed", async () => {
  const about = new URL("../../../node_modules/@turf/turf/package.json", import.meta.url);
  const { version } = JSON.parse(await readFile(about, "utf8"));
  const named = Object.values(METHODS).filter((method) => method.includes("Turf"));
  expect(named.length).toBeGreaterThan(3);
  for (const method of named) expect(method).toContain(`Turf ${version}`);
});
