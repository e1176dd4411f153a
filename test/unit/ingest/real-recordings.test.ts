import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { Recording } from "../../../server/ingest/recording/recording.ts";
import { LIMITS } from "../../../server/security/limits.ts";

const DATA = new URL("../../../../shared/data/", import.meta.url).pathname;
const missing = !existsSync(DATA);
if (missing) console.warn(`Skipped: real recordings are not at ${DATA}.`);

/** Judges the first `seconds` of a recording by its own clock, as fast as it can be read. */
async function judge(file: string, seconds: number) {
  const recording = new Recording({ file: `${DATA}${file}`, limits: LIMITS });
  const facts = await recording.open();
  const entities = new Set<string>();
  let now = 0;
  const intake = new Intake({
    sink: (batch) => {
      for (const { observation } of batch) entities.add(observation.entity.id);
    },
    now: () => now,
  });
  const channel = intake.open({ id: "real", format: facts.format, provenance: "recorded" });
  for (let batch = await recording.next(); batch; batch = await recording.next()) {
    expect(batch.faults).toEqual([]);
    const records = JSON.parse(batch.text) as { observedAt: string }[];
    const due = records.filter((_, i) => (batch.times[i] ?? 0) <= facts.from + seconds * 1000);
    for (const [i, record] of due.entries()) {
      now = Math.max(now, batch.times[i] ?? 0);
      record.observedAt = new Date(batch.times[i] ?? 0).toISOString();
    }
    await channel.deliver(due);
    if (due.length < records.length) break;
  }
  await recording.close();
  return { facts, entities: entities.size, ...intake.totals() };
}

describe.skipIf(missing)("real recordings", () => {
  it("Bologna: the first ten minutes, none refused", async () => {
    const seen = await judge("mobility/fcd/bologna_joined_5s.csv.gz", 600);
    expect(seen.facts).toMatchObject({ records: 852_624, from: 0, to: 5_100_000, disorder: 0 });
    expect(seen).toMatchObject({ received: 68_314, refused: 0, entities: 1_847 });
  });

  it("CapMetro, a day that is grouped by vehicle: none refused", async () => {
    const seen = await judge("mobility/capmetro/2016-11-25.csv.gz", 86_400);
    expect(seen.facts.records).toBe(32_038);
    expect(seen.facts.disorder).toBeGreaterThan(3_600_000);
    expect(seen).toMatchObject({ received: 32_038, refused: 0, entities: 181 });
  });

  it("CapMetro, another day: three of 45,386 refused, two buses 10,700 km away", async () => {
    const seen = await judge("mobility/capmetro/2017-03-21.csv.gz", 86_400);
    expect(seen.refusedByCode).toEqual(new Map([["gate/implausible-motion", 3]]));
    expect(seen).toMatchObject({ received: 45_386, refused: 3, entities: 329 });
  });

  it("Chiba's trains: none refused", async () => {
    const seen = await judge("chiba/trains_0800_0820.ndjson.gz", 1_200);
    expect(seen).toMatchObject({ received: 16_278, refused: 0, entities: 123 });
  });
});
