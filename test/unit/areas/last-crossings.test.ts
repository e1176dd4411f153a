import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { lastCrossings } from "../../../client/control/areas/last-crossings.ts";
import { mergeCrossings } from "../../../client/control/areas/merge-crossings.ts";
import type { Crossing } from "../../../shared/region.ts";

function crossing(sequence: number, region: string): Crossing {
  return {
    ...{ sequence, region, regionName: region, type: "enter", cause: "moved" },
    ...{ entity: `bus:${sequence}`, kind: "transit", provenance: "live", at: sequence },
    position: { longitude: 0, latitude: 0 },
  };
}

it("remembers the last crossing of a quiet region while a busy one goes on", () => {
  const all = signal<readonly Crossing[]>([crossing(1, "quiet")]);
  const last = lastCrossings(all);
  all.value = [crossing(4, "busy"), crossing(3, "busy"), crossing(2, "busy")];
  expect(last.value.get("quiet")?.sequence).toBe(1);
  expect(last.value.get("busy")?.sequence).toBe(4);
});

it("forgets what another server told", () => {
  const all = signal<readonly Crossing[]>([crossing(9, "quiet")]);
  const last = lastCrossings(all);
  all.value = [];
  expect(last.value.size).toBe(0);
  all.value = [crossing(1, "busy")];
  expect([...last.value.keys()]).toEqual(["busy"]);
});

it("puts what the server remembers and what comes together, each once", () => {
  const [one, two, three] = [crossing(1, "a"), crossing(2, "a"), crossing(3, "a")];
  expect(mergeCrossings([three, two], [two, one])).toEqual([three, two, one]);
});
