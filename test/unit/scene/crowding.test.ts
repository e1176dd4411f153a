import { describe, expect, it } from "vitest";
import { Crowding } from "../../../client/control/scene/crowding.ts";
import { EntityColumns } from "../../../client/twin/entity-columns.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";

const VEHICLE = ENTITY_KINDS.indexOf("vehicle");
const TRANSIT = ENTITY_KINDS.indexOf("transit");

describe("Crowding", () => {
  it("takes a thousand cars for a crowd, and the few trams among them for few", () => {
    const crowds = new Crowding().at(storeOf({ [VEHICLE]: 1_000, [TRANSIT]: 20 }), 0);
    expect(crowds).toHaveLength(ENTITY_KINDS.length);
    expect(crowds[VEHICLE]).toBe(1);
    expect(crowds[TRANSIT]).toBe(0);
  });

  it("tells how busy the picture is with all of them", () => {
    const crowding = new Crowding();
    crowding.at(storeOf({ [VEHICLE]: 20, [TRANSIT]: 20 }), 0);
    expect(crowding.busy).toBe(0);
    crowding.at(storeOf({ [VEHICLE]: 600, [TRANSIT]: 600 }), 1);
    expect(crowding.busy).toBe(1);
  });

  it("grows with the number, without a step", () => {
    const crowding = new Crowding();
    let before = 0;
    for (let count = 1; count < 1_000; count = Math.ceil(count * 1.2)) {
      const now = crowding.at(storeOf({ [VEHICLE]: count }), count)[VEHICLE] as number;
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now - before).toBeLessThan(0.2);
      before = now;
    }
    expect(before).toBe(1);
  });

  it("counts again when time has gone by, or much has changed", () => {
    const crowding = new Crowding();
    crowding.at(storeOf({ [VEHICLE]: 1_000 }), 0);
    const same = storeOf({ [VEHICLE]: 960, [TRANSIT]: 40 });
    same.columns.kinds.fill(TRANSIT);
    expect(crowding.at(same, 0.1)[VEHICLE]).toBe(1);
    expect(crowding.at(same, 1)[VEHICLE]).toBe(0);
    expect(crowding.at(storeOf({ [VEHICLE]: 3 }), 1.1)[TRANSIT]).toBe(0);
  });

  it("counts neither who is gone nor who has no kind yet", () => {
    const store = storeOf({ [VEHICLE]: 2_000 });
    store.columns.present.fill(0, 0, 1_000);
    store.columns.kinds.fill(255, 1_000, 2_000);
    expect(new Crowding().at(store, 0)[VEHICLE]).toBe(0);
  });
});

function storeOf(counts: Readonly<Record<number, number>>) {
  const columns = new EntityColumns();
  let size = 0;
  for (const [kind, count] of Object.entries(counts)) {
    columns.reserve(size + count);
    columns.present.fill(1, size, size + count);
    columns.kinds.fill(Number(kind), size, size + count);
    size += count;
  }
  return { columns, size };
}
