import type { Feature } from "./mesh.ts";
import { propertyColumns } from "./property-table.ts";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const FLOAT = 5126;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/**
 * glTF 2.0 binary of one tile: the features' triangles as one primitive, each vertex with the number
 * of its feature (EXT_mesh_features), and their properties as typed columns
 * (EXT_structural_metadata). Sources: glTF 2.0 specification, 3D Tiles 1.1 extensions of Cesium.
 */
export function writeGlb(features: readonly Feature[]): Uint8Array {
  if (features.length === 0) throw new Error("writeGlb: a tile needs at least one feature");
  const merged = merge(features);
  const buffer = new BufferBuilder();
  const accessors = [
    {
      bufferView: buffer.add(merged.positions, ARRAY_BUFFER),
      componentType: FLOAT,
      type: "VEC3",
      count: merged.positions.length / 3,
      ...bounds(merged.positions),
    },
    {
      bufferView: buffer.add(merged.normals, ARRAY_BUFFER),
      componentType: FLOAT,
      type: "VEC3",
      count: merged.normals.length / 3,
    },
    {
      bufferView: buffer.add(merged.featureIds, ARRAY_BUFFER),
      componentType: FLOAT,
      type: "SCALAR",
      count: merged.featureIds.length,
    },
    {
      bufferView: buffer.add(merged.indices, ELEMENT_ARRAY_BUFFER),
      componentType: UNSIGNED_INT,
      type: "SCALAR",
      count: merged.indices.length,
    },
  ];
  const metadata = structuralMetadata(features, buffer);
  const gltf = {
    asset: { version: "2.0", generator: "Machinami" },
    extensionsUsed: ["EXT_mesh_features", "EXT_structural_metadata"],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    materials: [
      { pbrMetallicRoughness: { baseColorFactor: [0.82, 0.8, 0.76, 1], metallicFactor: 0 } },
    ],
    meshes: [
      {
        primitives: [
          {
            attributes: { POSITION: 0, NORMAL: 1, _FEATURE_ID_0: 2 },
            indices: 3,
            material: 0,
            extensions: {
              EXT_mesh_features: {
                featureIds: [{ featureCount: features.length, attribute: 0, propertyTable: 0 }],
              },
            },
          },
        ],
      },
    ],
    accessors,
    bufferViews: buffer.views,
    buffers: [{ byteLength: buffer.length }],
    extensions: { EXT_structural_metadata: metadata },
  };
  return container(gltf, buffer.bytes());
}

function structuralMetadata(features: readonly Feature[], buffer: BufferBuilder) {
  const columns = propertyColumns(features);
  const schemaProperties: Record<string, object> = {};
  const tableProperties: Record<string, object> = {};
  for (const { name, type, values, offsets } of columns) {
    schemaProperties[name] = type === "STRING" ? { type } : { type, componentType: "FLOAT32" };
    tableProperties[name] = {
      values: buffer.add(values),
      ...(offsets ? { stringOffsets: buffer.add(offsets) } : {}),
    };
  }
  return {
    schema: { id: "city", classes: { feature: { properties: schemaProperties } } },
    propertyTables: [{ class: "feature", count: features.length, properties: tableProperties }],
  };
}

function merge(features: readonly Feature[]) {
  const vertices = features.reduce((sum, { mesh }) => sum + mesh.positions.length / 3, 0);
  const corners = features.reduce((sum, { mesh }) => sum + mesh.indices.length, 0);
  const positions = new Float32Array(vertices * 3);
  const normals = new Float32Array(vertices * 3);
  const featureIds = new Float32Array(vertices);
  const indices = new Uint32Array(corners);
  let vertex = 0;
  let corner = 0;
  features.forEach(({ mesh }, feature) => {
    const count = mesh.positions.length / 3;
    positions.set(mesh.positions, vertex * 3);
    normals.set(mesh.normals, vertex * 3);
    featureIds.fill(feature, vertex, vertex + count);
    for (const index of mesh.indices) indices[corner++] = vertex + index;
    vertex += count;
  });
  return { positions, normals, featureIds, indices };
}

function bounds(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, i) => {
    const axis = i % 3;
    min[axis] = Math.min(min[axis] ?? value, value);
    max[axis] = Math.max(max[axis] ?? value, value);
  });
  return { min, max };
}

/** The binary chunk, grown view by view; each view begins on 8 bytes as the metadata asks. */
class BufferBuilder {
  readonly views: object[] = [];
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(values: Float32Array | Uint32Array | Uint8Array, target?: number): number {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.views.push({
      buffer: 0,
      byteOffset: this.length,
      byteLength: bytes.length,
      ...(target === undefined ? {} : { target }),
    });
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#parts.push(padded);
    this.length += padded.length;
    return this.views.length - 1;
  }

  bytes(): Uint8Array {
    return concatenate(this.#parts);
  }
}

/** Header, JSON chunk padded with spaces, binary chunk (already a multiple of 8). */
function container(gltf: object, binary: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(gltf));
  const jsonLength = Math.ceil(json.length / 8) * 8 + 4;
  const padded = new Uint8Array(jsonLength).fill(0x20);
  padded.set(json);
  const total = 12 + 8 + jsonLength + 8 + binary.length;
  return concatenate([
    words(MAGIC, 2, total, jsonLength, JSON_CHUNK),
    padded,
    words(binary.length, BINARY_CHUNK),
    binary,
  ]);
}

function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
