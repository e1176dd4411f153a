import { describe, expect, it } from "vitest";
import { writeGlb } from "../../../tilesets/glb.ts";
import { extrude, type Feature } from "../../../tilesets/mesh.ts";

const square = [
  [0, 0],
  [10, 0],
  [10, 20],
  [0, 20],
] as const;

function features(): Feature[] {
  return [
    { id: "a", mesh: extrude(square, 0, 30), properties: { name: "町役場", height: 30 } },
    { id: "b", mesh: extrude(square, 5, 3), properties: { name: "", height: 3 } },
  ];
}

function read(glb: Uint8Array) {
  const view = new DataView(glb.buffer, glb.byteOffset);
  const jsonLength = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonLength)));
  const start = 20 + jsonLength + 8;
  const bytes = (index: number) => {
    const { byteOffset, byteLength } = json.bufferViews[index];
    return glb.slice(start + byteOffset, start + byteOffset + byteLength);
  };
  return { view, json, start, bytes };
}

describe("writeGlb", () => {
  it("has a header whose lengths are true and views that begin on 8 bytes", () => {
    const glb = writeGlb(features());
    const { view, json, start } = read(glb);
    expect(view.getUint32(0, true)).toBe(0x46546c67);
    expect(view.getUint32(8, true)).toBe(glb.length);
    expect(start % 8).toBe(0);
    expect(json.buffers[0].byteLength).toBe(glb.length - start);
    for (const { byteOffset } of json.bufferViews) expect(byteOffset % 8).toBe(0);
  });

  it("gives back ids, texts and numbers through the property table", () => {
    const { json, bytes } = read(writeGlb(features()));
    const table = json.extensions.EXT_structural_metadata.propertyTables[0];
    const texts = (name: string) => {
      const offsets = new Uint32Array(bytes(table.properties[name].stringOffsets).buffer);
      const values = bytes(table.properties[name].values);
      return Array.from({ length: table.count }, (_, i) =>
        new TextDecoder().decode(values.subarray(offsets[i], offsets[i + 1])),
      );
    };
    expect(texts("id")).toEqual(["a", "b"]);
    expect(texts("name")).toEqual(["町役場", ""]);
    const heights = new Float32Array(bytes(table.properties.height.values).buffer);
    expect([...heights]).toEqual([30, 3]);
  });

  it("numbers the vertices by feature", () => {
    const { json, bytes } = read(writeGlb(features()));
    const primitive = json.meshes[0].primitives[0];
    const accessor = json.accessors[primitive.attributes._FEATURE_ID_0];
    const ids = new Float32Array(bytes(accessor.bufferView).buffer);
    expect(new Set(ids)).toEqual(new Set([0, 1]));
    expect(ids.length).toBe(accessor.count);
  });

  it("turns every triangle outward", () => {
    const { positions, normals, indices } = extrude(square, 0, 30);
    const point = (array: Float32Array, i: number) => [...array.subarray(i * 3, i * 3 + 3)];
    for (let i = 0; i < indices.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => point(positions, indices[i + k] ?? 0)) as number[][];
      const [u, v] = [b, c].map((p) => (p ?? []).map((value, k) => value - (a?.[k] ?? 0))) as [
        number[],
        number[],
      ];
      const [ux = 0, uy = 0, uz = 0] = u;
      const [vx = 0, vy = 0, vz = 0] = v;
      const cross = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const normal = point(normals, indices[i] ?? 0);
      const along = cross.reduce((sum, value, k) => sum + value * (normal[k] ?? 0), 0);
      expect(along).toBeGreaterThan(0);
    }
  });

  it("refuses an empty tile and a property that is text here and a number there", () => {
    expect(() => writeGlb([])).toThrow("at least one feature");
    const mixed = features();
    const broken = { ...(mixed[1] as Feature), properties: { name: 4, height: 3 } };
    expect(() => writeGlb([mixed[0] as Feature, broken])).toThrow("name is text in some");
  });
});
