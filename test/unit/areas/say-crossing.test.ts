import { expect, it } from "vitest";
import { sayCrossing, sayCrossingOf } from "../../../client/control/areas/say-crossing.ts";
import type { Crossing } from "../../../shared/region.ts";

const bus: Crossing = {
  sequence: 1,
  type: "leave",
  cause: "moved",
  region: "region:harbour",
  regionName: "Harbour",
  entity: "bus:7",
  entityName: "Bus 7",
  kind: "transit",
  provenance: "simulated",
  at: 0,
  position: { longitude: 0, latitude: 0 },
};

it("says in both languages who came and went", () => {
  expect(sayCrossing(bus, "en")).toBe("Bus 7 left");
  expect(sayCrossing({ ...bus, type: "enter" }, "en")).toBe("Bus 7 entered");
  expect(sayCrossing(bus, "ja")).toBe("Bus 7が出ました");
  expect(sayCrossingOf(bus, "en")).toBe("Bus 7 left: Harbour");
  expect(sayCrossingOf(bus, "ja")).toBe("領域「Harbour」:Bus 7が出ました");
});

it("does not say that something moved which only appeared or fell silent", () => {
  expect(sayCrossing({ ...bus, type: "enter", cause: "appeared" }, "en")).toBe(
    "Bus 7 appeared inside",
  );
  expect(sayCrossing({ ...bus, cause: "absent" }, "en")).toBe("Bus 7 fell silent inside");
  expect(sayCrossing({ ...bus, cause: "absent" }, "ja")).toBe("Bus 7が中で途絶えました");
});

it("names by its kind and id what has no name", () => {
  const { entityName: _, ...nameless } = bus;
  expect(sayCrossing(nameless, "en")).toBe("Transit bus:7 left");
});
