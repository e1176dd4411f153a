import { describe, expect, it } from "vitest";
import { EntityInstances } from "../../../client/control/scene/entity-instances.ts";
import {
  ModelRecords,
  RECORD_BYTES,
  RECORD_LAYOUT,
} from "../../../client/control/scene/model-records.ts";
import { MODEL_TYPES, TRAIN_CAR } from "../../../client/control/scene/model-types.ts";

function world() {
  const instances = new EntityInstances();
  const types = ["car", "train", "landed-drone", "none"] as const;
  for (const [slot, type] of types.entries()) {
    const fix = {
      east: slot * 10,
      north: 1,
      up: 2,
      heading: 0.5,
      now: 3,
      staleAt: 60,
      duration: 0,
    };
    instances.move(slot, fix);
    instances.style(slot, 1, 2);
    instances.look(slot, MODEL_TYPES.indexOf(type), [10, 20, 30]);
    // A pattern that a float would not keep.
    instances.pick(slot, [255, 255, 255, slot]);
  }
  const records = new ModelRecords();
  records.fill([0, 1, 2, 3], instances);
  return { instances, records };
}

describe("ModelRecords", () => {
  it("puts each under its body, a train as two ends and a middle, and no one without a model", () => {
    const { records } = world();
    expect(records.count("car")).toBe(1);
    expect(records.count("train-end")).toBe(2);
    expect(records.count("train-middle")).toBe(1);
    expect(records.count("drone")).toBe(1);
    expect(records.count("bus")).toBe(0);
  });

  it("hands over place, look and pick bit for bit", () => {
    const { records } = world();
    const bytes = records.bytes("drone");
    const view = new DataView(bytes.buffer);
    expect(view.getFloat32(RECORD_LAYOUT.next, true)).toBe(20);
    expect(Array.from(bytes.subarray(RECORD_LAYOUT.pick, RECORD_LAYOUT.pick + 4))).toEqual([
      255, 255, 255, 2,
    ]);
    expect(Array.from(bytes.subarray(RECORD_LAYOUT.look + 1, RECORD_LAYOUT.look + 4))).toEqual([
      10, 20, 30,
    ]);
  });

  it("sets the ends of a train a car's length ahead and behind", () => {
    const { records } = world();
    const view = new DataView(records.bytes("train-end").buffer);
    const ahead = (record: number) =>
      view.getFloat32(record * RECORD_BYTES + RECORD_LAYOUT.bends + 8, true);
    expect([ahead(0), ahead(1)]).toEqual([TRAIN_CAR.pitch, -TRAIN_CAR.pitch]);
  });

  it("forgets what was chosen before, and grows", () => {
    const { records, instances } = world();
    records.fill(Array(500).fill(0), instances);
    expect(records.count("car")).toBe(500);
    expect(records.count("drone")).toBe(0);
    records.fill([], instances);
    expect(records.count("car")).toBe(0);
  });
});
