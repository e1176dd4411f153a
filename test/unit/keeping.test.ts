import type { Logger } from "pino";
import { describe, expect, it } from "vitest";
import { Keeping, type KeepingOptions } from "../../server/keeping.ts";
import { Twin } from "../../server/state/twin.ts";
import type { Accepted } from "../../shared/observation.ts";

const HERE = { longitude: 140, latitude: 35 };

function said(id: string, observedAt: number, latitude = HERE.latitude): Accepted {
  const entity = { id, kind: "vehicle" as const };
  const observation = { entity, observedAt, position: { ...HERE, latitude } };
  return { observation, receivedAt: observedAt, provenance: "live", source: "test" };
}

describe("a city that comes late", () => {
  it("brings who is still there into the picture, quietly, and who has gone into none", async () => {
    const now = Date.now();
    const before = new Twin();
    // More than are taken in at once.
    for (let i = 0; i < 1_500; i++) before.merge(said(`gone:${i}`, now - 3_600_000));
    before.merge(said("there", now - 1_000));
    before.merge(said("moved", now - 1_000, 30));
    const told: string[] = [];
    let quiet = false;
    const watch = (what: string) => (handle: number) => {
      told.push(`${quiet ? "quietly " : ""}${what} ${twin.columns.ids[handle]}`);
    };
    const twin: Twin = new Twin({
      watch: { placed: watch("placed"), heard: watch("heard"), left: watch("left") },
    });
    twin.merge(said("moved", now));
    const keeping = new Keeping({
      twin,
      leftOut: { note: () => undefined },
      log: { info: () => undefined } as unknown as Logger,
      quietly: (work: () => void) => {
        quiet = true;
        work();
        quiet = false;
        // Nobody who looks at the picture between may see them.
        expect(inPicture(twin).filter((id) => id.startsWith("gone"))).toEqual([]);
      },
    } as unknown as KeepingOptions);
    await keeping.takeLate(before.image());
    expect(inPicture(twin)).toEqual(["moved", "there"]);
    expect(twin.size).toBe(1_502);
    expect(twin.find("moved", now)?.position?.latitude).toBe(HERE.latitude);
    expect(told.filter((what) => !what.startsWith("quietly"))).toEqual(["placed moved"]);
    expect(told).toContain("quietly placed there");
  });
});

function inPicture({ columns }: Twin): string[] {
  return columns.ids.filter((_, handle) => columns.cells[handle] !== undefined).toSorted();
}
