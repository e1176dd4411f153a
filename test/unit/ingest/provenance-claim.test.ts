import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { provenanceOf } from "../../../server/ingest/provenance-claim.ts";
import { PROVENANCES, type Provenance } from "../../../shared/entity.ts";
import type { Accepted } from "../../../shared/observation.ts";

const provenance = fc.constantFrom(...PROVENANCES);
const claims = fc.option(provenance, { nil: undefined });

function record(id: string, claim: Provenance | undefined, at: number) {
  return {
    entity: { id, kind: "sensor", ...(claim === undefined ? {} : { provenance: claim }) },
    observedAt: new Date(at).toISOString(),
    values: { level: 1 },
  };
}

describe("what a record claims", () => {
  it("[O1] lowers what its feed claims and never raises it", async () => {
    const now = Date.parse("2026-11-23T00:00:00Z");
    await fc.assert(
      fc.asyncProperty(provenance, fc.array(claims, { minLength: 1 }), async (feed, list) => {
        const taken: Accepted[] = [];
        const sink = (batch: readonly Accepted[]) => void taken.push(...batch);
        const channel = new Intake({ sink, now: () => now }).open({
          id: "feed",
          format: "json",
          provenance: feed,
        });
        const receipt = await channel.deliver(list.map((claim, i) => record(`e${i}`, claim, now)));
        expect(receipt).toEqual({ accepted: list.length, refused: [] });
        for (const [i, { provenance: given }] of taken.entries()) {
          const claim = list[i] ?? feed;
          const rank = Math.max(PROVENANCES.indexOf(feed), PROVENANCES.indexOf(claim));
          expect(given).toBe(PROVENANCES[rank]);
        }
        const flowed = new Set(taken.map(({ provenance: given }) => given));
        expect(channel.tally().provenances).toEqual(PROVENANCES.filter((each) => flowed.has(each)));
      }),
    );
  });

  it("[O1] keeps a recording recorded, and a simulator's record over a live feed simulated", () => {
    expect(provenanceOf("recorded", "live")).toBe("recorded");
    expect(provenanceOf("recorded", "simulated")).toBe("simulated");
    expect(provenanceOf("live", "simulated")).toBe("simulated");
    expect(provenanceOf("simulated", "live")).toBe("simulated");
    expect(provenanceOf("live", undefined)).toBe("live");
  });

  it("refuses a claim that is none, and says which there are", async () => {
    const channel = new Intake({ sink: () => undefined }).open({
      id: "feed",
      format: "json",
      provenance: "live",
    });
    for (const claim of ["real", "", 3, null]) {
      const bad = { ...record("a", undefined, Date.now()) };
      const entity = { ...bad.entity, provenance: claim };
      const { refused } = await channel.deliver([{ ...bad, entity }]);
      expect(refused[0]?.code).toBe("gate/schema");
      expect(refused[0]?.message).toMatch(/entity\.provenance.*live, recorded, simulated/);
    }
  });

  it("forgets after a minute what flowed", async () => {
    let now = Date.parse("2026-11-23T00:00:00Z");
    const channel = new Intake({ sink: () => undefined, now: () => now }).open({
      id: "feed",
      format: "json",
      provenance: "live",
    });
    expect(channel.tally().provenances).toEqual([]);
    await channel.deliver([record("a", "simulated", now)]);
    now += 30_000;
    await channel.deliver([record("b", undefined, now)]);
    expect(channel.tally().provenances).toEqual(["live", "simulated"]);
    now += 45_000;
    expect(channel.tally().provenances).toEqual(["live"]);
    now += 60_000;
    expect(channel.tally().provenances).toEqual([]);
  });
});
